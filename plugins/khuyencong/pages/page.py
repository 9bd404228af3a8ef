"""A page: its address, its view, and what it depends on."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from khuyencong.addresses import file_path
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.pages.views import View
from khuyencong.store.digest import digest_of


class Depends(Struct, frozen=True):
    """What makes a page stale, besides what it shares with others (`DependencyKeys`).

    Both together tell whether it must be rendered again (`ReleaseSink.write_pages`).
    """

    digest: bytes | None
    """Stands for the body that it shows; empty for a page without one, None where it may be any."""
    alone: bool = False
    """Whether the digest stands for everything that the page shows, but for its frame: then no
    other entry makes it stale."""

    def also(self, value: object) -> "Depends":
        """That, and a value (by its `repr`)."""
        if self.digest is None:
            return self
        return Depends(digest_of(self.digest, repr(value).encode()), self.alone)


class DependencyKeys(Struct, frozen=True):
    """What stands for that which pages share."""

    site: tuple[Any, ...]
    """For everything that any page may show, but for the bodies of entries."""
    frame: tuple[Any, ...]
    """For what stands around every page, and for the day."""


NO_BODY = Depends(b"")
"""A page that shows metadata alone: a list, a gallery."""


UNKNOWN = Depends(None)
"""A page that may show anything: it is always compared by its view."""


def body_of(record: Record[Entry], *others: Record[Entry]) -> Depends:
    """A page that shows the body of an entry, and words of others in it.

    Unknown for one that did not come by the cache.
    """
    digests = [each.body_digest for each in (record, *others)]
    known = [digest for digest in digests if digest]
    return Depends(b"".join(known)) if len(known) == len(digests) else UNKNOWN


def alone(records: Iterable[Record[Entry]], *values: object) -> Depends:
    """A page that shows nothing but metadata of some entries, and these values (by their `repr`).

    Of a record that did not come by the cache nothing stands for the metadata.
    """
    digests = [record.metadata_digest for record in records]
    if not all(digests):
        return NO_BODY
    # They are of one length, so joined they are as distinct as one by one.
    return Depends(digest_of(repr(values).encode(), b"".join(digests)), alone=True)


class Page(Struct, frozen=True):
    """A page to be written.

    Where there are thousands, a page gives a way to make its view: nobody has to hold them all,
    several processes can make them, and none is made of a page that stays as it is.
    """

    address: str
    template: str
    shows: View | Callable[[], View]
    modified: datetime.datetime | None = None
    """Last change of what it shows, for the sitemap."""
    source: str = ""
    """File of `content/` behind a page of its own."""
    listed: bool = True
    """Whether search engines should keep it, as the head of its view says too."""
    depends: Depends = UNKNOWN
    finish: Callable[[str, View], View] | None = None
    """Puts what all pages get into the view of one, whose address it is told."""

    @property
    def path(self) -> str:
        """Output path of the page."""
        return file_path(self.address)

    @property
    def view(self) -> View:
        """What the template sees."""
        view = self.shows() if callable(self.shows) else self.shows
        return self.finish(self.address, view) if self.finish else view
