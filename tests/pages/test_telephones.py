"""Wherever a telephone number stands on a page, it can be tapped."""

import pytest
from bs4 import BeautifulSoup

from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

BOTH = ["tel:+842053812345", "tel:+84912345678"]
WRITTEN = "0205 3812 345 - 0912 345 678"


def called(soup: BeautifulSoup, part: str = "main") -> list[str]:
    """Addresses of the telephone links in a part of a page."""
    return [str(link["href"]) for link in soup.select(f'{part} a[href^="tel:"]')]


@pytest.fixture
def office(content: Content) -> Content:
    """A centre, a producer, a class, a page and a policy that can be called."""
    site = (content.folder / "site.yml").read_text(encoding="utf-8")
    contact = f"press_contact: {{name: Phòng Tin, phone: {WRITTEN}}}\n"
    content.write("site.yml", f"{site}phones: {WRITTEN}\n{contact}")
    maker = f'{{name: HTX Thử, kind: hop-tac-xa, phone: "{WRITTEN}", zalo: "+84 912 345 678"}}'
    content.product("san-pham/a.md", "Miến dong", slug="mien", producer=maker)
    content.story(
        "dao-tao/lop.md", slug="lop", starts="10/12/2026", contact=f"Phòng Đào tạo, ĐT {WRITTEN}"
    )
    table = f"| Phòng | Điện thoại |\n|---|---|\n| Khuyến công | {WRITTEN} |"
    content.story("trang/lien-he.md", slug="lien-he", body=table, date="")
    return content


@pytest.mark.parametrize("address", ["/san-pham/mien/", "/co-so/htx-thu/"])
def test_each_number_of_a_producer_has_a_link(
    office: Content, renderer: Renderer, address: str
) -> None:
    soup = shown(renderer, pages(office)[address])
    assert called(soup) == BOTH
    assert soup.find("a", href="https://zalo.me/0912345678")


@pytest.mark.parametrize("address", ["/dao-tao/lop/", "/lien-he/", "/bao-chi/"])
def test_numbers_in_facts_tables_and_contacts_are_links(
    office: Content, renderer: Renderer, address: str
) -> None:
    soup = shown(renderer, pages(office)[address])
    below = called(soup, ".respond")  # whoever writes no mail can call
    assert called(soup) == BOTH + below
    assert bool(below) == (address == "/dao-tao/lop/")


def test_the_foot_of_every_page_can_be_called(office: Content, renderer: Renderer) -> None:
    assert called(shown(renderer, pages(office)["/"]), ".site-footer") == BOTH * 2


SUPPORT = """---
title: Thông tư về mức chi
uid: kc-p1
date: 01/11/2026
issuer: Bộ Tài chính
document_type: thông tư
document_number: 28/2018/TT-BTC
issued: 28/03/2018
effective: 10/05/2018
validity: con-hieu-luc
support:
  - activity: Máy mới
    ceiling: 300000000
    activities: [may-moc]
    applies_to: [ho-kinh-doanh]
---
Nội dung.
"""


@pytest.mark.parametrize("address", ["/tim/", "/toi-duoc-ho-tro-gi/"])
def test_the_ways_to_an_answer_end_at_a_number(
    office: Content, renderer: Renderer, address: str
) -> None:
    office.write("chinh-sach/a.md", SUPPORT)
    links = called(shown(renderer, pages(office)[address]))
    assert links and set(links) == set(BOTH)


def test_a_number_that_nobody_can_dial_is_told_with_its_line(content: Content) -> None:
    maker = "{name: HTX Thử, kind: hop-tac-xa, phone: 3812 345}"
    content.product("san-pham/a.md", "Miến dong", producer=maker)
    site = (content.folder / "site.yml").read_text(encoding="utf-8")
    content.write("site.yml", f"{site}phones: 0205 3812 345/346\n")
    assert sorted(content.said()) == ["KC260 san-pham/a.md:6", "KC260 site.yml:7"]
