"""Scripts for those who build the program; never installed with it."""
