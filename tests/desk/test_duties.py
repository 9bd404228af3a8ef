"""Tuân thủ: what a state agency's site owes, and what of it is missing."""

import re

import pytest

from khuyencong.desk.duties import Duty, judged, laws
from khuyencong.desk.workspace import Workspace
from khuyencong.model.centre import Centre
from khuyencong.model.rules import Rule
from tests.desk.conftest import Visitor

CENTRE = Centre(name="Trung tâm", short_name="Tin", url="https://thu.example")


def test_a_duty_is_met_when_its_pages_are_there() -> None:
    for law in laws():
        everything = list(judged(law, lambda address: True, CENTRE))
        nothing = list(judged(law, lambda address: False, CENTRE))
        assert {each.duty.text for each in everything if each.missing} <= {
            duty.text for duty in law.duties if duty.centre or duty.domain
        }
        assert all(set(each.duty.pages) <= set(each.missing) for each in nothing)


def test_a_duty_that_site_yml_meets_names_the_field_as_staff_see_it() -> None:
    (_, decree, _) = laws()
    missing = [each for each in judged(decree, lambda address: True, CENTRE) if each.missing]
    assert [each.missing for each in missing] == [("Liên kết website",)]


def test_a_site_of_a_state_agency_lies_in_its_domain() -> None:
    def missing(url: str) -> list[str]:
        centre = CENTRE.model_copy(update={"url": url})
        found = judged(laws()[0], lambda address: True, centre)
        return [name for each in found for name in each.missing if "tên miền" in name]

    assert missing("https://khuyencong.langson.gov.vn") == []
    assert missing("https://khuyencong-gov.vn") == missing("") == ["tên miền .gov.vn"]


def test_every_duty_says_where_it_was_read_or_that_nobody_compared_it() -> None:
    for law in laws():
        assert law.source and "28/11/2026" in law.source
        assert all(isinstance(duty, Duty) and duty.text for duty in law.duties)


def test_every_duty_is_met_somewhere_and_by_no_code_of_a_check_that_is_not_there() -> None:
    duties = [duty for law in laws() for duty in law.duties]
    assert all(any((d.pages, d.centre, d.domain, d.by_program, d.elsewhere)) for d in duties)
    named = {code for duty in duties for code in re.findall(r"KC\d+", duty.by_program)}
    assert named and named <= {rule.code for rule in Rule}


def test_every_article_that_could_be_read_is_there() -> None:
    now, before, circular = (" ".join(duty.place for duty in law.duties) for law in laws())
    assert articles(now) == {9, 10, 11, 12, 13, 14, 19, 20, 21}  # chapter III; "14 đến 19"
    assert articles(before) == {1, 2, 3, 4, 5, 7, 8, 9, 12}
    assert articles(circular) == {1, 2, 3, 4, 5, 6, 7}
    assert all(f"Điều 4, khoản 1, điểm {point}" in before for point in "abcdđe")
    assert all(f"Điều 9, khoản 1, điểm {point}" in now for point in "abcd")


def articles(places: str) -> set[int]:
    return {int(number) for number in re.findall(r"Điều (\d+)", places)}


def test_the_screen_tells_what_is_missing(
    visitor: Visitor, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.preview, "read", {"index.html": b"trang"}.get)
    page = visitor.get("tuan-thu").text
    assert "Nghị định 224/2026/NĐ-CP" in page and "Hết hiệu lực từ 01/7/2026" in page
    assert "Nghị định 42/2022/NĐ-CP" in page and "Thông tư 26/2020/TT-BTTTT" in page
    assert "Còn thiếu" in page and "/en/organisation/" in page
    assert "chưa đối chiếu với văn bản gốc" in page and "Đang xem" not in page


def test_while_the_preview_is_being_built_no_page_is_called_missing(visitor: Visitor) -> None:
    page = visitor.get("tuan-thu").text
    assert "Đang dựng trang xem thử…" in page and "Đang xem</b>" in page
    assert 'http-equiv="refresh"' in page and "/en/organisation/" not in missing_in(page)
    assert "tên miền .gov.vn" in missing_in(page), "what needs no page is known at once"


def test_a_preview_that_cannot_be_built_is_not_waited_for(
    visitor: Visitor, workspace: Workspace
) -> None:
    workspace.preview.trouble = "Mẫu trang hỏng"
    page = visitor.get("tuan-thu").text
    assert "Chưa dựng được trang xem thử" in page and "Mẫu trang hỏng" in page
    assert "Chưa biết</b>" in page and 'http-equiv="refresh"' not in page


def missing_in(page: str) -> str:
    return " ".join(re.findall(r"Chưa có: (.*?)</p>", page))
