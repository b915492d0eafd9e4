"""Pages for everybody, without signing in: what units published, and whether a paper or file is what was published."""
