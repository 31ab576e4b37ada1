"""The code on a case's receipt: a claim that this hall took the case in, so that anybody can check a receipt.

Signed once, when the case is opened: a key that comes later could not vouch for a moment before its time.
"""

import hashlib
import json

from hall.cases.models import Case
from hall.papers.signing_keys import signing_keys
from hall.profile.models import hall_profile
from printing import authenticity
from printing.documents.digest import DIGEST_BYTES


def signed_receipt_code(case: Case) -> str:
    """Return the text of the code for `case`'s receipts: its number, verifier and moment, and no person.

    `case` need not be saved yet. The moment is the whole second the case was opened in.
    """
    key = signing_keys().active()
    claim = authenticity.Claim(
        paper_number=case.case_number,
        issued_at=case.opened_at.replace(microsecond=0),
        kind=authenticity.PaperKind.SERVICE_RECEIPT,
        copy_number=1,
        content_digest=case_digest(case),
        issuer=hall_profile().issuer_id,
        verifier=case.verifier,
    )
    return authenticity.sign_claim(claim, key=key.private_key, kid=key.kid)


def case_digest(case: Case) -> bytes:
    """Return the first 16 bytes of SHA-256 over what a receipt tells of its case: JSON, keys sorted, no spaces, UTF-8.

    The hall can tell by it whether a code still belongs to the case it names.
    """
    told = {
        "case_number": case.case_number,
        "item": case.item_version.item_id,
        "item_version": case.item_version.version,
        "opened_at": case.opened_at.replace(microsecond=0).timestamp(),
        "verifier": case.verifier,
    }
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).digest()[:DIGEST_BYTES]
