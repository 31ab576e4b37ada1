"""Model files, held against their hashes each time they are loaded: the manifest's, or the settings'."""

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
    if wanted is None:
        raise ModelMissing(name)
    return checked_file(root / name, wanted, name=name)


def checked_file(file: Path, sha256: str, *, name: str = "") -> bytes:
    """Return the bytes of a model file whose hash is known. Errors call it `name`, or its file name.

    Raises:
        ModelMissing: it is not there, or cannot be read.
        ModelAltered: its SHA-256 is another one.
    """
    name = name or file.name
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ModelMissing(name) from error
    if hashlib.sha256(content).hexdigest() != sha256.lower():
        raise ModelAltered(name)
    return content
