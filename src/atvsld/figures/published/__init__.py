"""What the Ministry has published of the whole nation's accidents: its notices, and what in them does not follow."""
