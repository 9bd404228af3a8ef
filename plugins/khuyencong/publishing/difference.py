"""What a publication changes for readers, and which files have to be sent for it."""

import re
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from khuyencong.addresses import address_of
from khuyencong.publishing.site_manifest import COPIES, PublishedFile, SiteManifest

GRACE = 24 * 60 * 60
"""Seconds for which a picture or script that left the site stays: a reader may have a page open
that loads it when he scrolls, or that his browser kept."""
THEME = "giao-dien/"
_HASHED = re.compile(r".*-[0-9a-f]{10}(-\w+)?\.\w+")
_FEED = re.compile(
    r"(.*/)?(rss|atom)(-[\w-]+)?\.xml|(.*/)?feed(-[\w-]+)?\.json|(.*/)?sitemap[\w-]*\.xml"
    r"|(.*/)?ninjs\.json|luu-tru/.*|.*\.opml"
)


def is_page(path: str) -> bool:
    """Whether a file is a page, or a compressed copy of one; so with the others below."""
    return _plain(path).endswith(".html")


def is_feed(path: str) -> bool:
    """Whether a file calls readers or newsrooms in: feeds, their archives, sitemaps."""
    return _FEED.fullmatch(_plain(path)) is not None


def is_hashed(path: str) -> bool:
    """Whether the name of a file changes with its content, so that it never changes itself."""
    return _HASHED.fullmatch(_plain(path)) is not None


def _plain(path: str) -> str:
    """Path of the file of which this may be a compressed copy."""
    return path[: -len(COPIES[0])] if path.endswith(COPIES) else path


@dataclass(frozen=True)
class Difference:
    """From the site that readers see to the one that was built."""

    old: SiteManifest | None
    new: SiteManifest

    @cached_property
    def added(self) -> list[str]:
        """Paths that readers did not have before."""
        return sorted(self.new.shown.keys() - self._before.keys())

    @cached_property
    def changed(self) -> list[str]:
        """Paths whose bytes are others than before."""
        both = self.new.shown.keys() & self._before.keys()
        return sorted(p for p in both if self.new.files[p].digest != self._before[p].digest)

    @cached_property
    def removed(self) -> list[str]:
        """Paths that readers have no more."""
        return sorted(self._before.keys() - self.new.shown.keys())

    @cached_property
    def vanishing(self) -> list[str]:
        """Addresses of entries that lead nowhere any more: no alias stands there, no notice."""
        return [] if self.old is None else sorted(map(address_of, self._gone(self.old.entries)))

    @cached_property
    def restored(self) -> list[str]:
        """Addresses of entries that were withdrawn and would be seen again."""
        hidden = self.old.withdrawn if self.old else frozenset()
        return sorted(map(address_of, hidden & self.new.entries))

    def __bool__(self) -> bool:
        """Whether anything has to be done at the host."""
        copies = self.old.copies if self.old else {}
        return bool(self.added or self.changed or self.removed or self.new.copies != copies)

    @cached_property
    def _before(self) -> dict[str, PublishedFile]:
        return self.old.shown if self.old else {}

    def _gone(self, paths: Iterable[str]) -> Collection[str]:
        return set(paths) - self.new.shown.keys()


def with_retired(
    old: SiteManifest | None, files: Mapping[str, PublishedFile], entries: Collection[str]
) -> dict[str, PublishedFile]:
    """The files of a new site, with those of the old one that stay for a while.

    When an entry leaves the site, its photos leave with it: then only files of the theme stay.
    """
    if old is None:
        return dict(files)
    now = int(time.time())
    withdrawn = not old.entries <= set(entries)
    kept = {}
    for path, file in old.files.items():
        since = file.retired or now
        young = now - since < GRACE
        wanted = path.startswith(THEME) or not withdrawn
        if path not in files and is_hashed(path) and file.digest and young and wanted:
            kept[path] = PublishedFile(file.digest, file.size, since)
    return {**files, **kept}
