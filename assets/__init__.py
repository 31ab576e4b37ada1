"""Files the packages share: fonts, models, synthetic people, icons.

A leaf package: it imports nothing of ours and anything may import it.
"""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the file `name` (relative to assets/, for example ``"fonts/NotoSansSC-Regular.ttf"``).

    Raises:
        FileNotFoundError: it is not there; big files are unpacked at set-up by ``python -m assets.unpack``.
    """
    file = ROOT / name
    if not file.is_file():
        raise FileNotFoundError(f"assets/{name} is missing: run `make setup`, which unpacks and checks it")
    return file
