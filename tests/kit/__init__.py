"""The kit that every register of the house passes. A register without an entry in `examples` fails it."""
