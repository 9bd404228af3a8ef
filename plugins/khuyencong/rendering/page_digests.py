"""What a file of the output was made from, as sixteen bytes: when they differ, it is stale."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from pydantic import BaseModel

from khuyencong.content.record import Body
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome, ProductCard, StoryCard, View
from khuyencong.rendering.templates import RenderSettings
from khuyencong.store.digest import digest_of
from khuyencong.store.version import program_version

_REFERENCE = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"(?P<a>[^\"]+)\"|'(?P<b>[^']+)'|(?P<other>\S))"
)

Card = StoryCard | ProductCard


def canonical_bytes(value: Any) -> bytes:
    """A value as bytes: equal for equal values, different for different ones."""
    return _encoder.encode(value)


def _plain(value: Any) -> Any:
    """What msgspec cannot write by itself."""
    if isinstance(value, Body):
        return value.digest.hex()
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    raise TypeError(f"{type(value)} has no fixed form")


_encoder = msgspec.json.Encoder(enc_hook=_plain)


class TemplateDigests:
    """A digest of each template with all that it extends, includes and imports."""

    def __init__(self, source: Callable[[str], str], names: list[str]) -> None:
        """`source` gives the text of a template, `names` are those of all there are."""
        self._texts = {name: source(name) for name in names}
        self._digests: dict[str, bytes] = {}

    def of(self, name: str) -> bytes:
        """The digest of a template by its name."""
        if name not in self._digests:
            needed = sorted(self._needed(name))
            self._digests[name] = digest_of(
                *(part.encode() for each in needed for part in (each, self._texts[each]))
            )
        return self._digests[name]

    def _needed(self, name: str) -> set[str]:
        needed: set[str] = set()
        waiting = [name]
        while waiting:
            found = waiting.pop()
            if found in needed or found not in self._texts:
                continue
            needed.add(found)
            references = list(_REFERENCE.finditer(self._texts[found]))
            if any(match["other"] for match in references):
                return set(self._texts)  # a name that only the template knows: any of them
            waiting += [match["a"] or match["b"] for match in references]
        return needed


class PageDigests:
    """Digests of what the pages of one build are rendered from."""

    def __init__(self, settings: RenderSettings, templates: TemplateDigests) -> None:
        self._base = digest_of(program_version().encode(), canonical_bytes(settings))
        self._templates = templates
        self._chrome: tuple[Chrome | None, bytes] = None, b""
        self._cards: dict[int, tuple[Card, bytes]] = {}

    def dependency_digests(self, dependency_key: tuple[Any, ...]) -> Callable[[str], bytes]:
        """Template → what stands for everything that a page drawn with it may be made from, but
        for the texts that it shows."""
        site = digest_of(self._base, canonical_bytes(dependency_key))
        return cache(lambda template: digest_of(site, self._templates.of(f"{template}.html")))

    def of(self, page: Page, view: View) -> bytes:
        """Stands for everything that the page, which shows this view, is made from."""
        names = (name for name in view.__struct_fields__ if name != "chrome")
        values = [self._with_short_cards(getattr(view, name)) for name in names]
        return digest_of(
            self._base,
            self._templates.of(f"{page.template}.html"),
            page.path.encode(),
            self._chrome_digest(view.chrome),
            canonical_bytes(values),
        )

    def _chrome_digest(self, chrome: Chrome) -> bytes:
        """Digest of the frame that all pages of a build share."""
        if self._chrome[0] is not chrome:
            self._chrome = chrome, digest_of(canonical_bytes(chrome))
        return self._chrome[1]

    def _with_short_cards(self, value: Any) -> Any:
        """A value with digests in the place of cards: one card stands in many lists."""
        kind = type(value)
        if kind is StoryCard or kind is ProductCard:
            return self._card_digest(value)
        return [self._with_short_cards(part) for part in value] if kind is tuple else value

    def _card_digest(self, card: Card) -> bytes:
        known = self._cards.get(id(card))
        # The card is held beside its digest: its place in memory alone might become another's.
        if known is None or known[0] is not card:
            known = self._cards[id(card)] = card, digest_of(canonical_bytes(card))
        return known[1]
