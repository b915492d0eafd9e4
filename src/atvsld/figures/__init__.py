"""Figures: facts, the lake, statutory tables and indicators. Nothing here writes a register."""
