"""What is said about one setting beside its type and default, and the walk over all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from kiosk.domain.text import Bilingual


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field cannot say by itself; stands beside its type in ``Annotated``.

    Attributes:
        description: one sentence for whoever sets it up.
        unit: ``s``, ``px``, ...; "" where there is none.
        minimum, maximum: bounds of a number, both allowed themselves.
        pattern: a regular expression that the whole of a text meets.
        pattern_words: the same in words, for the error and the reference.
        default_text: what the reference shows where the default depends on the machine.
    """

    description: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    pattern_words: str = ""
    default_text: str = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """Describes each field of a section whose dataclass belongs to another package."""

    fields: Mapping[str, Spec]


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the list. `path` leads from `Settings` to the field; `default` is typed."""

    path: tuple[str, ...]
    type: Any
    default: object
    spec: Spec

    @property
    def key(self) -> str:
        """The key as it is written in the file: ``hall.base_url``."""
        return ".".join(self.path)


def is_section(kind: Any) -> bool:
    """Whether a field of this type is a table of further settings. A `Bilingual` is one value."""
    return is_dataclass(kind) and kind is not Bilingual


def every_setting(root: type) -> Iterator[Setting]:
    """Walk the list in declared order.

    Raises:
        TypeError: a field was declared without a description.
    """
    yield from _walk(root, path=(), elsewhere={})


def _walk(section: type, *, path: tuple[str, ...], elsewhere: Mapping[str, Spec]) -> Iterator[Setting]:
    types = get_type_hints(section, include_extras=True)
    for each in fields(section):
        here = (*path, each.name)
        kind, said = _split(types[each.name])
        said = elsewhere.get(each.name, said)
        if is_section(kind):
            yield from _walk(kind, path=here, elsewhere=said.fields if isinstance(said, SectionSpec) else {})
        elif isinstance(said, Spec):
            yield Setting(path=here, type=kind, default=_default(each), spec=said)
        else:
            raise TypeError(f"{'.'.join(here)} is not described")


def _split(kind: Any) -> tuple[Any, object]:
    """Take ``Annotated[type, what is said]`` apart."""
    if get_origin(kind) is Annotated:
        plain, said = get_args(kind)
        return plain, said
    return kind, None


def _default(each: "Field[Any]") -> object:
    return each.default_factory() if each.default_factory is not MISSING else each.default
