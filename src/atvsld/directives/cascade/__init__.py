"""Which document carries out which, and what of the one the other carries on."""
