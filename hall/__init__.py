"""The hall server: catalogue, sign-ins, registries, cases, papers and ratings behind one HTTP contract.

A Django project that needs no kiosk: `hall serve` runs it alone, and a kiosk runs it as a child process. Each folder
is one domain; `hall/openapi.json` is what other programs may rely on.
"""

from typing import Final

VERSION: Final = "0.1.0"
