"""/v1/catalogue."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from hall.catalogue.offer import OfferCache
from hall.catalogue.schemas import CatalogueGiven
from hall.http.conditional import conditional

router: Final = Router(tags=["catalogue"])
_offers: Final = OfferCache()


@router.get(
    "/catalogue",
    response={200: CatalogueGiven},
    summary="The service items on offer",
    openapi_extra={"responses": {304: {"description": "Not changed since If-None-Match"}}},
)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Return themes and items. Send the ETag back as If-None-Match to learn cheaply that nothing changed."""
    offer = _offers.current()
    return conditional(request, offer.body, offer.revision)
