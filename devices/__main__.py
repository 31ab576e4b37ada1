"""``python -m devices``: the bench, as the console script ``devices``."""

import sys

from devices.cli import main

sys.exit(main())
