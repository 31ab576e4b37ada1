"""What can be wrong with face comparison itself. Each closes face sign-in and leaves the other ways open.

IdentityError
+-- ModelMissing           a model file was not unpacked, or is not where the settings say   technician
+-- ModelAltered           its SHA-256 is not the one that was pinned                          technician: find out why
+-- ModelUnusable          OpenCV cannot load or run it, or it does not compute what it should technician
+-- EngineNotInstalled     no engine of that name is installed, or two are                     technician
+-- EngineBroken           an installed engine does not load, or breaks the protocol           technician, vendor
+-- WrongThresholds        a threshold for unsure above the one for a match, or out of range   technician
+-- AuthorityUnreachable   the remote authority did not answer                                 nobody: another way
+-- AuthorityRefused       it answered, and not with a comparison                              technician
+-- NoFaceInPicture        a picture shows no face
    +-- NoFaceOnCard       the card's photo shows no face                                      citizen: another way
"""

from typing import ClassVar


class IdentityError(Exception):
    """Root. `code` names the fault; `subject` the model, engine or setting it is about, or "".

    `lasting` says that the next citizen would meet it too, so faces are not compared again before a restart.
    """

    code: ClassVar[str] = "identity_error"
    lasting: ClassVar[bool] = True

    def __init__(self, subject: str = "") -> None:
        """Keep what it is about; never a person."""
        self.subject = subject
        super().__init__(f"{self.code} {subject}".rstrip())


class ModelMissing(IdentityError):
    """A model file is not there."""

    code = "model_missing"


class ModelAltered(IdentityError):
    """A model file is not the one that was pinned."""

    code = "model_altered"


class ModelUnusable(IdentityError):
    """A model file cannot be loaded, or does not compute what it should."""

    code = "model_unusable"


class EngineNotInstalled(IdentityError):
    """The settings name an engine that is not installed, or that two packages bring."""

    code = "engine_not_installed"


class EngineBroken(IdentityError):
    """An installed engine does not load, or returns what the protocol does not allow."""

    code = "engine_broken"


class WrongThresholds(IdentityError):
    """The thresholds contradict each other."""

    code = "wrong_thresholds"


class AuthorityUnreachable(IdentityError):
    """The remote authority did not answer in time."""

    code = "authority_unreachable"
    lasting = False


class AuthorityRefused(IdentityError):
    """The remote authority answered with something else than a comparison; `subject` is its status."""

    code = "authority_refused"


class NoFaceInPicture(IdentityError):
    """A picture shows no face."""

    code = "no_face_in_picture"
    lasting = False


class NoFaceOnCard(NoFaceInPicture):
    """No face was found on the card's photo."""

    code = "no_face_on_card"
