"""Sound, film and other rich parts of a body: from the own host, or as a link."""

import pytest

from khuyencong.content.markdown_body import render
from khuyencong.content.sanitizer import ATTRIBUTES, TAGS
from tests.conftest import ROOT, Content

ADDRESSES = [
    "https://www.youtube.com/watch?v=abc_DEF-123",
    "https://youtu.be/abcDEF123",
    "https://m.youtube.com/shorts/abcDEF123",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_youtube_address_on_its_line_becomes_a_card(address: str) -> None:
    html = render(f"Trước.\n\n{address}\n\nSau.").html
    assert f'<p class="link-card"><a href="{address}">Xem video trên YouTube</a></p>' in html
    named = render(f"[Phóng sự]({address})").html
    assert named == f'<p class="link-card"><a href="{address}">Phóng sự</a></p>'


def test_an_embedded_player_becomes_a_card_and_nothing_is_dropped() -> None:
    frame = (
        '<iframe width="560" src="https://www.youtube.com/embed/abc-DEF" allowfullscreen></iframe>'
    )
    rendered = render(frame)
    assert 'href="https://www.youtube.com/watch?v=abc-DEF"' in rendered.html
    assert "iframe" not in rendered.html and rendered.dropped == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/forms/d/e/1FAIpQL-Sd_a/viewform?usp=sf_link",
        "https://forms.gle/aBc123",
        "https://forms.office.com/r/aBc123",
    ],
)
def test_an_online_form_on_its_line_becomes_a_card(address: str) -> None:
    html = render(f"Đăng ký:\n\n{address}\n\nHết.").html
    shown = address.replace("&", "&amp;")
    assert f'<p class="link-card"><a href="{shown}">Điền biểu mẫu trực tuyến</a></p>' in html
    assert "link-card" not in render(f"Mở {address} để điền.").html
    assert "link-card" not in render("https://forms.gle.la.example/a").html


def test_a_link_to_youtube_inside_a_sentence_stays_a_link() -> None:
    assert "link-card" not in render(f"Xem [phim]({ADDRESSES[0]}) này.").html
    assert "link-card" not in render("[Phim](https://youtube.com.la.example/watch?v=a)").html


def test_a_player_plays_a_file_of_the_centre(content: Content) -> None:
    content.write("tep/phong su.mp4", b"film")
    content.write("tep/a.vtt", b"WEBVTT")
    content.story(body='<video src="tep/phong su.mp4"><track src="tep/a.vtt"></video>')
    (story,) = content.site().stories
    html = "".join(part for part in story.body if isinstance(part, str))
    # In one order, or pages would differ from build to build.
    assert '<video src="/tep/phong%20su.mp4" controls="" preload="none">' in html
    assert story.files == ("tep/phong su.mp4", "tep/a.vtt")
    assert story.sizes["tep/phong su.mp4"] == 4


def test_a_player_of_another_host_or_a_missing_file_is_named(content: Content) -> None:
    content.story(body='A\n\n<audio src="tep/khong-co.mp3"></audio>')
    assert content.said() == ["KC301 tin-tuc/bai.md:9"]
    content.story(body='<audio src="https://la.example/a.mp3"></audio>')
    assert content.said() == ["KC113 tin-tuc/bai.md:7"]
    (story,) = content.site().stories
    assert "la.example" not in "".join(part for part in story.body if isinstance(part, str))


def test_figures_tables_and_details_survive() -> None:
    for text in (
        "<figure><figcaption>Chú thích</figcaption></figure>",
        "<table><caption>Bảng</caption><tbody><tr><td>1</td></tr></tbody></table>",
        "<details open><summary>Xem thêm</summary><p>Nội dung</p></details>",
    ):
        rendered = render(text)
        assert rendered.dropped == ()
        for name in ("figcaption", "caption", "summary"):
            assert (f"<{name}" in text) == (f"<{name}" in rendered.html)


def test_no_tag_may_carry_code() -> None:
    for attributes in ATTRIBUTES.values():
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert not TAGS & {
        "script",
        "iframe",
        "object",
        "embed",
        "form",
        "style",
        "svg",
        "math",
        "base",
    }


def test_the_handbook_names_every_allowed_tag() -> None:
    page = (ROOT / "docs" / "so-tay.md").read_text(encoding="utf-8")
    section = page.partition("## Được dùng thẻ HTML nào")[2].partition("\n## ")[0]
    unnamed = [tag for tag in TAGS - {"a"} if f"`{tag}`" not in section]
    assert sorted(unnamed) == ["h3", "h4", "h5"]


PLAYER = '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'


def test_a_player_that_became_a_link_is_told_at_its_line(content: Content) -> None:
    content.story(body=f"Một.\n\n{PLAYER}\n\n<IFRAME src='https://ban-do.example/'></IFRAME>")
    problems = {p.line: p.message for p in content.read().problems if p.rule.code == "KC113"}
    lines = (content.folder / "tin-tuc" / "bai.md").read_text(encoding="utf-8").splitlines()
    card, frame = sorted(problems)
    assert lines[card - 1] == PLAYER and "đã thành liên kết" in problems[card]
    assert lines[frame - 1].startswith("<IFRAME") and "bị bỏ" in problems[frame]
