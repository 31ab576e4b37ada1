"""A document's content in sixteen bytes, for the claim in its code.

Whoever holds the data (the hall) can tell from the code whether a paper says what was issued.
"""

import hashlib
import json
from typing import Final

from printing.documents.json_form import as_plain
from printing.documents.kinds import Document

DIGEST_BYTES: Final = 16


def content_digest(document: Document) -> bytes:
    """Return the first 16 bytes of SHA-256 over the document's JSON: keys sorted, no spaces, UTF-8, without its code.

    The code cannot be part of it: it carries the digest. A document that has none has a digest all the same.
    """
    plain = as_plain(document)
    plain.get("issue", plain).pop("code", None)
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).digest()[:DIGEST_BYTES]
