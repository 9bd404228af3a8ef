""" "Tôi được hỗ trợ gì?": seventy cases computed by hand, and what is in force at which day."""

import csv
from datetime import datetime
from zipfile import ZipFile

import pytest

from khuyencong.describing.elements import Link
from khuyencong.describing.support import Offer, answering, offers
from khuyencong.model.de_an import Programme
from khuyencong.model.support import Activity, Applicant
from khuyencong.pages.chrome import SUPPORT, directory, menu
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import VIETNAM
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


def test_there_are_seventy_cases() -> None:
    assert len(CASES) == 70


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


def first_offer(content: Content) -> Offer:
    return offers(content.site())[0][1]


ANSWER = "/toi-duoc-ho-tro-gi/may-moc/ho-kinh-doanh/"


def test_a_policy_that_expires_takes_its_answers_away_on_that_day(content: Content) -> None:
    policy(content, expires="10/12/2026")
    for day, there in ((9, True), (10, False)):
        now = datetime(2026, 12, day, 8, tzinfo=VIETNAM)
        assert (ANSWER in pages(content, now)) == there, day


def test_a_page_that_stays_open_knows_until_when_a_level_holds(content: Content) -> None:
    policy(content)
    assert first_offer(content).until == ""
    policy(content, expires="10/12/2026")
    assert first_offer(content).until == "2026-12-10T00:00:00+07:00"


def test_a_policy_that_is_not_in_force_yet_answers_nothing(content: Content) -> None:
    policy(content, effective="1/1/2027")
    assert "/toi-duoc-ho-tro-gi/" not in pages(content)


def test_a_round_that_is_over_is_said_to_be_over(content: Content) -> None:
    policy(content, extra=", deadline: 1/11/2026")
    ((offer, examples),) = pages(content)[ANSWER].view.offers  # type: ignore[attr-defined]
    assert offer.deadline == "kỳ này đã hết hạn ngày 01/11/2026; hỏi trung tâm về kỳ sau"
    assert ("400 triệu đồng", "200.000.000 đồng") in [
        (each.cost.replace("\xa0", " "), each.amount.replace("\xa0", " ")) for each in examples
    ]


def test_the_next_round_is_told_until_it_begins(content: Content) -> None:
    policy(content, extra=", deadline: 1/11/2026, next_round: 1/2/2027")
    assert first_offer(content).deadline == (
        "kỳ này đã hết hạn ngày 01/11/2026; kỳ sau nhận từ 01/02/2027"
    )
    policy(content, extra=", next_round: 1/2/2026")
    assert "kỳ sau" not in first_offer(content).deadline


def test_levels_that_exclude_each_other_say_so_whichever_names_the_other(content: Content) -> None:
    policy(content, extra=", code: may-tinh, excludes: may-trung-uong")
    policy(
        content, "chinh-sach/b.md", ", code: may-trung-uong", document_number="2/2026/TT", slug="b"
    )
    site = content.site()
    assert [offer.excludes for _, offer in offers(site)] == [("Mua máy",), ("Mua máy",)]


def test_the_basis_leads_to_its_article_where_the_text_has_it(content: Content) -> None:
    policy(content, extra=', basis: "khoản 1 Điều 4"')
    assert first_offer(content).document.address == "/chinh-sach/muc-ho-tro/#tom-tat"
    file = content.folder / "chinh-sach" / "a.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n## Điều 40. Máy khác\n\nA.\n\n## Điều 4. Máy\n\nB.\n", "utf-8")
    assert first_offer(content).document.address == "/chinh-sach/muc-ho-tro/#dieu-4"


def test_the_forms_of_the_sample_are_filled_in_on_a_computer_and_say_that_they_are_samples() -> (
    None
):
    forms = sorted((ROOT / "content" / "tep" / "bieu-mau").glob("*.docx"))
    assert len(forms) == 3
    for form in forms:
        text = ZipFile(form).read("word/document.xml").decode()
        assert text.count("<w:sdt>") + text.count("<w:sdt ") >= 9, form.name
        assert "Mẫu minh họa của trang, không phải mẫu chính thức" in text, form.name


def test_hostile_words_stay_inside_the_rules_of_the_page(content: Content) -> None:
    policy(content, extra=', basis: "</script><img src=x>"')
    assert "<" not in pages(content)["/toi-duoc-ho-tro-gi/"].view.rules  # type: ignore[attr-defined]


def test_every_page_leads_to_the_finder_where_there_is_support(content: Content) -> None:
    content.story()
    assert SUPPORT not in _led_to(content.site())
    policy(content)
    site = content.site()
    assert SUPPORT in _led_to(site)
    assert SUPPORT.address in {link.address for link in menu(site)}


def _led_to(site: Site) -> list[Link]:
    return [link for _, links in directory(site) for link in links]
