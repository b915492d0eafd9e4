"""Append-only record of who wrote or unmasked what, chained per object and sealed with a key outside the database."""
