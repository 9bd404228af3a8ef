"""Stories of an old site to drafts: each once, whoever told it already; the press is pointed to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.duplicates import SeenStories, sketch_of, stories_of
from khuyencong.importers.old_names import LEFT_OUT, PLACE, OldNames
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.report import ImportedItem, Outcome
from khuyencong.importers.republished import point_to_press

TOO_DEEP = "Bài lồng quá nhiều lớp thẻ, không phải văn bản; kiểm tra xem có phải tệp hỏng không."


_ABSENT = re.compile("Ảnh “(?!file:).*” không có trong nguồn")
"""The remark on a picture that the source only names."""
_NAMED = 8


@dataclass
class StoryImport:
    """Takes the stories of sources into one content folder."""

    writer: DraftWriter
    advance: Callable[[int, int], None]
    """Told how many stories are done, of how many."""
    fetch: bool = False
    """Whether pictures that a source lacks may be asked for from the net."""

    _absent: int = 0

    @cached_property
    def names(self) -> OldNames:
        """What categories and authors of old sites are called here."""
        return OldNames(self.writer.content)

    @cached_property
    def fetcher(self) -> PictureFetcher | None:
        """What asks the net for pictures; None where nobody wants that."""
        return PictureFetcher(self.writer.content) if self.fetch else None

    @property
    def tools(self) -> tuple[OldNames, PictureFetcher | None]:
        """What readers of old sites ask for names and pictures."""
        return self.names, self.fetcher

    def notes(self) -> list[str]:
        """What is to be said of all stories: pictures that are only on the net."""
        if self.fetcher is None:
            told = "ảnh không có trong nguồn. Ảnh còn trên mạng thì chạy lại thêm --fetch để tải."
            return [f"{self._absent} {told}"] if self._absent else []
        troubles = [f"{name} ({why})" for name, why in self.fetcher.troubles.items()]
        shown = "; ".join(troubles[:_NAMED])
        return [f"{len(troubles)} ảnh không tải được: {shown}."] if troubles else []

    @cached_property
    def _seen(self) -> SeenStories:
        """The stories of the folder, and those that came in since."""
        seen = SeenStories()
        for path, sketch in stories_of(self.writer.content):
            seen.add(path, sketch)
        return seen

    def items(self, drafts: Iterable[Draft], total: int) -> list[ImportedItem]:
        """What became of each story; one that is there almost word by word is only shown."""
        items: list[ImportedItem] = []
        for number, draft in enumerate(drafts, 1):
            items.append(self._item(draft))
            self.advance(number, total)
        if not self.writer.dry_run:
            self.names.save()
        return items

    def _item(self, draft: Draft) -> ImportedItem:
        if draft.folder == LEFT_OUT:
            return _left_out(draft, f"Chuyên mục này được chọn để lại (`{PLACE}`).")
        sketch = sketch_of(draft.text)
        other, share = self._seen.alike(sketch, self.writer.place_of(draft))
        if other:
            old = draft.fields.get("aliases")
            addresses = ", ".join(f"`{address}`" for address in old or ())
            lead = f" Địa chỉ cũ {addresses}: thêm vào `aliases` của bài đó." if addresses else ""
            return _left_out(
                draft, f"Giống {share:.0%} bài `{other}` nên không nhập lần nữa.{lead}"
            )
        self._absent += sum(map(bool, map(_ABSENT.match, draft.remarks)))
        point_to_press(draft, self.names)
        item = self._written(draft)
        self._seen.add(item.file or draft.title, sketch)
        return item

    def _written(self, draft: Draft) -> ImportedItem:
        try:
            return self.writer.write(draft)
        except RecursionError:
            return ImportedItem(draft.source, Outcome.REFUSED, draft.title, remarks=(TOO_DEEP,))


def _left_out(draft: Draft, remark: str) -> ImportedItem:
    return ImportedItem(draft.source, Outcome.LEFT_OUT, draft.title, remarks=(remark,))
