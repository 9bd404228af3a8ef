"""The centre's menu, colour and calls to readers, as what a person does, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.desk.served_desk import SITE, ServedDesk
from tests.site.conftest import axe_findings

pytestmark = [pytest.mark.slow, pytest.mark.audit]


def test_a_menu_is_put_in_order_with_the_mouse_and_with_keys(
    page: Page, served: ServedDesk
) -> None:
    page.get_by_role("link", name="Trung tâm", exact=True).click()
    page.get_by_role("heading", name="Menu").click()
    menu = page.locator('[data-records="menu"]')
    menu.get_by_role("button", name="Thêm menu").click()
    rows = menu.locator(":scope > .rows > .row")
    rows.nth(1).get_by_label("Chữ trên menu").first.fill("Sản phẩm")
    rows.nth(1).get_by_label("Địa chỉ").first.fill("/san-pham/")
    handle = rows.nth(1).locator(":scope > .row__moves > [data-drag]")
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    assert start
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    over = rows.nth(0).bounding_box()
    assert over
    page.mouse.move(over["x"] + 60, over["y"] + 5, steps=8)
    page.mouse.up()
    expect(rows.nth(0).get_by_label("Chữ trên menu").first).to_have_value("Sản phẩm")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1).get_by_label("Chữ trên menu").first).to_have_value("Sản phẩm")
    page.keyboard.press("ArrowUp")
    assert axe_findings(page) == []
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")
    text = served.text("site.yml")
    assert text.index("Sản phẩm") < text.index("Tin tức")


def test_a_call_for_two_weeks(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("trung-tam"))
    page.get_by_role("heading", name="Thông báo ở trang nhất").click()
    page.get_by_role("button", name="Thêm thông báo ở trang nhất").click()
    page.get_by_label("Lời mời").fill("Mời đăng ký đề án năm 2027")
    page.get_by_label("Liên kết tới").fill("/tin-tuc/")
    page.get_by_label("Đến hết ngày (bắt buộc)").fill("15/12/2036")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")
    assert "ends: 15/12/2036" in served.text("site.yml")
    page.goto(served.at().replace("/ban-bien-tap/", "/"))
    call = page.get_by_role("link", name="Mời đăng ký đề án năm 2027")
    for _ in range(60):  # until the preview has been built anew
        if call.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(call).to_be_visible()


def test_a_long_menu_is_a_line_for_each_item_and_opens_where_one_clicks(
    page: Page, served: ServedDesk
) -> None:
    items = "".join(f"  - name: Mục <b>{number}</b>\n    address: /tin-tuc/\n" for number in "123")
    served.content.write("site.yml", f"{SITE}{items}")
    page.goto(served.at("trung-tam"))
    page.get_by_role("heading", name="Menu").click()
    menu = page.locator('[data-records="menu"]')
    words = menu.get_by_label("Chữ trên menu")
    expect(words.first).to_be_hidden()
    assert axe_findings(page) == []
    menu.get_by_role("button", name="Mục <b>2</b> · /tin-tuc/").click()
    expect(words.nth(2)).to_be_visible()
    words.nth(2).fill("Mục hai")
    menu.get_by_role("button", name="Mục <b>2</b> · /tin-tuc/").click()
    expect(menu.get_by_role("button", name="Mục hai · /tin-tuc/")).to_have_attribute(
        "aria-expanded", "false"
    )
    menu.get_by_role("button", name="Thêm menu").click()
    expect(words.last).to_be_focused()
    words.last.fill("Hỏi đáp")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")
    text = served.text("site.yml")
    assert "name: Mục hai" in text and "name: Hỏi đáp" in text and "Mục <b>3</b>" in text
