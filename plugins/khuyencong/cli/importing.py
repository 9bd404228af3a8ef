"""`khuyencong import`: what comes from Word, Excel, the web and old portals."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import content_folder
from khuyencong.cli.console import Bar, console, stop
from khuyencong.model.kinds import KINDS
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.slugs import slugify

if TYPE_CHECKING:
    from khuyencong.importers.report import Report

_SHOWN = 40
"""Entries that the screen lists; the report page has all."""


def import_(
    source: Annotated[
        Path, typer.Argument(help="Tệp hoặc thư mục cần nhập.", metavar="NGUỒN", show_default=False)
    ],
    kind: Annotated[
        str | None,
        typer.Option(help=f"Loại: {', '.join(KINDS)}. Bỏ trống thì tự nhận.", metavar="LOẠI"),
    ] = None,
    content: Annotated[Path, typer.Option(help="Thư mục nội dung.", metavar="THƯ_MỤC")] = Path(
        "content"
    ),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ nói sẽ làm gì, không ghi tệp nào.")
    ] = False,
) -> None:
    """Nhập tệp Word thành bản nháp. Chạy lại không tạo bài trùng, không đè lên bài đã sửa."""
    from khuyencong.importers.importing import import_source
    from khuyencong.importers.report import SourceRefusedError

    if kind is not None and slugify(kind) not in KINDS:
        stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join(KINDS)}.", 2)
    content = content_folder(content)
    try:
        with Bar("Đang nhập") as bar:
            report = import_source(
                source,
                content,
                now=datetime.now(VIETNAM),
                kind=slugify(kind) if kind else None,
                dry_run=dry_run,
                progress=lambda done, total: bar.show("Đang nhập", done, total),
            )
    except SourceRefusedError as refused:
        stop(str(refused), 2)
    except OSError as error:
        stop(f"Không đọc hoặc ghi được {error.filename}: {error.strerror}.", 2)
    _print(report, content)
    raise typer.Exit(1 if report.refused else 0)


def _print(report: "Report", content: Path) -> None:
    """The report on the screen: each entry, what was guessed, what to look at."""
    from khuyencong.importers.report_page import summary

    for item in report.items[:_SHOWN]:
        place = f" → {shell_path(content / item.file)}" if item.file else ""
        console.print(f"[bold]{escape(item.source)}[/]: {item.outcome.value}{escape(place)}")
        for guess in item.guesses:
            console.print(escape(f"  {guess.field}: {guess.value}  ({guess.reason})"))
        for label, before, after in item.changes:
            console.print(escape(f"  {label}: {before or '(trống)'} → {after or '(trống)'}"))
        for remark in item.remarks:
            console.print(f"  [yellow]Xem lại:[/] {escape(remark)}", soft_wrap=True)
    if len(report.items) > _SHOWN:
        console.print(f"… và {len(report.items) - _SHOWN} mục nữa trong báo cáo.")
    for remark in report.remarks:
        console.print(escape(remark), soft_wrap=True)
    console.print(escape(summary(report)), soft_wrap=True)
    if report.dry_run:
        console.print("Chạy thử: chưa ghi tệp nào.")
    elif report.page:
        console.print(f"Báo cáo: {escape(shell_path(Path(report.page)))}", soft_wrap=True)
