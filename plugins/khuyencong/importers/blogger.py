"""A backup of Blogger (Atom, or Google Takeout's feed.atom): posts and pages to drafts.

Elements: Atom (RFC 4287), `app:draft` (RFC 5023), and Blogger's own, which Takeout writes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_page import clean_body, finish_story
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.old_names import OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.source_files import SourceFile
from khuyencong.importers.story_facts import FOLDER_OF_POST, StoryFacts, take_facts
from khuyencong.importers.word_package import parse_xml
from khuyencong.store.file_state import own_files_below

_ATOM = "{http://www.w3.org/2005/Atom}"
_BLOGGER = "{http://schemas.google.com/blogger/2018}"
_DRAFT = ".//{http://purl.org/atom/app#}draft"
_KIND = "http://schemas.google.com/g/2005#kind"


def is_blogger(head: bytes) -> bool:
    """Whether a feed that begins like this is a backup of Blogger."""
    return b"schemas.google.com/blogger/" in head or b">Blogger</generator>" in head


class BloggerExport:
    """The posts of a backup, with pictures from the folder in which it lies."""

    def __init__(
        self, data: bytes, folder: Path, names: OldNames, fetcher: PictureFetcher | None
    ) -> None:
        """Raises SourceRefusedError: the file is no well-formed XML."""
        self.left_out: Counter[str] = Counter()
        self._folder, self._names, self._fetcher = folder, names, fetcher
        entries = parse_xml(data, "Tệp sao lưu Blogger").iter(f"{_ATOM}entry")
        kinds = [(_kind(entry), entry) for entry in entries]
        self._entries = [(kind, entry) for kind, entry in kinds if kind in FOLDER_OF_POST]

    @property
    def total(self) -> int:
        """How many posts and pages there are."""
        return len(self._entries)

    def drafts(self) -> Iterator[Draft]:
        """Every published post and page; others are counted in `left_out`."""
        for kind, entry in self._entries:
            status = entry.findtext(f"{_BLOGGER}status", "LIVE")
            if entry.findtext(_DRAFT) == "yes" or status == "DRAFT":
                self.left_out["bản nháp"] += 1
            elif status != "LIVE":
                self.left_out["đã xóa"] += 1
            else:
                yield self._draft(kind, entry)

    def _draft(self, kind: str, entry: "etree._Element") -> Draft:
        title = entry.findtext(f"{_ATOM}title", "").strip()
        address = _address(entry)
        folder, tags = self._names.place(_labels(entry))
        folder = folder if folder and kind == "post" else FOLDER_OF_POST[kind]
        soup = parse_html(f"<body>{entry.findtext(f'{_ATOM}content', '')}</body>")
        draft = Draft(
            f"blogger:{entry.findtext(f'{_ATOM}id', '') or address}",
            address or title,
            folder,
            {},
            soup.body or soup,
        )
        facts = StoryFacts(
            title=title,
            author=entry.findtext(f"{_ATOM}author/{_ATOM}name", ""),
            date=entry.findtext(f"{_ATOM}published", ""),
            tags=tags,
            addresses=(address,),
        )
        take_facts(draft, facts, self._names)
        files = PageFiles(self._file, self._fetcher, address)
        clean_body(soup, draft, [], address, files)
        finish_story(soup, draft, title or "Bài chưa đặt tít")
        return draft

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """Name of each file beside the backup, in small letters → path."""
        paths = (path.removeprefix("./") for path in own_files_below(self._folder, "."))
        return {path.rpartition("/")[2].lower(): path for path in paths}

    def _file(self, source: str) -> SourceFile | None:
        name = unquote(split_address(source).path.rpartition("/")[2]).lower()
        found = self._files.get(name) if name else None
        return SourceFile(self._folder / found) if found else None


def _kind(entry: "etree._Element") -> str:
    """ "post", "page", or what else an entry is: a comment, a setting, a template."""
    own = entry.findtext(f"{_BLOGGER}type", "")
    terms = (c.get("term", "") for c in entry.iter(f"{_ATOM}category") if c.get("scheme") == _KIND)
    return (own or next(terms, "").rpartition("#")[2]).lower()


def _labels(entry: "etree._Element") -> list[str]:
    found = entry.iter(f"{_ATOM}category")
    return [c.get("term", "") for c in found if c.get("scheme") != _KIND]


def _address(entry: "etree._Element") -> str:
    links = entry.iter(f"{_ATOM}link")
    alternate = next((a.get("href", "") for a in links if a.get("rel") == "alternate"), "")
    return alternate or entry.findtext(f"{_BLOGGER}filename", "")
