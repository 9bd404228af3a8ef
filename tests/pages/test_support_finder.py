""" "Tôi được hỗ trợ gì?": fifty cases computed by hand, and what is in force at which day."""

import csv
from datetime import datetime

import pytest

from khuyencong.describing.support import answering, offers
from khuyencong.model.de_an import Programme
from khuyencong.model.support import Activity, Applicant
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.provinces import provinces, successor
from tests.conftest import ROOT, Content
from tests.pages.test_views import pages

with (ROOT / "tests" / "pages" / "support_cases.csv").open(encoding="utf-8") as stream:
    CASES = list(csv.DictReader(stream))
LEVEL = (
    "support:\n  - {activity: Mua máy, rate_percent: 50, ceiling: 300.000.000, level: kcqg, "
    "activities: may-moc, applies_to: ho-kinh-doanh"
)


def amounts(site: Site, case: dict[str, str], budget: Programme) -> list[int | None]:
    found = answering(offers(site), Activity(case["viec"]), Applicant(case["ai"]))
    return [row.amount(int(case["chi_phi"])) for row, _ in found if row.level is budget]


def test_there_are_fifty_cases() -> None:
    assert len(CASES) == 50


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['viec']}-{case['ai']}-{case['chi_phi']}"
)
def test_a_case_computed_by_hand(sample_site: Site, case: dict[str, str]) -> None:
    for column, budget in (("kcqg", Programme.NATIONAL), ("kcdp", Programme.LOCAL)):
        expected = sorted(map(int, case[column].split()))
        assert sorted(amounts(sample_site, case, budget)) == expected, column  # type: ignore[type-var]


def policy(content: Content, path: str = "chinh-sach/a.md", extra: str = "", **keys: str) -> None:
    known = {"document_number": "1/2026/QĐ", "effective": "1/1/2026"} | keys
    lines = "\n".join(f"{key}: {value}" for key, value in known.items())
    content.write(
        path,
        f"---\ntitle: Mức hỗ trợ\nuid: {path}\ndate: 2/1/2026\nsummary: Câu.\n{lines}\n"
        f"{LEVEL}{extra}}}\n---\nNội dung.\n",
    )


ANSWER = "/toi-duoc-ho-tro-gi/may-moc/ho-kinh-doanh/"


def test_a_policy_that_expires_takes_its_answers_away_on_that_day(content: Content) -> None:
    policy(content, expires="10/12/2026")
    for day, there in ((9, True), (10, False)):
        now = datetime(2026, 12, day, 8, tzinfo=VIETNAM)
        assert (ANSWER in pages(content, now)) == there, day


def test_a_policy_that_is_not_in_force_yet_answers_nothing(content: Content) -> None:
    policy(content, effective="1/1/2027")
    assert "/toi-duoc-ho-tro-gi/" not in pages(content)


def test_a_round_that_is_over_is_said_to_be_over(content: Content) -> None:
    policy(content, extra=", deadline: 1/11/2026")
    ((offer, examples),) = pages(content)[ANSWER].view.offers  # type: ignore[attr-defined]
    assert offer.deadline == "đợt này đã hết hạn ngày 01/11/2026; hỏi trung tâm về đợt sau"
    assert ("400 triệu đồng", "200.000.000 đồng") in [
        (each.cost.replace("\xa0", " "), each.amount.replace("\xa0", " ")) for each in examples
    ]


def test_hostile_words_stay_inside_the_rules_of_the_page(content: Content) -> None:
    policy(content, extra=', basis: "</script><img src=x>"')
    assert "<" not in pages(content)["/toi-duoc-ho-tro-gi/"].view.rules  # type: ignore[attr-defined]


def test_there_are_thirty_four_provinces_of_sixty_three() -> None:
    assert len(provinces()) == 34
    assert len(provinces()) + sum(map(len, provinces().values())) == 63
    assert successor("hoa binh") == "Phú Thọ"
    assert successor("Lạng Sơn") == ""
