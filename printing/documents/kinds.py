"""All documents, and the names they go by in JSON and on the command line."""

from typing import Final

from printing.documents.no_house_proof import NoHouseProof
from printing.documents.property_listing import PropertyListing
from printing.documents.registry_proof import RegistryProof
from printing.documents.service_receipt import ServiceReceipt

IssuedPaper = NoHouseProof | PropertyListing | RegistryProof
"""Documents on A4 that are issued under a number, a seal and a signed code."""

Document = NoHouseProof | PropertyListing | RegistryProof | ServiceReceipt

NAMES: Final[dict[type[Document], str]] = {
    NoHouseProof: "no_house_proof",
    PropertyListing: "property_listing",
    RegistryProof: "registry_proof",
    ServiceReceipt: "service_receipt",
}
"""The value of ``"document"`` in a document's JSON."""
