"""One file for each way in which text and pictures go wrong, with the message that it gives.

What is merely untidy is read, with a note; what cannot be used is refused by name.
"""

import re

import pytest

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Severity
from tests.conftest import NOW, Content, theme_renderer
from tests.hostile.conftest import FILES, put

SENTENCE = "Trung tâm Khuyến công hỗ trợ hợp tác xã mua máy thái miến, đào tạo nghề cho người dân."

READ: dict[str, list[str]] = {
    "utf-8-bom.md": [],
    "utf-16-le.md": [],
    "utf-16-be.md": [],
    "crlf.md": [],
    "khai-bao-pelican.md": [],
    "nhay-cong.md": [],
    "xuong-dong-pdf.md": [],
    "youtube.md": [],
    "nfd.md": ["KC601:8"],
    "dau-cach-word.md": ["KC601:8"],
    "chu-d-iceland.md": ["KC601:8"],
    "ky-tu-dieu-khien.md": ["KC601:9"],
    "script.md": ["KC113:10"],
    "khung-la.md": ["KC113:8"],
    "video-la.md": ["KC113:8"],
    "bam-la.md": [],
}
"""Read: file → what is said about it, as code and line."""

REFUSED: dict[str, tuple[str, int, str]] = {
    "utf-16-khong-dau.md": ("KC101", 1, "UTF-16 thiếu dấu hiệu"),
    "tcvn3.md": ("KC111", 2, "TCVN3"),
    "vni.md": ("KC111", 2, "VNI"),
    "viqr.md": ("KC111", 2, "VIQR"),
    "viscii.md": ("KC111", 2, "VISCII"),
    "windows-1258.md": ("KC111", 2, "Windows-1258"),
    "tcvn3-dan.md": ("KC111", 10, SENTENCE),
    "vni-dan.md": ("KC111", 10, SENTENCE),
    "viqr-dan.md": ("KC111", 10, SENTENCE),
    "viscii-dan.md": ("KC111", 10, SENTENCE),
    "chu-mat.md": ("KC114", 8, "chỉ còn ký hiệu"),
    "bom-yaml.md": ("KC102", 3, "quá nhiều giá trị"),
    "trich-dan-long.md": ("KC112", 8, "Trích dẫn lồng nhau quá 12 lớp"),
    "danh-sach-long.md": ("KC112", 20, "Danh sách lồng nhau quá 12 lớp"),
    "ngoac-vuong.md": ("KC112", 8, "quá nhiều ký hiệu"),
    "duong-dan-ra-ngoai.md": ("KC302", 8, "ra ngoài thư mục nội dung"),
    "anh-loi-tat.md": ("KC302", 8, "ra ngoài thư mục nội dung"),
    "anh-cut.md": ("KC303", 8, "bị cắt cụt"),
    "anh-la-html.md": ("KC303", 8, "là một trang web"),
    "anh-svg.md": ("KC303", 8, "SVG"),
    "anh-khong-lo.md": ("KC303", 8, "Ảnh quá lớn"),
    "tep-svg.md": ("KC306", 8, "không được đưa lên trang"),
    "tep-gia.md": ("KC305", 8, "là một trang web"),
}
"""Refused: file → code, line, and words of the message."""


def test_every_file_is_expected_somewhere() -> None:
    assert {file.name for file in FILES.glob("*.md")} == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_what_is_merely_untidy_is_read(content: Content, name: str) -> None:
    put(content, name)
    checked = check(content.folder, content.cache, NOW, theme_renderer)
    assert [f"{p.rule.code}:{p.line}" for p in checked.problems] == READ[name]
    story = content.site().stories[0]
    html = "".join(part for part in story.body if isinstance(part, str))
    assert not re.search(r"<(script|iframe)|javascript:|src=\"http", html)
    assert "\u00a0" not in html and "\x07" not in html


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_by_name(content: Content, name: str) -> None:
    put(content, name)
    code, line, words = REFUSED[name]
    reading = content.read()
    assert reading.site is None
    errors = [p for p in reading.problems if p.rule.severity is Severity.ERROR]
    assert [(p.rule.code, p.file, p.line) for p in errors] == [(code, f"tin-tuc/{name}", line)]
    assert words in errors[0].message
    assert errors[0].advice


def test_a_converted_file_can_be_used(content: Content) -> None:
    from khuyencong.content.legacy_conversion import draft_of

    for name in ("tcvn3.md", "vni-dan.md", "viqr.md", "viscii-dan.md"):
        draft, encoding = draft_of(FILES / name)
        assert encoding.name.lower() == name[:-3].removesuffix("-dan")
        assert SENTENCE in draft
        content.write(f"tin-tuc/{name}", draft)
        assert draft.count("\nstatus: draft\n") == 1
    reading = content.read(drafts=True)
    assert reading.site and len(reading.site.stories) == 4, reading.problems
    assert content.site().stories == ()
