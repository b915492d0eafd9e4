"""Tasks: what a document or a meeting charges agencies with, each time it falls due, and how far it has come."""
