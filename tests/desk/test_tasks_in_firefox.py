"""Firefox keeps words and shows the true page as Chromium does."""

import shutil
from collections.abc import Iterator

import pytest

from tests.desk.person import InFirefox, Person
from tests.desk.served_desk import ServedDesk
from tests.tools.firefox import firefox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(
        not shutil.which("firefox-esr"), reason="needs firefox-esr (tests/tools/install.sh)"
    ),
]
STYLED = """(() => {
  const page = document.querySelector(".view iframe")?.contentDocument;
  return Boolean(page?.querySelector("main") && page.querySelector("[rel=stylesheet]").sheet);
})()"""
KEPT = "document.querySelector('#bai').dataset.state === 'kept'"


@pytest.fixture(scope="module")
def person(served: ServedDesk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with firefox(tmp_path_factory.mktemp("firefox")) as page:
        page.goto(served.launch)
        yield InFirefox(page, served)


def test_write_a_story(person: Person) -> None:
    person.sit_down()
    person.click("Viết tin")
    person.fill("Tít", "Viết bằng Firefox")
    person.fill("Sa-pô", "Máy chạy bằng điện mặt trời.")
    person.write("Hợp tác xã nhận máy.")
    person.waits(KEPT)
    person.save()
    assert person.text("tin-tuc/viet-bang-firefox.md").endswith("Hợp tác xã nhận máy.\n")


def test_words_that_were_not_saved_are_offered_again(person: Person) -> None:
    person.find("Mở lớp tập huấn khuyến công")
    person.write(" Chữ chưa lưu.")
    person.waits(KEPT)
    person.sit_down()
    person.sees("Đang viết dở")
    person.click("Mở lớp tập huấn khuyến công")
    person.waits("document.getElementById('body')?.value.includes('Chữ chưa lưu.')")


def test_the_page_beside_the_form_has_its_styles(person: Person) -> None:
    person.sit_down()
    person.find("Mở lớp tập huấn khuyến công")
    person.waits(STYLED)


def test_a_button_takes_what_was_not_saved_along(person: Person) -> None:
    person.sit_down()
    person.click("Viết tin")
    person.fill("Tít", "Bài gửi duyệt ngay")
    person.save()
    person.fill("Sa-pô", "Câu chưa lưu.")
    person.click("Gửi duyệt")
    person.sees("Đã gửi duyệt.")
    text = person.text("tin-tuc/bai-gui-duyet-ngay.md")
    assert "summary: Câu chưa lưu." in text and "status: review" in text
