"""The entrance: a build of what did not change is answered here, everything else inside."""

import sys


def main() -> None:
    """The command `khuyencong`."""
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
    main()
