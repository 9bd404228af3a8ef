"""A form in PDF is attached to a story, as what a person does, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.served_desk import ServedDesk, saved, write_body
from tests.desk.test_files import PDF
from tests.desk.test_sheet_in_the_browser import DROP

pytestmark = [pytest.mark.slow, pytest.mark.audit]


def test_a_chosen_form_is_a_link_behind_the_words_that_were_typed(
    page: Page, served: ServedDesk, tmp_path: Path
) -> None:
    (tmp_path / "Mẫu đơn đăng ký.pdf").write_bytes(PDF)
    served.content.story("tin-tuc/mau.md", title="Có mẫu đơn", body="Đoạn đầu.", uid="kc-mau")
    page.goto(served.at("bai/tin-tuc/mau.md"))
    write_body(page, " Tải mẫu ở dưới.")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Đính kèm tệp PDF, Word, Excel").click()
    chooser.value.set_files(tmp_path / "Mẫu đơn đăng ký.pdf")
    expect(page.get_by_text("Đã nhận tep/mau-don-dang-ky.pdf")).to_be_visible()
    saved(page)
    text = served.text("tin-tuc/mau.md")
    link = "[Mẫu đơn đăng ký](/tep/mau-don-dang-ky.pdf)"
    assert text.endswith(f"Đoạn đầu. Tải mẫu ở dưới.\n\n{link}\n")


def test_a_dropped_form_stands_at_the_end_and_what_is_no_form_says_why(
    page: Page, served: ServedDesk
) -> None:
    served.content.story("tin-tuc/tha.md", title="Thả mẫu đơn", body="Đoạn.", uid="kc-tha")
    page.goto(served.at("bai/tin-tuc/tha.md"))
    page.locator(".editor[data-state='settled']").wait_for()
    page.evaluate(DROP, [".editor", [*b"<html>"], "Trang.pdf"])
    expect(page.get_by_text("không phải .pdf mà là một trang web")).to_be_visible()
    page.evaluate(DROP, [".editor", [*PDF, 32], "Phiếu.pdf"])
    expect(page.get_by_text("Đã nhận tep/phieu.pdf")).to_be_visible()
    saved(page)
    assert served.text("tin-tuc/tha.md").endswith("Đoạn.\n\n[Phiếu](/tep/phieu.pdf)\n")


def test_a_document_takes_its_file_in_the_field(
    page: Page, served: ServedDesk, tmp_path: Path
) -> None:
    (tmp_path / "Sổ tay.pdf").write_bytes(PDF + b"\n")
    page.goto(served.at("viet/tai-lieu"))
    page.locator("[data-fills]").set_input_files(tmp_path / "Sổ tay.pdf")
    expect(page.get_by_label("Tệp (bắt buộc)")).to_have_value("tep/so-tay.pdf")
