"""Firefox keeps words as Chromium does: those of a new story, and those that nobody saved."""

import shutil
from collections.abc import Iterator

import pytest

from tests.desk.person import InFirefox, Person
from tests.desk.served_desk import ServedDesk
from tests.tools.firefox import firefox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not shutil.which("firefox-esr"), reason="needs tests/tools/install.sh"),
]
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
