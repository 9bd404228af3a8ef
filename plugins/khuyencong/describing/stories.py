"""Fact boxes: what a story's front matter says, as labelled lines and tables."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import quote, urlsplit

from khuyencong.describing.documents import download_link
from khuyencong.describing.elements import Fact, Link, Table, numeric_columns
from khuyencong.describing.people import artisan_lines, collaborator_lines, honours_table
from khuyencong.gazetteer.names import full_place
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.model.notice import Notice
from khuyencong.model.policy import Policy
from khuyencong.model.stories import DemonstrationModel, News, Training
from khuyencong.site.people import PublicArtisan, PublicCollaborator
from khuyencong.site.visits import PublicNotice
from khuyencong.vietnamese.dates import moment_words, short_date
from khuyencong.vietnamese.numbers import dong, file_size, grouped, percent

DOWNLOAD = "Tải về"
"""Label of the file of a document."""


def facts(
    entry: Entry,
    policies: Mapping[str, Link],
    sizes: Mapping[str, int],
    de_an: Mapping[str, Link],
) -> tuple[Fact, ...]:
    """Lines of the fact box of a story.

    `policies` gives the page of a document number, `sizes` the bytes of a file, `de_an` the
    page of a đề án.
    """
    match entry:
        case DemonstrationModel():
            return _filled(_model_facts(entry, de_an))
        case Policy():
            return _filled(_policy_facts(entry, policies, sizes))
        case Document():
            return _filled((*_document_facts(entry, sizes), *_de_an_facts(entry, de_an)))
        case News():
            return _filled(_de_an_facts(entry, de_an))
        case Training():
            return _filled(_training_facts(entry))
        case Broadcast():
            return _filled(_broadcast_facts(entry))
        case Notice():
            return _filled(_notice_facts(entry, sizes))
        case PublicArtisan():
            return _filled(artisan_lines(entry))
        case PublicCollaborator():
            return _filled(collaborator_lines(entry))
        case _:
            return ()


def tables(entry: Entry) -> tuple[Table, ...]:
    """Tables of the fact box: what is supported, what changed, who appears."""
    match entry:
        case DemonstrationModel() if entry.results:
            return (
                Table(
                    "Kết quả trước và sau hỗ trợ",
                    ("Chỉ tiêu", "Trước", "Sau", "Đơn vị"),
                    results := tuple((r.name, r.before, r.after, r.unit) for r in entry.results),
                    numeric_columns(results),
                ),
            )
        case Policy() if entry.support:
            return (
                Table(
                    "Nội dung và mức hỗ trợ",
                    ("Nội dung", "Tỷ lệ", "Mức trần", "Đối tượng", "Căn cứ"),
                    tuple(
                        (
                            item.activity,
                            "" if item.rate_percent is None else percent(item.rate_percent),
                            _ceiling(item.ceiling, item.per),
                            ", ".join(item.eligible),
                            item.basis,
                        )
                        for item in entry.support
                    ),
                ).without_empty_columns,
            )
        case Broadcast():
            return tuple(_broadcast_tables(entry))
        case PublicNotice() if entry.visits:
            return (visits_table(entry),)
        case PublicArtisan() if entry.honours:
            return (honours_table(entry),)
        case _:
            return ()


def visits_table(entry: PublicNotice) -> Table:
    """The visits of a survey, the next first."""
    return Table(
        "Các buổi khảo sát",
        ("Ngày, giờ", "Xã, phường", "Nơi gặp", "Gặp ai", "Chuẩn bị", "Ghi chú"),
        tuple(
            (
                moment_words(visit.starts),
                full_place(visit.commune, visit.province),
                visit.where,
                visit.host,
                "; ".join(visit.prepare),
                f"Đã hủy: {visit.cancelled}" if visit.cancelled else "",
            )
            for visit in sorted(entry.visits, key=lambda visit: visit.starts)
        ),
    ).without_empty_columns


def _filled(lines: Iterable[tuple[str, Iterable[str | Link]]]) -> tuple[Fact, ...]:
    found = ((label, tuple(value for value in values if value)) for label, values in lines)
    return tuple(Fact(label, values) for label, values in found if values)


def _ceiling(amount: int | None, per: str) -> str:
    if amount is None:
        return ""
    return f"{dong(amount)}/{per}" if per else dong(amount)


def _money(amount: int | None) -> list[str]:
    return [dong(amount)] if amount else []


def _moment(moment: datetime | None) -> list[str]:
    return [moment_words(moment)] if moment else []


def _download(words: str, path: str | None, sizes: Mapping[str, int]) -> list[str | Link]:
    """A link to a PDF with its size, so that nobody opens a large one unawares."""
    if not path:
        return []
    size = f", {file_size(sizes[path])}" if path in sizes else ""
    return [Link(f"{words} (PDF{size})", f"/{quote(path)}")]


def _document_facts(
    entry: Document, sizes: Mapping[str, int]
) -> list[tuple[str, Iterable[str | Link]]]:
    first = entry.printed_first_page
    paging = f"trang in số 1 là trang {first} của tệp PDF" if first and first > 1 else ""
    return [
        (DOWNLOAD, [download_link(entry, sizes)]),
        ("Nơi xuất bản", [entry.publisher]),
        ("Năm", [str(entry.year or "")]),
        ("Số trang", [paging]),
    ]


def _model_facts(
    entry: DemonstrationModel, de_an: Mapping[str, Link]
) -> list[tuple[str, Iterable[str | Link]]]:
    return [
        ("Đơn vị thụ hưởng", [entry.beneficiary]),
        ("Địa điểm", [full_place(entry.commune, entry.province)]),
        ("Công nghệ", [entry.technology]),
        ("Năm thực hiện", [str(entry.year or "")]),
        ("Tổng kinh phí", _money(entry.total_cost)),
        ("Khuyến công quốc gia", _money(entry.support_kcqg)),
        ("Khuyến công địa phương", _money(entry.support_kcdp)),
        *_de_an_facts(entry, de_an),
    ]


def _de_an_facts(
    entry: DemonstrationModel | Document | News, de_an: Mapping[str, Link]
) -> list[tuple[str, Iterable[str | Link]]]:
    return [("Đề án", [de_an.get(code, code) for code in entry.de_an])]


def _policy_facts(
    entry: Policy, policies: Mapping[str, Link], sizes: Mapping[str, int]
) -> list[tuple[str, Iterable[str | Link]]]:
    def documents(numbers: Iterable[str]) -> list[str | Link]:
        return [policies.get(number, number) for number in numbers]

    days = {
        "Ngày ban hành": entry.issued,
        "Có hiệu lực từ": entry.effective,
        "Hết hiệu lực từ": entry.expires,
    }
    return [
        ("Số ký hiệu", [entry.document_number]),
        ("Loại văn bản", [entry.document_type]),
        ("Trích yếu", [entry.subject]),
        ("Cơ quan ban hành", [entry.issuer]),
        ("Người ký", [entry.signer]),
        ("Lĩnh vực", [entry.field]),
        *((label, [short_date(day)] if day else []) for label, day in days.items()),
        ("Công báo", [entry.gazette]),
        ("Căn cứ ban hành", [_cited(line, policies) for line in entry.legal_basis]),
        ("Sửa đổi, bổ sung", documents(entry.amends)),
        ("Bị thay thế bởi", documents(entry.replaced_by)),
        ("Toàn văn", [*_download("Tải văn bản", entry.file, sizes), *_official(entry)]),
        ("Đối chiếu hiệu lực", _verification(entry)),
    ]


def _cited(line: str, policies: Mapping[str, Link]) -> str | Link:
    """A line that names a document of the site leads to it: "11/2024/NĐ-CP" names no 1/2024."""
    named = (link for number, link in policies.items() if number in line and _names(line, number))
    found = next(named, None)
    return Link(line, found.address) if found else line


def _names(line: str, number: str) -> bool:
    return re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", line) is not None


def _official(entry: Policy) -> list[str | Link]:
    """The way to the official text, named after its host."""
    if not entry.official_url:
        return []
    host = urlsplit(entry.official_url).hostname or ""
    return [Link(f"Văn bản gốc ({host.removeprefix('www.')})", entry.official_url)]


def _verification(entry: Policy) -> list[str | Link]:
    if entry.verified:
        return [f"{entry.verified.by}, ngày {short_date(entry.verified.date)}"]
    return ["Chưa đối chiếu với văn bản gốc"] if entry.validity or entry.effective else []


def _training_facts(entry: Training) -> list[tuple[str, Iterable[str | Link]]]:
    return [
        ("Đã hủy", [entry.cancelled]),
        ("Khai mạc", _moment(entry.starts)),
        ("Bế mạc", _moment(entry.ends)),
        ("Địa điểm", [entry.place]),
        ("Hạn đăng ký", _moment(entry.deadline)),
        ("Số chỗ", [grouped(entry.capacity) if entry.capacity else ""]),
        ("Nội dung", entry.topics),
        ("Liên hệ", [entry.contact]),
    ]


def _notice_facts(
    entry: Notice, sizes: Mapping[str, int]
) -> list[tuple[str, Iterable[str | Link]]]:
    return [
        ("Loại", [entry.notice_type.label]),
        ("Số văn bản", [entry.document_number]),
        ("Kỳ công khai", [entry.period]),
        ("Giá trị", _money(entry.amount)),
        ("Hạn nhận hồ sơ", _moment(entry.deadline)),
        ("Văn bản", _download("Tải văn bản", entry.file, sizes)),
    ]


def _broadcast_tables(entry: Broadcast) -> Iterable[Table]:
    if entry.people:
        people = tuple((person.name, person.role) for person in entry.people)
        yield Table("Người xuất hiện", ("Tên", "Vai trò"), people)
    if entry.broll:
        shots = tuple((shot.scene, shot.duration) for shot in entry.broll)
        yield Table("Cảnh quay kèm theo", ("Cảnh", "Thời lượng"), shots)


def _broadcast_facts(entry: Broadcast) -> list[tuple[str, Iterable[str | Link]]]:
    footage = [
        Link(shot.scene, f"/{quote(shot.file)}") for shot in entry.broll if shot.file is not None
    ]
    return [
        ("Đã hủy", [entry.cancelled]),
        ("Kênh", [entry.channel]),
        ("Phát sóng", [words for moment in entry.airs for words in _moment(moment)]),
        ("Thời lượng", [entry.duration]),
        ("Tải cảnh quay", footage),
    ]
