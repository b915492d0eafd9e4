"""Figures of past years as a document gives them: entered by hand, kept apart from cases."""
