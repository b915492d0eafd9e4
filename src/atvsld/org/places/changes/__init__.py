"""Later decisions on administrative units, brought in from a file: new dated rows, nothing rewritten."""
