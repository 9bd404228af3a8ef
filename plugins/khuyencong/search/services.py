"""Pages that do something for their readers and are no entries, as they can be found."""

from collections.abc import Iterator

from khuyencong.catalogue.rounds import rounds
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model import document
from khuyencong.model.support import Activity, Applicant
from khuyencong.pages import chrome
from khuyencong.pages.forms import is_form
from khuyencong.search.document import Document, ServiceDocument
from khuyencong.site.index import Site


def services(products: ProductDescriptions) -> Iterator[Document]:
    """What the foot of every page leads to, the forms, the selection rounds, the organisation."""
    site = products.site
    for _, links in chrome.directory(site):
        for link in links:
            if isinstance(link, chrome.ServicePage):
                yield ServiceDocument(link, _asked(link), link.about)
    yield from _forms(site)
    yield from _rounds(products)
    yield from _organisation(site)


def _asked(page: chrome.ServicePage) -> str:
    """Words by which a page is asked for: the finder of support by all that is supported, too."""
    choices = (*Activity, *Applicant) if page is chrome.SUPPORT else ()
    return "; ".join((page.asked, *(choice.label for choice in choices)))


def _forms(site: Site) -> Iterator[Document]:
    """The list of forms, in the words of those who never saw their titles."""
    form = next(filter(is_form, site.stories_of(document.Document)), None)
    if form:
        names = (
            "mẫu đơn; làm đơn, viết đơn, nộp đơn; đơn xin hỗ trợ, đăng ký; mẫu phiếu; tờ khai; "
            "hồ sơ gồm giấy tờ gì"
        )
        text = "Tải mẫu đăng ký, thuyết minh, nghiệm thu; điền bằng Word."
        yield ServiceDocument(Link("Biểu mẫu", f"/{form.category}/"), names, text)


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
        roles = (unit.office(officer) for unit in units for officer in unit.officers)
        does = "; ".join(line for unit in units for line in unit.functions)
        officers = (
            f"{unit.office(officer)}: {officer.name}, {officer.phone}"
            for unit in units
            for officer in unit.officers
        )
        yield ServiceDocument(
            chrome.ORGANISATION,
            f"ai đứng đầu, lãnh đạo; ông, bà tên gì, là ai; {'; '.join(roles)}; {names}; {does}",
            "; ".join(officers),
        )
