"""What can be wrong with face comparison itself. Each closes face sign-in and leaves the other ways open.

IdentityError
+-- ModelMissing      a model file was not unpacked       technician: `make setup`
+-- ModelAltered      its hash is not the manifest's      technician: unpack anew, find out who altered it
+-- ModelUnusable     OpenCV cannot load or run it        technician
+-- NoFaceOnCard      the card's photo shows no face      citizen: another way
"""

from typing import ClassVar


class IdentityError(Exception):
    """Root. `code` names the fault; `model` the file it is about, or ""."""

    code: ClassVar[str] = "identity_error"

    def __init__(self, model: str = "") -> None:
        """Keep which model it is."""
        self.model = model
        super().__init__(f"{self.code} {model}".rstrip())


class ModelMissing(IdentityError):
    """A model file is not there."""

    code = "model_missing"


class ModelAltered(IdentityError):
    """A model file is not the one that was pinned."""

    code = "model_altered"


class ModelUnusable(IdentityError):
    """A model file cannot be loaded, or does not compute what it should."""

    code = "model_unusable"


class NoFaceOnCard(IdentityError):
    """No face was found on the card's photo."""

    code = "no_face_on_card"
