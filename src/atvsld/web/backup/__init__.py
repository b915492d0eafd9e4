"""Backups of an installation: one file that holds the records, the stored files and the keys, and how it comes back."""
