"""Users, their memberships, and what each role may see and do."""
