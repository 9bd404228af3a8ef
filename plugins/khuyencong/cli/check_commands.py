"""The editor's desk: `khuyencong check`, `explain` and `convert`."""

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.checking.check_cache import FILE as CHECK_FILE
from khuyencong.checking.check_cache import content_key, load_result, save_result
from khuyencong.checking.result import Checked, as_json, severity
from khuyencong.cli.arguments import ContentArgument, NowOption, content_folder, moment
from khuyencong.cli.console import console, print_problems, stop
from khuyencong.model.rules import Severity
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.os_reason import os_reason
from khuyencong.store.shell_path import shell_path

if TYPE_CHECKING:
    from khuyencong.content.kept_entries import KeptEntries
    from khuyencong.rendering.renderer import Renderer


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def check(
    context: typer.Context,
    content: ContentArgument = Path("content"),
    format: Annotated[
        Format, typer.Option(help="Cách in kết quả: text, json.", metavar="CÁCH_IN")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Coi lời nhắc cũng là lỗi.")] = False,
    links: Annotated[bool, typer.Option("--links", help="In các liên kết ra trang khác.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="In cả lời nhắc đã chấp nhận và của dữ liệu minh họa.")
    ] = False,
    now: NowOption = None,
) -> None:
    """Kiểm tra nội dung, không ghi trang. Kết thúc bằng 0: sạch, 1: có lỗi, 2: không chạy được."""
    content = content_folder(content)
    try:
        checked = _checked(content, moment(now), context.obj)
    except OSError as error:
        stop(f"Không đọc hoặc ghi được {error.filename}: {os_reason(error)}.", 2)
    if format is Format.JSON:
        print(json.dumps(as_json(checked, strict=strict), ensure_ascii=False))
    else:
        print_problems(content, checked.problems, strict=strict, folded=all_, to=console)
        for link in checked.outside if links else ():
            console.print(escape(f"{link.address}  ({link.file}:{link.line})"), soft_wrap=True)
    wrong = any(severity(p, strict=strict) is Severity.ERROR for p in checked.problems)
    raise typer.Exit(1 if wrong else 0)


def _checked(content: Path, now: datetime, kept: "KeptEntries | None") -> Checked:
    """The result of a check; the last one when nothing has changed since.

    `kept` is what a process that goes on after the command has read before.
    """
    cache = Path(CACHE_FOLDER)
    file, key = cache / CHECK_FILE, content_key(content)
    known = load_result(file, key, now)
    if known:
        return known
    from khuyencong.checking.content_check import check as check_content

    checked = check_content(content, cache, now, _theme, kept.of(content) if kept else None)
    save_result(file, key, checked)
    return checked


def _theme() -> "Renderer":
    """Renders with the theme of the settings that a build would take."""
    from khuyencong.plugin.pelican_run import theme_renderer

    return theme_renderer("pelicanconf.py")


def explain(
    code: Annotated[
        str, typer.Argument(help="Mã in ở đầu mỗi lời nhắc, ví dụ KC215.", metavar="MÃ")
    ],
) -> None:
    """Giải thích một mã của `khuyencong check`: sai ở đâu, viết lại thế nào, có ví dụ."""
    from khuyencong.cli.explanations import UnknownCodeError, explanation

    try:
        console.print(explanation(code), markup=False, soft_wrap=True)
    except UnknownCodeError as error:
        stop(str(error), 2)


def convert(
    file: Annotated[Path, typer.Argument(help="Tệp viết bằng bảng mã cũ.", metavar="TỆP")],
) -> None:
    """Đổi tệp TCVN3, VNI, VIQR, VISCII sang Unicode: viết một bản nháp bên cạnh để đọc lại."""
    from khuyencong.content.legacy_conversion import NotLegacyError, draft_of, draft_place

    if file.is_dir():
        stop(f"{shell_path(file)} là thư mục. Đổi từng tệp một, viết tên tệp vào đây.", 2)
    draft = draft_place(file)
    if draft.exists():
        stop(f"Đã có bản nháp {shell_path(draft)}. Đọc lại bản đó, hoặc xóa rồi chạy lại.", 1)
    try:
        text, encoding = draft_of(file)
        draft.write_text(text, encoding="utf-8", newline="\n")
    except NotLegacyError as error:
        stop(f"{shell_path(file)}: {error}", 1)
    except OSError as error:
        stop(f"Không đọc hoặc ghi được {error.filename}: {os_reason(error)}.", 2)
    console.print(
        f"Đã đổi từ {escape(encoding.label)}: [bold]{escape(shell_path(draft))}[/]. Đọc lại từng "
        f"câu, rồi xóa {escape(file.name)}, đặt tên đó cho bản nháp và bỏ dòng `status: draft`.",
        soft_wrap=True,
    )
