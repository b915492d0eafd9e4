"""Many rows of a register at once: the same rules and derivations as every write, one audit entry for all of them."""
