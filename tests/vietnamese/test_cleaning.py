"""What Word, PDF and Zalo leave in a text is mended, said, and never more than that."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.cleanup import clean, clean_name

SENTENCE = "Khuyến công là việc của cả tỉnh, từ Đồng Nai đến Lạng Sơn; người dân làm ra hàng."


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("Ðồng Nai, ðồng bào", "Đồng Nai, đồng bào"),
        ("khuyến\u00a0công", "khuyến công"),
        ("5\u00a0\u00a0tỷ", "5  tỷ"),
        ("khuyến\u200bcông\ufeff \u00adđịa phương", "khuyếncông địa phương"),
        ("lụa\u200c tơ\u2060 tằm", "lụa tơ tằm"),
        ("làng\u200d nghề", "làng nghề"),
        ("👩\u200d và 👩\u200d\u200d🌾", "👩 và 👩🌾"),
        ("tin\x07 mới\x00", "tin mới"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
        ("\u200e22/\u200e11/\u200e2026 \u200f08:30", "22/11/2026 08:30"),
        ("\u202aa\u202c \u2066b\u2069 \u061cc\ufffc", "a b c"),
        ("10\u2009000\u3000đồng", "10 000 đồng"),
        ("Ɖồng Nai, ɖồng bào", "Đồng Nai, đồng bào"),
        ("khuy&#8203;ến&shy; công&#x200e;", "khuyến công"),
        ("A &#11; B &#x1F; C &#xFFFE; D &#1 E", "A   B   C   D   E"),
        ("&#99999999999999999999; &#xD800;", "   "),
    ],
)
def test_debris_is_mended_and_said(dirty: str, expected: str) -> None:
    cleaned = clean(f"Dòng một\n{dirty}")
    assert cleaned.text == f"Dòng một\n{expected}"
    assert [note.line for note in cleaned.notes] == [2]


@pytest.mark.parametrize(
    ("styled", "expected"),
    [
        ("𝐌𝐨̛̉ 𝐥𝐨̛́𝐩 𝟐𝟎𝟐𝟔", "Mở lớp 2026"),
        ("𝑘ℎ𝑢𝑦𝑒̂́𝑛 𝓬𝓸̂𝓷𝓰", "khuyến công"),
        ("ＯＣＯＰ ２０２６", "OCOP 2026"),
        ("ℋℴ𝒶 ⓗⓞⓐ 🄷🄾🄰", "Hoa hoa HOA"),
    ],
)
def test_styled_letters_of_facebook_become_letters(styled: str, expected: str) -> None:
    cleaned = clean(styled)
    assert cleaned.text == expected
    assert any("Facebook" in note.message for note in cleaned.notes)


@pytest.mark.parametrize(
    "text",
    [
        *("AT&T", "&amp;", "&#8220;Làng nghề&#8221;", "&#150;", "&eacute;", "&#x1D40C;"),
        *("ℎ là hằng số Planck", "5 ℃", "R&D; #11;", "&#10;", "&#;", "&#x;"),
    ],
)
def test_references_and_signs_that_say_something_stay(text: str) -> None:
    assert clean(text).text == text


def test_the_name_of_a_file_is_what_people_see() -> None:
    mac = unicodedata.normalize("NFD", "anh/Phơi miến.jpg")
    assert clean_name(mac) == clean_name("anh\u200e/Phơi\u00a0miến.jpg ") == "anh/Phơi miến.jpg"


def test_a_mark_meets_its_letter_when_what_parted_them_is_gone() -> None:
    assert clean("tie\u200b\u0302\u0301ng").text == "tiếng"


def test_each_line_and_kind_is_said_once_from_the_top() -> None:
    cleaned = clean("Ðà\u00a0Nẵng\u00a0ðón\n\nbão\u200b và\u200b Ðà Lạt\r\nyên\u00a0ả")
    assert [note.line for note in cleaned.notes] == [1, 1, 3, 3, 4]
    assert len(set(cleaned.notes)) == 5
    assert all(note.message.startswith("Đã ") for note in cleaned.notes)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\v"])
def test_line_ends_become_one_and_need_no_note(end: str) -> None:
    cleaned = clean(f"Một{end}Hai")
    assert cleaned.text == "Một\nHai"
    assert cleaned.notes == ()


@pytest.mark.parametrize("text", ["nghiệp.Đây", "KT- XH", "tấp huấn", "hoà bình", "cột\tcột"])
def test_spelling_and_tabs_are_never_touched(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).notes == ()


@pytest.mark.parametrize(
    "emoji",
    [
        *("👩\u200d🌾", "👩🏽\u200d🏭", "❤\ufe0f\u200d🔥", "🏴\u200d☠\ufe0f", "🐦\u200d⬛"),
        *("👨\u200d👩\u200d👧", "🙂\u200d↔\ufe0f"),
    ],
)
def test_emoji_stay_whole(emoji: str) -> None:
    assert clean(emoji).text == emoji
    assert clean(emoji).notes == ()


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    again = clean(once.text)
    assert again.text == once.text
    assert again.notes == ()
    assert unicodedata.is_normalized("NFC", once.text)


# Hebrew U+FB1D and the symbols U+2ADC, U+2329 fall apart in NFC; they must not pass for emoji.
HOSTILE = (
    "ae\u0301\u0302\u0323\u0338\u200b\u200c\u200d\u00ad\ufeff\ufe0f\u00a0Ðð\r\n\v\u2028\x00\x85"
)
HOSTILE += "👩🌾🏽❤→⫝̸\ufb1d\u2329\u2adc\u212b\u2194&#x01;２𝟎𝐱ℎ\u200e\u3000Ɖ"


@given(st.text(alphabet=HOSTILE))
def test_no_mixture_of_debris_survives(text: str) -> None:
    once = clean(text)
    assert clean(once.text) == type(once)(once.text, ())
    assert not set(once.text) & set("\u200b\u200c\u00ad\ufeff\u00a0Ðð\r\v\u2028\x00\x85")


@given(st.text())
def test_notes_name_lines_of_the_text(text: str) -> None:
    cleaned = clean(text)
    lines = cleaned.text.count("\n") + 1
    assert all(1 <= note.line <= lines for note in cleaned.notes)
    assert list(cleaned.notes) == sorted(cleaned.notes, key=lambda note: note.line)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize(
    "line",
    [
        *(
            f"{SENTENCE}\n",
            f"{SENTENCE}&#1;&amp;\n",
            f"{SENTENCE}\u00a0\r\n",
            SENTENCE.replace(" ", "\u00a0"),
        ),
        unicodedata.normalize("NFD", f"{SENTENCE}\n"),
    ],
    ids=["clean", "references", "spaces and line ends", "one long line", "decomposed"],
)
def test_a_megabyte_is_cleaned_quickly(line: str) -> None:
    text = line * (1_000_000 // len(line.encode()))
    took = []
    for _ in range(3):
        started = time.process_time()
        clean(text)
        took.append(time.process_time() - started)
    assert min(took) < 0.2
