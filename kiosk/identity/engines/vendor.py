"""A vendor's SDK, installed with pip under the entry point group ``hallkiosk.face_engine``.

The entry point's name is what the settings say (``face.vendor_engine``); its value is a factory without arguments
that returns a `kiosk.identity.engine.FaceEngine`.
"""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import numpy as np

from kiosk.identity.engine import FaceEngine, Thresholds
from kiosk.identity.errors import EngineBroken, EngineNotInstalled

ENTRY_POINT_GROUP: Final = "hallkiosk.face_engine"

_METHODS: Final = ("detect", "locate", "align", "quality", "embed", "forget", "compare")


def vendor_engine(name: str, found: Iterable[EntryPoint] | None = None) -> FaceEngine:
    """Load and make the engine of that name, among `found` or among what is installed, and try it on a grey picture.

    Raises:
        EngineNotInstalled: there is none, or more than one; `subject` lists what is installed.
        EngineBroken: it does not load, is none, or fails on the grey picture; `subject` names its module.
    """
    installed = tuple(entry_points(group=ENTRY_POINT_GROUP) if found is None else found)
    named = [entry for entry in installed if entry.name == name]
    if len(named) != 1:
        known = ", ".join(sorted(entry.name for entry in installed)) or "none"
        raise EngineNotInstalled(f"{name}: {'installed twice' if named else 'not installed'}; installed: {known}")
    entry = named[0]
    try:
        made: Any = entry.load()()
        well = (
            all(callable(getattr(made, method, None)) for method in _METHODS)
            and bool(made.name)
            and isinstance(made.thresholds, Thresholds)
            # Nobody is in a grey picture: an SDK without its licence or its library says so here.
            and made.detect(np.full((480, 640, 3), 128, np.uint8)) == ()
        )
    # A vendor's code may raise anything. A technician reads its type, and its module's name.
    except Exception as error:
        raise EngineBroken(f"{entry.value}: {type(error).__name__}") from error
    if not well:
        raise EngineBroken(f"{entry.value}: breaks the protocol")
    engine: FaceEngine = made
    return engine
