"""Statutory tables as declarations: columns measure, blocks say which facts belong to which row."""
