"""The model files, held against the manifest's hashes each time they are loaded."""

import hashlib
import tomllib
from pathlib import Path
from typing import Final

import assets
from kiosk.identity.errors import ModelAltered, ModelMissing

DETECTOR: Final = "models/face_detection_short_range.tflite"
MESH: Final = "models/face_landmark.tflite"
EMBEDDER: Final = "models/fr_feature.onnx"


def checked(name: str, *, root: Path = assets.ROOT) -> bytes:
    """Return the bytes of the model `name` of assets/.

    What is checked is what is loaded: the file is read once.

    Raises:
        ModelMissing: it is not there, or the manifest does not know it.
        ModelAltered: its SHA-256 is not the manifest's.
    """
    manifest = tomllib.loads((root / "manifest.toml").read_text("utf-8"))
    wanted = next((entry["sha256"] for entry in manifest["file"] if entry["path"] == name), None)
    file = root / name
    if wanted is None or not file.is_file():
        raise ModelMissing(name)
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise ModelAltered(name)
    return content
