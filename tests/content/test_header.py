"""The header as staff type it: what was meant is read, or the message says what to write."""

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khuyencong.content.front_matter import FrontMatter, parse
from khuyencong.model.product import Product
from khuyencong.model.stories import News, Training
from khuyencong.model.validation import validate
from tests.conftest import Content


def header(*lines: str) -> FrontMatter:
    return parse("\n".join(["---", *lines, "---", "Nội dung.", ""]), "bai.md", News)


def value(line: str, key: str = "title") -> Any:
    matter = header(line)
    assert not matter.problems, matter.problems
    return matter.values[key]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Lớp số #2 mở ở Bắc Sơn",
            "#OCOP lên sàn",
            "# 1 của tỉnh",
            "Làng nghề #1 # #2",
            "C# và F#",
        ),
        *("Hội nghị: bàn giải pháp", "Tin nóng:", "Hội nghị: bàn: quyết", "8:30 khai mạc"),
        *("[Video] Lớp tập huấn ở Bắc Sơn", "[Ảnh] Lớp: [Video]", "{Mới} Mở lớp", "[1] và [2]"),
        *('"Làn sóng" mới ở Bắc Sơn', '"Một" và "hai"', "'Chợ phiên' mở lại", '"A" #2'),
        *("@khuyencong trả lời", "%50 vốn", "`mã` số", ">50 học viên", "|cột| hai", "- gạch đầu"),
        *("! Lưu ý", "!Lưu ý: mới", "& cộng sự", "&Co mở xưởng", "? Hỏi đáp", ", và", "- ", ": và"),
        *("Dấu ' lẻ: một", 'Dấu " lẻ #1', "Tệp C:\\tep # một", "Giá: 35.000đ/kg #sale"),
    ],
)
def test_a_title_is_read_as_it_was_typed(title: str) -> None:
    assert value(f"title: {title}") == title.strip()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('title: "Hội nghị: bàn # hai" # ghi chú', "Hội nghị: bàn # hai"),
        ("title: 'Chợ ''phiên''' #", "Chợ 'phiên'"),
        ("title: Bài mới  # Tít: Tên bài, tối đa 200 ký tự", "Bài mới"),
        ("title:Bài mới", "Bài mới"),
        ("title： Bài mới", "Bài mới"),
        ("title：Bài: mới", "Bài: mới"),
        ("title: *Khẩn* họp", "*Khẩn* họp"),
        ("title: **Khẩn**", "**Khẩn**"),
        ("title: Bài\n  nối dòng: hai #3", "Bài nối dòng: hai #3"),
        ("title: >\n  Bài # một:\n  hai", "Bài # một: hai"),
        ("title: >\n  Gồm có:\n  • một", "Gồm có: • một"),
        ('title: "Bài\n  nối # dòng"', "Bài nối # dòng"),
    ],
)
def test_what_is_written_as_yaml_asks_keeps_its_meaning(line: str, expected: str) -> None:
    assert value(line).strip() == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tags: #OCOP", ["#OCOP"]),
        ("tags: [#OCOP, lớp #2, 'a, b', c: d]", ["#OCOP", "lớp #2", "a, b", "c: d"]),
        ("tags: [OCOP, đào tạo] # hai thẻ", ["OCOP", "đào tạo"]),
        ("tags:\n  - #OCOP\n  - lớp: hai\n  - [Video] ba", ["#OCOP", "lớp: hai", "[Video] ba"]),
        ("tags:\n- một: 1 # 2\n- hai", ["một: 1 # 2", "hai"]),
        ("tags:\n– #OCOP\n– lớp: hai", ["#OCOP", "lớp: hai"]),
        ("tags:\n  • một\n\n  • hai", ["một", "hai"]),
        ("tags:\n+ một\n* hai\n- ba", ["một", "hai", "ba"]),
        ("tags：\n– một\n- hai\n– ba", ["một", "hai", "ba"]),
        ("tags: [\n  một,\n  hai ]", ["một", "hai"]),
    ],
)
def test_items_of_a_list_are_read_as_they_were_typed(line: str, expected: list[str]) -> None:
    values = header("title: A", "date: 22/11/2026", *line.split("\n")).values
    entry, faults = validate(News, values)
    assert entry is not None, faults
    assert list(entry.tags) == expected


def test_a_sentence_with_a_colon_in_a_list_is_a_sentence() -> None:
    matter = header(
        "title: A",
        "date: 22/11/2026",
        "key_points:",
        "  - Mức hỗ trợ: 300 triệu đồng một mô hình.",
        '  - "Một cửa": nhanh hơn # hai ngày',
        "  - OCOP: mỗi xã một sản phẩm",
        "  - Nguồn: báo tỉnh",
    )
    entry, faults = validate(News, matter.values)
    assert entry is not None, faults
    assert entry.key_points == (
        "Mức hỗ trợ: 300 triệu đồng một mô hình.",
        '"Một cửa": nhanh hơn # hai ngày',
        "OCOP: mỗi xã một sản phẩm",
        "Nguồn: báo tỉnh",
    )


def test_an_item_may_go_on_in_the_next_line() -> None:
    lines = ("  - Lớp mở ở xã", "    Bắc Sơn: 40 học viên #2", "  - Lớp hai")
    matter = header("title: A", "date: 22/11/2026", "key_points:", *lines)
    assert matter.values["key_points"] == ["Lớp mở ở xã Bắc Sơn: 40 học viên #2", "Lớp hai"]


def test_comments_of_site_yml_are_comments(content: Content) -> None:
    content.write(
        "site.yml",
        "# Ai.\nname: Trung tâm #1 # tên đầy đủ\nshort_name: Bản tin: số mới\n"
        "url: https://thu.example  # sửa: khi có tên miền\nphones: # số\n  - 0205 3812 345 # một\n"
        'address: "Số 1 # 2" # trụ sở\ncategories: # mục\n  tin-tuc: {name: Tin tức} # một\n',
    )
    content.story(author="A")
    site = content.site()
    assert (site.centre.name, site.centre.short_name) == ("Trung tâm #1", "Bản tin: số mới")
    assert (site.centre.url, site.centre.address) == ("https://thu.example", "Số 1 # 2")
    assert site.centre.phones == ("0205 3812 345",)


def test_items_that_hold_keys_stay_what_they_are() -> None:
    matter = header(
        "photos:",
        "  - file: anh/lop #2.jpg",
        "    alt: Lớp học: buổi sáng #1",
        "    credit: Ảnh: Tên người chụp",
        "  - {file: anh/b.jpg, alt: Lớp #3}",
    )
    assert matter.values["photos"] == [
        {
            "file": "anh/lop #2.jpg",
            "alt": "Lớp học: buổi sáng #1",
            "credit": "Ảnh: Tên người chụp",
        },
        {"file": "anh/b.jpg", "alt": "Lớp #3"},
    ]
    assert [matter.line(("photos", 0, key)) for key in ("file", "alt", "credit")] == [3, 4, 5]


def test_a_key_that_stands_too_deep_is_named_not_swallowed() -> None:
    matter = header("title: Bài #2", "  embargo: 25/11/2026 06:00")
    (problem,) = matter.problems
    assert (problem.rule.code, problem.line) == ("KC102", 3)
    assert "sát đầu dòng" in problem.advice


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('title: "Bài mới', "Đóng lại"),
        ("title: *Bài", "trong dấu nháy"),
        ("tags: [một, hai", "trong dấu nháy"),
        ('title: "100\\% bông"', "dấu nháy đơn"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_write(line: str, words: str) -> None:
    problems = header(line, "date: 22/11/2026").problems
    assert [(p.rule.code, p.line) for p in problems][:1] == [("KC102", 2)]
    assert words in problems[0].advice


@pytest.mark.parametrize(
    ("label", "key"),
    [
        *(("Tít", "title"), ("Sa-pô", "summary"), ("sa pô", "summary"), ("SA-PÔ", "summary")),
        *(("Ngày đăng", "date"), ("ngay dang", "date"), ("Bút danh", "author"), ("Thẻ", "tags")),
        *(
            ("Không đăng trước", "embargo"),
            ("Trạng thái", "status"),
            ("Source-Name", "source_name"),
        ),
    ],
)
def test_the_labels_of_the_handbook_work_as_keys(label: str, key: str) -> None:
    assert value(f"{label}: Một câu", key) == "Một câu"


def test_labels_work_inside_lists_and_in_a_plain_header(content: Content) -> None:
    content.photo("anh/a.jpg")
    content.write(
        "tin-tuc/a.md",
        "---\nTít: Mở lớp\nNgày đăng: 22/11/2026 08:30\nSa-pô: Bốn lớp.\nMã cố định: kc-1\n"
        "Ảnh:\n  - Tệp ảnh: anh/a.jpg\n    Mô tả ảnh: Lớp đông\n    Chú thích ảnh: Lớp học.\n"
        "    Nguồn ảnh: Ảnh: Ban biên tập\n---\nA\n",
    )
    content.write(
        "tin-tuc/b.md", "Tít: Tin hai\nNgày đăng: 22/11/2026\nSa-pô: Một câu.\nuid: kc-2\n\nA\n"
    )
    assert [story.entry.title for story in content.site().stories] == ["Mở lớp", "Tin hai"]
    assert content.site().stories[0].entry.photos[0].credit == "Ảnh: Ban biên tập"
    assert content.said() == []


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Tiêu đề", "title"),
        ("sapo", "summary"),
        ("TÓM TẮT", "summary"),
        ("Tác giả", "author"),
        ("Tên bài", "title"),
        ("ngay viet", "date"),
        ("NGÀY", "date"),
        ("Lời dẫn", "summary"),
    ],
)
def test_other_words_of_newsrooms_name_the_same_keys(content: Content, said: str, key: str) -> None:
    values = {"title": "Mở lớp", "summary": "Bốn lớp.", "author": "Lan", "date": "22/11/2026"}
    lines = "".join(f"{said if name == key else name}: {values[name]}\n" for name in values)
    content.write("tin-tuc/a.md", f"---\n{lines}uid: kc-1\n---\nA\n")
    (story,) = content.site().stories
    shown = getattr(story.entry, key)
    assert (f"{shown:%d/%m/%Y}" if key == "date" else shown) == values[key]
    assert content.said() == []


def test_a_key_and_its_label_are_one_key(content: Content) -> None:
    content.write("tin-tuc/a.md", "---\ntitle: A\nTít: B\ndate: 22/11/2026\n---\nA\n")
    content.write("tin-tuc/b.md", "Title: A\nTít: B\nDate: 22/11/2026\n\nA\n")
    assert {"KC104 tin-tuc/a.md:3", "KC104 tin-tuc/b.md:2"} <= set(content.said())


WITHHELD = [
    *(
        "embago: 25/11/2026",
        "embargoo: 25/11/2026",
        "emabrgo: 25/11/2026",
        "embargo_until: 25/11/2026",
    ),
    *("staus: draft", "statut: draft", "stauts: draft", "Statuss: draft", "trang-thai-bai: nháp"),
    *("draft: true", "Draft: yes", "draft: có", "published: false", "publish: no", "nháp: có"),
    *(
        "publishDate: 2026-12-30",
        "publish_date: 2026-12-30",
        "expiryDate: 2026-12-30",
        "hidden: true",
    ),
    *("wip: true", "Không đăng: có", "tạm dừng: có", "active: false", "hiển thị: không"),
    *("đăng lúc: 30/12/2026", "expired: 1/1/2026", "archived: true", "password: mo"),
    *("expires: 30/12/2026", "unlisted: true", "visibility: private", "hẹn giờ: 30/12/2026"),
    *("hen gio dang: 30/12/2026 6h", "cấm đăng trước: 30/12/2026", "lúc đăng: 30/12/2026 06:00"),
    *("review: true", "pending: yes", "ready: false", "Chờ đăng: có", "Đã duyệt: chưa"),
    *("confidential: true", "Mật: tối mật", "Lưu hành nội bộ: có", "sitemap: false", "show: 0"),
    *("mở bài: 8h 30/12/2026", "go_live_date: 2026-12-30", "thời điểm công bố: 30-12-2026"),
    *(
        "meta:\n  embargo: 30/12/2026",
        "photos:\n  - file: anh/a.jpg\n    alt: B\n    status: draft",
    ),
]


@pytest.mark.parametrize("lines", WITHHELD)
def test_what_was_to_keep_a_story_back_is_an_error(content: Content, lines: str) -> None:
    content.photo("anh/a.jpg")
    content.write(
        "tin-tuc/a.md", f"---\ntitle: A\ndate: 22/11/2026\nsummary: B\nuid: kc-1\n{lines}\n---\nA\n"
    )
    reading = content.read()
    assert reading.site is None
    (problem,) = [p for p in reading.problems if p.rule.code == "KC232"]
    assert problem.line == 5 + lines.count("\n") + 1 - (lines.startswith("meta"))
    assert problem.advice


@pytest.mark.parametrize(
    "line",
    [
        "draft: false",
        "published: true",
        "active: true",
        *("archived: no", "mật: không", "sitemap: true", "pending: false", "đã duyệt: rồi"),
        *("index: 3", "show: Chuyên mục Khuyến công", "sitemap: {priority: 0.5}"),
        "layout: post",
        "ngày chỉnh sửa: 24/11/2026",
        "lastmod: 2026-11-24",
        "ngày chụp: 20/11/2026",
    ],
)
def test_a_foreign_key_that_keeps_nothing_back_is_a_warning(content: Content, line: str) -> None:
    content.write(
        "tin-tuc/a.md", f"---\ntitle: A\ndate: 22/11/2026\nsummary: B\nuid: kc-1\n{line}\n---\nA\n"
    )
    assert content.read().site is not None
    assert content.said() == ["KC103 tin-tuc/a.md:6"]


def test_a_key_of_another_kind_is_called_so() -> None:
    (fault,) = validate(News, {"title": "A", "starts": "10/12/2026"})[1]
    assert fault.rule.code == "KC103" and "`dao-tao`" in fault.advice
    assert validate(Training, {"title": "A", "starts": "10/12/2026"})[1] == []


def test_the_legal_form_of_a_producer_is_not_lost_by_a_slip() -> None:
    """A household whose kind is misspelt would be published as if it were a company."""
    producer = {"name": "Hộ Thử", "kin": "ho-kinh-doanh", "phone": "0000 111 222"}
    faults = validate(Product, {"title": "A", "group": "che-bien", "producer": producer})[1]
    assert [(f.rule.code, f.where) for f in faults] == [("KC232", ("producer", "kin"))]


def test_references_in_titles_are_read_with_a_note(content: Content) -> None:
    content.story(
        title="Hội thảo &#8220;Công nghiệp &amp;amp; làng nghề&#8221; &#8211; phiên hai",
        summary="Bàn về công nghiệp &amp; làng nghề.",
        key_points="[Điện &amp; nước, AT&T, &khong;]",
    )
    (story,) = content.site().stories
    assert story.entry.title == "Hội thảo “Công nghiệp & làng nghề” – phiên hai"
    assert story.slug == "hoi-thao-cong-nghiep-lang-nghe-phien-hai"
    assert story.entry.key_points == ("Điện & nước", "AT&T", "&khong;")
    assert story.summary == "Bàn về công nghiệp &amp; làng nghề."
    assert content.said() == ["KC601 tin-tuc/bai.md:2"]


def test_a_reference_cannot_bring_a_control_character_back(content: Content) -> None:
    content.story(title="Tin &amp;#11; mới", body='A &#1; B\n\n![ảnh &#2;](anh/a.jpg "c &#3;")')
    content.photo("anh/a.jpg")
    (story,) = content.site().stories
    whole = f"{story.entry.title}{story.body[0]}{story.figures}"
    assert not any(ord(sign) < 32 and sign != "\n" for sign in whole)


SIGNS = st.sampled_from(list("#:[]{}\"'*&!|>%@`-?,~ \\aĐề5"))


@given(st.text(alphabet=SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool))
@example("a #b")
@example("a: #")
@example("&a b")
def test_no_value_is_read_as_something_else(typed: str) -> None:
    """A plain value is read as it was typed, or there is a message; it is never cut in silence."""
    matter = header(f"title: {typed}")
    read = matter.values.get("title")
    yaml = typed == "~" or typed[0] in "\"'[{" or typed == "#" or typed.startswith("##")
    assert matter.problems or yaml or read == typed


@given(st.lists(st.text(alphabet=SIGNS, min_size=1, max_size=8).map(str.strip).filter(bool)))
def test_no_item_is_read_as_something_else(typed: list[str]) -> None:
    plain = [f"x{item}" for item in typed]
    matter = header("title: A", "date: 22/11/2026", "key_points:", *(f"  - {p}" for p in plain))
    if matter.problems or not plain:
        return
    entry, faults = validate(News, matter.values)
    assert entry is not None, faults
    assert list(entry.key_points) == plain


@given(st.text(alphabet="ab:#-[]{}\"' \n\t|>&*!", max_size=60))
def test_any_header_is_read_or_refused(text: str) -> None:
    matter = header(*text.split("\n"))
    assert all(problem.message and problem.line >= 1 for problem in matter.problems)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize(
    "line",
    [
        *("title: [" + '",' * 8_000, "title: " + '"a' * 8_000, "title: [" + "[" * 8_000),
        *("- " * 8_000 + "a: b", "a: " * 8_000, "tags: [" + "a: #, " * 8_000 + "]"),
        "a:\n" + "\n".join(f"{' ' * n}- b: c" for n in range(400)),
        "\n".join(f"k{n}: {'#x' * 20}" for n in range(4_000)),
    ],
    ids=range(8),
)
def test_a_hostile_header_does_not_hold_up_the_reader(line: str) -> None:
    started = time.process_time()
    header(line)
    assert time.process_time() - started < 2
