"""docs/kiem-tra.md is true: every code stands in it, and its examples do what it says.

The wrong example of a code must raise it, the right one must not. An example shows only the
lines that matter; the rest of a sound file is put around it here.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from PIL import Image

from khuyencong.checking.content_check import check
from khuyencong.checking.published import PublishedEntries
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.rules import Rule, Severity
from tests.conftest import NOW, ROOT, Content, theme_renderer
from tests.pdf_files import PICTURE, SCAN, pdf

PAGE = (ROOT / "docs" / "kiem-tra.md").read_text(encoding="utf-8")
WEIGHTS = {Severity.ERROR: "*Lỗi.*", Severity.WARNING: "*Nhắc.*", Severity.NOTE: "*Ghi chú.*"}
SECTION = re.compile(r"^### (KC\d{3}) – ([^\n]+)$(.*?)(?=^### KC|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^(Sai|Đúng)[^\n]*$|^(`{3,})(\w\S*) (\S+)\n(.*?)^\2$", re.MULTILINE | re.DOTALL)

SOUND = {
    "tin-tuc": {"date": "22/11/2026", "author": "Ban biên tập"},
    "mo-hinh": {"date": "22/11/2026", "author": "Ban biên tập"},
    "chinh-sach": {"date": "22/11/2026"},
    "truyen-hinh": {"date": "22/11/2026", "author": "Ban biên tập"},
    "tai-lieu": {"date": "22/11/2026", "author": "Ban biên tập"},
    "san-pham": {"group": "che-bien", "producer": "{name: HTX Thử (minh họa)}"},
}
"""What a file of a kind needs besides title, uid and summary."""


@dataclass
class Section:
    """What the page says of a code."""

    summary: str
    text: str
    examples: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)


def sections() -> dict[str, Section]:
    found = {}
    for code, summary, text in SECTION.findall(PAGE):
        section = found[code] = Section(summary, text.strip())
        verdict = ""
        for said, _, form, target, written in BLOCK.findall(text):
            verdict = said or verdict
            if form:
                section.examples.setdefault(verdict, []).append((form, target, written))
    return found


SECTIONS = sections()


def test_the_page_lists_every_code_and_no_other() -> None:
    assert list(SECTIONS) == sorted(rule.code for rule in Rule)
    assert len({rule.code for rule in Rule}) == len(Rule)


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_the_page_says_what_a_code_means_and_weighs(rule: Rule) -> None:
    section = SECTIONS[rule.code]
    assert section.summary == rule.summary
    assert section.text.startswith(WEIGHTS[rule.severity])
    assert set(section.examples) == {"Sai", "Đúng"}


def prepare(content: Content) -> None:
    """The files that examples speak of."""
    content.photo("anh/mien.jpg")
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue")]
    frames[0].save(content.folder / "anh" / "dong.gif", save_all=True, append_images=frames[1:])
    frames[0].save(content.folder / "anh" / "quet.tif", save_all=True, append_images=frames[1:])
    content.write("anh/trang-web.jpg", "<!DOCTYPE html><script>alert(1)</script>")
    content.write("tep/van-ban.pdf", b"%PDF-1.7\n")
    content.write("tep/so-tay.pdf", pdf("Dieu 1. Pham vi"))
    content.write("tep/quet.pdf", pdf(SCAN, more=PICTURE))
    content.write("tep/phong-su.mp4", b"phim")
    content.write("tep/phong-su.srt", "1\n00:00:01,000 --> 00:00:04,000\nThưa quý vị\n")
    content.write("tep/gia.pdf", "<html></html>")
    content.write("tep/so-do.svg", "<svg><script>alert(1)</script></svg>")
    site = (content.folder / "site.yml").read_text(encoding="utf-8")
    content.write("site.yml", f"{site}abbreviations:\n  CNNT: công nghiệp nông thôn\n")


def publish(content: Content) -> None:
    """An entry that readers had, and that is still as it was."""
    content.story(
        "tin-tuc/da-dang.md", title="Bài đã đăng", uid="kc-da-dang", author="Ban biên tập"
    )
    content.story("tin-tuc/khac.md", title="Bài khác", uid="kc-khac", author="Ban biên tập")
    before = PublishedEntries()
    products = ProductDescriptions(content.site())
    before.save(content.cache, "output", content.folder, products)


def put(content: Content, form: str, target: str, written: str) -> None:
    """An example as the file that it stands for."""
    if form == "text":
        if written.startswith("(không có tệp"):
            (content.folder / target).unlink()
        else:
            content.write(target, written)
        return
    kind, _, name = target.partition("/")
    if form == "mười-hai-bài":
        for number in range(12):
            put(content, "markdown", f"{kind}/khac-{number}.md", written)
        return
    header = {"title": f"Bài mẫu {name}", "uid": f"kc-{target}", "summary": "Một câu ngắn."}
    header |= SOUND[kind]
    body = "Nội dung.\n"
    lines: list[str] = []
    if form == "yaml":
        lines = written.splitlines()
        for line in lines:
            header.pop(line.partition(":")[0], None)
    elif form.startswith("lặp-"):
        body = f"{written}\n" * int(form.removeprefix("lặp-"))
    else:
        body = written
    lines += [f"{key}: {value}" for key, value in header.items()]
    text = "\n".join(["---", *lines, "---", body])
    content.write(f"{kind}/{name or 'bai.md'}", text)


@pytest.mark.parametrize("code", SECTIONS)
@pytest.mark.parametrize("verdict", ["Sai", "Đúng"])
def test_its_examples_do_what_they_say(content: Content, code: str, verdict: str) -> None:
    prepare(content)
    if code in ("KC250", "KC251"):
        publish(content)
    for form, target, written in SECTIONS[code].examples[verdict]:
        put(content, form, target, written)
    problems = check(content.folder, content.cache, NOW, theme_renderer).problems
    codes = {problem.rule.code for problem in problems}
    assert (code in codes) == (verdict == "Sai"), [str(problem) for problem in problems]
    if verdict == "Đúng":
        serious = [p for p in problems if p.rule.severity is Severity.ERROR]
        assert not serious or code in ("KC302",), serious


def test_the_photo_of_the_examples_is_a_photo(content: Content) -> None:
    prepare(content)
    data = (content.folder / "anh" / "mien.jpg").read_bytes()
    assert Image.open(BytesIO(data)).format == "JPEG"
