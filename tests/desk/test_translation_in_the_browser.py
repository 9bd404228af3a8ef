"""An English version of a story, as what a person clicks, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.desk.served_desk import ServedDesk, saved, write_body
from tests.site.conftest import axe_findings

pytestmark = [pytest.mark.slow, pytest.mark.audit]


def test_an_english_version_is_written_beside_the_original(page: Page, served: ServedDesk) -> None:
    served.content.story(
        "tin-tuc/goc.md", title="Máy sấy ở Na Rì", slug="may-say", body="Đoạn gốc."
    )
    page.goto(served.at("bai/tin-tuc/goc.md"))
    page.get_by_role("link", name="Viết bản tiếng Anh").click()
    original = page.get_by_role("region", name="Máy sấy ở Na Rì")
    expect(original).to_contain_text("Đoạn gốc.")
    text, form = original.bounding_box(), page.get_by_label("Tít").bounding_box()
    assert text and form and text["x"] > form["x"] + form["width"], "they stand side by side"
    assert axe_findings(page) == []
    page.get_by_label("Tít").fill("A dryer in Na Ri")
    page.get_by_label("Sa-pô").fill("It runs on sunlight.")
    write_body(page, "The cooperative has a dryer.")
    saved(page)
    text = served.text("tin-tuc/a-dryer-in-na-ri.md")
    assert "translation_of: may-say" in text and "lang: en" in text
    page.get_by_role("link", name="Tiếng Việt: Máy sấy ở Na Rì").click()
    expect(page.get_by_role("link", name="English: A dryer in Na Ri")).to_be_visible()
