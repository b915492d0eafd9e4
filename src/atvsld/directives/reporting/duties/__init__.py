"""Duties to report: found in accepted documents and declared programmes, each with its days and whom it lies upon."""
