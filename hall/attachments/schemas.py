"""Bodies of attachments."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hall.attachments.models import AttachmentKind
from hall.http.contract_types import Given, Taken


class ContentTaken(Taken):
    """What stands for an upload's bytes where calls are compared."""

    sha256: str


class AttachmentGiven(Given):
    """An attachment that was taken. `kind` is what its content is; a picture has one page."""

    attachment_id: UUID
    kind: AttachmentKind
    size_bytes: Annotated[int, Field(ge=1)]
    pages: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
