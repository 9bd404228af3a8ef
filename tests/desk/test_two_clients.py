"""Two browsers and a Notepad at one story for five minutes: no word that was typed is lost."""

import json
import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from khuyencong.desk.history import History
from tests.desk.served_desk import PAUSE, ServedDesk

pytestmark = [pytest.mark.slow, pytest.mark.audit]

MINUTES = 5
STORY = "tin-tuc/bai.md"


class Client:
    """Somebody who types, saves, settles what clashes, and leaves the page in between."""

    def __init__(self, browser: Browser, served: ServedDesk, name: str, cookies: list) -> None:
        self.context = browser.new_context()
        self.context.add_cookies(cookies)
        self.context.set_default_timeout(PAUSE)
        self.served, self.name = served, name
        self.typed: list[str] = []
        self.deeds: list[str] = []
        self.clashes = 0
        self.page = self.arrive()

    def arrive(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(self.served.at(f"bai/{STORY}"))
        return page

    def act(self, chance: random.Random) -> None:
        if self.page.get_by_role("button", name="Lưu bản ghép").count():
            self.clashes += 1
            self.deeds.append("settle")
            self.page.get_by_role("button", name="Lưu bản ghép").click()
            return
        deeds, weights = (self.type, self.save, self.leave, self.go_on), (12, 4, 1, 1)
        deed = chance.choices(deeds, weights)[0]
        self.deeds.append(deed.__name__)
        deed(chance)

    def type(self, chance: random.Random) -> None:
        self.page.locator(".editor[data-state='settled'], .editor[data-state='typed']").wait_for()
        self.page.locator(".ProseMirror").first.focus()
        self.page.keyboard.press(chance.choice(["Control+Home", "Control+End", "Control+End"]))
        if chance.random() < 0.3:
            self.page.keyboard.press("Enter")
        word = f"{self.name}{len(self.typed)}x"
        self.page.keyboard.type(f" {word} ")
        self.typed.append(word)
        self.deeds.append(word)

    def save(self, chance: random.Random) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Lưu vào bài").click()

    def leave(self, chance: random.Random) -> None:
        """Close the tab over words that nobody saved, say yes when it asks, and come back."""
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)
        self.page = self.arrive()

    def go_on(self, chance: random.Random) -> None:
        """Take up what is still being written."""
        offered = self.page.get_by_role("link", name="Mở bản đang viết")
        if offered.count():
            with self.page.expect_navigation():
                offered.first.click()


def everything_kept(served: ServedDesk) -> str:
    """All words in the file, in its versions and in drafts."""
    history = History(served.folder / "data" / "lich-su.git")
    versions = [history.bytes_of(version.blob) or b"" for version in history.versions(STORY, 10**6)]
    history.close()
    drafts = (served.folder / "data" / "ban-dang-viet").glob("*.json")
    bodies = [dict(json.loads(draft.read_text())["pairs"]).get("body", "") for draft in drafts]
    return "\n".join([served.text(), *(version.decode() for version in versions), *bodies])


def test_two_people_in_random_edits_lose_no_word(
    browser: Browser, tmp_path: Path, record_property
) -> None:
    served, chance = ServedDesk(tmp_path), random.Random(14)
    served.start()
    door = browser.new_context()
    door.new_page().goto(served.launch)
    clients = [Client(browser, served, name, door.cookies()) for name in ("hoa", "lan")]
    notepad: list[str] = []
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end:
        chance.choice(clients).act(chance)
        if chance.random() < 0.02:
            notepad.append(f"notepad{len(notepad)}x")
            file = served.content.folder / STORY
            file.write_text(f"{file.read_text()}\nĐoạn {notepad[-1]}.\n")
    for client in clients:
        if client.page.locator("#bai[data-state='changed']").count():
            client.page.wait_for_selector("#bai[data-state='kept']")
    kept = everything_kept(served)
    words = [*clients[0].typed, *clients[1].typed, *notepad]
    lost = [word for word in words if word not in kept]
    record_property("words", len(words))
    print(f"\n{len(words)} words, {sum(c.clashes for c in clients)} clashes, lost: {lost}")
    for client in clients:
        for word in set(client.typed) & set(lost):
            at = client.deeds.index(word)
            print(client.deeds[at - 4 : at + 8])
        client.context.close()
    door.close()
    served.stop()
    assert len(words) > 50 and lost == []
