"""A photo is cut, turned and replaced, as what a person does, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.served_desk import ServedDesk, saved
from tests.desk.test_photos import picture
from tests.site.conftest import axe_findings

pytestmark = [pytest.mark.slow, pytest.mark.audit]


@pytest.fixture
def row(page: Page, served: ServedDesk):
    """The row of a photo in the form of a product."""
    served.content.photo("anh/may.jpg", (800, 600))
    photos = "photos:\n  - file: anh/may.jpg\n    alt: Máy đặt giữa xưởng\n"
    served.content.product("san-pham/may.md", "Máy sấy", photos, sample="true")
    page.goto(served.at("bai/san-pham/may.md"))
    made = page.locator(".row").first
    made.get_by_text("Cắt, xoay, chọn điểm chính").click()
    expect(made.get_by_text("Dùng cả ảnh.")).to_be_visible()
    return made


def test_a_photo_is_cut_with_the_mouse(row, page: Page, served: ServedDesk) -> None:
    stage = row.locator(".framing__stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(row.get_by_text("Giữ 5")).to_be_visible()
    saved(page)
    (crop,) = [line for line in served.text("san-pham/may.md").splitlines() if "crop:" in line]
    left, top, width, height = map(float, crop.partition(":")[2].strip(' "').split())
    assert (left, top) == (0, 0) and 48 < width < 53 and 48 < height < 53


def test_a_photo_is_cut_turned_and_aimed_with_the_keyboard(
    row,
    page: Page,
    served: ServedDesk,
) -> None:
    row.get_by_role("group", name="Khung cắt").focus()
    for _ in range(10):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowRight")
    row.get_by_role("group", name="Điểm chính").focus()
    page.keyboard.press("ArrowUp")
    row.get_by_role("button", name="Xoay phải").click()
    assert axe_findings(page) == []
    saved(page)
    text = served.text("san-pham/may.md")
    assert "turn: 90" in text and "crop: 0 2 100 80" in text and "focus: 52 42" in text


def test_a_photo_is_replaced_and_its_words_are_looked_at(
    row,
    page: Page,
    served: ServedDesk,
    tmp_path: Path,
) -> None:
    (tmp_path / "Máy mới.jpg").write_bytes(picture(size=(900, 600)))
    row.get_by_role("button", name="Xoay phải").click()
    row.locator("[data-replace]").set_input_files(tmp_path / "Máy mới.jpg")
    expect(page.get_by_text("Đã thay ảnh.")).to_be_visible()
    expect(row.get_by_label("Mô tả ảnh")).to_be_focused()
    saved(page)
    text = served.text("san-pham/may.md")
    assert "file: anh/san-pham/may-moi.jpg" in text and "turn:" not in text
