"""Sign a paper's PDF: PAdES B-B, certified so that nothing may be changed, the paper's data attached.

The signature's field lies over the seal, which the page itself draws: a printer that leaves annotations out still
prints the seal, and a reader that is asked about the seal shows the signature. Sources: ETSI EN 319 142-1 (PAdES),
ISO 32000-1, 12.8 (signatures) and 7.11.4 (embedded files).
"""

import asyncio
import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from printing.rendered import RenderedPdf
from printing.signing.certificates import Certified
from printing.signing.names import DATA_NAME, FIELD

_ROOM_BESIDE_CERTIFICATES: Final = 1024
"""Bytes of the CMS container besides its certificates and the issuer's name, at most. Readers read every digit of the
room, so it is small; and it is the same each time, which keeps the bytes before and after it the same."""
_ID_BYTES: Final = 16


class PaperSigner:
    """Signs with one certificate. Safe from any thread: it keeps nothing of a paper."""

    def __init__(self, signer: Certified, authority: Certified) -> None:
        """Take over the key and the chain up to the authority."""
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves this one untyped
        store.register_multiple([_certificate(authority)])
        certificates = (_certificate(signer), _certificate(authority))
        issuer = 2 * len(certificates[0].issuer.dump())
        self._room_digits = 2 * (sum(len(one.dump()) for one in certificates) + issuer + _ROOM_BESIDE_CERTIFICATES)
        key = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self._signer = SimpleSigner(
            signing_cert=_certificate(signer),
            signing_key=asn1_keys.PrivateKeyInfo.load(key),
            cert_registry=store,
        )

    def sign(self, rendered: RenderedPdf, *, data: str, signed_at: datetime, reason: str) -> RenderedPdf:
        """Return `rendered` with a signature, as an incremental update: its own bytes stay as they are.

        Args:
            rendered: a paper with a seal.
            data: the paper's JSON, attached and signed with it.
            signed_at: what the signature says of its time.
            reason: what the signature is for.
        """
        assert rendered.seal is not None, "papers without a seal are not signed"
        writer = _Writer(BytesIO(rendered.pdf))
        _attach(writer, data, signed_at)
        left, bottom, right, top = (round(edge) for edge in rendered.seal.box_pt)
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        place = SigFieldSpec(
            FIELD, on_page=rendered.seal.page, box=(left, bottom, right, top), empty_field_appearance=True
        )
        # The field stays empty. Without this style pyHanko draws a frame, its logo and a line of text over the seal.
        signer = PdfSigner(metadata, self._signer, new_field_spec=place, stamp_style=NoOpStampStyle())
        return RenderedPdf.of(
            asyncio.run(_signed(signer, writer, signed_at, self._room_digits)), rendered.pages, rendered.seal
        )


async def _signed(signer: PdfSigner, writer: IncrementalPdfFileWriter, signed_at: datetime, room_digits: int) -> bytes:
    session = signer.init_signing_session(writer)
    session.system_time = signed_at
    document = session.prepare_tbs_document(None, room_digits)
    digest, output = document.digest_tbs_document()
    done = await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=signed_at))
    await done.post_signature_processing(output)
    assert isinstance(output, BytesIO)
    return output.getvalue()


def _attach(writer: IncrementalPdfFileWriter, data: str, signed_at: datetime) -> None:
    dates = embed.EmbeddedFileParams(creation_date=signed_at, modification_date=signed_at)
    content = embed.EmbeddedFileObject.from_file_data(writer, data.encode(), mime_type="application/json", params=dates)
    embed.embed_file(writer, embed.FileSpec(file_spec_string=DATA_NAME, embedded_data=content))


def _certificate(certified: Certified) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certified.certificate.public_bytes(Encoding.DER))


class _Writer(IncrementalPdfFileWriter):
    """An update whose document id follows from what it updates: the same paper signed again differs in nothing else."""

    @classmethod
    def _handle_id(cls, prev: Any) -> Any:
        first, _ = prev.trailer["/ID"]
        stream = prev.stream
        stream.seek(0)
        return generic.ArrayObject(
            [first, generic.ByteStringObject(hashlib.sha256(stream.read()).digest()[:_ID_BYTES])]
        )

    def _update_meta(self) -> None:
        """Leave the document's information as it is: pyHanko would write the machine's clock into it."""
