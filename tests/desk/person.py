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
const exact = named((name) => [words, `${words} (cần có)`].includes(name));
return (exact.length ? exact : named((name) => name.startsWith(words))).at(arguments[1]) ?? null;
"""
CHOOSE = """
const [list, words] = arguments;
list.value = [...list.options].find((one) => one.textContent.trim() === words).value;
for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));
"""
CARET_AT_THE_END = """
const text = document.querySelector(".ProseMirror");
text.focus();
getSelection().selectAllChildren(text.lastElementChild);
getSelection().collapseToEnd();
"""
PASTE = """
const data = new DataTransfer();
for (const [kind, text] of Object.entries(arguments[0])) data.setData(kind, text);
const place = document.activeElement;
const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
if (place.dispatchEvent(event) && "value" in place) place.value = data.getData("text/plain");
"""
PATIENCE = 5 * PAUSE / 1000
"""Seconds: the first build of a site on a busy machine takes longer than any other answer."""
KEYS = {"Shift": "\ue008", "ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
"""Keys as WebDriver numbers them."""
BUTTONS = "a, button, summary, [role=button], input[type=submit]"


class Person(ABC):
    """What a person does at a desk; how, each browser says."""

    def __init__(self, page: Any, served: ServedDesk) -> None:
        self.page = page
        self.served = served
        self.content = served.content

    @abstractmethod
    def goto(self, address: str) -> None: ...

    @abstractmethod
    def run(self, script: str, *arguments: object) -> Any:
        """What a function body gives, in the page; an element of the page for an element."""

    @abstractmethod
    def press_on(self, element: Any) -> None:
        """Click an element where it stands."""

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
    def on_a_phone(self) -> AbstractContextManager[None]:
        """A screen 360 pixels wide meanwhile."""

    def text(self, path: str) -> str:
        """What stands in a file of the content folder."""
        return self.served.text(path)

    def story(self, path: str, **fields: str) -> Path:
        """A story that is there, and that the desk knows."""
        slug = Path(path).stem
        file = self.content.story(path, **{"uid": f"kc-{slug}", "slug": slug, **fields})
        self.open(f"bai/{path}")
        return file

    def open(self, path: str) -> None:
        self.goto(self.served.at(path))

    def click(self, words: str) -> None:
        """Press what bears these words: a link, a button, a heading that unfolds."""
        self.press_on(self._found(SHOWN, words, BUTTONS, 0))

    def click_last(self, words: str) -> None:
        self.press_on(self._found(SHOWN, words, BUTTONS, -1))

    def fill(self, label: str, words: str) -> None:
        self.put(self._found(LABELLED, label, 0), words)

    def fill_last(self, label: str, words: str) -> None:
        self.put(self._found(LABELLED, label, -1), words)

    def focus(self, label: str) -> None:
        self._found(f"const found = (function () {{ {SHOWN} }}).apply(null, arguments);"
                    "found?.focus(); return found;", label, "[role=group]", 0)  # fmt: skip

    def value(self, label: str) -> str:
        element = self._found(LABELLED, label, 0)
        return str(self.run("return arguments[0].value", element))

    def choose(self, label: str, option: str) -> None:
        self.run(CHOOSE, self._found(LABELLED, label, 0), option)

    def choose_page(self, label: str, words: str, address: str) -> None:
        """Find a page of the site by words of its title, where its address is asked for."""
        self.fill_last(label, words)
        option = f".pages:not([hidden]) [data-address={json.dumps(address)}]"
        self.waits(f"Boolean(document.querySelector('{option}'))")
        self.press("ArrowDown", "Enter")
        self.waits(f"[...document.querySelectorAll('[data-pages]')].at(-1).value === '{address}'")

    def upload(self, label: str, *files: Path) -> None:
        self.give(self._found(LABELLED, label, 0), files)

    def describe_photo(self, number: int, words: str) -> None:
        """Say what a photo in the text shows, in its dialog."""
        place = "[...document.querySelectorAll('.island--figure .island__edit')]"
        self.press_on(self._found(f"return {place}[arguments[0]] ?? null", number - 1))
        self.fill("Mô tả cho người không nhìn thấy ảnh", words)
        self.click("Xong")

    def write(self, words: str) -> None:
        """Type behind the text of a story."""
        self.waits("Boolean(document.querySelector('.editor[data-state=settled]'))")
        self.run(CARET_AT_THE_END)
        self.type(words)

    def paste(self, **kinds: str) -> None:
        """Paste where one is: `plain` and `html`."""
        self.run(PASTE, {f"text/{kind}": text for kind, text in kinds.items()})

    def save(self) -> None:
        self.click("Lưu vào bài")
        self.sees("Đã lưu.")

    def sees(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.waits(f"document.body.innerText.includes({json.dumps(words)})")

    def waits(self, condition: str) -> None:
        """Wait until an expression of JavaScript is true."""
        _until(lambda: self.run(f"return {condition}"), condition)

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

    def put(self, element: Any, words: str) -> None:
        element.fill(words)

    def give(self, element: Any, files: Sequence[Path]) -> None:
        element.set_input_files([*files])

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 360, "height": 740})
        yield
        self.page.set_viewport_size(size)


class InFirefox(Person):
    """A person at a page of Firefox."""

    def goto(self, address: str) -> None:
        self.run("window.onbeforeunload = null")
        self.page.goto(address)

    def run(self, script: str, *arguments: object) -> Any:
        return self.page.run(script, *arguments)

    def press_on(self, element: Any) -> None:
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element)
        self._do("ElementClick", element)

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

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        self.page.command("WebDriver:SetWindowRect", {"width": 450, "height": 740})
        yield
        self.page.command("WebDriver:SetWindowRect", {"width": 1280, "height": 900})

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
