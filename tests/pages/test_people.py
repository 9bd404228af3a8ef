"""Who leads the centre and who helps it: from data, and nothing that somebody did not agree to."""

import pytest

from khuyencong.model.rules import Rule
from khuyencong.pages.people_views import CollaboratorsView, OrganisationView, PersonView
from khuyencong.publishing.leaks import leaks_in, secrets_of
from khuyencong.rendering.renderer import Renderer
from khuyencong.site.people import PublicContact
from tests.conftest import CENTRE, NOW, Content
from tests.pages.test_views import pages, rendered, renderer, shown

__all__ = ["renderer"]

UNITS = """\
organisation:
  - name: Ban Giám đốc
    name_english: Board of Directors
    functions: [Điều hành chung]
    officers:
      - {name: Nguyễn Thị Mẫu, role: Giám đốc, role_english: Director, phone: 0243 800 0001}
      - {name: "Trần <b>Văn</b> Mẫu", role: Phó Giám đốc}
  - name: Phòng Đào tạo
    name_english: Training Division
    phone: 0243 800 0002
    email: daotao@thu.example
"""


def person(content: Content, path: str, name: str, extra: str = "") -> None:
    content.write(path, f"---\ntitle: {name}\nsummary: Người làm nghề.\n{extra}---\nA.\n")


def contact(phone: str = "0912 345 678", scope: str = "") -> str:
    consent = f"  consent: {{date: 12/03/2026, scope: {scope}}}\n" if scope else ""
    return f"contact:\n  commune: Na Rì\n  province: Thái Nguyên\n  phone: {phone}\n{consent}"


def test_the_first_thing_told_is_who_heads_the_centre(content: Content, renderer: Renderer) -> None:
    content.write("site.yml", CENTRE + UNITS)
    page = shown(renderer, pages(content)["/to-chuc/"])
    leader = page.select_one("main section")
    assert leader
    assert leader.get_text(" ", strip=True) == (
        "Người đứng đầu Nguyễn Thị Mẫu Giám đốc Điện thoại: 0243 800 0001"
    )
    assert [str(link["href"]) for link in leader.select("a")] == ["tel:+842438000001"]


def test_every_division_has_its_place_in_the_chart_and_on_the_page(
    content: Content, renderer: Renderer
) -> None:
    content.write("site.yml", CENTRE + UNITS)
    page = shown(renderer, pages(content)["/to-chuc/"])
    leads_to = [str(link["href"]) for link in page.select(".org-chart a")]
    assert leads_to == ["#phong-1", "#phong-2"]
    assert all(page.select(f"h2{anchor}") for anchor in leads_to)
    assert page.select_one('a[href="mailto:daotao@thu.example"]')
    assert "Trần <b>Văn</b> Mẫu" in page.get_text()


def test_the_organisation_stands_in_english_too_once_every_division_has_a_name(
    content: Content,
) -> None:
    content.write("site.yml", CENTRE + UNITS)
    view = pages(content)["/en/organisation/"].view
    assert isinstance(view, OrganisationView)
    assert [unit.name for unit in view.units] == ["Board of Directors", "Training Division"]
    assert view.leader and view.leader.role == "Director"
    assert [link.lang for link in view.head.languages] == ["vi", "en"]
    content.write("site.yml", CENTRE + UNITS.replace("    name_english: Training Division\n", ""))
    found = pages(content)
    assert "/to-chuc/" in found and "/en/organisation/" not in found


def test_a_centre_without_divisions_has_no_such_page(content: Content) -> None:
    assert not {"/to-chuc/", "/nghe-nhan/", "/cong-tac-vien/"} & pages(content).keys()


def test_a_number_that_nobody_can_dial_is_told_at_its_place(content: Content) -> None:
    content.write("site.yml", CENTRE + UNITS.replace("0243 800 0002", "0243 800"))
    (problem,) = [p for p in content.read().problems if p.rule is Rule.UNDIALLED]
    assert problem.file == "site.yml"
    assert "0243 800" in problem.message


def test_artisans_stand_by_their_highest_title(content: Content, renderer: Renderer) -> None:
    for name, titles in (
        ("Thợ giỏi A", "[{title: tho-gioi, year: 2020}]"),
        (
            "Nghệ nhân B",
            "[{title: tho-gioi, year: 2012}, {title: nghe-nhan-uu-tu, year: 2022}]",
        ),
        ("Người đưa nghề C", "[{title: Người có công đưa nghề về địa phương, year: 2018}]"),
    ):
        person(content, f"nghe-nhan/{name}.md", name, f"honours: {titles}\n")
    page = shown(renderer, pages(content)["/nghe-nhan/"])
    assert [card.get_text() for card in page.select(".person-card__honour")] == [
        "Nghệ nhân Ưu tú, năm 2022",
        "Thợ giỏi, năm 2020",
        "Người có công đưa nghề về địa phương, năm 2018",
    ]


def test_collaborators_are_found_by_commune(content: Content) -> None:
    person(content, "cong-tac-vien/a.md", "Vi Thị Mẫu", contact(scope="phone"))
    there = contact().replace("Thái Nguyên", "tỉnh Thái Nguyên")
    person(content, "cong-tac-vien/b.md", "Bùi Văn Mẫu", f"communes: Đất Mũi, An Phú\n{there}")
    person(content, "cong-tac-vien/c.md", "An Văn Mẫu")
    view = pages(content)["/cong-tac-vien/"].view
    assert isinstance(view, CollaboratorsView)
    table, elsewhere = view.tables
    assert (table.caption, elsewhere.caption) == ("Thái Nguyên", "Chưa ghi địa phương")
    assert [row[0] for row in table.rows] == ["An Phú", "Đất Mũi", "Na Rì"]


@pytest.mark.parametrize("folder", ["nghe-nhan", "cong-tac-vien"])
def test_what_a_person_did_not_agree_to_is_nowhere(
    content: Content, renderer: Renderer, folder: str
) -> None:
    person(content, f"{folder}/a.md", "Vi Thị Mẫu", contact())
    for page in pages(content).values():
        assert "678" not in rendered(renderer, page), page.address
    view = pages(content)[f"/{folder}/vi-thi-mau/"].view
    assert isinstance(view, PersonView) and view.withheld
    (problem,) = [p for p in content.read().problems if p.rule is Rule.CONSENT_MISSING]
    assert problem.file == f"{folder}/a.md"


def test_with_consent_the_number_can_be_tapped(content: Content, renderer: Renderer) -> None:
    person(content, "nghe-nhan/a.md", "Vi Thị Mẫu", contact(scope="phone"))
    page = shown(renderer, pages(content)["/nghe-nhan/vi-thi-mau/"])
    assert page.select_one('a[href="tel:+84912345678"]')


def test_a_number_that_a_person_withholds_is_told_by_no_producer(
    content: Content, renderer: Renderer
) -> None:
    person(content, "nghe-nhan/a.md", "Vi Thị Mẫu", f"status: draft\n{contact()}")
    content.product(
        "san-pham/a.md", "Miến", producer="{name: HTX Thử, kind: hop-tac-xa, phone: 0912.345.678}"
    )
    assert "678" not in rendered(renderer, pages(content)["/san-pham/mien/"])


def test_a_number_in_the_words_of_a_page_is_held_back_and_told(content: Content) -> None:
    person(content, "nghe-nhan/a.md", "Vi Thị Mẫu", contact())
    secrets = secrets_of(content.read().records, NOW)
    (leak,) = leaks_in(secrets, "tin-tuc/index.html", b"<p>0912 345 678</p>")
    assert "chưa được đồng ý" in leak.what


def test_nobody_makes_a_public_contact_by_hand() -> None:
    with pytest.raises(TypeError):
        PublicContact(phone="0912 345 678")
