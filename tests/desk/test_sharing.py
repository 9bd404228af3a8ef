"""A story as a message for Zalo, and on one sheet of paper, from the desk."""

from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import Visitor
from tests.desk.served_desk import ServedDesk
from tests.press.test_bulletin import LONG
from tests.site.conftest import axe_findings


@pytest.mark.slow
def test_message_and_sheet_of_a_story(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(slug="bai", title="'Máy <b>sấy</b>'", body="Chữ của bài.")
    assert visitor.get("chia-se/tin-tuc/bai.md").status_code == 409, "there is no site yet"
    workspace.preview.build()
    page = visitor.get("chia-se/tin-tuc/bai.md").text
    assert "/tin-tuc/bai/" in page and "Máy &lt;b&gt;sấy&lt;/b&gt;" in page
    assert "Bài chưa tới người đọc" not in page
    paper = visitor.get("ban-in/tin-tuc/bai.md").text
    assert "Chữ của bài." in paper and "<svg" in paper and "tháng 11/2026" in paper
    assert visitor.get("chia-se/tin-tuc/khong-co.md").status_code == 404


@pytest.mark.slow
def test_a_draft_says_that_nobody_can_follow_its_address(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(slug="bai", status="draft")
    workspace.preview.build()
    assert "Bài chưa tới người đọc" in visitor.get("chia-se/tin-tuc/bai.md").text


@pytest.mark.slow
@pytest.mark.audit
def test_a_long_story_with_a_photo_is_one_sheet_of_paper(page: Page, served: ServedDesk) -> None:
    served.content.photo("anh/to.jpg", (2400, 1600))
    photos = "[{file: anh/to.jpg, alt: Máy, caption: Máy sấy ở Na Rì}]"
    for number in range(7):
        served.content.story(f"tin-tuc/k{number}.md", title=f"Tin cùng tháng số {number} " * 3,
                             slug=f"k{number}", uid=f"kc-k{number}")  # fmt: skip
    served.content.story("tin-tuc/dai.md", title="Một tít rất dài về máy sấy ở hợp tác xã " * 2,
                         slug="dai", photos=photos, uid="kc-dai", body=LONG)  # fmt: skip
    for _ in range(120):  # until the preview has it
        if page.goto(served.at("ban-in/tin-tuc/dai.md")).ok:
            break
        page.wait_for_timeout(500)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Đọc tiếp bài này")).to_be_visible()
    text, foot = page.locator(".paper").bounding_box(), page.locator(".paper-foot").bounding_box()
    assert text and foot and text["y"] + text["height"] <= foot["y"]
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = document[0].get_textpage()
    assert len(document) == 1 and "Đọc tiếp" in printed.get_text_bounded()
    page.emulate_media(media="print")
    foot = page.locator(".paper-foot").bounding_box()
    page.emulate_media(media="screen")
    assert foot
    rule = document[0].get_height() - foot["y"] * 0.75  # points of 1/72 inch, from below
    boxes = (printed.get_charbox(number) for number in range(printed.count_chars()))
    assert not [box for box in boxes if box[1] < rule < box[3]], "a line is cut"
    assert axe_findings(page) == []
    page.goto(served.at("chia-se/tin-tuc/dai.md"))
    assert axe_findings(page) == []
    page.get_by_role("button", name="Chép").click()
    expect(page.get_by_text("Đã chép.")).to_be_visible()
