"""`python -m tests.importers.killed_at N CONTENT COMMAND …`: khuyencong, killed at its Nth step.

A step is a change below CONTENT that is about to be made: a file opened to write, a folder, a new
name. With N = 0 nothing is killed, and the last line printed is how many steps there were.
"""

import os
import runpy
import signal
import sys

steps = 0
moment, content = int(sys.argv[1]), f"{sys.argv[2]}{os.sep}"
del sys.argv[1:3]


def step(event: str, arguments: tuple[object, ...]) -> None:
    """Called by Python before each event of its table of audit events (PEP 578)."""
    global steps
    opens = event == "open" and int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
    if (opens or event in ("os.mkdir", "os.rename")) and str(arguments[0]).startswith(content):
        steps += 1
        if steps == moment:
            os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(step)
try:
    runpy.run_module("khuyencong", run_name="__main__", alter_sys=True)
finally:
    print(steps)
