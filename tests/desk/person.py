"""Somebody who works at the desk and sees only its screens: the same deeds in two browsers.

Chromium is driven by Playwright, Debian's Firefox by its own protocol (Marionette, which speaks
WebDriver): Playwright drives no Firefox but its own. What is clicked is found by the words on it.
"""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.desk.served_desk import PAUSE, ServedDesk

SHOWN = """
const [words, kinds] = arguments;
const fold = (text) => text.replace(/\\s+/g, " ").trim();
const name = (each) => fold(each.getAttribute("aria-label") || each.innerText || each.value || "");
const found = [...document.querySelectorAll(kinds)].filter((each) => each.checkVisibility());
const named = found.filter((each) => name(each) === words);
const all = named.length ? named : found.filter((each) => name(each).startsWith(words));
return all.at(arguments[2]) ?? null;
"""
LABELLED = """
const [words] = arguments;
const fold = (text) => text.replace(/\\s+/g, " ").trim();
const labels = (each) => [...(each.labels ?? [])].map((one) => one.innerText);
const names = (each) => [each.getAttribute("aria-label"), ...labels(each)].filter(Boolean);
const found = [...document.querySelectorAll("input, select, textarea, [role=textbox]")].filter(
  (each) => each.type === "file" || each.checkVisibility());
const named = (test) => found.filter((each) => names(each).some((name) => test(fold(name))));
const exact = named((name) => [words, `${words} (bắt buộc)`].includes(name));
return (exact.length ? exact : named((name) => name.startsWith(words))).at(arguments[1]) ?? null;
"""
OPTION = """
const [list, words] = arguments;
return [...list.options].find((one) => one.textContent.trim().startsWith(words)) ?? null;
"""
BLOCK = "return [...document.querySelectorAll('.ProseMirror > *')].at(-1) ?? null"
PAGE = "return document.querySelector(`.pages:not([hidden]) [data-address='${arguments[0]}']`)"
CORNER = "return document.querySelector('.framing[open] .framing__corner--se')"
COPY = """
const helper = Cc["@mozilla.org/widget/clipboardhelper;1"].getService(Ci.nsIClipboardHelper);
helper.copyString(arguments[0]);
"""
"""What another program does in Firefox's clipboard; the pasting is the person's."""
PHONE = {"width": 360, "height": 740}
"""Pixels of a small phone."""
PATIENCE = 2 * PAUSE / 1000
"""Seconds: the first build of a site on a busy machine takes longer than any other answer."""
KEYS = {
    **{"Backspace": "\ue003", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009"},
    **{"End": "\ue010", "ArrowLeft": "\ue012", "ArrowRight": "\ue014", "ArrowDown": "\ue015"},
}
"""Keys as WebDriver numbers them."""
BUTTONS = "a, button, summary, [role=button], input[type=submit]"


class Person(ABC):
    """What a person does at a desk; how, each browser says."""

    def __init__(self, page: Any, served: ServedDesk) -> None:
        self.page = page
        self.served = served
        self.content = served.content
        self.clicks = 0
        """How often something was pressed, chosen or gone to with the mouse or a finger."""
        self.letters = 0
        """Keys that were pressed."""

    @abstractmethod
    def goto(self, address: str) -> None: ...

    @abstractmethod
    def run(self, script: str, *arguments: object) -> Any:
        """What a function body gives, in the page; an element of the page for an element."""

    @abstractmethod
    def press_on(self, element: Any) -> None:
        """Click an element where it stands."""

    @abstractmethod
    def pick(self, choice: Any, words: str) -> None:
        """Take an option of a list of choices, by the words that it begins with."""

    @abstractmethod
    def copy_elsewhere(self, words: str) -> None:
        """What another program copies: the next paste brings it."""

    @abstractmethod
    def put(self, element: Any, words: str) -> None:
        """Type words into an input in the place of its own."""

    @abstractmethod
    def give(self, element: Any, files: Sequence[Path]) -> None:
        """Choose files in a place for files."""

    @abstractmethod
    def type(self, words: str) -> None:
        """Press keys where one is."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys by their names: `Shift+ArrowLeft`."""

    @abstractmethod
    def drag(self, element: Any, right: int, down: int) -> None:
        """Press on an element with the mouse, move by some pixels, let go."""

    @abstractmethod
    def on_a_phone(self) -> AbstractContextManager[None]:
        """A narrow screen meanwhile: 360 pixels, or as narrow as the browser's window gets."""

    @abstractmethod
    def in_the_new_window(self) -> AbstractContextManager[None]:
        """Look at the window that a click opened, then close it."""

    def text(self, path: str) -> str:
        """What stands in a file of the content folder."""
        return self.served.text(path)

    def sit_down(self) -> None:
        """Come to the desk as its icon opens it: at the first screen."""
        self.goto(self.served.at())

    def find(self, title: str) -> None:
        """Look an entry up in the list of everything, and open it."""
        self.sit_down()
        self.fill("Tìm (gõ không dấu cũng được)", title)
        self.waits("document.querySelectorAll('.item__title').length === 1")
        self.click(title)

    def click(self, words: str, number: int = 0) -> None:
        """Press what bears these words: a link, a button, a heading that unfolds.

        `number` counts those that bear the same, from the first or (-1) the last.
        """
        self._press(self._found(SHOWN, words, BUTTONS, number))

    def fill(self, label: str, words: str, number: int = 0) -> None:
        """Type into the place with a label, in the place of what stands there."""
        self.clicks, self.letters = self.clicks + 1, self.letters + len(words)
        self.put(self._found(LABELLED, label, number), words)

    def crop(self) -> None:
        """Pull the lower right corner of a photo's frame inwards with the mouse."""
        self.clicks += 1
        self.drag(self._found(CORNER), -120, -80)

    def value(self, label: str) -> str:
        element = self._found(LABELLED, label, 0)
        return str(self.run("return arguments[0].value", element))

    def choose(self, label: str, option: str) -> None:
        self.clicks += 2
        self.pick(self._found(LABELLED, label, 0), option)

    def choose_page(self, label: str, words: str, address: str) -> None:
        """Find a page of the site by words of its title, where its address is asked for."""
        place = self._found(LABELLED, label, -1)
        self.fill(label, words, -1)
        self._press(self._found(PAGE, address))
        _until(lambda: self.run("return arguments[0].value", place) == address, address)

    def upload(self, label: str, *files: Path) -> None:
        self.clicks += 2
        self.give(self._found(LABELLED, label, 0), files)

    def describe_photo(self, number: int, words: str) -> None:
        """Say what a photo in the text shows, in its dialog."""
        self.click("Sửa: Ảnh", number)
        self.fill("Mô tả cho người không nhìn thấy ảnh", words)
        self.click("Xong")

    def go_behind_the_text(self) -> None:
        """Put the caret behind the last letter of a story."""
        self.waits("Boolean(document.querySelector('.editor[data-state=settled]'))")
        self._press(self._found(BLOCK))
        self.press("Control+End")

    def write(self, words: str) -> None:
        """Type behind the text of a story."""
        self.go_behind_the_text()
        self.write_here(words)

    def write_here(self, words: str) -> None:
        """Type where the caret is."""
        self.letters += len(words)
        self.type(words)

    def press_keys(self, *keys: str) -> None:
        """Press keys by their names, where one is."""
        self.letters += len(keys)
        self.press(*keys)

    def paste(self, words: str) -> None:
        """Paste where one is what another program copied."""
        self.copy_elsewhere(words)
        self.press_keys("Control+v")

    def save(self) -> None:
        self.click("Lưu vào bài")
        self.sees("Đã lưu.")

    def sees(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.waits(f"document.body.innerText.includes({json.dumps(words)})")

    def waits(self, condition: str) -> None:
        """Wait until an expression of JavaScript is true."""
        _until(lambda: self.run(f"return {condition}"), condition)

    def _press(self, element: Any) -> None:
        self.clicks += 1
        self.press_on(element)

    def _found(self, script: str, *arguments: object) -> Any:
        return _until(lambda: self.run(script, *arguments), str(arguments))


class InChromium(Person):
    """A person at a page of Chromium."""

    def goto(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, *arguments: object) -> Any:
        body = f"(given) => (function () {{ {script} }}).apply(null, given)"
        found = self.page.evaluate_handle(body, [*arguments])
        return found.as_element() or found.json_value()

    def press_on(self, element: Any) -> None:
        element.click()

    def pick(self, choice: Any, words: str) -> None:
        option = self._found(OPTION, choice, words)
        choice.select_option(option.get_attribute("value"))

    def copy_elsewhere(self, words: str) -> None:
        self.page.evaluate("(words) => navigator.clipboard.writeText(words)", words)

    def put(self, element: Any, words: str) -> None:
        element.fill(words)

    def give(self, element: Any, files: Sequence[Path]) -> None:
        element.set_input_files([*files])

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, element: Any, right: int, down: int) -> None:
        element.scroll_into_view_if_needed()
        box, mouse = element.bounding_box(), self.page.mouse
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + right, y + down, steps=8)
        mouse.up()

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        size = self.page.viewport_size
        self.page.set_viewport_size(PHONE)
        yield
        self.page.set_viewport_size(size)

    @contextmanager
    def in_the_new_window(self) -> Iterator[None]:
        before = self.page
        self.page = _until(lambda: self._other(before), "a new window")
        yield
        self.page.close()
        self.page = before

    def _other(self, page: Any) -> Any:
        page.wait_for_timeout(100)  # what opens is taken notice of meanwhile
        return next((one for one in page.context.pages if one is not page), None)


class InFirefox(Person):
    """A person at a page of Firefox."""

    def goto(self, address: str) -> None:
        self.run("window.onbeforeunload = null")
        self.page.goto(address)

    def run(self, script: str, *arguments: object) -> Any:
        return self.page.run(script, *arguments)

    def press_on(self, element: Any) -> None:
        self._scroll_to(element)
        self._do("ElementClick", element)

    def _scroll_to(self, element: Any) -> None:
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element)

    def pick(self, choice: Any, words: str) -> None:
        self._do("ElementClick", self._found(OPTION, choice, words))

    def copy_elsewhere(self, words: str) -> None:
        self.page.run(COPY, words, privileged=True)

    def put(self, element: Any, words: str) -> None:
        self._do("ElementClear", element)
        self._do("ElementSendKeys", element, text=words)

    def give(self, element: Any, files: Sequence[Path]) -> None:
        self._do("ElementSendKeys", element, text="\n".join(map(str, files)))

    def type(self, words: str) -> None:
        self.page.press(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            *held, last = (KEYS.get(part, part) for part in key.split("+"))
            downs = [{"type": "keyDown", "value": part} for part in (*held, last)]
            ups = [{"type": "keyUp", "value": part} for part in (last, *reversed(held))]
            source = {"type": "key", "id": "keyboard", "actions": [*downs, *ups]}
            self.page.command("WebDriver:PerformActions", {"actions": [source]})

    def drag(self, element: Any, right: int, down: int) -> None:
        move = {"type": "pointerMove", "duration": 100}
        actions = [
            {**move, "origin": element, "x": 0, "y": 0},
            {"type": "pointerDown", "button": 0},
            {**move, "origin": "pointer", "x": right, "y": down},
            {"type": "pointerUp", "button": 0},
        ]
        self._scroll_to(element)
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.page.command("WebDriver:PerformActions", {"actions": [source]})

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        self.page.command("WebDriver:SetWindowRect", {"width": 450, "height": 740})
        yield
        self.page.command("WebDriver:SetWindowRect", {"width": 1280, "height": 900})

    @contextmanager
    def in_the_new_window(self) -> Iterator[None]:
        here = self.page.command("WebDriver:GetWindowHandle", {})["value"]
        self._look_at(_until(lambda: self._other(here), "a new window"))
        yield
        self.page.command("WebDriver:CloseWindow", {})
        self._look_at(here)

    def _other(self, here: str) -> str | None:
        handles = self.page.command("WebDriver:GetWindowHandles", {})
        return next((one for one in handles if one != here), None)

    def _look_at(self, handle: str) -> None:
        self.page.command("WebDriver:SwitchToWindow", {"handle": handle})

    def _do(self, command: str, element: dict[str, str], **more: object) -> None:
        identity, *_ = element.values()
        self.page.command(f"WebDriver:{command}", {"id": identity, **more})


def _until(look: Callable[[], object], what: str):
    """What `look` finds, as soon as it finds anything."""
    end, found = time.monotonic() + PATIENCE, None
    while not found:
        assert time.monotonic() < end, what
        with suppress(Error, RuntimeError):  # between two pages there is none to ask
            found = look()
        if not found:
            time.sleep(0.1)
    return found
