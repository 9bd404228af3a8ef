"""What readers get of a document that others amend: contents, wordings, comparison, history."""

from datetime import datetime

from bs4 import BeautifulSoup, Tag

from khuyencong.describing.elements import Link
from khuyencong.law.comparison import compared
from khuyencong.rendering.renderer import Renderer
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.law.test_versions import amended
from tests.pages.test_views import pages, renderer, shown, story_view

__all__ = ["renderer"]

OLD, WAS, BOTH = "/chinh-sach/cu/", "/chinh-sach/cu/ban-2024-03-01/", "/chinh-sach/cu/so-sanh/"


def page(content: Content, renderer: Renderer, address: str) -> BeautifulSoup:
    return shown(renderer, pages(content)[address])


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found, selector
    return found


def test_contents_lead_to_each_article_and_new_ones_too(
    content: Content, renderer: Renderer
) -> None:
    amended(content)
    soup = page(content, renderer, OLD)
    links = [(a.get_text(), a["href"]) for a in soup.select(".law-contents a")]
    assert links[0] == ("Điều 1. Phạm vi", "#dieu-1")
    assert ("Điều 3a. Thời hạn", "#dieu-3a") in links
    assert all(soup.find(id=str(href)[1:]) for _, href in links)
    summary = one(soup, ".law-contents summary").get_text(" ", strip=True)
    assert summary == "Chương I QUY ĐỊNH CHUNG Điều 1–4"
    assert one(soup, ".law-contents__open")["popovertarget"] == one(soup, ".law-contents")["id"]


def test_each_wording_has_a_page_and_today_is_the_page_itself(
    content: Content, renderer: Renderer
) -> None:
    amended(content)
    soup = page(content, renderer, OLD)
    lines = [line.get_text(strip=True) for line in soup.select(".law-wordings li")]
    assert lines == [
        "Áp dụng từ ngày 01/06/2026 (đang xem, áp dụng hôm nay)",
        "Áp dụng từ ngày 01/03/2024 đến hết ngày 31/05/2026",
    ]
    before = page(content, renderer, WAS)
    assert "tối đa 30%" in one(before, "#dieu-2-khoan-1").get_text()
    assert "tối đa 50%" in one(soup, "#dieu-2-khoan-1").get_text()
    assert one(before, "meta[name=robots]")["content"] == "noindex"


def test_before_the_change_the_new_wording_has_the_page_of_its_own(
    content: Content, renderer: Renderer
) -> None:
    amended(content)
    then = pages(content, datetime(2026, 5, 30, 9, tzinfo=VIETNAM))
    assert "/chinh-sach/cu/ban-2026-06-01/" in then and WAS not in then
    note = shown(renderer, then[OLD]).select_one("#dieu-2-khoan-1 .law-note")
    assert note and note.get_text().startswith("Sẽ được sửa đổi theo khoản 1 Điều 1")


def test_old_and_new_text_stand_side_by_side(content: Content, renderer: Renderer) -> None:
    amended(content)
    soup = page(content, renderer, BOTH)
    row = soup.find(id="dieu-2-khoan-1").find_parent("section")  # type: ignore[union-attr]
    assert row and [mark.get_text().strip() for mark in row("del")] == ["30"]
    new = [mark.get_text().strip() for mark in row("ins")]
    assert new == ["50", ", không quá 150 triệu đồng"]
    repealed = soup.find(id="dieu-3").find_parent("section")  # type: ignore[union-attr]
    assert repealed and "Đã bãi bỏ." in repealed.get_text()


def test_every_changed_provision_has_its_validity(content: Content, renderer: Renderer) -> None:
    amended(content)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page(content, renderer, OLD).select(".law-history tbody tr")
    ]
    assert rows[0][:2] == ["Khoản 1 Điều 2", "Còn hiệu lực, đã sửa đổi từ ngày 01/06/2026"]
    assert ["Điều 3", "Hết hiệu lực từ ngày 01/06/2026"] in [row[:2] for row in rows]


def test_the_history_is_a_list_of_its_days(content: Content, renderer: Renderer) -> None:
    amended(content)
    events = page(content, renderer, OLD).select("ol.timeline li")
    assert [event.get_text() for event in events] == [
        "15/02/2024 Ban hành",
        "01/03/2024 Có hiệu lực",
        "01/06/2026 5 điều, khoản thay đổi theo Quyết định 2/2026/QĐ-UBND",
    ]


def test_a_document_that_nobody_amends_has_no_history_but_its_days(content: Content) -> None:
    content.story("chinh-sach/a.md", "Điều 1. Mức chi\n1. Một.\n", slug="cu", effective="1/3/2024")
    law = story_view(content, OLD).law
    assert law and law.contents and not law.wordings and not law.provisions and not law.events
    assert [address for address in pages(content) if address.startswith(OLD)] == [OLD]


def test_a_document_says_who_amends_it_and_leads_to_its_legal_basis(content: Content) -> None:
    amended(content)
    basis = "[Quyết định số 1/2024/QĐ-UBND, Quyết định số 11/2024/QĐ-UBND]"
    content.story("chinh-sach/c.md", slug="ba", title="Ba", legal_basis=basis)
    old = {fact.label: fact.values for fact in story_view(content, OLD).facts}
    assert old["Được sửa đổi bởi"] == (Link("Quyết định 2/2026/QĐ-UBND", "/chinh-sach/moi/"),)
    third = {fact.label: fact.values for fact in story_view(content, "/chinh-sach/ba/").facts}
    named, other = third["Căn cứ ban hành"]
    assert named == Link("Quyết định số 1/2024/QĐ-UBND", OLD)
    assert other == "Quyết định số 11/2024/QĐ-UBND"


def test_a_page_is_stale_when_the_document_that_amends_it_says_something_else(
    content: Content,
) -> None:
    amended(content)
    content.story("chinh-sach/c.md", slug="ba", title="Ba", document_number="3/2026/QĐ-UBND")
    before = pages(content)
    file = content.folder / "chinh-sach" / "b.md"
    file.write_text(file.read_text("utf-8").replace("150 triệu", "160 triệu"), "utf-8")
    after = pages(content)
    stale = [address for address in after if after[address].depends != before[address].depends]
    assert stale == ["/chinh-sach/cu/", WAS, BOTH, "/chinh-sach/moi/"]


def test_a_story_about_a_policy_has_nothing_of_a_law(content: Content) -> None:
    content.story("chinh-sach/a.md", "## Ai được hưởng\n\nHợp tác xã.\n", slug="cu")
    assert story_view(content, OLD).law is None


def test_compared_texts_are_whole_whatever_changed() -> None:
    old, new = "1. Máy: 30%.\n2. Hai.", "1. Máy mới: 50%.\n3. Ba."
    left, right = compared(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    assert [piece.text for piece in right if piece.changed] == ["mới", "50", "3", "Ba"]
