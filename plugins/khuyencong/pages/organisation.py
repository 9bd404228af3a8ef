"""Tổ chức, người phụ trách: the units of the centre, in Vietnamese and in English."""

from collections.abc import Iterator

from khuyencong.describing.elements import Link
from khuyencong.model.organisation import Officer, Unit
from khuyencong.pages.chrome import HOME, ORGANISATION, head
from khuyencong.pages.page import Page
from khuyencong.pages.people_views import OfficerView, OrganisationView, UnitView
from khuyencong.pages.structured_data import json_ld
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site

IN_ENGLISH = Link("Organisation and officers", "/en/organisation/", lang="en")
_LANGUAGES = {
    "vi": Link("Bản tiếng Việt", ORGANISATION.address, lang="vi"),
    "en": Link("Read this in English", IN_ENGLISH.address, lang="en"),
}


def organisation_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page of the organisation; the English one once every unit has an English name."""
    units = site.centre.organisation
    if not units:
        return
    languages = ("vi", "en") if all(unit.name_english for unit in units) else ("vi",)
    for language in languages:
        yield _page(site, chrome, language, languages)


def _page(site: Site, chrome: Chrome, language: str, languages: tuple[str, ...]) -> Page:
    english = site.centre.english if language == "en" else None
    place = IN_ENGLISH if language == "en" else ORGANISATION
    centre = (english.name if english else "") or site.centre.name
    units = tuple(
        _unit(unit, number, language) for number, unit in enumerate(site.centre.organisation, 1)
    )
    leader = next((officer for unit in units[:1] for officer in unit.officers), None)
    described = f"{place.text}: {centre}."
    view = OrganisationView(
        chrome=chrome,
        head=head(
            place.text,
            place.address,
            described if leader is None else f"{described} {leader.role}: {leader.name}.",
            language=language,
            languages=_switch(language, languages),
            crumbs=(HOME,),
            json_ld=json_ld(_thing(site, chrome, units)),
        ),
        agency=(english.agency if english else "") or site.centre.agency,
        centre=centre,
        leader=leader,
        units=units,
        more=_more(site, language),
        sample=site.centre.sample,
    )
    return Page(place.address, "organisation", view)


def _switch(language: str, languages: tuple[str, ...]) -> tuple[Link, ...]:
    """The page in all its languages; none where there is only one."""
    found = (_LANGUAGES[each] for each in languages if len(languages) > 1)
    return tuple(Link(f.text, f.address, f.lang == language, lang=f.lang) for f in found)


def _unit(unit: Unit, number: int, language: str) -> UnitView:
    english = language == "en"
    return UnitView(
        anchor=f"phong-{number}",
        name=unit.name_english if english else unit.name,
        functions=unit.functions_english if english else unit.functions,
        phone=unit.phone,
        email=unit.email or "",
        officers=tuple(_officer(officer, english=english) for officer in unit.officers),
    )


def _officer(officer: Officer, *, english: bool) -> OfficerView:
    role = officer.role_english if english else officer.role
    return OfficerView(officer.name, role, officer.phone, officer.email or "")


def _more(site: Site, language: str) -> tuple[Link, ...]:
    """The centre's own pages in a language, which tell its functions and its hours."""
    return tuple(
        Link(record.entry.title, record.address)
        for record in site.pages
        if record.entry.lang.value == language
    )


def _thing(site: Site, chrome: Chrome, units: tuple[UnitView, ...]) -> dict[str, object]:
    """schema.org Organization with its departments."""
    return {
        "@type": "GovernmentOrganization",
        "name": site.centre.name,
        "url": chrome.root,
        "department": [
            {
                "@type": "Organization",
                "name": unit.name,
                "employee": [
                    {"@type": "Person", "name": each.name, "jobTitle": each.role}
                    for each in unit.officers
                ],
            }
            for unit in units
        ],
    }
