"""kill -9 of the browser and of the desk while somebody types: at most three seconds are lost."""

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from tests.desk.served_desk import ServedDesk
from tests.tools.chromium import FLAGS

pytestmark = [pytest.mark.slow, pytest.mark.alone]

LONGEST_LOSS = 3.0
"""Seconds of typing."""
PAUSE = 60_000


@contextmanager
def chromium(profile: Path) -> Iterator[tuple[BrowserContext, int]]:
    """A browser with a profile on the disk, and its process."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path="/usr/bin/chromium", args=FLAGS
        )
        context.set_default_timeout(PAUSE)
        yield context, pid_of(profile)


def pid_of(profile: Path) -> int:
    """The browser that has a profile open: its lock names its process."""
    return int((profile / "SingletonLock").readlink().name.rpartition("-")[2])


def type_until(page: Page, moment: float) -> list[tuple[float, str]]:
    """Type numbered words until a moment; when each was on the screen."""
    typed = []
    while time.monotonic() < moment:
        word = f" chu{len(typed)}"
        page.keyboard.type(word)
        typed.append((time.monotonic(), word))
    return typed


def lost(typed: list[tuple[float, str]], kept: str, killed: float) -> float:
    """Seconds of typing that are not in what was kept."""
    words = set(kept.split())
    missing = [at for at, word in typed if word.strip() not in words]
    return killed - min(missing) if missing else 0.0


def body_of_draft(served: ServedDesk) -> str:
    """The text of the newest draft on the disk."""
    drafts = [*(served.folder / "data" / "ban-dang-viet").glob("*.json")]
    if not drafts:
        return ""
    newest = max(drafts, key=lambda file: file.stat().st_mtime)
    return dict(json.loads(newest.read_text())["pairs"])["body"]


def open_story(page: Page, served: ServedDesk) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.launch)
    page.goto(served.at("bai/tin-tuc/bai.md"))
    page.locator(".editor[data-state='settled']").wait_for()
    page.locator(".ProseMirror p").last.click()
    page.keyboard.press("Control+End")


def kill_both(folder: Path, after: float) -> float:
    """Type, kill browser and desk at once; how many seconds of typing the disk has not."""
    served = ServedDesk(folder)
    served.start()
    with suppress(Error), chromium(folder / "hs") as (on, pid):  # its end finds no browser
        open_story(on.pages[0], served)
        typed = type_until(on.pages[0], time.monotonic() + after)
        os.kill(pid, signal.SIGKILL)
        served.stop(signal.SIGKILL)
        killed = time.monotonic()
    return lost(typed, body_of_draft(served), killed)


def kill_desk(folder: Path, after: float) -> float:
    """Type, kill the desk, type on, start it again; how many seconds the browser did not bring."""
    served = ServedDesk(folder)
    served.start()
    with chromium(folder / "hs") as (context, _):
        page = context.pages[0]
        open_story(page, served)
        typed = type_until(page, time.monotonic() + after)
        served.stop(signal.SIGKILL)
        typed += type_until(page, time.monotonic() + 0.5)
        page.wait_for_selector("#bai[data-state='here']")
        killed = time.monotonic()
        served.start()
        page.goto(served.launch)
        page.get_by_role("link", name="Mở bản đang viết").first.click()
        kept = page.locator("#body").input_value()
    served.stop()
    return lost(typed, kept, killed)


@pytest.mark.parametrize("after", [2.2, 4.9])
@pytest.mark.parametrize("kill_one", [kill_both, kill_desk])
def test_at_most_three_seconds_of_typing_are_lost(
    tmp_path: Path, kill_one: Callable[[Path, float], float], after: float
) -> None:
    assert kill_one(tmp_path, after) <= LONGEST_LOSS


@pytest.mark.audit
@pytest.mark.parametrize("number", range(30))
def test_at_thirty_random_moments_at_most_three_seconds_are_lost(
    tmp_path: Path, number: int
) -> None:
    after = random.Random(number).uniform(0.2, 8)
    kill_one = (kill_both, kill_desk)[number % 2]
    assert kill_one(tmp_path, after) <= LONGEST_LOSS
