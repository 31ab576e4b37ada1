"""/v1/catalogue, /v1/items and /v1/bundles."""

from typing import Annotated, Any, Final

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from hall.catalogue.bundles import BundleContent, BundleDetailGiven
from hall.catalogue.listing import Sort, Wanted, bundle_briefs, items_page
from hall.catalogue.models import BundleVersion, ItemVersion
from hall.catalogue.offer import OfferCache
from hall.catalogue.schemas import BundlesGiven, CatalogueGiven, ItemContent, ItemDetailGiven, ItemsGiven
from hall.http.conditional import conditional, etag_of
from hall.problems.errors import ItemUnknown
from hall.problems.schemas import refusals

router: Final = Router(tags=["catalogue"])
_offers: Final = OfferCache()
_IDENTIFIER: Final = r"^[a-z][a-z0-9-]{1,59}$"
_NOT_MODIFIED: Final = {304: {"description": "Not changed since If-None-Match"}}
# Words for a search, never a person: seven digits on end could be a telephone's or an ID's, and addresses are logged by
# whatever lies between a client and the hall.
_SEARCHED: Final = r"^([0-9]{0,6}[^0-9０-９\x00-\x1f\x7f])*[0-9]{0,6}$"

Known = Annotated[str, Path(pattern=_IDENTIFIER)]
Term = Annotated[str, Query(pattern=r"^([a-z][a-z0-9-]{1,59})?$")]
Version = Annotated[int | None, Query(ge=1, le=1_000_000, description="A version of old; the one on offer without it")]


@router.get(
    "/catalogue",
    response={200: CatalogueGiven},
    summary="The service items on offer",
    openapi_extra={"responses": _NOT_MODIFIED},
)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Return themes, items and bundles. Send the ETag back as If-None-Match to learn cheaply that nothing changed."""
    offer = _offers.current()
    return conditional(request, offer.body, offer.revision)


@router.get(
    "/items",
    response={200: ItemsGiven},
    summary="Find items",
    openapi_extra={"responses": _NOT_MODIFIED},
)
def items(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=40, pattern=_SEARCHED)] = "",
    theme: Term = "",
    department: Term = "",
    audience: Term = "",
    sort: Sort = Sort.BEST,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """List items by theme, department and audience; search them by characters, pinyin, initials or everyday words.

    Terminals search what they hold and never ask this. Digits on end are refused: they could be somebody's.
    """
    wanted = Wanted(q, theme, department, audience, sort, page, per_page)
    body = items_page(_offers.current(), wanted).model_dump_json()
    return conditional(request, body, etag_of(body))


@router.get(
    "/items/{item_id}",
    response={200: ItemDetailGiven},
    summary="Everything of an item",
    openapi_extra={"responses": {**_NOT_MODIFIED, **refusals(ItemUnknown)["responses"]}},
)
def item(request: HttpRequest, item_id: Known, version: Version = None) -> HttpResponse:
    """Return the item with its form, materials, fees, times and results: as it is, or as it was in a version of old."""
    said = _version(ItemVersion.objects.select_related("item"), item_id, version, of="item")
    content = ItemContent.model_validate(said.content)
    given = ItemDetailGiven(
        **content.model_dump(),
        item_id=item_id,
        version=said.version,
        theme_id=said.item.theme_id,
        current=said.item.current_id == said.pk,
    )
    body = given.model_dump_json()
    return conditional(request, body, etag_of(body))


@router.get(
    "/bundles",
    response={200: BundlesGiven},
    summary="The bundles on offer",
    openapi_extra={"responses": _NOT_MODIFIED},
)
def bundles(request: HttpRequest) -> HttpResponse:
    """Return all bundles: several items as one thing, under one form (一件事)."""
    body = BundlesGiven(bundles=bundle_briefs(_offers.current().catalogue.bundles)).model_dump_json()
    return conditional(request, body, etag_of(body))


@router.get(
    "/bundles/{bundle_id}",
    response={200: BundleDetailGiven},
    summary="Everything of a bundle",
    openapi_extra={"responses": {**_NOT_MODIFIED, **refusals(ItemUnknown)["responses"]}},
)
def bundle(request: HttpRequest, bundle_id: Known, version: Version = None) -> HttpResponse:
    """Return the bundle with its items, its one form, and what must be brought for all of them together."""
    said = _version(BundleVersion.objects.select_related("bundle"), bundle_id, version, of="bundle")
    content = BundleContent.model_validate(said.content)
    given = BundleDetailGiven(
        **content.model_dump(),
        bundle_id=bundle_id,
        version=said.version,
        theme_id=said.bundle.theme_id,
        current=said.bundle.current_id == said.pk,
    )
    body = given.model_dump_json()
    return conditional(request, body, etag_of(body))


def _version(versions: Any, named: str, number: int | None, *, of: str) -> Any:
    """Return that version of what is named, or the one on offer. Raises `ItemUnknown`."""
    wanted = {f"{of}__current": F("pk")} if number is None else {"version": number}
    found = versions.filter(**{of: named}, **wanted).first()
    if found is None:
        raise ItemUnknown
    return found
