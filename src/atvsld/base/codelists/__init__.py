"""Code lists as dated data: what is read are versions in the database, loaded from the statutes' seeds."""
