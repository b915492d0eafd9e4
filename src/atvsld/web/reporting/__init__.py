"""Pages of reports: what is owed, writing one, sending it, receiving those of others."""
