"""`/mau/`: every component of the theme in every example, for whoever works on the theme.

Only a preview has these pages. A component's `examples.yml` declares the parameters of every
macro in its template.html, and shows them in cases:

    macros:
      story_card:
        card: {type: StoryCard, means: the story}
        size: {type: text, means: "lead, wide, plain or line"}
    examples:
      - name: Rất dài                  # what the case shows
        macro: story_card
        with: {card: {title: …}}       # its arguments

A type is `text`, `html`, `number`, `flag`, `none`, or a record of the views; `text | Link` is
either, `[Link]` a sequence, `[[text, number]]` a sequence of pairs. A `picture` left empty is
one of the site's own; a site without any has no such examples.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from khuyencong.content.record import Figure
from khuyencong.describing import elements, products
from khuyencong.describing.elements import Link
from khuyencong.pages import (
    calendar_views,
    de_an_views,
    information_views,
    law_views,
    list_views,
    people_views,
    place_views,
    press_views,
    product_views,
    question_views,
    search_views,
    views,
)
from khuyencong.pages.chrome import HOME, head
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome, View
from khuyencong.pictures.picture import Picture
from khuyencong.site.index import Site
from khuyencong.store.file_state import file_state

ADDRESS = "/mau/"
VIEWS = (
    views,
    list_views,
    calendar_views,
    de_an_views,
    information_views,
    law_views,
    people_views,
    place_views,
    search_views,
    product_views,
    press_views,
    question_views,
)
"""Modules that declare what templates see."""
_TYPES: dict[str, Any] = {
    **vars(elements),
    **{name: record for module in VIEWS for name, record in vars(module).items()},
    **vars(products),
    "Body": tuple[str | Figure, ...],
    "Figure": Figure,
    "text": str,
    "html": str,
    "number": int,
    "flag": bool,
    "none": None,
}


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """A parameter of a macro, as its component declares it."""

    type: str | list[Any]
    means: str


class Case(Struct, frozen=True, forbid_unknown_fields=True, rename={"arguments": "with"}):
    """A macro with arguments, as `examples.yml` writes them."""

    name: str
    macro: str
    arguments: dict[str, Any] = {}


class Component(Struct, frozen=True, forbid_unknown_fields=True):
    """What a component says of itself: macro → its parameters by name, and cases."""

    macros: dict[str, dict[str, Parameter]]
    examples: list[Case]


class Example(Struct, frozen=True):
    """A component's macro with the arguments of one case."""

    component: str
    name: str
    macro: str
    arguments: dict[str, object]


class ExampleView(View, frozen=True):
    """One example, alone on its page."""

    example: Example


class ExamplesView(View, frozen=True):
    """All components with links to their examples."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]


def example_pages(site: Site, chrome: Chrome, theme: Path) -> Iterator[Page]:
    """A page for every example, and one that shows them all.

    Raises:
        msgspec.ValidationError: an example does not fit what its component declares.
    """
    pictures = (figure.picture for record in site.records for figure in record.figures)
    picture = next(pictures, None)
    groups: dict[str, list[Link]] = {}
    for file in sorted(theme.glob("components/*/examples.yml")):
        component = read_component(file, file_state(file))
        able = [
            case for case in component.examples if picture or not _shows_picture(case.arguments)
        ]
        for number, case in enumerate(able, 1):
            name = file.parent.name
            address = f"{ADDRESS}{name}/{number}/"
            arguments = _arguments(case, component, chrome, picture)
            view = ExampleView(
                chrome=chrome,
                head=head(f"{name}: {case.name}", address, listed=False),
                example=Example(name, case.name, case.macro, arguments),
            )
            groups.setdefault(name, []).append(Link(case.name, address))
            yield Page(address, "example", view, listed=False)
    view_of_all = ExamplesView(
        chrome=chrome,
        head=head("Mẫu thành phần", ADDRESS, crumbs=(HOME,), listed=False),
        groups=tuple((component, tuple(links)) for component, links in groups.items()),
    )
    yield Page(ADDRESS, "examples", view_of_all, listed=False)


@lru_cache(maxsize=64)
def read_component(file: Path, state: str = "") -> Component:
    """What an `examples.yml` declares; `state` makes a changed file another.

    Raises:
        msgspec.ValidationError: it has another form than the one above.
    """
    return msgspec.convert(yaml.safe_load(file.read_bytes()), Component)


def _arguments(
    case: Case, component: Component, chrome: Chrome, picture: Picture | None
) -> dict[str, object]:
    given = _with_picture(case.arguments, picture)
    parameters = component.macros.get(case.macro, {})
    if strange := given.keys() - parameters.keys():
        raise msgspec.ValidationError(f"{case.macro} declares no parameter {sorted(strange)}")
    return {
        name: chrome if parameters[name].type == "Chrome" else converted(value, parameters[name])
        for name, value in given.items()
    }


def converted(value: object, parameter: Parameter) -> object:
    """A value of an example as its parameter declares it.

    Raises:
        msgspec.ValidationError: it is of another type.
        KeyError: there is no such type.
    """
    return msgspec.convert(value, _type(parameter.type))


def _type(declared: str | list[Any]) -> Any:
    if isinstance(declared, str):
        return reduce(or_, (_TYPES[name.strip()] for name in declared.split("|")))
    if len(declared) == 1:
        return tuple[_type(declared[0]), ...]  # type: ignore[misc]
    return tuple[*map(_type, declared)]  # type: ignore[misc]


def _shows_picture(value: Any) -> bool:
    if isinstance(value, Mapping):
        return "picture" in value or any(map(_shows_picture, value.values()))
    return isinstance(value, list) and any(map(_shows_picture, value))


def _with_picture(value: Any, picture: Picture | None) -> Any:
    """The value with the site's picture where a figure leaves its own open."""
    if isinstance(value, Mapping):
        if "picture" in value:
            return {**value, "picture": picture}
        return {key: _with_picture(item, picture) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_picture(item, picture) for item in value]
    return value
