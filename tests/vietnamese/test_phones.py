"""Telephone numbers as people write them, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.phones import phone_links, phone_numbers, undialled


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("+84 912 345 678", ["tel:+84912345678"]),
        ("84.912.345.678", ["tel:+84912345678"]),
        ("0084 205 3812 345", ["tel:+842053812345"]),
        ("+84 (0) 912 345 678", ["tel:+84912345678"]),
        ("(+84) 912-345-678", ["tel:+84912345678"]),
        ("0205 3812 345 - 0912 345 678", ["tel:+842053812345", "tel:+84912345678"]),
        ("0205 3812 345 / 0912 345 678", ["tel:+842053812345", "tel:+84912345678"]),
        ("02053812345,0912345678", ["tel:+842053812345", "tel:+84912345678"]),
        ("0205 3812 345 0912 345 678", ["tel:+842053812345", "tel:+84912345678"]),
        ("ĐT: (0205) 3812.345, máy lẻ 12", ["tel:+842053812345;ext=12"]),
        ("024.3826 1234 (lẻ 101)", ["tel:+842438261234;ext=101"]),
        ("0912.345.678; Fax: 0205.3812.346", ["tel:+84912345678"]),
        ("Fax: 0205 3812 346. ĐT: 0205 3812 345", ["tel:+842053812345"]),
        ("ĐT/Fax: 0205 3812 345", ["tel:+842053812345"]),
        ("Đường dây nóng 1900 1234 hoặc 1800.6132", ["tel:19001234", "tel:18006132"]),
        ("0912\u00a0345\u00a0678 8h–17h", ["tel:+84912345678"]),
        ("STK: 0312345678, MST 0312345679", []),
        ("Đăng ký trước 05/12/2026 08:30, số 45/2012/NĐ-CP", []),
        ("23.615.149.080 đồng, 02/12/2026-05/12/2026", []),
        ("0164 123 4567", []),
    ],
)
def test_each_number_of_a_text_is_one_to_dial(text: str, addresses: list[str]) -> None:
    assert [phone.address for phone in phone_numbers(text)] == addresses


def test_a_number_keeps_the_words_in_which_it_was_written() -> None:
    assert [phone.text for phone in phone_numbers("Gọi (0205) 3812.345 (lẻ 7)!")] == [
        "(0205) 3812.345 (lẻ 7)"
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("0205 3812 345/346", "346"),
        ("3812 345", "3812 345"),
        ("0912 345 67", "0912 345 67"),
        ("0164 123 4567", "0164 123 4567"),
        ("0912 345 678 (anh Năm), fax 0205 3812 346", ""),
        *((text, "") for text in ("1022", "hỏi tại quầy")),
        ("Hotline 24/7: 0912 345 678", ""),
        ("0912 345 678 (7h30-17h00), 0205 3812 345 (8.00 - 17.00 từ 05/12/2026)", ""),
        ("0912 345 678 24/24h, 365 ngày", ""),
        ("0205 3812 345/346 (7h-17h)", "346"),
    ],
)
def test_digits_that_nobody_can_dial_are_told(text: str, rest: str) -> None:
    assert undialled(text) == rest


def test_links_stand_in_the_words_of_a_page_alone() -> None:
    body = (
        '<h2>0912 345 678</h2><p title="0912345678">Gọi 0912&nbsp;345&nbsp;678, '
        '<a href="tel:1">0912 345 678</a>, <code>0912345678</code>, '
        "<strong>Fax:</strong> 0205 3812 346</p>"
    )
    assert phone_links(body) == body.replace(
        "Gọi 0912&nbsp;345&nbsp;678",
        'Gọi <a href="tel:+84912345678">0912&nbsp;345&nbsp;678</a>',
    )


@given(st.text(alphabet="0123456789 .-/()+84đfaxĐTlẻ<>&;", max_size=80))
def test_a_text_stays_what_it_is_but_for_the_links(text: str) -> None:
    for phone in phone_numbers(text):
        assert text[phone.start : phone.end] == phone.text
        assert len(phone.number) in range(8, 12)
    undialled(text)


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize("text", ["0", "0 ", "02 ", "(0", "84", "0912 345 678 ", "+84 "])
def test_a_long_text_takes_time_in_proportion(text: str) -> None:
    start = time.perf_counter()
    phone_links(text * 50_000)
    undialled(text * 50_000)
    assert time.perf_counter() - start < 5
