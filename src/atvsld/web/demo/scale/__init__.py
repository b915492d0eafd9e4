"""The demonstration at any size: establishments and accidents drawn by shares, written by the bulk path."""
