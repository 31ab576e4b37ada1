"""Whether the seed files have been brought in as they are now. Cheap: asked at every start."""

import hashlib
from pathlib import Path
from typing import Final

import assets
from hall.profile.models import HallProfile

CATALOGUE_FOLDER: Final = Path(__file__).resolve().parent / "catalogue"
HALL_FILE: Final = Path(__file__).resolve().parent / "hall.toml"
PEOPLE_FILE: Final = "synthetic/people.json"
RECORDS_FOLDER: Final = Path(__file__).resolve().parent / "records"
# Changes when `hall.seed.importing` would write something else from the same files.
FORMAT: Final = b"4"


def seed_digest() -> str:
    """Return the digest of all seed files."""
    digest = hashlib.sha256(FORMAT)
    # Registries' answers are written by programs alone, so the programs count.
    records = sorted(RECORDS_FOLDER.glob("*.py"))
    for file in (HALL_FILE, *sorted(CATALOGUE_FOLDER.rglob("*.toml")), *records, assets.path(PEOPLE_FILE)):
        digest.update("/".join(file.parts[-3:]).encode() + b"\x00" + file.read_bytes())
    return digest.hexdigest()


def is_seeded() -> bool:
    """Say whether the database holds what the seed files say now."""
    return HallProfile.objects.filter(pk=1, seed_digest=seed_digest()).exists()
