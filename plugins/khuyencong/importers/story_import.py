"""Stories of an old site to drafts: each once, whoever told it already; the press is pointed to."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter, RenderedDraft
from khuyencong.importers.duplicates import Likeness, SeenStories, sketch_of, stories_of
from khuyencong.importers.html_page import UNDATED
from khuyencong.importers.old_names import LEFT_OUT, PLACE, OldNames
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.report import ImportedItem, Outcome
from khuyencong.importers.republished import point_to_press
from khuyencong.importers.story_links import StoryLinks, has_links
from khuyencong.model.kinds import KINDS
from khuyencong.vietnamese.folding import fold

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
    _here: set[str] = field(default_factory=set)
    """Files of stories that this import brings."""
    _titled: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Title of each story → its date → its file."""
    _same: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """File → old addresses of stories that are the same."""

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
            why = "ảnh không có trong nguồn. Ảnh còn trên mạng thì chạy lại thêm --fetch để tải."
            return [f"{self._absent} {why}"] if self._absent else []
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
        """What became of each story; one that is there almost word by word is only shown.

        Stories are written once all are known: they link to each other by old addresses.
        """
        parts: list[ImportedItem | RenderedDraft] = []
        for number, draft in enumerate(drafts, 1):
            parts.append(self._part(draft))
            self.advance(number, total)
        settled = self._settled([part for part in parts if isinstance(part, RenderedDraft)])
        if not self.writer.dry_run:
            self.names.save()
        return [
            part if isinstance(part, ImportedItem) else self.writer.save(next(settled))
            for part in parts
        ]

    def _settled(self, drafts: Sequence[RenderedDraft]) -> Iterator[RenderedDraft]:
        """Drafts with all their old addresses, and links to each other."""
        drafts = [self._with_addresses(draft) for draft in drafts]
        if self.writer.dry_run or not any(map(has_links, drafts)):
            return iter(drafts)
        return map(StoryLinks(self.writer.content, drafts).settled, drafts)

    def _with_addresses(self, draft: RenderedDraft) -> RenderedDraft:
        """A draft at the old addresses of stories too that were the same and did not come in."""
        more = self._same.get(draft.item.file)
        if not more:
            return draft
        addresses = tuple(dict.fromkeys((*draft.addresses, *more)))
        kind = KINDS[draft.item.file.partition("/")[0]]
        text = draft.text.with_fields({"aliases": list(addresses)}, kind)
        return replace(draft, text=text, addresses=addresses)

    def _part(self, draft: Draft) -> ImportedItem | RenderedDraft:
        if draft.folder == LEFT_OUT:
            return _left_out(draft, f"Chuyên mục này được chọn để lại (`{PLACE}`).")
        sketch = sketch_of(draft.text)
        place = self.writer.place_of(draft)
        known = self.writer.ledger[draft.key]
        like = self._seen.alike(sketch, place, known.file if known else place)
        titled = self._titled_alike(draft, place)
        if titled and (draft.is_to_print or not sketch):
            like = Likeness(titled, like.share or 1.0, is_same=True)
        if like.is_same:
            return self._left_as_same(draft, like)
        if like.name:
            draft.remarks.append(
                f"Giống {like.share:.0%} bài `{like.name}`, mỗi bài có chữ riêng nên vẫn nhập; nếu "
                "là một bài thì xóa bài này."
            )
        self._absent += sum(map(bool, map(_ABSENT.match, draft.remarks)))
        point_to_press(draft, self.names)
        self._seen.add(place, sketch)
        self._here.add(place)
        try:
            return self.writer.rendered(draft)
        except RecursionError:
            return ImportedItem(draft.source, Outcome.REFUSED, draft.title, remarks=(TOO_DEEP,))

    def _titled_alike(self, draft: Draft, place: str) -> str:
        """The file of an earlier story with the title and the date of another, which is the same
        where it is too short for a sketch; of a page to print the title is enough.
        """
        day = str(draft.fields.get("date", UNDATED))
        files = self._titled[fold(draft.title)]
        known = next(iter(files.values()), "") if draft.is_to_print else files.get(day, "")
        files.setdefault(day, place)
        return known if known != place and (draft.is_to_print or day != UNDATED) else ""

    def _left_as_same(self, draft: Draft, like: Likeness) -> ImportedItem:
        """A story that is there already; its old addresses lead to the one that is."""
        what = "Bản in của" if draft.is_to_print else f"Giống {like.share:.0%}"
        reason = f"{what} bài `{like.name}` nên không nhập lần nữa."
        own = draft.fields.get("aliases")
        addresses = list(map(str, own)) if isinstance(own, list) else []
        shown = ", ".join(f"`{address}`" for address in addresses)
        if addresses and like.name in self._here:
            self._same[like.name] += addresses
            reason += f" Địa chỉ cũ {shown} dẫn tới bài đó."
        elif addresses:
            reason += f" Địa chỉ cũ {shown}: thêm vào `aliases` của bài đó."
        return _left_out(draft, reason)


def _left_out(draft: Draft, remark: str) -> ImportedItem:
    return ImportedItem(draft.source, Outcome.LEFT_OUT, draft.title, remarks=(remark,))
