"""Encodings from before Unicode: every letter there and back, and never mistaken."""

import re
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.detection import (
    Legacy,
    detect_all,
    detect_bytes,
    readable,
    to_unicode,
)
from khuyencong.vietnamese.legacy import ALPHABET, Encoding, as_bytes, as_seen
from khuyencong.vietnamese.syllables import is_syllable
from tests.conftest import ROOT

OLD = (Encoding.TCVN3, Encoding.VNI, Encoding.VIQR, Encoding.VISCII)
TEXTS = {
    file.relative_to(ROOT / "content").as_posix(): file.read_text(encoding="utf-8-sig")
    for file in sorted((ROOT / "content").rglob("*"))
    if file.suffix in (".md", ".csv", ".yml")
}
SENTENCE = "Trung tâm Khuyến công hỗ trợ hợp tác xã mua máy thái miến."


def detect(text: str) -> Legacy | None:
    """What most of the words of a text are written in."""
    return next(iter(detect_all(text)), None)


def lines() -> list[str]:
    """Every different line of the sample content with five marked Vietnamese words or more."""
    found = {line.strip() for text in TEXTS.values() for line in text.split("\n")}
    words = {line: re.findall(r"[^\W\d_]+", line) for line in found}
    return sorted(line for line in found if sum(map(is_syllable, words[line])) >= 5)


def test_the_alphabet_has_134_letters() -> None:
    assert len(ALPHABET) == 134
    assert all(unicodedata.is_normalized("NFC", letter) for letter in ALPHABET)


@pytest.mark.parametrize("encoding", Encoding)
def test_every_letter_comes_back_alone_and_between_others(encoding: Encoding) -> None:
    for letter in ALPHABET:
        for around in ("{}", "n{}g", "{} ", " {}", "x{0}{0}"):
            text = around.format(letter)
            assert encoding.decode(encoding.encode(text)) == text, (encoding, text)


@pytest.mark.parametrize("text", ["DĐ", "dđ", "dd", "ddd", "Đd", "đđ", "d d"])
def test_a_d_before_a_stroked_one_comes_back(text: str) -> None:
    assert Encoding.VIQR.decode(Encoding.VIQR.encode(text)) == text


@pytest.mark.parametrize("encoding", OLD)
@given(
    text=st.text(alphabet=sorted(ALPHABET) + list("abcdeghiklmnopqrstuvxyABCDEIOUY .,;:!?()'^+-\\"))
)
def test_any_vietnamese_text_comes_back(encoding: Encoding, text: str) -> None:
    assert encoding.decode(encoding.encode(text)) == text


@pytest.mark.parametrize("name", TEXTS)
def test_every_sample_text_comes_back(name: str) -> None:
    for line in TEXTS[name].split("\n"):
        if all(char.isascii() or char in ALPHABET for char in line):
            for encoding in OLD:
                assert encoding.decode(encoding.encode(line)) == line


@pytest.mark.linux
@pytest.mark.parametrize(("encoding", "name"), [("TCVN3", "TCVN5712-1"), ("VISCII", "VISCII")])
def test_the_tables_are_those_of_the_system(encoding: str, name: str) -> None:
    """glibc has its own tables of two of the encodings."""
    start = 0xA1 if encoding == "TCVN3" else 0x80
    for byte in range(start, 0x100):
        data = bytes([ord("a"), byte])
        done = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=data, capture_output=True)
        theirs = unicodedata.normalize("NFC", done.stdout.decode())
        ours = unicodedata.normalize("NFC", Encoding[encoding].decode(as_seen(data)))
        assert ours == theirs, hex(byte)


def test_words_as_old_papers_have_them() -> None:
    """Written down from such texts, not made by our own encoder."""
    assert (
        Encoding.TCVN3.decode("C«ng nghiÖp n«ng th«n, §Êt n­íc") == "Công nghiệp nông thôn, Đất nước"
    )
    assert (
        Encoding.VNI.decode("Coâng nghieäp noâng thoân, Ñaát nöôùc")
        == "Công nghiệp nông thôn, Đất nước"
    )
    assert Encoding.VIQR.decode("Co^ng nghie^.p, DDa^'t nu+o+'c") == "Công nghiệp, Đất nước"
    assert Encoding.VISCII.decode("Công nghi®p nông thôn") == "Công nghiệp nông thôn"
    assert readable("TRUNG T¢M KHUYÕN C¤NG", Encoding.TCVN3) == "TRUNG TÂM KHUYẾN CÔNG"


def test_no_unicode_text_is_taken_for_legacy() -> None:
    """Whole files and single lines, composed and decomposed."""
    for name, text in TEXTS.items():
        assert detect(text) is None, name
        assert detect(unicodedata.normalize("NFD", text)) is None, name
        for line in text.split("\n"):
            assert detect(line) is None, (name, line)


@pytest.mark.parametrize(
    "text",
    [
        "Café Zürich, Société Générale, Señor Muñoz, naïve, Ångström",
        "L’été à Hà Nội: « bonjour », 30 m², 20 °C, 5 × 3, ½ kg, © 2026, 100 €",
        "Köln, Möng Cái, Trường hợp đặc biệt ð",
        "f(a^2 + b^2) = c^2; x = a(b+c); odd(add); C++; me.too? do.not add. DDoS",
        "Contact us: me. you? a(1), o+, e^x, u+v, https://a.example/?q=a+b&c=d(e)",
        "Xin chào! Hà Nội, Đà Nẵng; hoà, hòa; ÁO DÀI; số: 1.000 đ (a) b^2 c+ d'",
        "| a | b |\n|---|---|\n| **x** | `y^2` [^1] |",
        "Viên 220 × 105 × 60 mm, kiện 500 viên; 500 g × 20 gói/thùng; 2 × 35 kVA; a×b, m×n",
        "120 m² và 150 m², mái 45°, nền 30°, ±5 %, 4 m³/h, 6 kg/cm², kW·h, N·m, W/m²K, µm",
        "© 2026 Trung tâm – Bản quyền ® ™ §5 ¶3; LEGO®, Windows® 11; Ø20, N° 12, 1ª, ½ kg, ¼ lít",
        "«Bonjour» – “Chào” … «Miến» nói«có»; chú thích¹, HTX², xã³",
        "Đắk Lắk, Đăk Nông, Krông Pắk, Ê-đê, M'nông; Loïc, Caïn, Noël, Zaïre, Citroën",
        "Þór og Ása, það er maðurinn; Smørrebrød, Søn, Århus; für die schönen Häuser über Köln",
        "Türkiye, İstanbul, Şanlıurfa; Dvořák, Łódź; São Paulo, João, Núñez, España, señor",
        "H₂O, CO₂, SO₄²⁻; x² + y² = z²; a^n + a^m = a^(n+m); nhóm máu O+, A+; f(a) = ma(n) + ta(t)",
        "kinh\u00addoanh công\u00adty phát\u00adtriển",
        "",
        "\x00\x01\x02",
    ],
)
def test_foreign_words_and_formulas_are_not_legacy(text: str) -> None:
    for line in (text, *text.split("\n")):
        assert detect(line) is None, line


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("name", TEXTS)
def test_no_legacy_text_is_taken_for_unicode(encoding: Encoding, name: str) -> None:
    """Pasted into a Unicode file, and as the bytes of an old one."""
    pasted = encoding.encode(TEXTS[name])
    found = detect(pasted)
    assert found and found.encoding is encoding
    data = b"".join(_byte(char) for char in pasted)
    try:
        found = detect(data.decode())
    except UnicodeDecodeError:
        found = detect_bytes(data)
    assert found and found.encoding is encoding


def _byte(char: str) -> bytes:
    try:
        return as_bytes(char)
    except UnicodeEncodeError:
        return b"?"


@pytest.mark.parametrize("encoding", OLD)
def test_a_single_sentence_is_enough(encoding: Encoding) -> None:
    """Measured on the lines of the sample content that have five marked words or more."""
    known = [detect(encoding.encode(line)) for line in lines()]
    right = sum(found is not None and found.encoding is encoding for found in known)
    assert len(known) > 400
    assert right / len(known) > 0.99, f"{right} of {len(known)}"


@pytest.mark.parametrize("encoding", OLD)
def test_an_old_paragraph_in_a_new_file_is_found_on_its_line(encoding: Encoding) -> None:
    text = f"---\ntitle: Nghề miến dong\n---\nĐoạn này mới viết.\n\n{encoding.encode(SENTENCE)}\n"
    found = detect(text)
    assert found and (found.encoding, found.lines) == (encoding, (6,))
    assert to_unicode(text, found).split("\n")[5] == SENTENCE
    assert to_unicode(text, found).split("\n")[3] == "Đoạn này mới viết."


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize(
    "old", ["Công nghiệp", "| Máy sấy | Cơ sở chế biến |", "1;Máy thái miến;nghiệm thu", "Đất nước"]
)
def test_a_heading_a_row_and_a_cell_are_enough(encoding: Encoding, old: str) -> None:
    found = detect(f"Đoạn này mới viết.\n\n{encoding.encode(old)}\n")
    assert found and (found.encoding, found.lines) == (encoding, (3,))


def test_a_heading_in_the_font_of_capitals() -> None:
    assert detect("TRUNG T¢M KHUYÕN C¤NG") == detect("C¤NG NGHIÖP N¤NG TH¤N")


def test_old_words_in_a_line_of_unicode_are_found_and_nothing_else_is_changed() -> None:
    line = f"Theo kế hoạch, {Encoding.TCVN3.encode('công nghiệp nông thôn')} phát triển mạnh."
    found = detect(line)
    assert found and found.encoding is Encoding.TCVN3
    assert readable(line, Encoding.TCVN3) == "Theo kế hoạch, công nghiệp nông thôn phát triển mạnh."


def test_every_encoding_of_a_text_is_named() -> None:
    lines = [Encoding.TCVN3.encode(SENTENCE), "Đoạn này mới viết.", Encoding.VNI.encode(SENTENCE)]
    found = detect_all("\n".join(lines))
    assert {(each.encoding, each.lines) for each in found} == {
        (Encoding.TCVN3, (1,)),
        (Encoding.VNI, (3,)),
    }


def test_one_word_alone_is_chance() -> None:
    assert detect("Ông Loïc tới xưởng.") is None
    assert detect("Xưởng rộng 30 m² và 40 m².") is None


def test_bytes_of_another_language_are_not_given_a_name() -> None:
    assert detect_bytes("Привет, мир".encode("cp1251")) is None
    assert detect_bytes(bytes(range(128, 256)) * 4) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_without_an_exception(data: bytes) -> None:
    detect_bytes(data)
    detect(as_seen(data))
    assert as_bytes(as_seen(data)) == data


def test_syllables_are_told_from_other_words() -> None:
    for word in "nghiệp khuyến công hoà hòa quý giếng thuỷ thủy ươm đề ở ý Đắk Lắk".split():  # noqa: SIM905
        assert is_syllable(word), word
    for word in ("the", "cộp", "nghịêpx", "Zürich", "café", "ấấ", "ộng̣", ""):
        assert not is_syllable(word) or word == "cộp", word


def test_a_closed_syllable_has_sac_or_nang() -> None:
    assert is_syllable("việc") and is_syllable("viếc")
    assert not is_syllable("vỉêc") and not is_syllable("viềc")
