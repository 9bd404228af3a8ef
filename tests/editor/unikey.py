"""A screen of its own on which ibus-unikey writes: Xvfb, a session bus, ibus, a window manager."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.tools.chromium import FLAGS

PROGRAMS = ("Xvfb", "xdotool", "ibus-daemon", "dbus-daemon", "openbox")


WINDOW = ("--ozone-platform=x11", "--gtk-version=3", "--window-size=1200,860")


def is_installed() -> bool:
    return (
        all(map(shutil.which, PROGRAMS)) and Path("/usr/share/ibus/component/unikey.xml").is_file()
    )


class Screen:
    """A display with an input method; `environment` is what programs on it need."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, encoding="utf-8", timeout=60
        )
        return done.stdout

    def type(self, keys: str) -> None:
        """Press keys at 15 ms each, as a quick typist does."""
        self.run("xdotool", "type", "--delay", "15", "--", keys)

    def press(self, *keys: str) -> None:
        self.run("xdotool", "key", "--delay", "15", *keys)


@contextmanager
def screen(home: Path, method: str) -> Iterator[Screen]:
    """A screen on which Unikey reads `method`, "telex" or "vni"."""
    number = f":{60 + os.getpid() % 900}"
    (home / "run").mkdir(parents=True, mode=0o700)
    environment = {
        **os.environ,
        "DISPLAY": number,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "GSETTINGS_BACKEND": "keyfile",
        **{"GTK_IM_MODULE": "ibus", "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"},
    }
    with ExitStack() as stack:

        def start(*command: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                command,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        start("Xvfb", number, "-screen", "0", "1280x900x24")
        _wait_for(Path(f"/tmp/.X11-unix/X{number[1:]}"))  # noqa: S108
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address")
        assert bus.stdout
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        start("openbox")
        made = Screen(environment)
        schema = "org.freedesktop.ibus.engine.unikey"
        made.run("gsettings", "set", schema, "input-method", method)
        for rule in ("spell-check", "auto-restore-non-vn"):  # Đắk, Krông are no Kinh words
            made.run("gsettings", "set", schema, rule, "false")
        start("ibus-daemon", "--xim", "--panel", "disable", "--config", "disable")
        end = time.monotonic() + 15
        while "Unikey" not in made.run("ibus", "engine") and time.monotonic() < end:
            time.sleep(0.3)
            made.run("ibus", "engine", "Unikey")
        yield made


@contextmanager
def page_on_screen(home: Path, method: str) -> Iterator[tuple[Screen, Page]]:
    """A page in a browser's window on a screen of its own."""
    with screen(home, method) as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            headless=False,
            env={**made.environment},
            args=[*FLAGS, *WINDOW],
        )
        yield made, browser.new_page(no_viewport=True)
        browser.close()


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 10
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.05)
