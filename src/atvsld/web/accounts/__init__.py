"""The pages around an account: claiming it, getting back in, its second factor and sessions, and who may help."""
