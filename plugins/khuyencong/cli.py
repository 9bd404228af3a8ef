"""The command `khuyencong`: a thin shell over Pelican and the rooms of this package."""

import gc
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from khuyencong.checking.check_cache import content_digest, load_result, save_result
from khuyencong.checking.result import COLOURS, Checked, as_json, format_problems, severity, summary
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn
from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Problem, Severity
from khuyencong.model.skeleton import csv_skeleton, skeleton
from khuyencong.vietnamese.dates import VIETNAM, parse_moment, short_date
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

if TYPE_CHECKING:
    from khuyencong.rendering.built import Built

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


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def main() -> None:
    """Entry point; Windows consoles are switched to UTF-8 first."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # What is read lives to the end: looking for garbage among it is time lost.
    gc.set_threshold(100_000, 20, 100)
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
    from khuyencong.rendering.up_to_date_stamp import leave_stamp

    started = time.perf_counter()
    name = "publishconf.py" if production else "pelicanconf.py"
    built = _build(content, output, name, **_clock(now))
    if built is None:
        raise typer.Exit(1)
    said = _print_problems(content, built.problems) if built.problems else ""
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    console.print(
        f"[green]Xong[/] sau {seconds} giây: {_summary(built)} → [bold]{escape(str(output))}[/]"
    )
    result = f"{_summary(built)} → {output}"
    if built.next_lift:
        lift = _next_lift(built.next_lift)
        console.print(f"[yellow]{lift}[/]", soft_wrap=True)
        result = f"{result}\n{lift}"
    leave_stamp(sys.argv[1:], {"problems": said, "result": result}, built)
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
    from khuyencong.preview.builder import PreviewBuilder
    from khuyencong.preview.preview import Preview

    if not content.is_dir():
        _stop(f"Không có thư mục “{content}”.", 2)

    def say(builder: PreviewBuilder) -> None:
        if builder.problems:
            _print_problems(content, builder.problems)
        if builder.trouble:
            errors.print(f"[red]{escape(builder.trouble)}[/]", soft_wrap=True)
        if builder.errors:
            errors.print("Trang xem thử vẫn là bản trước khi có lỗi.")
        else:
            console.print(f"[green]Đã dựng[/] lúc {datetime.now(VIETNAM):%H:%M:%S}.")

    try:
        show = Preview(content, "pelicanconf.py", port, say, **_clock(now))
    except OSError as error:
        _stop(f"Cổng {port} đang bận ({error.strerror}). Chọn cổng khác: --port {port + 1}.", 2)
    console.print(f"Trang xem thử: [bold]{show.server.address}[/] – bấm Ctrl+C để dừng.")
    show.run()


@app.command()
def check(
    content: ContentArgument = Path("content"),
    format: Annotated[Format, typer.Option(help="Cách in kết quả.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Coi lời nhắc cũng là lỗi.")] = False,
    links: Annotated[bool, typer.Option("--links", help="In các liên kết ra trang khác.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="In cả lời nhắc đã chấp nhận và của dữ liệu minh họa.")
    ] = False,
    now: NowOption = None,
) -> None:
    """Kiểm tra nội dung, không ghi trang. Kết thúc bằng 0: sạch, 1: có lỗi, 2: không chạy được."""
    if not content.is_dir():
        _stop(f"Không có thư mục “{content}”.", 2)
    checked = _checked(content, _moment(now))
    if format is Format.JSON:
        print(json.dumps(as_json(checked, strict=strict), ensure_ascii=False))
    else:
        _print_problems(content, checked.problems, strict=strict, folded=all_, to=console)
        for link in checked.outside if links else ():
            console.print(escape(f"{link.address}  ({link.file}:{link.line})"), soft_wrap=True)
    wrong = any(severity(p, strict=strict) is Severity.ERROR for p in checked.problems)
    raise typer.Exit(1 if wrong else 0)


def _checked(content: Path, now: datetime) -> Checked:
    """The result of a check; the last one when nothing has changed since."""
    cache = Path(".cache")
    place, mark = cache / "kiem-tra.json", content_digest(content)
    known = load_result(place, mark, now)
    if known:
        return known
    from khuyencong.checking.content_check import check as check_content

    checked = check_content(content, cache, now)
    save_result(place, mark, checked)
    return checked


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help=f"Loại: {', '.join([*KINDS, DE_AN])}.")],
    title: Annotated[str, typer.Argument(help="Tít bài, tên sản phẩm; năm của bảng đề án.")],
    content: Annotated[Path, typer.Option(help="Thư mục nội dung.")] = Path("content"),
) -> None:
    """Tạo tệp mới có sẵn các mục cần điền."""
    if slugify(kind) == DE_AN:
        _new_table(title, content)
        return
    declared = KINDS.get(slugify(kind))
    if declared is None:
        _stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join([*KINDS, DE_AN])}.", 2)
    slug = slugify(title)
    if not slug:
        _stop("Tít cần có chữ hoặc số.", 2)
    file = content / declared.folder / f"{slug}.md"
    if file.exists():
        _stop(f"Đã có tệp {file}. Đặt tít khác, hoặc mở tệp đó để sửa.", 1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(declared, title, datetime.now(VIETNAM)), encoding="utf-8")
    console.print(f"Đã tạo [bold]{escape(str(file))}[/]. Viết xong, xóa dòng `status: draft`.")


@app.command()
def convert(
    file: Annotated[Path, typer.Argument(help="Tệp viết bằng bảng mã cũ.")],
) -> None:
    """Đổi tệp TCVN3, VNI, VIQR, VISCII sang Unicode: viết một bản nháp bên cạnh để đọc lại."""
    from khuyencong.content.legacy_conversion import NotLegacyError, draft_of, draft_place

    draft = draft_place(file)
    if draft.exists():
        _stop(f"Đã có bản nháp {draft}. Đọc lại bản đó, hoặc xóa rồi chạy lại.", 1)
    try:
        text, encoding = draft_of(file)
        draft.write_text(text, encoding="utf-8", newline="\n")
    except NotLegacyError:
        _stop(f"Tệp {file} không có chữ theo bảng mã cũ nào mà chương trình biết.", 1)
    except OSError as error:
        _stop(f"Không đọc hoặc ghi được {error.filename}: {error.strerror}.", 2)
    console.print(
        f"Đã đổi từ {escape(encoding.label)}: [bold]{escape(str(draft))}[/]. Đọc lại từng câu, rồi "
        f"xóa {escape(file.name)}, đặt tên đó cho bản nháp và bỏ dòng `status: draft`.",
        soft_wrap=True,
    )


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(help=f"Loại: {', '.join([*KINDS, DE_AN, 'site'])}.")],
) -> None:
    """In JSON Schema của một loại, cho trình soạn thảo và công cụ khác."""
    from khuyencong.model.json_schema import SCHEMAS, json_schema

    if kind not in SCHEMAS:
        _stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join(SCHEMAS)}.", 2)
    print(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


def _new_table(year: str, content: Path) -> None:
    if not re.fullmatch(r"(19|20)[0-9]{2}", year.strip()):
        _stop("Viết năm của bảng, ví dụ: khuyencong new de-an 2026.", 2)
    file = content / DE_AN / f"{year.strip()}.csv"
    if file.exists():
        _stop(f"Đã có tệp {file}. Mở tệp đó để ghi tiếp.", 1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(csv_skeleton(DeAn))
    console.print(f"Đã tạo [bold]{escape(str(file))}[/]. Mở bằng Excel, thay dòng ví dụ.")


def _moment(now: str | None) -> datetime:
    """The moment that was asked for, or the clock's."""
    if now is None:
        return datetime.now(VIETNAM)
    try:
        return parse_moment(now)
    except ValueError as error:
        _stop(f"--now: {error}", 2)


def _clock(now: str | None) -> dict[str, str]:
    """The setting that fixes the clock of a build, when it was asked for."""
    return {"NOW": _moment(now).isoformat()} if now else {}


def _build(content: Path, output: Path, settings_name: str, **overrides: Any) -> "Built | None":
    """Run a build; None when the content is in error, which is printed."""
    from khuyencong.content.entry_cache import ContentChangedError
    from khuyencong.content.folder import ContentError
    from khuyencong.parallel import WorkerLostError
    from khuyencong.plugin.pelican_run import PluginMissingError, run
    from khuyencong.rendering.build_lock import BuildBusyError
    from khuyencong.rendering.release import OutputRefusedError, disk_trouble

    if not content.is_dir():
        _stop(f"Không có thư mục “{content}”.", 2)
    with _progress(f"Đang dựng {content}") as pictures:
        try:
            return run(content, output, settings_name, progress=pictures, **overrides)
        except ContentError as error:
            problems = error.problems
        except (BuildBusyError, ContentChangedError, OutputRefusedError, WorkerLostError) as error:
            _stop(str(error), error.exitcode)
        except OSError as error:
            _stop(disk_trouble(error), 2)
        except PluginMissingError:
            _stop("Có phần của chương trình không nạp được; xem thông báo ở trên.", 2)
    _print_problems(content, problems)
    errors.print("Trang cũ giữ nguyên; sửa các lỗi trên rồi chạy lại.")
    return None


def _next_lift(moment: datetime) -> str:
    """For people, and in RFC 3339 for whatever starts builds by the clock."""
    local = moment.astimezone(VIETNAM)
    return (
        f"Hẹn giờ: bài sớm nhất lên trang lúc {local:%H:%M} ngày {short_date(local)} "
        f"({local.isoformat()}); dựng lại trang từ giờ đó."
    )


def _summary(built: "Built") -> str:
    numbers = (
        (built.stories, "bài"),
        (built.products, "sản phẩm"),
        (built.pages, "trang"),
        (built.picture_files, "tệp ảnh"),
    )
    return ", ".join(f"{grouped(number)} {name}" for number, name in numbers)


def _stop(words: str, code: int) -> NoReturn:
    errors.print(f"[red]{escape(words)}[/]", soft_wrap=True)
    raise typer.Exit(code)


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; the callback is told pictures done, and all."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
        auto_refresh=False,  # a thread of its own would keep workers from being forked
    )
    with bar:
        task = bar.add_task(words, total=None)

        def pictures(done: int, total: int) -> None:
            bar.update(task, description="Đang làm ảnh", completed=done, total=total, refresh=True)

        yield pictures


def _print_problems(
    content: Path,
    problems: Sequence[Problem],
    *,
    strict: bool = False,
    folded: bool = False,
    to: Console = errors,
) -> str:
    """Problems grouped by file, and what they come to; returns what was printed.

    Those that a person knows of are only counted, unless `folded` ones are asked for.
    """
    ink = {weight: _ink(to, colour) for weight, colour in COLOURS.items()}
    with to.capture() as last:
        to.print(summary(problems, strict=strict), soft_wrap=True)
    shown = [problem for problem in problems if folded or not problem.fold]
    words = format_problems(shown, content.as_posix(), ink, strict=strict) + last.get()
    to.file.write(words)
    return words


def _ink(terminal: Console, style: str) -> tuple[str, str]:
    """What a terminal is told before and after words in a style; nothing when it has none."""
    with terminal.capture() as shown:
        terminal.print(f"[{style}]·[/]", end="")
    before, _, after = shown.get().partition("·")
    return before, after
