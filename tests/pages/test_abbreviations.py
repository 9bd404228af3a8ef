"""An abbreviation tells its meaning where a reader first meets it, and only there."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.entry_codec import body_of
from khuyencong.pages.abbreviations import explained

MEANINGS = {"CNNT": "công nghiệp nông thôn", "HTX": "hợp tác xã", "TT&XT": "xúc tiến"}


def marked(body: str) -> list[tuple[str, str]]:
    (html,) = explained(body_of((body,)), MEANINGS)
    assert isinstance(html, str)
    soup = BeautifulSoup(html, "lxml")
    return [(tag.get_text(), str(tag["title"])) for tag in soup.find_all("abbr")]


def test_the_first_use_is_explained() -> None:
    body = "<p>Sản phẩm CNNT của HTX. Sản phẩm CNNT khác.</p>"
    assert marked(body) == [
        ("CNNT", "CNNT: công nghiệp nông thôn"),
        ("HTX", "HTX: hợp tác xã"),
    ]


def test_where_the_author_explains_nothing_is_added() -> None:
    assert marked("<p>Sản phẩm công nghiệp nông thôn (CNNT). Nhóm CNNT khác.</p>") == []


def test_links_and_headings_stay_as_they_are() -> None:
    body = '<h2 id="muc-a">CNNT</h2><p><a href="/a/">CNNT</a>, rồi CNNT.</p>'
    html = explained(body_of((body,)), MEANINGS)[0]
    assert html == (
        '<h2 id="muc-a">CNNT</h2><p><a href="/a/">CNNT</a>, rồi <abbr class="abbreviation" '
        'tabindex="0" title="CNNT: công nghiệp nông thôn">CNNT</abbr>.</p>'
    )


def test_only_whole_words_count() -> None:
    assert marked("<p>CNNTX và XHTX</p>") == []


def test_an_abbreviation_may_hold_a_sign_that_html_escapes() -> None:
    assert marked("<p>Trung tâm TT&amp;XT</p>") == [("TT&XT", "TT&XT: xúc tiến")]


def test_a_meaning_cannot_break_out_of_its_attribute() -> None:
    html = explained(body_of(("<p>AB</p>",)), {"AB": '"><script>alert(1)</script>'})[0]
    assert "<script>" not in str(html)


def test_it_goes_on_from_piece_to_piece() -> None:
    first, second = explained(body_of(("<p>HTX</p>", "<p>HTX</p>")), MEANINGS)
    assert "<abbr" in str(first)
    assert second == "<p>HTX</p>"


@given(st.text(alphabet=st.sampled_from("aHTXCN &;.()<>/p ")))
def test_the_words_never_change(words: str) -> None:
    import html as escaping

    body = f"<p>{escaping.escape(words)}</p>"
    made = "".join(map(str, explained(body_of((body,)), MEANINGS)))
    assert BeautifulSoup(made, "lxml").get_text() == BeautifulSoup(body, "lxml").get_text()
