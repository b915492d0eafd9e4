"""Tests of the whole house; those of a package stand in the package."""
