"""What a signed paper's parts are called in its PDF."""

from typing import Final

FIELD: Final = "HallSeal"
DATA_NAME: Final = "paper.json"
