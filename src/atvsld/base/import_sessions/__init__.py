"""An import as a session: a file is sent, its columns are named, it is checked, looked at, and confirmed or let go."""
