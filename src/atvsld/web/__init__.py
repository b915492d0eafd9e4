"""The web layer: settings, addresses, lists handed down, pages, and the command line."""
