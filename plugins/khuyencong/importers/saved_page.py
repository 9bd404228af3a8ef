"""One web page that was saved from a browser, to a draft."""

from pathlib import Path
from urllib.parse import unquote

from khuyencong.importers.draft import Draft
from khuyencong.importers.html_page import page_draft
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.portal_rule import PortalRule
from khuyencong.importers.source_files import SourceFile, file_below
from khuyencong.vietnamese.slugs import address_slug


def saved_page(data: bytes, file: Path, name: str, kind: str | None) -> Draft:
    """The draft of one page that was saved from a browser, pictures in the folder beside it.

    Raises:
        SourceRefusedError: the page has no text of its own.
    """

    def companion(source: str) -> SourceFile | None:
        return file_below(file.parent, unquote(source.partition("?")[0]))

    draft = page_draft(
        parse_html(data), name, "", PortalRule(kind=kind or ""), PageFiles(companion)
    )
    draft.key = f"tep:{name}#{address_slug(draft.title)}"
    return draft
