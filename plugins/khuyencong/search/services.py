"""Pages that do something for their readers and are no entries, as they can be found."""

from collections.abc import Iterator

from khuyencong.catalogue.rounds import rounds
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.describing.support import offers
from khuyencong.model.support import Activity, Applicant
from khuyencong.pages.chrome import ORGANISATION
from khuyencong.pages.support_finder import SUPPORT
from khuyencong.search.document import Document, ServiceDocument
from khuyencong.site.index import Site


def services(products: ProductDescriptions) -> Iterator[Document]:
    """The finder of support, the selection rounds, the organisation."""
    yield from _finder(products.site)
    yield from _rounds(products)
    yield from _organisation(products.site)


def _finder(site: Site) -> Iterator[Document]:
    if offers(site):
        labels = (choice.label for choices in (Activity, Applicant) for choice in choices)
        names = f"mức hỗ trợ; tính tiền hỗ trợ; được hỗ trợ bao nhiêu; {'; '.join(labels)}"
        text = "Trả lời bốn câu, xem được hỗ trợ nhiều nhất bao nhiêu, hạn, mẫu, gọi cho ai."
        yield ServiceDocument(SUPPORT, names, text)


def _rounds(products: ProductDescriptions) -> Iterator[Document]:
    """Selection rounds: the list of what was recognised at a level in a year."""
    for each in rounds(products.catalogue):
        level = each.level.label.lower()
        names = f"sản phẩm công nghiệp nông thôn tiêu biểu {level} {each.year}; danh sách"
        text = f"{len(each.products)} sản phẩm được công nhận {level} năm {each.year}."
        yield ServiceDocument(Link(each.name, each.address), names, text)


def _organisation(site: Site) -> Iterator[Document]:
    """Who leads the centre and its divisions: found by name, by office and by what they do."""
    units = site.centre.organisation
    if units:
        names = "; ".join(officer.name for unit in units for officer in unit.officers)
        does = "; ".join(line for unit in units for line in unit.functions)
        officers = (
            f"{officer.role} {unit.name}: {officer.name}, {officer.phone}"
            for unit in units
            for officer in unit.officers
        )
        yield ServiceDocument(
            ORGANISATION, f"ai đứng đầu, lãnh đạo; {names}; {does}", "; ".join(officers)
        )
