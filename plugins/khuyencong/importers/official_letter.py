"""Official documents (Nghị định 30/2020/NĐ-CP): number, date, issuer and subject as fields.

Recognised by what its letterhead must hold: the number ("Số: …") with the motto, an addressee
("Kính gửi"), a subject ("V/v") or the list of receivers ("Nơi nhận").
"""

import re
from dataclasses import dataclass
from datetime import date

from bs4 import Tag

from khuyencong.importers.body_structure import is_bold, look
from khuyencong.importers.draft import Draft
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.vietnamese.capitals import agency_name
from khuyencong.vietnamese.dates import parse_day
from khuyencong.vietnamese.folding import fold

_NUMBER = re.compile(r"^\s*Số\s*[:：]\s*(?P<number>[\w.…]*\s*/\s*[\w/&.Đđ-]+)", re.IGNORECASE)
_DATED = re.compile(
    r"(?P<place>[^\W\d_][^\d,:\n]{1,40}),\s*(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\s*(?:V/v|Về việc)\s*[:：]?\s*(?P<subject>\S.+)$", re.IGNORECASE)
_TYPES = (
    *("Luật", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Quy chế"),
    *("Quy định", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch", "Đề án", "Báo cáo"),
    *("Tờ trình", "Công điện", "Giấy mời", "Công văn"),
)
_TYPE_NAMES = {fold(name): name for name in _TYPES}
_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\s*[-–]?\s*tu do|^-+$|^_+$|^\*+$")
_BROKEN_OFF = ("uy ban nhan dan", "hoi dong nhan dan", "ban chi dao", "hoi dong binh chon")
_HEAD_BLOCKS = 16


@dataclass(frozen=True, slots=True)
class LetterFields:
    """What the letterhead of an official document says."""

    number: str
    type: str = ""
    issuer: str = ""
    issued: date | None = None
    place: str = ""
    subject: str = ""


def letter_fields(body: Tag) -> LetterFields | None:
    """The fields of an official document; None when a text is none."""
    lines = [
        line for block in body.find_all(["p", "h2", "h3", "h4", "td"]) for line in _lines(block)
    ]
    head = lines[:_HEAD_BLOCKS]
    folded = [fold(line) for line in lines]
    found = next((match for line in head if (match := _NUMBER.match(line))), None)
    signs = ("cong hoa xa hoi chu nghia", "kinh gui", "noi nhan", "v/v", "can cu")
    if found is None or not any(sign in line for line in folded for sign in signs):
        return None
    place, issued = _place_and_day(head)
    kind = next((_TYPE_NAMES[line] for line in map(_bare, head) if line in _TYPE_NAMES), "")
    return LetterFields(
        number="".join(found["number"].split()).strip(" .…"),
        type=kind or "Công văn",
        issuer=_issuer(head, found[0]),
        issued=issued,
        place=place,
        subject=_subject(lines, kind),
    )


def _lines(block: Tag) -> list[str]:
    if block.name == "td" and block.find("p"):
        return []
    for line_break in block.find_all("br"):
        line_break.insert_after("\n")
    lines = (" ".join(line.split()) for line in block.get_text("").split("\n"))
    return [line for line in lines if line]


def _bare(line: str) -> str:
    return fold(line).strip(" .:*")


def _place_and_day(head: list[str]) -> tuple[str, date | None]:
    for line in head:
        if found := _DATED.search(line):
            try:
                return found["place"].strip(), parse_day(found["day"])
            except ValueError:
                return found["place"].strip(), None
    return "", None


def _issuer(head: list[str], number: str) -> str:
    """The lines in capitals before the number, without the motto: the last is who signs, with the
    line above where that breaks off ("ỦY BAN NHÂN DÂN", "TỈNH MẪU").
    """
    before = head[: next(n for n, line in enumerate(head) if line.startswith(number[:4]))]
    names = [line for line in before if line.isupper() and not _MOTTO.search(fold(line))]
    if names[1:] and fold(names[-2]) in _BROKEN_OFF:
        return agency_name(" ".join(names[-2:]))
    return agency_name(names[-1]) if names else ""


def _subject(lines: list[str], kind: str) -> str:
    for number, line in enumerate(lines[: _HEAD_BLOCKS + 8]):
        if found := _SUBJECT.match(line):
            return found["subject"].rstrip(" .")
        if kind and _bare(line) == fold(kind) and number + 1 < len(lines):
            following = lines[number + 1]
            again = _SUBJECT.match(following)
            return (again["subject"] if again else following).rstrip(" .")
    return ""


def join_title(body: Tag, letter: LetterFields) -> None:
    """The centred lines that call a document by its kind and subject are one, and no headings."""
    kind = fold(letter.type)
    block = next(
        (p for p in body.find_all("p") if _bare(p.get_text(" ", strip=True)) == kind), None
    )
    while isinstance(block, Tag) and block.name == "p" and "c" in look(block) and is_bold(block):
        block["data-cell"] = "title"
        block = block.find_next_sibling()


def guess_letter(draft: Draft, letter: LetterFields, fallback_title: str) -> None:
    """Fill in the header of a policy or document; its text stays whole."""
    where = "phần đầu văn bản"
    subject = letter.subject
    title = f"{letter.type} {letter.number}".strip()
    title = f"{title} về {subject[0].lower()}{subject[1:]}" if subject else title or fallback_title
    draft.guess("title", "Tít", title[:LONGEST_TITLE], where)
    for name, label, value in (
        ("document_number", "Số ký hiệu", letter.number),
        ("document_type", "Loại văn bản", letter.type),
        ("issuer", "Cơ quan ban hành", letter.issuer),
    ):
        if value:
            draft.guess(name, label, value, where)
    if letter.issued:
        day = f"{letter.issued:%d/%m/%Y}"
        draft.guess("issued", "Ngày ban hành", day, where)
        draft.guess("date", "Ngày đăng", day, "ngày ban hành")
    if letter.place:
        draft.guess("localities", "Địa bàn", [letter.place], where)
