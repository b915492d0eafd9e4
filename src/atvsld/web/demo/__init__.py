"""The demonstration: invented establishments, people and accidents of real places. Never loaded beside real data."""
