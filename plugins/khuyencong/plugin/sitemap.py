"""pelican-sitemap: told of every page, or passed over where it would write the same again."""

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from blinker import ANY
from msgspec import Struct
from pelican import signals

from khuyencong.pages.page import Page
from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.rendering.release import Release
from khuyencong.store.digest import digest_of
from khuyencong.store.version import program_version
from khuyencong.vietnamese.dates import VIETNAM

PACKAGE = "pelican.plugins.sitemap"
_MODULE = f"{PACKAGE}.sitemap"
_BEGINNING = datetime(1970, 1, 1, tzinfo=VIETNAM)
"""For a site on which nothing has a date; the sitemap would take the clock."""


class _AnnouncedPage(Struct, frozen=True):
    """What plugins learn of a page as `context["page"]`."""

    url: str
    modified: datetime
    status: str = "published"


def reset_sitemap() -> None:
    """Make pelican-sitemap forget its pages: it writes none of a run before, and of this run
    only those that are announced after its next `get_generators`."""
    module = sys.modules.get(_MODULE)
    if module:
        module.generator.__init__()


def announce(
    pages: Iterable[Page], release: Release, settings: Mapping[str, Any], *, other_plugins: bool
) -> None:
    """Tell plugins (the sitemap) of every page that search engines should keep.

    A sitemap of the same pages and moments as the old site's is kept: that spares a tenth of a
    build in which one text changed. It is written anew where `other_plugins` take part: one of
    them may change it.
    """
    told = [
        (page.path, _AnnouncedPage(page.address.lstrip("/"), page.modified or _BEGINNING))
        for page in pages
        if page.listed
    ]
    if _is_only_listener() and not other_plugins:
        config = settings.get("SITEMAP", {})
        path = f"sitemap.{config.get('format', 'xml')}"
        made_from = (settings["SITEURL"], config, [page for _, page in told])
        digest = digest_of(program_version().encode(), canonical_bytes(made_from))
        if release.is_unchanged(path, digest):
            release.keep(path, digest)
            reset_sitemap()
            return
        release.note(path, True, digest)
    for path, page in told:
        signals.content_written.send(f"{release.staging}/{path}", context={"page": page})


def _is_only_listener() -> bool:
    """Whether pelican-sitemap, and nobody else, is told of pages in this run."""
    module = sys.modules.get(_MODULE)
    listeners = tuple(signals.content_written.receivers_for(ANY))
    return module is not None and listeners == (module.generator.queue_page,)
