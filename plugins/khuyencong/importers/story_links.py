"""Links between stories of an old site: they lead to the files of these stories here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.importers.draft_writer import RenderedDraft
from khuyencong.importers.mirror import page_key
from khuyencong.importers.report import some_of
from khuyencong.model.kinds import KINDS
from khuyencong.store.file_state import own_files_below

_LINK = re.compile(
    r"(?<![!\\])\[(?P<words>(?:[^\[\]\\]|\\.)*+)\]\((?P<address>/[^()\s]*+)\)"
    r"|<a href=\"(?P<href>/[^\"<>]*+)\">(?P<inside>[^<]*+(?:<(?!/a>)[^<]*+)*+)</a>"
)
_FRONT = "/"


class StoryLinks:
    """Where stories are whose old addresses are known: those of a run, and of the folder."""

    def __init__(self, content: Path, drafts: Iterable[RenderedDraft]) -> None:
        self._files = dict(_known(content))
        self._files |= {_key(a): draft.item.file for draft in drafts for a in draft.addresses}

    def settled(self, draft: RenderedDraft) -> RenderedDraft:
        """A draft whose links to pages of its old site lead to files here, or are words alone."""
        lost: list[str] = []
        body = _LINK.sub(lambda link: self._link(link, lost), draft.text.body)
        if body == draft.text.body:
            return draft
        remarks = list(draft.item.remarks)
        if lost:
            remarks.append(
                f"Liên kết tới trang cũ không được nhập thì bỏ, chữ giữ lại: {some_of(lost)}."
            )
        item = replace(draft.item, remarks=tuple(remarks))
        return replace(draft, item=item, text=replace(draft.text, body=body))

    def _link(self, link: re.Match[str], lost: list[str]) -> str:
        address = link["address"] or link["href"].replace("&amp;", "&")
        if address == _FRONT:
            return link[0]
        if file := self._files.get(_key(address)):
            html = f'<a href="{file}">{link["inside"]}</a>'
            return html if link["href"] else f"[{link['words']}]({file})"
        lost.append(address[:120])
        return link["words"] or link["inside"] or ""


def has_links(draft: RenderedDraft) -> bool:
    """Whether a draft has links to pages of its old site."""
    return _LINK.search(draft.text.body) is not None


def _key(address: str) -> str:
    return page_key(address).rstrip("/")


def _known(content: Path) -> Iterator[tuple[str, str]]:
    """Key of each old address that entries of a folder remember → their file."""
    for folder, kind in KINDS.items():
        for path in own_files_below(content, folder):
            if path.endswith(".md") and b"\naliases:" in (data := (content / path).read_bytes()):
                try:
                    found = EntryText.of(data).read(kind).values.get("aliases")
                except HeaderError:
                    continue  # `check` tells of it
                for address in found if isinstance(found, list) else [found]:
                    yield _key(str(address)), path
