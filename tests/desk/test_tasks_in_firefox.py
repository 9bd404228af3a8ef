"""Everyday tasks in Firefox: what is clicked and typed there ends in the same files."""

import shutil
import time
from collections.abc import Iterator

import pytest

from tests.desk.served_desk import PAUSE, ServedDesk
from tests.tools.firefox import Firefox, firefox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not shutil.which("firefox-esr"), reason="needs tests/tools/install.sh"),
]

CLICK = """const found = [...document.querySelectorAll("a, button")].find(
  (each) => each.textContent.trim() === arguments[0]);
if (!found) throw new Error(`no "${arguments[0]}"`);
found.click();"""
FOCUS = "const field = document.querySelector(arguments[0]); field.focus(); field.select?.();"
EDITOR = "Boolean(document.querySelector('.editor[data-state=settled]'))"


class Person:
    """Somebody who works at the desk in Firefox."""

    def __init__(self, page: Firefox, served: ServedDesk) -> None:
        self.page = page
        self.served = served

    def open(self, path: str) -> None:
        self.page.run("window.onbeforeunload = null")
        self.page.goto(self.served.at(path))

    def wait_for(self, expression: str, *arguments: object) -> None:
        end = time.monotonic() + PAUSE / 1000
        while not self.page.run(f"return {expression}", *arguments):
            assert time.monotonic() < end, expression
            time.sleep(0.1)

    def sees(self, words: str) -> None:
        self.wait_for("document.body.innerText.includes(arguments[0])", words)

    def click(self, words: str) -> None:
        self.page.run(CLICK, words)

    def type(self, field: str, words: str) -> None:
        self.page.run(FOCUS, field)
        self.page.press(words)

    def write(self, words: str) -> None:
        """Type behind the text of the story."""
        self.wait_for(EDITOR)
        self.page.run(
            "const text = document.querySelector('.ProseMirror'); text.focus();"
            "getSelection().selectAllChildren(text.lastElementChild);"
            "getSelection().collapseToEnd()"
        )
        self.page.press(words)


@pytest.fixture(scope="module")
def person(served: ServedDesk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with firefox(tmp_path_factory.mktemp("firefox")) as page:
        page.goto(served.launch)
        yield Person(page, served)


def test_write_a_story(person: Person, served: ServedDesk) -> None:
    person.open("viet/tin-tuc")
    person.type("[name=title]", "Viết bằng Firefox")
    person.type("[name=summary]", "Máy chạy bằng điện mặt trời.")
    person.write("Hợp tác xã nhận máy.")
    person.wait_for("document.querySelector('#bai').dataset.state === 'kept'")
    person.click("Lưu vào bài")
    person.sees("Đã lưu.")
    assert served.text("tin-tuc/viet-bang-firefox.md").endswith("Hợp tác xã nhận máy.\n")


def test_find_without_diacritics(person: Person) -> None:
    person.open("")
    person.type("[name=tim]", "mien dong")
    person.wait_for("document.querySelectorAll('.item__title').length === 1")
    person.sees("Miến dong")


def test_correct_a_figure(person: Person, served: ServedDesk) -> None:
    served.content.story("tin-tuc/sua.md", title="Số lớp", uid="kc-sua", slug="sua")
    person.open("bai/tin-tuc/sua.md")
    person.type("[name=noi-dung]", "Đúng là 04 lớp, không phải 05.")
    person.click("Đính chính")
    person.sees("Đã ghi câu đính chính.")
    assert "note: Đúng là 04 lớp, không phải 05." in served.text("tin-tuc/sua.md")


def test_find_a_name_everywhere_and_rename(person: Person, served: ServedDesk) -> None:
    served.content.story("tin-tuc/ten.md", title="Về Văn Lãng", body="Xã Văn Lãng.", uid="kc-ten")
    person.open("bai/tin-tuc/ten.md")  # the desk knows the file from now on
    person.open("tim-thay?tim=V%C4%83n%20L%C3%A3ng")
    person.wait_for("document.querySelectorAll('mark').length === 2")
    person.type(".keep [name=thay]", "Na Rì")
    person.click("Thay ở các chỗ đã chọn")
    person.sees("Đã thay 2 chỗ.")
    assert "title: Về Na Rì" in served.text("tin-tuc/ten.md")


def test_words_that_were_not_saved_are_offered_again(person: Person, served: ServedDesk) -> None:
    served.content.story("tin-tuc/tab.md", title="Đóng nhầm", body="Đầu.", uid="kc-tab")
    person.open("bai/tin-tuc/tab.md")
    person.write(" Chữ chưa lưu.")
    person.wait_for("document.querySelector('#bai').dataset.state === 'kept'")
    person.open("bai/tin-tuc/tab.md")
    person.click("Mở bản đang viết")
    person.wait_for("document.getElementById('body')?.value.includes('Chữ chưa lưu.')")
