"""Debian's Firefox, driven by its own remote protocol (Marionette): no other program is needed."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Firefox:
    """One page of Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._read()
        self.command("WebDriver:NewSession", {})

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """The answer to a command; raises RuntimeError with what Firefox says."""
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return answer

    def _read(self) -> Any:
        length = b""
        while (digit := self._file.read(1)) != b":":
            length += digit
        return json.loads(self._file.read(int(length)))

    def goto(self, address: str) -> None:
        self.command("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: object, privileged: bool = False) -> Any:
        """What a function body returns; `privileged` may use the browser's own services."""
        sandbox = "system" if privileged else "default"
        message = {"script": script, "args": list(arguments), "sandbox": sandbox}
        return self.command("WebDriver:ExecuteScript", message)["value"]

    def press(self, keys: str) -> None:
        """Press keys one after another; special ones as WebDriver numbers them."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.command("WebDriver:PerformActions", {"actions": [source]})

    def compose(self, steps: list[str]) -> None:
        """A word made by an input method that composes: each step, then the last is committed."""
        self.run(COMPOSE, steps, privileged=True)

    def close(self) -> None:
        self._file.close()
        self._socket.close()


COMPOSE = """
const service = Cc["@mozilla.org/text-input-processor;1"];
const processor = service.createInstance(Ci.nsITextInputProcessor);
if (!processor.beginInputTransactionForTests(window)) throw new Error("no input transaction");
for (const step of arguments[0]) {
  processor.setPendingCompositionString(step);
  processor.appendClauseToPendingComposition(step.length, processor.ATTR_RAW_CLAUSE);
  processor.setCaretInPendingComposition(step.length);
  processor.flushPendingComposition();
}
processor.commitComposition();
"""


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Firefox without a window, with a fresh profile."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    chosen = PREFERENCES | {"marionette.port": port}
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in chosen.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    options = ("--headless", "--marionette", "--remote-allow-system-access", "--profile")
    command = ["firefox-esr", *options, str(profile)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:
        try:
            made = Firefox(port)
            yield made
            made.close()
        finally:
            process.kill()
