"""Measurements, each beside its reference in the same run: `make bench` prints a table and writes var/bench.json."""
