"""The pages of an old portal, or one saved page, to drafts."""

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote

from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.html_page import old_addresses, page_draft
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.mirror import Mirror
from khuyencong.importers.picture_fetcher import PictureFetcher, or_fetched
from khuyencong.importers.pictures import SourcePicture
from khuyencong.importers.portal_rule import PortalRule, learned_rule, read_rule
from khuyencong.importers.report import SourceRefusedError
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import address_slug

LEARNED_FROM = 20
"""Pages from which a rule is learned."""
SHOWN = 6
"""Pages that a dry run shows before a rule runs over all."""
_NAMED = 8


class Portal:
    """A mirror with the rule by which its pages are read."""

    def __init__(
        self,
        folder: Path,
        writer: DraftWriter,
        rule: bytes | None,
        kind: str | None,
        fetcher: PictureFetcher | None,
    ) -> None:
        """`rule` is a rule file; without one the remembered or a learned rule is taken.

        Raises:
            SourceRefusedError: the rule file is no good.
        """
        self.mirror = Mirror(folder)
        self._writer = writer
        name = address_slug(self.mirror.host or folder.name, 60)
        self.rule_place = f"{WORK_FOLDER}/cong-{name}.yml"
        self.rule = self._rule(rule)
        self._kind, self._fetcher = kind, fetcher
        self._without_text: list[str] = []

    def _rule(self, given: bytes | None) -> PortalRule:
        file = self._writer.content / self.rule_place
        if given is not None:
            return read_rule(given)
        if file.is_file():
            return read_rule(file.read_bytes())
        some = self._pages[:: max(1, len(self._pages) // LEARNED_FROM)][:LEARNED_FROM]
        rule = learned_rule(parse_html(self._data(path)) for path, _ in some)
        if not self._writer.dry_run:
            atomic_write(file, rule.text().encode())
        return rule

    @cached_property
    def _pages(self) -> list[tuple[str, str]]:
        return list(self.mirror.pages())

    def _data(self, path: str) -> bytes:
        return (self.mirror.folder / path).read_bytes()

    @property
    def total(self) -> int:
        """How many pages there are to read."""
        return len(self._pages)

    def drafts(self) -> Iterator[Draft]:
        """A draft for each page that has a text; in a dry run for the first few."""
        made = 0
        for path, address in self._pages:
            if self.rule.addresses and not self.rule.search(address):
                self._without_text.append(address)
                continue
            if self._writer.dry_run and made == SHOWN:
                return
            try:
                yield self._draft(path, address)
                made += 1
            except (SourceRefusedError, RecursionError):
                self._without_text.append(address)

    def _draft(self, path: str, address: str) -> Draft:
        page = parse_html(self._data(path))
        base = f"https://{self.mirror.host}{address}" if self.mirror.host else ""
        local = partial(self.mirror.picture, page=address)
        draft = page_draft(
            page, address, address, self.rule, or_fetched(local, self._fetcher, base)
        )
        draft.folder = self._kind or draft.folder
        draft.key = f"web:{self.mirror.host}{address}"
        draft.fields["aliases"] = list(old_addresses(address))
        return draft

    def notes(self) -> list[str]:
        """What did not come in, and how the pages were read."""
        found = [f"Cách đọc các trang nằm ở `{self.rule_place}`; sửa rồi nhập lại nếu sai chỗ."]
        if self._writer.dry_run:
            found.append(f"Chạy thử trên {SHOWN} trang đầu trong {self.total} trang.")
            return found
        if self._without_text:
            shown = ", ".join(self._without_text[:_NAMED])
            found.append(
                f"{len(self._without_text)} trang không có bài (danh sách, biểu mẫu) để ngoài: "
                f"{shown}{'…' if len(self._without_text) > _NAMED else '.'}"
            )
        if orphans := self.mirror.orphans:
            shown = ", ".join(orphans[:_NAMED])
            found.append(
                f"{len(orphans)} ảnh của cổng cũ không bài nào dùng: {shown}"
                f"{'…' if len(orphans) > _NAMED else '.'}"
            )
        return found


def saved_page(data: bytes, file: Path, name: str, kind: str | None) -> Draft:
    """The draft of one page that was saved from a browser, pictures in the folder beside it.

    Raises:
        SourceRefusedError: the page has no text of its own.
    """

    def picture(source: str) -> SourcePicture | None:
        place = (file.parent / unquote(source.partition("?")[0])).resolve()
        inside = place.is_relative_to(file.parent.resolve()) and place.is_file()
        return SourcePicture(place) if inside else None

    draft = page_draft(parse_html(data), name, "", PortalRule(kind=kind or ""), picture)
    draft.key = f"tep:{name}#{address_slug(draft.title)}"
    return draft
