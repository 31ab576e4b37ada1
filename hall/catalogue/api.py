"""/v1/catalogue."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from hall.catalogue.offer import OfferCache
from hall.catalogue.schemas import CatalogueGiven

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
    etag = f'"{offer.revision}"'
    wanted = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    response = (
        HttpResponse(status=304)
        if etag in wanted
        else HttpResponse(offer.body, content_type="application/json; charset=utf-8")
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
