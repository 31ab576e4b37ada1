"""The hall's keys and its list of papers that no longer hold: fetched where the hall answers, kept for when not.

The list's signature is checked each time it is read; one with a lower serial never takes a later one's place.
"""

import logging
import os
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.effects.errand import Errand
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallError
from printing.authenticity import PublishedKeys, RevocationList, read_list
from printing.errors import PublishedKeyError, RevocationListError

_log: Final = logging.getLogger(__name__)
_KEYS: Final = "keys.json"
_LIST: Final = "revocations.json"
_WITHIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Trust:
    """What papers are checked with. `online`: the hall gave it just now."""

    keys: PublishedKeys
    revocations: RevocationList | None
    online: bool


class PaperTrust:
    """Fetches and keeps both. Safe from any thread: files are replaced whole."""

    def __init__(self, hall: HallClient, folder: Path) -> None:
        """Keep them in `folder`, which is made when it is first needed."""
        self._hall = hall
        self._folder = folder

    def current(self, errand: Errand | None = None) -> Trust:
        """Return the hall's present keys and list, or the kept ones where the hall does not answer."""
        kept = self._kept()
        leash = self._hall.leash(_WITHIN_S)
        try:
            with errand.cancelling(leash.cancel) if errand else nullcontext():
                keys_text, list_text = self._hall.paper_trust(leash=leash)
            keys = PublishedKeys.from_json(keys_text)
            revocations = read_list(list_text, keys)
        except HallError:
            return kept
        except (PublishedKeyError, RevocationListError) as error:
            _log.warning("paper_trust_refused", extra={"problem": error.code})
            return kept
        if kept.revocations is not None and revocations.serial < kept.revocations.serial:
            _log.warning("paper_trust_refused", extra={"problem": "older_list"})
            return kept
        self._keep(_KEYS, keys_text)
        self._keep(_LIST, list_text)
        return Trust(keys, revocations, online=True)

    def renew(self) -> None:
        """Fetch both and keep them, if the hall answers."""
        self.current()

    def _kept(self) -> Trust:
        try:
            keys = PublishedKeys.from_json((self._folder / _KEYS).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, PublishedKeyError):
            return Trust(PublishedKeys([]), None, online=False)
        try:
            revocations = read_list((self._folder / _LIST).read_text("utf-8"), keys)
        except (OSError, UnicodeDecodeError, RevocationListError):
            revocations = None
        return Trust(keys, revocations, online=False)

    def _keep(self, name: str, text: str) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._folder / f"{name}.{os.getpid()}.new"
            draft.write_text(text, "utf-8")
            draft.replace(self._folder / name)
        except OSError as error:
            _log.warning("paper_trust_not_kept", extra={"problem": error.strerror})
