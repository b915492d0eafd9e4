"""ATVSLĐ: Viet Nam's occupational safety information system."""

__version__ = "0.1.0"
