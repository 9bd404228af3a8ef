"""Twenty sentences that are hard to type, and how input methods make their letters."""

import re
import unicodedata

SENTENCES = (
    "Đường ở xã Đắk Ơ đã được đổ bê tông.",
    "Nguyễn Thị Quỳnh Nghiêng nghiêng chiếc nón quai thao.",
    "Những người thợ gốm Phù Lãng giữ lửa nghề.",
    "Hộ kinh doanh Hoàng Thượng Uyển, thôn Khuổi Nà, xã Kỳ Thượng.",
    "Khuyến công hỗ trợ 50 % kinh phí, tối đa 300 triệu đồng.",
    "Rượu nếp, mướp hương, bưởi Diễn, hươu giống.",
    "Chị Ngoãn khuỷu tay chống xuống, khuya rồi vẫn quýnh quáng.",
    'Ý kiến: "Ủ ấm, ướp muối, ưỡn ẹo", ông Ỷ nói.',
    "Oái oăm, ngoằn ngoèo, ngoáy, xoẹt, quào, quờ quạng.",
    "Giặt giũ, gìn giữ, giỗ, giếng, giằng giật, gì.",
    "Thuở ấy quơ tay, thuê thợ, thủy lợi, thủ quỹ.",
    "Bộ Công Thương và Sở Công Thương Bắc Kạn cũ.",
    "Lớp may ở Ea H'leo, Krông Búk, Chư Prông.",
    "Điện máy XANH, ÁO DÀI, ĐỒ ĐỒNG ĐẠI BÁI.",
    "Trễ nải, nể nang, kể lể, tễnh toãng, dễ dãi.",
    "Xưởng gỗ mỹ nghệ xuất khẩu 1.200 m3 mỗi quý.",
    "Sữa chua uống, sửa chữa, xửa xưa, sứa, sựa.",
    "Cắt, cất, cật, cặt, căt; bặng, bằng, bẳng, bẵng.",
    "Gửi email: tin@khuyencong.vn, hạn 30/11/2026.",
    "Ưu đãi thuế, ươm tạo, ứng dụng, ừ, ửng, ữ, ự.",
)

_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


def keys(sentence: str, method: str) -> str:
    """What a typist presses for a sentence in "telex" or "vni", each tone behind its letter."""
    of_word = {"telex": _telex, "vni": _vni}[method]
    return re.sub(r"[^\W\d_]+", lambda word: of_word(word[0]), sentence)


def _telex(word: str) -> str:
    return "".join(map(_telex_letter, word))


def _telex_letter(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    base, *marks = unicodedata.normalize("NFD", letter)
    shapes = {"\u0302": base, "\u031b": "w", "\u0306": "w"} | _TONES
    return base + "".join(shapes[mark] for mark in marks)


def _vni(word: str) -> str:
    return "".join(map(_vni_letter, word))


def _vni_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d9" if letter == "đ" else "D9"
    base, *marks = unicodedata.normalize("NFD", letter)
    return base + "".join((_SHAPES | _VNI_TONES)[mark] for mark in marks)


def steps(word: str) -> list[str]:
    """What stands on the screen after each key: letters bare first, then shaped, then with tone."""
    shown, steps = "", []
    for letter in word:
        base = unicodedata.normalize("NFD", letter)[0]
        plain = {"đ": "d", "Đ": "D"}.get(letter, base)
        shown += plain
        steps.append(shown)
        untoned = unicodedata.normalize(
            "NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES)
        )
        if untoned != plain:
            shown = shown[:-1] + untoned
            steps.append(shown)
    if shown != word:
        steps.append(word)
    return steps


def keystrokes(before: str, after: str) -> tuple[int, str]:
    """How UniKey turns what stands there into something else: Backspaces, then letters."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return len(before) - same, after[same:]
