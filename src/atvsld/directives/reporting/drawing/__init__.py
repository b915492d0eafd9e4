"""What a report counts, drawn up from the registers as plain values."""
