"""The entrance: a build of what did not change is answered here, everything else inside."""

import atexit
import contextlib
import gc
import os
import sys

from khuyencong.rendering.os_errors import NO_MEMORY, is_want_of_memory
from khuyencong.stop_signals import Stopped, stopping

# No plugin of pydantic's takes part: looking for one among all distributions takes 0.03 s.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def command() -> None:
    """The command `khuyencong`, in a process of its own."""
    if sys.argv[1:2] not in (["build"], ["check"], ["network"]):
        # What is loaded and read lives to the end: looking for garbage among it is time lost.
        gc.set_threshold(100_000, 20, 100)
        main()
        return
    # These are short and keep nearly all that they make: no time is spent on looking for what
    # could be thrown away, nor in the end on letting go of it, one object after the other.
    gc.disable()
    ends: list[object] = []
    atexit.register(_leave, ends)  # the first to register is the last to be called
    try:
        with stopping():
            main()
        ends.append(0)
    except SystemExit as end:
        ends.append(end.code)
        raise
    except Stopped as stop:
        _say(stop)
        raise SystemExit(stop.exitcode) from None
    except (MemoryError, ImportError) as error:
        if not is_want_of_memory(error):
            raise
        _say(NO_MEMORY)
        raise SystemExit(1) from None


def _say(words: object) -> None:
    with contextlib.suppress(OSError):  # a closed session takes its terminal along
        print(words, file=sys.stderr)


def _leave(ends: list[object]) -> None:
    """Leave at once when all went well; a failure takes the long way out."""
    if ends in ([0], [None]):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def main() -> None:
    """What the command does; Windows consoles are switched to UTF-8 first."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = sys.argv[1:]
    if words[:1] == ["build"] and _answered(words):
        return
    if words[:1] in (["build"], ["check"]):
        from khuyencong.build_server.client import exit_code

        code = exit_code(words)
        if code is not None:
            raise SystemExit(code)
    from khuyencong.cli import app

    app()


def _answered(words: list[str]) -> bool:
    """Whether nothing changed since the last build; what that reported is said again."""
    from khuyencong.rendering.up_to_date import last_result

    said = last_result(words)
    if said is None:
        return False
    sys.stderr.write(said["problems"])
    print(f"Không có gì thay đổi: {said['result']}")
    print("Mở trang: make preview (hoặc `khuyencong preview`), http://127.0.0.1:8000")
    return True


if __name__ == "__main__":
    command()
