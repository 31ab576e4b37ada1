"""Keys and database belong together, and each may be moved without the other: say so before anything is misread."""

from typing import Final

from hall.profile.models import KeyWitness
from hall.project.state_folder import StateUnusable
from hall.protection.digests import DigestOf, keyed_digest
from hall.protection.sealing import SealBroken

WITNESS: Final = "hall"


class KeysOfAnotherHall(StateUnusable):
    """The state folder's keys are not those by which this database was written."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "the state folder's keys are not those of this database: restore keys/ from the backup of this hall"
        )


def check_keys() -> None:
    """Hold this process's keys against the database's witness, or leave one in a database that has none.

    Raises:
        KeysOfAnotherHall: see there.
    """
    digest = keyed_digest(DigestOf.WITNESS, WITNESS)
    try:
        witness = KeyWitness.objects.filter(pk=1).first()
    except SealBroken as error:
        raise KeysOfAnotherHall from error
    if witness is None:
        KeyWitness.objects.create(pk=1, digest=digest, sealed=WITNESS)
    elif witness.digest != digest:
        raise KeysOfAnotherHall
