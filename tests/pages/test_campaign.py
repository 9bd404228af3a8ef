"""A call to readers stands at the head of the front page from its first to its last day."""

from datetime import datetime

import pytest

from khuyencong.pages.views import FrontView
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.pages.test_views import pages

CALL = """\
campaigns:
  - title: Mời đăng ký <đề án> năm 2027
    address: /tin-tuc/
    starts: 01/12/2026
    ends: 15/12/2026
  - title: Lịch tiếp dân
    address: https://so.example/
    ends: 20/12/2026
"""


def call_on(content: Content, day: int, hour: int = 8, month: int = 12) -> str:
    now = datetime(2026, month, day, hour, tzinfo=VIETNAM)
    view = pages(content, now)["/"].view
    assert isinstance(view, FrontView)
    return view.campaign.title if view.campaign else ""


@pytest.fixture
def calling(content: Content) -> Content:
    content.write("site.yml", (content.folder / "site.yml").read_text() + CALL)
    content.story()
    return content


def test_the_first_call_in_force_is_shown_from_midnight_to_midnight(calling: Content) -> None:
    assert call_on(calling, 30, 23, 11) == "Lịch tiếp dân"
    assert call_on(calling, 1, 0) == "Mời đăng ký <đề án> năm 2027"
    assert call_on(calling, 15, 23) == "Mời đăng ký <đề án> năm 2027"
    assert call_on(calling, 16, 0) == "Lịch tiếp dân"
    assert call_on(calling, 21) == ""


def test_a_call_that_ends_before_it_starts_is_told(content: Content) -> None:
    wrong = CALL.replace("15/12/2026", "15/11/2026")
    content.write("site.yml", (content.folder / "site.yml").read_text() + wrong)
    content.story()
    (problem,) = [p for p in content.read().problems if p.rule.code == "KC201"]
    assert problem.file == "site.yml" and "Ngày cuối" in problem.message
