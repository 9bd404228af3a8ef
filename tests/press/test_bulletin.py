"""One story on one sheet of paper."""

from khuyencong.press.bulletin import MOST_WORDS, bulletin
from khuyencong.vietnamese.numbers import count_words
from tests.conftest import Content

LONG = "\n\n".join(f"Đoạn {n} kể chuyện máy sấy ở xã, " + "chữ " * 60 for n in range(20))


def sheet(content: Content, slug: str = "bai"):
    site = content.site()
    return bulletin(site, next(r for r in site.records if r.slug == slug))


def test_a_short_text_stands_there_whole_and_a_long_one_ends_with_a_paragraph(
    content: Content,
) -> None:
    content.story(slug="bai", body="Một.\n\n- Hai\n- Ba")
    whole = sheet(content)
    assert [block.text() for block in whole.text] == ["Một.", "Hai", "Ba"] and not whole.is_cut
    content.story("tin-tuc/dai.md", slug="dai", title="Bài dài", uid="kc-dai", body=LONG)
    cut = sheet(content, "dai")
    words = sum(count_words(block.text()) for block in cut.text)
    assert cut.is_cut and MOST_WORDS - 80 < words <= MOST_WORDS
    assert cut.text[-1].text().endswith("chữ chữ")


def test_beside_it_stands_what_else_readers_got_in_that_month(content: Content) -> None:
    content.story(slug="bai", date="22/11/2026")
    for name, date, status in (
        ("cung", "03/11/2026", "published"),
        ("khac", "30/10/2026", "published"),
        ("nhap", "04/11/2026", "draft"),
        ("an", "05/11/2026", "hidden"),
    ):
        content.story(f"tin-tuc/{name}.md", slug=name, title=f"Tin {name}", uid=f"kc-{name}",
                      date=date, status=status)  # fmt: skip
    assert [other.slug for other in sheet(content).others] == ["cung"]


def test_its_photo_prints_sharp(content: Content) -> None:
    content.photo("anh/to.jpg", (2400, 1600))
    content.story(slug="bai", photos="[{file: anh/to.jpg, alt: Máy}]")
    found = sheet(content)
    widths = {each.path: each.width for each in found.photo.picture.jpeg}
    assert widths[found.photo_path] >= 1200
