"""Figures of a unit published for everybody: frozen versions, each with its hash, its reason and what it changed."""
