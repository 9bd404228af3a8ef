"""The command `khuyencong`: a thin shell over Pelican and the rooms of this package."""

import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Problem, Severity
from khuyencong.model.skeleton import skeleton
from khuyencong.vietnamese.dates import VIETNAM, parse_moment
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

app = typer.Typer(
    help="Khuyến Công Site: biến thư mục bài viết thành trang tin.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

ContentArgument = Annotated[Path, typer.Argument(help="Thư mục nội dung.", show_default=True)]
NowOption = Annotated[
    str | None, typer.Option(help="Dựng trang như thể đang ở giờ này (22/11/2026 08:30).")
]
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def main() -> None:
    """Entry point; Windows consoles are switched to UTF-8 first."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


@app.command()
def build(
    content: ContentArgument = Path("content"),
    output: Annotated[Path, typer.Option("--output", "-o", help="Thư mục ghi trang.")] = Path(
        "output"
    ),
    production: Annotated[
        bool, typer.Option("--production", help="Dựng để đưa lên mạng (publishconf.py).")
    ] = False,
    now: NowOption = None,
) -> None:
    """Dựng trang từ thư mục nội dung."""
    started = time.perf_counter()
    name = "publishconf.py" if production else "pelicanconf.py"
    counts = _build(content, output, name, now=now)
    if counts is None:
        raise typer.Exit(1)
    _print_problems(content, counts.problems)
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    console.print(
        f"[green]Xong[/] sau {seconds} giây: {counts.summary} → [bold]{escape(str(output))}[/]"
    )
    console.print(
        "Mở trang: [bold]make preview[/] (hoặc `khuyencong preview`), http://127.0.0.1:8000"
    )


@app.command()
def preview(
    content: ContentArgument = Path("content"),
    port: Annotated[int, typer.Option(help="Cổng của trang xem thử.")] = 8000,
    now: NowOption = None,
) -> None:
    """Xem thử trang, cả bài nháp; lưu tệp là trang được dựng lại."""
    from pelican.server import ComplexHTTPRequestHandler, RootedHTTPServer
    from watchfiles import watch

    output = Path(".cache") / "xem-thu"

    def make() -> None:
        counts = _build(content, output, "pelicanconf.py", now=now, DRAFTS=True)
        if counts is not None:
            _print_problems(content, counts.problems)
            console.print(f"[green]Đã dựng[/] {counts.summary}")
        elif output.exists():
            errors.print("Trang xem thử vẫn là bản trước khi có lỗi.")

    make()
    output.mkdir(parents=True, exist_ok=True)
    server = RootedHTTPServer(str(output), ("127.0.0.1", port), ComplexHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    console.print(f"Trang xem thử: [bold]http://127.0.0.1:{port}[/] – bấm Ctrl+C để dừng.")
    theme = Path(_settings("pelicanconf.py", {})["THEME"])
    for _ in watch(content, theme, raise_interrupt=False):
        make()
    server.shutdown()


@app.command()
def check(
    content: ContentArgument = Path("content"),
    format: Annotated[Format, typer.Option(help="Cách in kết quả.")] = Format.TEXT,
    now: NowOption = None,
) -> None:
    """Kiểm tra nội dung, không ghi trang. Kết thúc bằng 0: sạch, 1: có lỗi, 2: không chạy được."""
    from khuyencong.checking.content import check as check_content

    if not content.is_dir():
        errors.print(f"Không có thư mục “{content}”.")
        raise typer.Exit(2)
    moment = parse_moment(now) if now else datetime.now(VIETNAM)
    problems = check_content(content, Path(".cache") / "pictures", moment)
    if format is Format.JSON:
        print(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False))
    else:
        _print_problems(content, problems)
        _print_totals(problems)
    raise typer.Exit(1 if any(_is_error(problem) for problem in problems) else 0)


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help=f"Loại: {', '.join(KINDS)}.")],
    title: Annotated[str, typer.Argument(help="Tít bài hoặc tên sản phẩm.")],
    content: Annotated[Path, typer.Option(help="Thư mục nội dung.")] = Path("content"),
) -> None:
    """Tạo tệp mới có sẵn các mục cần điền."""
    declared = KINDS.get(slugify(kind))
    if declared is None:
        errors.print(f"Không có loại “{escape(kind)}”. Chọn một trong: {', '.join(KINDS)}.")
        raise typer.Exit(2)
    slug = slugify(title)
    if not slug:
        errors.print("Tít cần có chữ hoặc số.")
        raise typer.Exit(2)
    file = content / declared.folder / f"{slug}.md"
    if file.exists():
        errors.print(f"Đã có tệp {file}. Đặt tít khác, hoặc mở tệp đó để sửa.")
        raise typer.Exit(1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(declared, title, datetime.now(VIETNAM)), encoding="utf-8")
    console.print(f"Đã tạo [bold]{escape(str(file))}[/]. Viết xong, xóa dòng `status: draft`.")


class _Counts:
    """What a build made, for its last line."""

    def __init__(self, generators: Iterable[Any]) -> None:
        from khuyencong.pages.generator import PagesGenerator
        from khuyencong.pictures.generator import MADE
        from khuyencong.reading.generator import PROBLEMS, SITE

        pages = next(g for g in generators if isinstance(g, PagesGenerator))
        site = pages.context[SITE]
        self.problems: tuple[Problem, ...] = tuple(pages.context[PROBLEMS])
        numbers = (
            (len(site.stories), "bài"),
            (len(site.products), "sản phẩm"),
            (len(pages.pages), "trang"),
            (len(pages.context[MADE]), "tệp ảnh"),
        )
        self.summary = ", ".join(f"{grouped(number)} {name}" for number, name in numbers)


def _settings(name: str, overrides: dict[str, Any]) -> dict[str, Any]:
    """Settings of the project in this folder, else of the theme that came with the package."""
    from pelican.settings import read_settings

    package = Path(__file__).parent
    homes = (Path.cwd(), package, package.parent.parent)
    file = next(home / name for home in homes if (home / name).is_file())
    return dict(read_settings(str(file), override=overrides))


def _build(
    content: Path, output: Path, settings_name: str, *, now: str | None, **more: Any
) -> _Counts | None:
    """Run Pelican; None when the content or the output folder refused, which is printed."""
    from pelican import Pelican, signals
    from pelican import log as pelican_log

    from khuyencong.reading.folder import ContentError
    from khuyencong.rendering.release import OutputRefused

    if not content.is_dir():
        errors.print(f"Không có thư mục “{escape(str(content))}”.")
        raise typer.Exit(2)
    pelican_log.init(level=logging.WARNING)
    pelican_log.console.quiet = True
    logging.getLogger("khuyencong").setLevel(logging.CRITICAL)
    overrides = {
        "PATH": str(content.resolve()),
        "OUTPUT_PATH": str(output.resolve()),
        "CACHE_PATH": str(Path(".cache").resolve()),
        **({"NOW": now} if now else {}),
        **more,
    }
    found: list[_Counts] = []

    def count(generators: list[Any]) -> None:
        found.append(_Counts(generators))

    signals.all_generators_finalized.connect(count)
    with _progress() as (status, pictures):
        settings = _settings(settings_name, {**overrides, "PICTURE_PROGRESS": pictures})
        status(f"Đang dựng {content}")
        pelican = Pelican(settings)
        wanted = len(settings["PLUGINS"])
        try:
            pelican.run()
        except ContentError as error:
            _print_problems(content, error.problems)
            errors.print("Trang cũ giữ nguyên; sửa các lỗi trên rồi chạy lại.")
            _print_totals(error.problems)
            return None
        except OutputRefused as error:
            errors.print(f"[red]{escape(str(error))}[/]")
            raise typer.Exit(error.exitcode) from error
    if wanted != len(pelican.plugins):
        errors.print("[red]Có phần của chương trình không nạp được; xem thông báo ở trên.[/]")
        raise typer.Exit(2)
    return found[0]


class _progress:  # noqa: N801
    """A progress bar on a terminal: phase, and pictures done of all."""

    def __init__(self) -> None:
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
            disable=not errors.is_terminal,
        )

    def __enter__(self) -> tuple[Callable[[str], None], Callable[[int, int], None]]:
        self.bar.start()
        task = self.bar.add_task("", total=None)

        def status(words: str) -> None:
            self.bar.update(task, description=words)

        def pictures(done: int, total: int) -> None:
            self.bar.update(task, description="Đang làm ảnh", completed=done, total=total)

        return status, pictures

    def __exit__(self, *_: object) -> None:
        self.bar.stop()


def _is_error(problem: Problem) -> bool:
    return problem.rule.severity is Severity.ERROR


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.rule.code,
        "severity": problem.rule.severity.name.lower(),
        "file": problem.file,
        "line": problem.line,
        "message": problem.message,
        "advice": problem.advice,
    }


def _print_problems(content: Path, problems: Iterable[Problem]) -> None:
    """Problems grouped by file, each with the place to jump to."""
    for file, group in groupby(problems, key=lambda problem: problem.file):
        for problem in group:
            severity = problem.rule.severity
            place = f"{(content / file).as_posix()}:{problem.line}"
            errors.print(
                f"{escape(place)}: [{COLOURS[severity]}]{severity} {problem.rule.code}[/] "
                f"{escape(problem.message)} {escape(problem.advice)}".rstrip(),
                soft_wrap=True,
            )


def _print_totals(problems: Iterable[Problem]) -> None:
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.rule.severity] += 1
    words = ", ".join(f"{grouped(n)} {severity}" for severity, n in counts.items() if n)
    errors.print(words or "[green]Không có lỗi.[/]")
