"""`khuyencong import`: what comes from Word, Excel, the web and old portals."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import ContentOption, content_folder
from khuyencong.cli.console import Bar, confirmed, console, stop
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.kinds import KINDS
from khuyencong.store.atomic import atomic_write
from khuyencong.store.os_reason import os_reason
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.slugs import slugify

if TYPE_CHECKING:
    from khuyencong.importers.report import ImportedItem, Question, Report

_OUTLETS = "noi-ban"
"""Lists of places that sell, which are no folder of their own."""
_NAMES = (*KINDS, DE_AN, _OUTLETS)
"""What can be imported, made a template of, and exported."""
_SHOWN = 40
"""Entries that the screen lists; the report page has all."""


def import_(
    source: Annotated[
        Path, typer.Argument(help="Tệp hoặc thư mục cần nhập.", metavar="NGUỒN", show_default=False)
    ],
    kind: Annotated[
        str | None,
        typer.Option(help=f"Loại: {', '.join(_NAMES)}. Bỏ trống thì tự nhận.", metavar="LOẠI"),
    ] = None,
    content: ContentOption = Path("content"),
    map_: Annotated[
        Path | None,
        typer.Option("--map", help="Tệp ghép cột của bảng, hoặc cách đọc cổng cũ.", metavar="TỆP"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ nói sẽ làm gì, không ghi tệp nào.")
    ] = False,
    fetch: Annotated[
        bool,
        typer.Option("--fetch", help="Tải từ mạng những ảnh mà nguồn chỉ ghi địa chỉ."),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Không hỏi trước khi ghi bảng đề án, nhập cổng cũ.")
    ] = False,
) -> None:
    """Nhập Word, Excel, trang web, cổng cũ thành bản nháp; chạy lại không trùng, không đè."""
    from khuyencong.importers.import_run import ImportOptions, import_source
    from khuyencong.importers.report import SourceRefusedError

    if kind is not None and slugify(kind) not in _NAMES:
        stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join(_NAMES)}.", 2)
    content = content_folder(content)
    try:
        with Bar("Đang nhập") as bar:
            report = import_source(
                source,
                content,
                ImportOptions(
                    slugify(kind) if kind else None,
                    map_,
                    dry_run=dry_run,
                    fetch=fetch,
                    agree=lambda items, question: yes or _agreed(bar, items, question),
                ),
                datetime.now(VIETNAM),
                progress=lambda done, total: bar.show("Đang nhập", done, total),
            )
    except SourceRefusedError as refused:
        stop(str(refused), 2)
    except OSError as error:
        stop(f"Không đọc hoặc ghi được {error.filename}: {os_reason(error)}.", 2)
    _print(report, content)
    raise typer.Exit(1 if report.refused else 0)


KindArgument = Annotated[
    str, typer.Argument(help=f"Loại: {', '.join(_NAMES)}.", metavar="LOẠI", show_default=False)
]
WorkbookOption = Annotated[
    Path, typer.Option("--output", "-o", help="Tệp Excel sẽ tạo.", metavar="TỆP")
]


def template(kind: KindArgument, output: WorkbookOption = Path("mau.xlsx")) -> None:
    """Tạo tệp Excel mẫu để điền: có ô chọn, lời giải thích và ví dụ."""
    from khuyencong.importers.de_an_workbook import de_an_template
    from khuyencong.importers.outlet_workbook import outlet_template
    from khuyencong.importers.workbook import template as entry_template

    name = _kind(kind)
    others = {DE_AN: de_an_template, _OUTLETS: outlet_template}
    _save(others[name]() if name in others else entry_template(KINDS[name]), output)
    console.print(f"Điền xong, nhập bằng lệnh: khuyencong import {escape(shell_path(output))}")


def export(
    kind: KindArgument,
    output: WorkbookOption = Path("xuat.xlsx"),
    content: ContentOption = Path("content"),
) -> None:
    """Xuất mọi mục của một loại ra Excel; sửa trong Excel rồi nhập lại bằng import."""
    from khuyencong.importers.de_an_workbook import de_an_export
    from khuyencong.importers.outlet_workbook import outlet_export
    from khuyencong.importers.report import SourceRefusedError
    from khuyencong.importers.workbook import export as entry_export

    name, folder = _kind(kind), content_folder(content)
    try:
        others = {DE_AN: de_an_export, _OUTLETS: outlet_export}
        data = others[name](folder) if name in others else entry_export(folder, KINDS[name])
    except SourceRefusedError as refused:
        stop(str(refused), 1)
    _save(data, output)


def _kind(name: str) -> str:
    found = slugify(name)
    if found not in _NAMES:
        stop(f"Không có loại “{name}”. Chọn một trong: {', '.join(_NAMES)}.", 2)
    return found


def _save(data: bytes, output: Path) -> None:
    if output.exists():
        stop(f"Đã có tệp {shell_path(output)}. Đặt tên khác bằng -o.", 1)
    try:
        atomic_write(output, data)
    except OSError as error:
        stop(f"Không ghi được {output}: {os_reason(error)}.", 2)
    console.print(f"Đã tạo [bold]{escape(shell_path(output))}[/].", soft_wrap=True)


def _agreed(bar: Bar, items: "Sequence[ImportedItem]", question: "Question") -> bool:
    """Shows what would be done, and asks; without a person at the keyboard there is no answer."""
    bar.hide()
    if not sys.stdin.isatty():
        stop("Chưa ghi gì. Xem trước bằng --dry-run, đồng ý thì chạy lại thêm --yes.", 2)
    _print_items(items)
    return confirmed(str(question))


def _print_items(items: "Sequence[ImportedItem]", content: Path | None = None) -> None:
    for item in items[:_SHOWN]:
        file = shell_path(content / item.file) if content else item.file
        place = f" → {file}" if item.file else ""
        console.print(f"[bold]{escape(item.source)}[/]: {item.outcome.value}{escape(place)}")
        for guess in item.guesses:
            console.print(escape(f"  {guess.field}: {guess.value}  ({guess.reason})"))
        for label, before, after in item.changes:
            console.print(escape(f"  {label}: {before or '(trống)'} → {after or '(trống)'}"))
        for remark in item.remarks:
            console.print(f"  [yellow]Xem lại:[/] {escape(remark)}", soft_wrap=True)
    if len(items) > _SHOWN:
        console.print(f"… và {len(items) - _SHOWN} mục nữa trong báo cáo.")


def _print(report: "Report", content: Path) -> None:
    """The report on the screen: each entry, what was guessed, what to look at."""
    from khuyencong.importers.report_page import summary

    _print_items(report.items, content)
    for remark in report.remarks:
        console.print(escape(remark), soft_wrap=True)
    console.print(escape(summary(report)), soft_wrap=True)
    if report.dry_run:
        console.print("Chạy thử: chưa ghi tệp nào.")
    elif report.page:
        console.print(f"Báo cáo: {escape(shell_path(Path(report.page)))}", soft_wrap=True)
