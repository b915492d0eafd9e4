"""Code lists as dated data: what the program reads are the versions in the database, loaded from the statutes' seeds."""
