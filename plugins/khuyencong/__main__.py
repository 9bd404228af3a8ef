"""The entrance: a build of what did not change is answered here, everything else inside."""

import gc
import os
import sys


def command() -> None:
    """The command `khuyencong`, in a process of its own."""
    if sys.argv[1:2] == ["build"]:
        # It is short and keeps nearly all that it makes: no time is spent on looking for what
        # could be thrown away.
        gc.disable()
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
    sys.stdout.flush()
    sys.stderr.flush()
    # All went well and nothing is left to be done: to let go of everything that was read, one
    # object after the other, would take a tenth of a short build.
    os._exit(0)


def main() -> None:
    """What the command does."""
    if sys.argv[1:2] != ["build"] or not _answered(sys.argv[1:]):
        from khuyencong.cli import main as run

        run()


def _answered(words: list[str]) -> bool:
    from khuyencong.rendering.stamps import unchanged

    said = unchanged(words)
    if said is None:
        return False
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.stderr.write(said["problems"])
    print(f"Không có gì thay đổi: {said['result']}")
    print("Mở trang: make preview (hoặc `khuyencong preview`), http://127.0.0.1:8000")
    return True


if __name__ == "__main__":
    command()
