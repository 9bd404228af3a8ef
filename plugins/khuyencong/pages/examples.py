"""`/mau/`: every component of the theme in every example, for whoever works on the theme.

Only a preview has these pages. A component's `examples.yml` is a list of cases:

    - name: Rất dài                  # what the case shows
      macro: story_card              # a macro of the component's template.html
      with: {card: {title: …}}       # its arguments
      takes: {card: StoryCard}       # arguments that are records of the views;
                                     # `[Link]` is a sequence of them

A `picture` left empty is one of the site's own; a site without any has no such examples.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from khuyencong.content.record import Figure
from khuyencong.describing import products
from khuyencong.describing.elements import Link
from khuyencong.pages import press_views, product_views, views
from khuyencong.pages.chrome import HOME, head
from khuyencong.pages.views import Chrome, Page, View
from khuyencong.pictures.picture import Picture
from khuyencong.site.index import Site
from khuyencong.store.file_state import file_state

ADDRESS = "/mau/"
_RECORDS: dict[str, Any] = {
    **vars(views),
    **vars(product_views),
    **vars(press_views),
    **vars(products),
    "Figure": Figure,
}


class Example(Struct, frozen=True):
    """A component's macro with the arguments of one example."""

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
        msgspec.ValidationError: an example does not fit the record that it stands for.
    """
    pictures = (figure.picture for record in site.records for figure in record.figures)
    picture = next(pictures, None)
    groups: dict[str, list[Link]] = {}
    for file in sorted(theme.glob("components/*/examples.yml")):
        component = file.parent.name
        cases = _cases(file, file_state(file))
        able = [case for case in cases if picture or not _shows_picture(case)]
        for number, case in enumerate(able, 1):
            page = _example_page(chrome, component, number, case, picture)
            groups.setdefault(component, []).append(Link(case["name"], page.address))
            yield page
    view = ExamplesView(
        chrome=chrome,
        head=head("Mẫu thành phần", ADDRESS, crumbs=(HOME,), listed=False),
        groups=tuple((component, tuple(links)) for component, links in groups.items()),
    )
    yield Page(ADDRESS, "examples", view, listed=False)


@lru_cache(maxsize=64)
def _cases(file: Path, state: str) -> list[dict[str, Any]]:
    """The examples in a file; `state` makes a changed file another."""
    cases: list[dict[str, Any]] = yaml.safe_load(file.read_bytes())
    return cases


def _example_page(
    chrome: Chrome, component: str, number: int, case: dict[str, Any], picture: Picture | None
) -> Page:
    given = _with_picture(case.get("with", {}), picture)
    takes = case.get("takes", {})
    arguments = {name: _record(value, takes.get(name), chrome) for name, value in given.items()}
    address = f"{ADDRESS}{component}/{number}/"
    view = ExampleView(
        chrome=chrome,
        head=head(f"{component}: {case['name']}", address, listed=False),
        example=Example(component, case["name"], case["macro"], arguments),
    )
    return Page(address, "example", view, listed=False)


def _record(value: Any, kind: Any, chrome: Chrome) -> Any:
    if kind is None:
        return value
    if kind == "Chrome":
        return chrome
    if isinstance(kind, list):
        return tuple(_record(item, kind[0], chrome) for item in value)
    return msgspec.convert(value, _RECORDS[kind])


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
