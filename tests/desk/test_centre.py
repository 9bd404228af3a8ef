"""site.yml is a form, and keeps its comments."""

from datetime import timedelta

from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk import served_desk
from tests.desk.conftest import Visitor

SITE = f"""\
# Ai giữ tệp này: chị Hoa
{served_desk.SITE.replace("Bản tin Thử", "Bản tin   # tên ngắn")}\
abbreviations:
  HTX: hợp tác xã
"""


def form_of(visitor: Visitor) -> list[tuple[str, str]]:
    from bs4 import BeautifulSoup

    page = visitor.get("trung-tam").text.replace('id="trung-tam"', 'id="bai"')
    assert BeautifulSoup(page, "lxml").find("form", id="bai")
    from tests.desk.conftest import inputs_of

    return inputs_of(page)


def test_a_form_sent_back_untouched_changes_no_byte(visitor: Visitor, content: Content) -> None:
    file = content.write("site.yml", SITE.replace("\n", "\r\n"))
    assert visitor.post("trung-tam", form_of(visitor)).status_code == 303
    assert file.read_bytes() == SITE.replace("\n", "\r\n").encode()


def test_a_phone_and_an_item_of_the_menu_are_changed(visitor: Visitor, content: Content) -> None:
    file = content.write("site.yml", SITE)
    pairs = [
        (name, "0208 385 0000, 0208 385 0001" if name == "phones" else value)
        for name, value in form_of(visitor)
    ]
    pairs += [("menu.m1.@", ""), ("menu.m1.name", "Liên hệ"), ("menu.m1.address", "/lien-he/")]
    assert visitor.post("trung-tam", pairs).status_code == 303
    text = file.read_text()
    assert "phones:\n  - 0208 385 0000\n  - 0208 385 0001\n" in text
    assert "  - name: Liên hệ\n    address: /lien-he/\n" in text
    assert "# Ai giữ tệp này: chị Hoa\n" in text and "Bản tin   # tên ngắn\n" in text


def test_keys_that_staff_choose_are_added(visitor: Visitor, content: Content) -> None:
    file = content.write("site.yml", SITE)
    new = [("abbreviations.m1.@", ""), ("abbreviations.m1.#", "CNNT")]
    new += [("abbreviations.m1.value", "công nghiệp nông thôn")]
    visitor.post("trung-tam", [*form_of(visitor), *new])
    assert file.read_text().endswith("  HTX: hợp tác xã\n  CNNT: công nghiệp nông thôn\n")


def test_an_error_is_told_and_nothing_is_written(visitor: Visitor, content: Content) -> None:
    file = content.write("site.yml", SITE)
    pairs = [(n, "thu.example" if n == "url" else v) for n, v in form_of(visitor)]
    answer = visitor.post("trung-tam", pairs)
    assert answer.status_code == 409 and "thu.example" in answer.text
    assert file.read_text() == SITE


def test_two_people_on_different_fields_both_are_written(
    visitor: Visitor, content: Content
) -> None:
    file = content.write("site.yml", SITE)
    hoa, lan = form_of(visitor), form_of(visitor)
    visitor.post("trung-tam", [(n, "Tên mới" if n == "name" else v) for n, v in hoa])
    visitor.post("trung-tam", [(n, "Số 2" if n == "address" else v) for n, v in lan])
    assert "name: Tên mới\n" in file.read_text() and "address: Số 2\n" in file.read_text()


def test_two_people_on_one_field_the_second_is_asked(visitor: Visitor, content: Content) -> None:
    file = content.write("site.yml", SITE)
    hoa, lan = form_of(visitor), form_of(visitor)
    visitor.post("trung-tam", [(n, "Của Hoa" if n == "name" else v) for n, v in hoa])
    answer = visitor.post("trung-tam", [(n, "Của Lan" if n == "name" else v) for n, v in lan])
    assert answer.status_code == 409 and "Của Lan" in answer.text
    assert "name: Của Hoa\n" in file.read_text()


def test_a_call_for_two_weeks_is_entered_and_stands_in_what_comes_next(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.write("site.yml", SITE)
    until = workspace.now() + timedelta(days=14)
    new = [("campaigns.m1.@", ""), ("campaigns.m1.title", "Mời đăng ký đề án năm 2027")]
    new += [("campaigns.m1.address", "/tin-tuc/"), ("campaigns.m1.ends", f"{until:%d/%m/%Y}")]
    assert visitor.post("trung-tam", [*form_of(visitor), *new]).status_code == 303
    page = visitor.get("").text
    assert "Ngày cuối của thông báo ở trang nhất" in page and "Mời đăng ký đề án năm 2027" in page


def test_a_colour_is_chosen_from_a_palette_too(visitor: Visitor, content: Content) -> None:
    content.write("site.yml", SITE)
    page = visitor.get("trung-tam").text
    assert page.count('type="color"') == 1 and 'name="phones" value' in page


def test_entries_of_the_menu_stand_in_the_order_of_the_screen(
    visitor: Visitor, content: Content
) -> None:
    more = "  - name: Sản phẩm # giữ\n    address: /san-pham/\nabbreviations"
    file = content.write("site.yml", SITE.replace("abbreviations", more))
    pairs = form_of(visitor)
    first = [pair for pair in pairs if pair[0].startswith("menu.0.")]
    rest = [pair for pair in pairs if pair not in first]
    assert visitor.post("trung-tam", [*rest, *first]).status_code == 303
    text = file.read_text()
    assert text.index("Sản phẩm") < text.index("Tin tức")


def test_errors_of_the_centre_are_listed_with_a_way_to_each(visitor: Visitor) -> None:
    base = visitor.get("trung-tam").text.partition('name="base" value="')[2][:40]
    wrong = {"base": base, "menu.m1.name": "Lịch", "menu.m1.address": "lich phat song"}
    answer = visitor.post("trung-tam", wrong)
    assert answer.status_code == 409
    assert 'href="#o-menu.' in answer.text and "không phải địa chỉ trong trang" in answer.text
