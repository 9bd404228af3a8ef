"""Pages that do something for their readers and are no entries, as they can be found."""

from collections.abc import Iterator

from khuyencong.catalogue.rounds import rounds
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.describing.support import offers
from khuyencong.model.support import Activity, Applicant
from khuyencong.pages import chrome
from khuyencong.pages.forms import is_form
from khuyencong.search.document import Document, ServiceDocument
from khuyencong.site.index import Site

_ASKED = {
    chrome.SUBSCRIBE: (
        "đăng ký nhận tin; theo dõi trang; nhận bản tin qua Zalo, email, thư điện tử; RSS",
        "Nhận tin mới, hạn đăng ký, lịch lớp qua thư điện tử, Zalo hoặc ứng dụng đọc tin.",
    ),
    chrome.QUESTIONS: (
        "hỏi trung tâm; gửi câu hỏi; đặt câu hỏi; góp ý; phản ánh; ý kiến; nhắn Zalo; báo lỗi",
        "Gửi câu hỏi, góp ý tới trung tâm. Cuối mỗi bài có lối báo lỗi trong bài viết.",
    ),
    chrome.CALENDAR: (
        "lịch lớp; lịch học; hạn nộp; sự kiện sắp tới; đưa lịch vào điện thoại",
        "Lớp, sự kiện, hạn nộp và giờ phát sóng sắp tới, đưa được vào lịch điện thoại.",
    ),
    chrome.TIMETABLE: (
        "chương trình tivi; ti vi; TV; giờ chiếu; tối nay, hôm nay có gì; truyền hình",
        "Chương trình phát trên truyền hình, theo ngày và giờ.",
    ),
    chrome.DE_AN: (
        "đề án qua các năm; biểu đồ đề án; kinh phí hỗ trợ các năm",
        "Số đề án và kinh phí hỗ trợ qua các năm: biểu đồ, bảng, danh sách.",
    ),
    chrome.FIGURES: ("số liệu qua các năm; thống kê; biểu đồ", "Số liệu, biểu đồ, bảng tải về."),
    chrome.LAWS: (
        "tra cứu văn bản; luật, nghị định, thông tư, quyết định còn hiệu lực",
        "Văn bản theo loại, cơ quan ban hành, hiệu lực.",
    ),
    chrome.ARTISANS: (
        "danh sách nghệ nhân; thợ giỏi; người giữ nghề",
        "Nghệ nhân, thợ giỏi theo nghề và nơi làm nghề.",
    ),
    chrome.COLLABORATORS: (
        "ai là cộng tác viên ở xã; danh sách, số điện thoại cộng tác viên xã tôi; cán bộ xã",
        "Cộng tác viên ở từng xã, phường, kèm số điện thoại.",
    ),
    chrome.ARCHIVE: ("tin cũ; bài cũ theo năm, tháng", "Mọi bài, theo năm và tháng."),
    chrome.PRESS: ("nhà báo, đài, tòa soạn; ảnh, video dùng lại", "Bài, ảnh, video dùng lại."),
    chrome.SAVED: ("không có mạng; đọc ngoại tuyến", "Những trang đã mở, đọc khi không có mạng."),
    chrome.OPEN_DATA: ("tải dữ liệu; CSV, JSON, Excel", "Dữ liệu của trang để tải về."),
    chrome.ACCESSIBILITY: (
        "chữ to, cỡ chữ; độ tương phản; đọc bằng bàn phím, trình đọc màn hình",
        "Trang dùng được thế nào với người mắt kém, người dùng trình đọc màn hình.",
    ),
}
"""Pages of the foot of every page → words by which readers ask for them, and what they give."""


def services(products: ProductDescriptions) -> Iterator[Document]:
    """The finder of support, the forms, the selection rounds, the organisation, the lists."""
    site = products.site
    yield from _finder(site)
    yield from _forms(site)
    yield from _rounds(products)
    yield from _organisation(site)
    for _, links in chrome.directory(site):
        yield from (ServiceDocument(link, *_ASKED[link]) for link in links if link in _ASKED)


_BEGGED = "xin tiền, xin vốn, vay vốn, vay tiền mua máy; xin đi hội chợ; nhãn mác"
"""What is said for support by those who never heard its name."""


def _finder(site: Site) -> Iterator[Document]:
    if offers(site):
        labels = (choice.label for choices in (Activity, Applicant) for choice in choices)
        told = "mức hỗ trợ; tính tiền hỗ trợ; được hỗ trợ bao nhiêu"
        names = "; ".join((told, _BEGGED, *labels))
        text = "Trả lời bốn câu, xem được hỗ trợ nhiều nhất bao nhiêu, hạn, mẫu, gọi cho ai."
        yield ServiceDocument(chrome.SUPPORT, names, text)


def _forms(site: Site) -> Iterator[Document]:
    """The list of forms, in the words of those who never saw their titles."""
    form = next(filter(is_form, site.stories), None)
    if form:
        names = "mẫu đơn; đơn xin hỗ trợ, đăng ký; mẫu phiếu; tờ khai; hồ sơ gồm giấy tờ gì"
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
        roles = dict.fromkeys(officer.role for unit in units for officer in unit.officers)
        does = "; ".join(line for unit in units for line in unit.functions)
        officers = (
            f"{officer.role} {unit.name}: {officer.name}, {officer.phone}"
            for unit in units
            for officer in unit.officers
        )
        yield ServiceDocument(
            chrome.ORGANISATION,
            f"ai đứng đầu, lãnh đạo; {'; '.join(roles)}; {names}; {does}",
            "; ".join(officers),
        )
