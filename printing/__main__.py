"""``python -m printing``: the console script ``printing``."""

import sys

from printing.cli import main

sys.exit(main())
