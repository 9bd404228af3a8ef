"""Stories, the finder and the search lead to the clauses of the real decree and of a decision."""

import re

from khuyencong.describing.support import offers
from khuyencong.site.index import Site

DECREE = "/chinh-sach/nghi-dinh-45-2012-nd-cp/"
"""Nghị định 45/2012/NĐ-CP as the Government issued it; the text of law is free of copyright."""
DECISION = "/chinh-sach/quy-dinh-khuyen-cong-cua-tinh-minh-hoa/"
"""An invented decision of sixty articles."""
_LINK = re.compile(r'href="(/chinh-sach/[^"#]+)#(dieu-[^"]+)"')


def test_three_stories_lead_to_clauses_of_the_decree_that_are_there(sample_site: Site) -> None:
    led = {
        record.address: (document, anchor)
        for record in sample_site.stories
        for part in record.body
        if isinstance(part, str)
        for document, anchor in _LINK.findall(part)
        if "-khoan-" in anchor
    }
    assert len(led) >= 3
    assert {document for document, _ in led.values()} == {DECREE}
    provisions = sample_site.by_address[DECREE].provisions
    assert {anchor for _, anchor in led.values()} <= set(provisions)


def test_the_finder_leads_to_clauses_that_are_there(sample_site: Site) -> None:
    places = [offer.document.address.split("#") for _, offer in offers(sample_site)]
    clauses = [(address, anchor) for address, anchor in places if "-khoan-" in anchor]
    assert clauses
    assert all(anchor in sample_site.by_address[address].provisions for address, anchor in clauses)


def test_the_decree_and_the_decision_have_every_article_and_clause(sample_site: Site) -> None:
    decree, decision = (sample_site.by_address[each].provisions for each in (DECREE, DECISION))
    assert {f"dieu-{number}" for number in range(1, 20)} <= set(decree)
    assert {f"dieu-{number}" for number in range(1, 61)} <= set(decision)
    assert {"dieu-5-khoan-2", "dieu-2-khoan-1-diem-a"} <= set(decision)
    assert "dieu-8-khoan-3" in decree
