"""The pages of an old portal to drafts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain, islice, zip_longest
from pathlib import Path

from bs4 import BeautifulSoup

from khuyencong.importers.address_table import was_off_line
from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_page import page_draft, text_draft
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.mirror import Mirror, shape_of
from khuyencong.importers.old_names import PLACE, OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.page_names import PageNames
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.pointed_rule import pointed
from khuyencong.importers.portal_rule import PortalRule, read_rules, rule_for, rules_text
from khuyencong.importers.report import (
    Guess,
    ImportedItem,
    Outcome,
    Question,
    Section,
    SourceRefusedError,
    some_of,
)
from khuyencong.importers.rule_learning import Sample, learned_rules
from khuyencong.importers.story_facts import StoryFacts, take_facts
from khuyencong.model.stories import News
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import address_slug

FEWEST_PAGES = 3
"""Pages of one shape of address that may be read in a way of their own."""
LEARNED_FROM = 20
"""Pages from which a rule is learned."""
SHOWN = 6
"""Pages that a dry run shows before a rule runs over all."""
_PRINTS = re.compile(rb"onload\s*=\s*[\"']?[^\"'>]*\bprint\s*\(", re.IGNORECASE)
"""A page that prints itself."""
_FIRST_WORDS = 16
_IN_LAYOUT = re.compile(rb"<(html|body|head)\b", re.IGNORECASE)
"""What the text of an article has around it where it is a page, and not one cell of a database."""


class Portal:
    """A mirror with the rule by which its pages are read."""

    def __init__(
        self,
        folder: Path,
        writer: DraftWriter,
        rule: bytes | None,
        kind: str | None,
        names: OldNames,
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
        self.is_new = False
        """Whether no person has seen yet how the pages are read."""
        self.rules = self._rules(rule)
        self._kind, self._old_names, self._fetcher = kind, names, fetcher
        self._without_text: list[str] = []
        self._off_line = 0

    def _rules(self, given: bytes | None) -> list[PortalRule]:
        """Those of a file, in front of those that are remembered when it points at a page."""
        file = self._writer.content / self.rule_place
        rules = read_rules(given) if given is not None else []
        if all(rule.page for rule in rules):
            rules = [*map(self._pointed, rules), *self._known(file)]
        if self.is_new and not self._writer.dry_run:
            atomic_write(file, rules_text(rules).encode())
        return rules

    def _pointed(self, rule: PortalRule) -> PortalRule:
        self.is_new = True
        return replace(pointed(rule, self._named(rule.page)), page="")

    def _known(self, file: Path) -> list[PortalRule]:
        if file.is_file():
            return read_rules(file.read_bytes())
        self.is_new = True
        return learned_rules(self._samples())

    def _samples(self) -> Iterator[list[Sample]]:
        """Some pages of each shape of address; stories are pages that others name, if any are."""
        for pages in self._story_shapes:
            if len(pages) >= FEWEST_PAGES or len(pages) * 10 >= self.total:
                some = pages[:: max(1, len(pages) // LEARNED_FROM)][:LEARNED_FROM]
                yield [self._sample(path, address) for path, address in some]

    @cached_property
    def _shapes(self) -> list[list[tuple[str, str]]]:
        """Path and address of each page, those of one shape of address together."""
        shapes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, address in self._pages:
            shapes[shape_of(address)].append((path, address))
        return list(shapes.values())

    @cached_property
    def _story_shapes(self) -> list[list[tuple[str, str]]]:
        """Shapes of address whose pages others call by their titles; all where none are."""
        return [pages for pages in self._shapes if self._are_named(pages)] or self._shapes

    def _in_turns(self) -> Iterator[tuple[str, str]]:
        """Pages, one of each layout and section in turn, so that the first show all there is;
        stories before what nobody calls by a title."""
        stories = self._story_shapes
        others = [pages for pages in self._shapes if pages not in stories]
        for pages in (chain(*stories), chain(*others)):
            turns: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
            for path, address in pages:
                sections, _ = self._sections_of(path, address)
                turns[shape_of(address), "›".join(sections)].append((path, address))
            yield from filter(None, chain(*zip_longest(*turns.values())))

    def sections(self) -> tuple[Section, ...]:
        """Each section of the old site, where its stories go, and how many pages it has."""
        pages = [] if self._kind else chain(*self._story_shapes)
        names = chain(*(self._sections_of(path, address)[0] for path, address in pages))
        counts = Counter(names).most_common()
        for name, _ in counts:
            self._old_names.place([name])
        meant = self._old_names.categories
        return tuple(Section(name, meant[name], count) for name, count in counts if name in meant)

    def _placed(self, sections: Sequence[str]) -> str:
        """Sections, outermost first, and the folder and tags that they become."""
        folder, tags = self._old_names.place(reversed(sections))
        return f"{' › '.join(sections)} → {', '.join([folder or News.folder, *tags])}"

    def _are_named(self, pages: Sequence[tuple[str, str]]) -> bool:
        """Whether most of some pages are called by their titles on others."""
        return 2 * sum(self._names.is_named(address) for _, address in pages) > len(pages)

    def _sample(self, path: str, address: str) -> Sample:
        return Sample(address, parse_html(self._data(path)), self._names)

    def _named(self, name: str) -> BeautifulSoup:
        """The page that a person points at, by address or file."""
        wanted = split_address(name)._replace(scheme="", netloc="").geturl().lstrip("/")
        for path, address in self._pages:
            if wanted in (address.lstrip("/"), path):
                return parse_html(self._data(path))
        raise SourceRefusedError(
            f"Không có trang “{name[:120]}” trong thư mục. Chép đường dẫn của một tệp trong đó."
        )

    @cached_property
    def _found(self) -> list[tuple[str, str]]:
        return list(self.mirror.pages())

    @cached_property
    def _names(self) -> PageNames:
        return PageNames((address, self._data(path)) for path, address in self._found)

    @cached_property
    def _pages(self) -> list[tuple[str, str]]:
        """Path and address of each page, those that others name before copies of them to print."""
        pages = [(path, self._names.address(saved)) for path, saved in self._found]
        return sorted(pages, key=lambda page: not self._names.is_named(page[1]))

    def _data(self, path: str) -> bytes:
        return (self.mirror.folder / path).read_bytes()

    @property
    def total(self) -> int:
        """How many pages there are to read."""
        return len(self._pages)

    @property
    def question(self) -> Question:
        """What a person is asked who was shown some pages: also where sections go."""
        words = f"Đọc như trên đã đúng chưa? Nhập cả {self.total} trang?"
        return Question(words, self.sections(), self.total)

    @property
    def advice(self) -> str:
        """What somebody does who does not agree."""
        return f"Sửa cách đọc trong `{self.rule_place}`, chuyên mục trong `{PLACE}` rồi nhập lại."

    def shown(self) -> list[ImportedItem]:
        """How the first pages are read, for a person to agree before all are.

        Raises:
            SourceRefusedError: no page can be read.
        """
        items = [
            ImportedItem(d.source, Outcome.CREATED, d.title, "", (*d.guesses,), (*d.remarks,))
            for d in self._first()
        ]
        if not items:
            raise SourceRefusedError(
                f"Không thấy bài nào trong {self.total} trang. Chỉ vào một trang bằng tệp "
                "`trang-mau.yml` rồi nhập lại thêm `--map trang-mau.yml`."
            )
        return items

    def drafts(self) -> Iterator[Draft]:
        """A draft for each page that has a text; in a dry run for the first few."""
        return self._first() if self._writer.dry_run else self._readable(self._pages)

    def _first(self) -> Iterator[Draft]:
        """The first drafts of each layout and section, each with the beginning of its text."""
        for draft in islice(self._readable(self._in_turns()), SHOWN):
            draft.guesses.append(Guess("Nội dung", _beginning(draft), "thân bài"))
            yield draft

    def _readable(self, pages: Iterable[tuple[str, str]]) -> Iterator[Draft]:
        self._without_text, self._off_line = [], 0
        for path, address in pages:
            if was_off_line(self.mirror.facts(path)):
                self._off_line += 1
                continue
            try:
                yield self._draft(path, address)
            except (SourceRefusedError, RecursionError):
                self._without_text.append(address)

    def _draft(self, path: str, address: str) -> Draft:
        data = self._data(path)
        page = parse_html(data)
        is_alone = "title" in self.mirror.facts(path) and not _IN_LAYOUT.search(data)
        rule = PortalRule() if is_alone else rule_for(self.rules, page, address)
        if rule is None:
            raise SourceRefusedError("trang không theo cách đọc nào")
        base = f"https://{self.mirror.site}{address}" if self.mirror.site else ""
        files = PageFiles(partial(self.mirror.file, page=address), self._fetcher, base)
        if is_alone:
            draft = text_draft(page, address, files)
        else:
            draft = page_draft(page, address, address, rule, files, self._names)
        draft.key = f"web:{self.mirror.host}{address}"
        draft.is_to_print = bool(_PRINTS.search(data)) and not self._names.is_named(address)
        is_placed = self._kind or rule.kind
        draft.folder = self._kind or draft.folder
        tags = [] if is_placed else self._take_sections(draft, path, address)
        self._take_facts(draft, self.mirror.facts(path), tags, address)
        return draft

    def _sections_of(self, path: str, address: str) -> tuple[Sequence[str], str]:
        """The sections of a page, outermost first, and who says so."""
        if category := self.mirror.facts(path).get("category"):
            return [category], "bảng địa chỉ"
        return self._names.sections.of(address)

    def _take_sections(self, draft: Draft, path: str, address: str) -> Sequence[str]:
        """Put a draft where its sections go; the tags that those without a folder become."""
        sections, reason = self._sections_of(path, address)
        folder, tags = self._old_names.place(reversed(sections))
        draft.folder = folder or draft.folder
        if sections:
            draft.guesses.append(Guess("Chuyên mục", self._placed(sections), reason))
        return tags

    def _take_facts(
        self, draft: Draft, said: Mapping[str, str], tags: Sequence[str], address: str
    ) -> None:
        """What the table of a dump says counts before what the page shows."""
        named = {key: said.get(key, "") for key in ("title", "summary", "author", "date")}
        facts = StoryFacts(**named, tags=tags, addresses=(address,))
        take_facts(draft, facts, self._old_names, "bảng địa chỉ")

    def notes(self) -> list[str]:
        """What did not come in, and how the pages were read."""
        found = [f"Cách đọc các trang nằm ở `{self.rule_place}`; sửa rồi nhập lại nếu sai chỗ."]
        if self._writer.dry_run:
            found.append(f"Chạy thử trên {SHOWN} trang đầu trong {self.total} trang.")
            return [*found, *map(str, self.sections())]
        if self._off_line:
            found.append(f"{self._off_line} trang chưa đăng hoặc đã xóa ở cổng cũ không nhập.")
        if self._without_text:
            shapes = Counter(map(shape_of, self._without_text)).most_common()
            shown = some_of([f"{shape} ({count} trang)" for shape, count in shapes])
            found.append(
                f"{len(self._without_text)} trang không có bài (danh sách, biểu mẫu, bản in) để "
                f"ngoài: {shown}"
            )
        for what, orphans in self.mirror.orphans.items():
            found.append(
                f"{len(orphans)} {what} của cổng cũ không bài nào dùng: {some_of(orphans)}"
            )
        return found


def _beginning(draft: Draft) -> str:
    """The first words of a text, and how many there are."""
    words = draft.text.split()
    return f"{' '.join(words[:_FIRST_WORDS])}… ({len(words)} chữ)"
