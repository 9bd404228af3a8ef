"""Pictures and documents that one page of an old site names, wherever they are."""

from collections.abc import Callable
from dataclasses import dataclass

from khuyencong.importers.foreign_address import join_address, split_address
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.source_files import SourceFile, document_name_ending


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Where the files are that one page of an old site names."""

    local: Callable[[str], SourceFile | None]
    """Address as the page has it → a file of the source."""
    fetcher: PictureFetcher | None = None
    base: str = ""
    """Address of the page on the web."""

    def picture(self, address: str) -> SourceFile | None:
        """A picture of the source, or from the net where that may be asked."""
        found = self.local(address)
        if found is None and self.fetcher:
            return self.fetcher.picture(join_address(self.base, address))
        return found

    def document(self, address: str) -> SourceFile | None:
        """A document of the source; one of another site stays there."""
        is_named = document_name_ending(address) or "?" in address
        return self.local(address) if is_named and self.is_own(address) else None

    def is_own(self, address: str) -> bool:
        """Whether an address belongs to the site of the page."""
        parts = split_address(address)
        if not parts.netloc:
            return parts.scheme == ""
        return _plain_host(parts.netloc) == _plain_host(split_address(self.base).netloc)


def _plain_host(host: str) -> str:
    return host.lower().removeprefix("www.")
