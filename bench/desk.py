"""`make bench-desk`: the desk over a large corpus, beside the bars that the project sets itself.

    python -m bench.desk [--size 5000] [--work FOLDER] [--write]

A real `khuyencong desk`, asked over HTTP and by Chromium. Prints a table; `--write` also puts it
into docs/benchmarks.md. The corpus lies in memory (/dev/shm) where there is room.
"""

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from bs4 import BeautifulSoup
from playwright.sync_api import Page, sync_playwright

from bench.corpus import make_corpus
from bench.measuring import family_memory
from khuyencong.worker import processors
from tools.desk_process import running_desk

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "plugins" / "khuyencong" / "desk" / "static"
PROGRAM = str(Path(sys.executable).parent / "khuyencong")
CHROMIUM = "/usr/bin/chromium"
STORY = "tin-tuc/bai-04200.md"
TRIES = 20
LOOKED_AT = 1500
"""Milliseconds for which somebody looks at a story before the next is opened: its page is drawn
behind the text in the meantime."""
BARS = {
    "Sẵn sàng, bộ nhớ đệm ấm": "3 s",
    "Lọc danh sách": "100 ms",
    "Mở một bài, tới lúc gõ được": "300 ms",
    "Phím tới màn hình": "16 ms",
    "Việc dài nhất khi gõ": "50 ms",
    "Xem thử chữ chưa lưu, giữa": "100 ms",
    "Xem thử chữ chưa lưu, lâu nhất": "250 ms",
    "Lưu, có lịch sử": "200 ms",
    "Bộ nhớ": "500 MB",
    "Script, gzip": "250 KB",
}
"""What is measured → its bar."""
FRAMES = """() => {
  window.times = [];
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(duration);
  }).observe({ type: "longtask" });
  addEventListener("keydown", () => {
    const pressed = performance.now();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.times.push(performance.now() - pressed);
    requestAnimationFrame(() => channel.port2.postMessage(null));
  }, { capture: true });
}"""


@dataclass
class Visitor:
    """A browser without a screen that the desk has let in."""

    launch: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        origin = self.launch.partition("/ban-bien-tap/")[0]
        self.client = httpx.Client(
            base_url=f"{origin}/ban-bien-tap/",
            headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"},
            timeout=3600,
        )
        self.client.get(self.launch)

    def form(self, source: str) -> dict[str, str]:
        """The inputs of a story's form."""
        page = BeautifulSoup(self.client.get(f"bai/{source}").text, "lxml")
        form = page.select("form#bai")[0]
        inputs = form.select("input[name]:not([type=checkbox])")
        pairs = {str(each["name"]): str(each.get("value", "")) for each in inputs}
        for area in form.select("textarea[name]"):
            pairs[str(area["name"])] = area.text.removeprefix("\n")
        for choice in form.select("select[name]"):
            chosen = choice.select_one("option[selected]")
            pairs[str(choice["name"])] = str(chosen["value"]) if chosen else ""
        return pairs


def prepare(work: Path, size: int) -> None:
    """Make the corpus, and what a first opening of the desk leaves in the cache."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    make_corpus(work / "content", size)
    shutil.copytree(ROOT / "theme", work / "theme")
    shutil.copy(ROOT / "pelicanconf.py", work)
    subprocess.run([PROGRAM, "build"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    with running_desk(work) as (_, launch):
        wait_for_preview(Visitor(launch))


def wait_for_preview(visitor: Visitor) -> None:
    """Wait until the whole site can be looked at."""
    form = visitor.form(STORY)
    while visitor.client.post("xem", data=form).status_code != httpx.codes.OK:
        time.sleep(0.5)


def milliseconds(work: Callable[[int], object], tries: int = TRIES) -> list[float]:
    """How long each of some tries took."""
    found = []
    for number in range(tries):
        began = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - began) * 1000)
    return found


def asked(visitor: Visitor) -> Iterator[tuple[str, float]]:
    """What is measured over HTTP."""
    words = ("na ri", "may say", "quyet dinh", "bai bi", "xyz")
    filtered = milliseconds(
        lambda n: visitor.client.get("danh-sach", params={"tim": words[n % len(words)]})
    )
    yield "Lọc danh sách", statistics.median(filtered)
    form = visitor.form(STORY)

    def look(number: int) -> None:
        changed = {**form, "title": f"Tít {number}", "body": f"{form['body']}\n\nĐoạn {number}."}
        visitor.client.post("xem", data=changed).raise_for_status()

    shown = milliseconds(look)
    yield "Xem thử chữ chưa lưu, giữa", statistics.median(shown)
    yield "Xem thử chữ chưa lưu, lâu nhất", max(shown)
    forms = [visitor.form(f"tin-tuc/bai-{4100 + 20 * number:05}.md") for number in range(10)]

    def save(number: int) -> None:
        changed = {**forms[number], "body": f"{forms[number]['body']}\n\nThêm một câu."}
        answer = visitor.client.post(f"bai/{changed['source']}", data=changed)
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise SystemExit(f"{changed['source']} was not saved:\n{answer.text}")

    yield "Lưu, có lịch sử", statistics.median(milliseconds(save, len(forms)))


def seen(page: Page, launch: str, origin: str) -> Iterator[tuple[str, float]]:
    """What is measured in a browser."""
    page.goto(launch)

    def open_story(number: int) -> None:
        page.goto(f"{origin}/ban-bien-tap/bai/tin-tuc/bai-{4000 + 20 * number:05}.md")
        page.wait_for_selector(".editor[data-state='settled']")

    def opening(number: int) -> float:
        page.wait_for_timeout(LOOKED_AT)
        return milliseconds(lambda _: open_story(number), 1)[0]

    open_story(0)
    yield "Mở một bài, tới lúc gõ được", statistics.median(map(opening, range(10)))
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.evaluate(FRAMES)
    for letter in " Trung tâm khuyến công hỗ trợ máy sấy cho hợp tác xã ở Na Rì." * 4:
        page.keyboard.type(letter)
        page.wait_for_timeout(40)
    page.wait_for_selector("#bai[data-state='kept']")
    yield "Phím tới màn hình", statistics.median(page.evaluate("window.times"))
    yield "Việc dài nhất khi gõ", max([0.0, *page.evaluate("window.tasks")])


def measures(work: Path) -> Iterator[tuple[str, float]]:
    """Everything of BARS."""
    began = time.perf_counter()
    with running_desk(work) as (pid, launch), sync_playwright() as playwright:
        visitor = Visitor(launch)
        visitor.client.get("")
        yield "Sẵn sàng, bộ nhớ đệm ấm", time.perf_counter() - began
        wait_for_preview(visitor)
        yield from asked(visitor)
        origin = launch.partition("/ban-bien-tap/")[0]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("dialog", lambda dialog: dialog.accept())
        for name, value in visitor.client.cookies.items():
            page.context.add_cookies([{"name": name, "value": value, "url": origin}])
        yield from seen(page, f"{origin}/ban-bien-tap/", origin)
        browser.close()
        yield "Bộ nhớ", family_memory(pid) / 1.048576
    scripts = (gzip.compress(file.read_bytes()) for file in STATIC.glob("*.js"))
    yield "Script, gzip", sum(map(len, scripts)) / 1000


def table(found: dict[str, float], size: int) -> str:
    """The figures beside their bars."""
    lines = [
        f"{size} tin và {size // 10} sản phẩm, {processors()} bộ xử lý, tải của máy "
        f"{os.getloadavg()[0]:.1f}:",
        "",
        "| Việc | đo được | mức phải đạt |",
        "|---|---:|---:|",
    ]
    for name, bar in BARS.items():
        figure, unit = found[name], bar.partition(" ")[2]
        lines.append(f"| {name} | {figure:.{1 if figure < 10 else 0}f} {unit} | ≤ {bar} |")
    return "\n".join(lines) + "\n"


def write(text: str) -> None:
    """Put the table in the place of the last one in docs/benchmarks.md."""
    file = ROOT / "docs" / "benchmarks.md"
    start, end = "<!-- desk -->\n", "<!-- /desk -->"
    whole = file.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(start)}.*{re.escape(end)}", re.DOTALL)
    made = place.sub(lambda _: f"{start}{text}{end}", whole)
    file.write_text(made, encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--size", type=int, default=5000)
    memory = Path("/dev/shm")  # noqa: S108
    place = (memory if memory.is_dir() else ROOT / ".cache") / "khuyencong-bench-desk"
    words.add_argument("--work", type=Path, default=place)
    words.add_argument("--keep", action="store_true", help="the corpus of the last run is used")
    words.add_argument("--write", action="store_true")
    given = words.parse_args()
    if not given.keep:
        prepare(given.work, given.size)
    text = table(dict(measures(given.work)), given.size)
    print(text)
    if given.write:
        write(text)


if __name__ == "__main__":
    main()
