"""What plugins of other people may add; docs/plugins-and-themes.md shows one.

Signals are blinker's, as Pelican's are.
"""

from collections.abc import Iterable, Iterator

from blinker import ANY, Signal

from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site

pages = Signal("Called with the site index and `chrome=`, the frame of all pages; give pages back.")


def extra_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The pages that plugins add, in the order in which plugins connected."""
    for _, found in pages.send(site, chrome=chrome):
        given: Iterable[Page] = found or ()
        yield from given


def disconnect_plugins() -> None:
    """Forget the plugins of the last run; Pelican registers those of its settings in every run."""
    for receiver in tuple(pages.receivers_for(ANY)):
        pages.disconnect(receiver)
