"""The messages of the pages: collected from the source, compared with the English catalogue, compiled."""
