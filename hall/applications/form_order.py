"""In which order a form's fields are shown. The layout says so, for PostgreSQL keeps no order within an object."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from hall.catalogue.parts import FormGiven

_SCOPE: Final = "#/properties/"


def fields_shown(form: FormGiven) -> list[str]:
    """Return the names of the form's fields, the first shown first."""
    return list(_controls(form.ui_schema))


def _controls(element: Mapping[str, Any]) -> Iterator[str]:
    if element.get("type") == "Control":
        yield str(element["scope"]).removeprefix(_SCOPE)
    for inner in element.get("elements", []):
        yield from _controls(inner)
