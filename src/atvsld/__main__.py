"""`python -m atvsld`: the same as the console script `atvsld`."""

import sys

from atvsld.web.cli import main

if __name__ == "__main__":
    sys.exit(main())
