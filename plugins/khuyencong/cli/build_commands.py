"""`khuyencong build` and `khuyencong preview`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from khuyencong.cli.arguments import (
    CARRY_OUT,
    ClusterOption,
    ContentArgument,
    NowOption,
    OutputOption,
    ProductionOption,
    clock,
    content_folder,
    settings_name,
)
from khuyencong.cli.console import console, errors, print_problems, progress, stop
from khuyencong.store.os_reason import os_reason
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.dates import VIETNAM, short_date
from khuyencong.vietnamese.numbers import grouped

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from khuyencong.build import Built
    from khuyencong.content.kept_entries import KeptEntries
    from khuyencong.plugin.many_sites import SiteResult
    from khuyencong.plugin.pelican_run import FinishedRun


def build(
    context: typer.Context,
    content: ContentArgument = Path("content"),
    output: OutputOption = Path("output"),
    production: ProductionOption = False,
    cluster: ClusterOption = None,
    now: NowOption = None,
) -> None:
    """Dựng trang từ thư mục nội dung."""
    from khuyencong.rendering.up_to_date_stamp import write_stamp

    started = time.perf_counter()
    name = settings_name(production=production)
    content = content_folder(content)
    with _executor_of(cluster) as executor:
        finished = _build(content, output, name, executor, context.obj, **clock(now))
    built = finished.built
    said = print_problems(content, built.problems) if built.problems else ""
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    console.print(
        f"[green]Xong[/] sau {seconds} giây: {summary_of(built)} → [bold]{escape(str(output))}[/]"
    )
    result = f"{summary_of(built)} → {output}"
    if lifted := built.site_pages.context.site.next_lift:
        lift = _next_lift(lifted)
        console.print(f"[yellow]{lift}[/]", soft_wrap=True)
        result = f"{result}\n{lift}"
    write_stamp(sys.argv[1:], {"problems": said, "result": result}, finished.dependencies)
    console.print(
        f"Xem trang: [bold]khuyencong preview {escape(shell_path(content))}[/], "
        "http://127.0.0.1:8000",
        soft_wrap=True,
    )


def build_all(
    folders: Annotated[
        list[Path], typer.Argument(help="Các thư mục nội dung.", metavar="THƯ_MỤC…")
    ],
    output: OutputOption = Path("output"),
    production: ProductionOption = False,
    cluster: ClusterOption = None,
    now: NowOption = None,
) -> None:
    """Dựng trang của nhiều trung tâm cùng lúc, mỗi trang vào một thư mục con của nơi ghi."""
    from khuyencong.plugin.many_sites import SiteJob, build_many, own_processes

    name = settings_name(production=production)
    contents = {_site_name(folder): content_folder(folder).resolve() for folder in folders}
    if len(contents) < len(folders):
        stop("Có hai thư mục trùng tên; đổi tên một thư mục để trang khỏi ghi đè lên nhau.", 2)
    jobs = [
        SiteJob(Path.cwd(), content, (output / site).resolve(), name, clock(now))
        for site, content in contents.items()
    ]
    failed = 0
    with _executor_of(cluster) as others, own_processes() as own:
        for result in build_many(jobs, others or own):
            failed += bool(result.failure)
            _print_result(result)
    if failed:
        stop(f"{failed} trong {len(jobs)} trang chưa dựng được; trang cũ ở đó giữ nguyên.", 1)


def _site_name(folder: Path) -> str:
    """The name of a centre's folder, by which its site is told from others."""
    place = folder.resolve()
    return place.parent.name if place.name == "content" else place.name


def _print_result(result: "SiteResult") -> None:
    """A line for one of many sites, and its errors."""
    site = result.job.output.name
    if result.failure:
        errors.print(f"[red]{escape(site)}[/]: {escape(result.failure)}", soft_wrap=True)
        print_problems(result.job.content, result.problems)
        return
    stories, products, pages = map(grouped, result.counts)
    console.print(
        f"[green]{escape(site)}[/]: {stories} bài, {products} sản phẩm, {pages} trang, "
        f"{len(result.problems)} lời nhắc"
    )


def preview(
    content: ContentArgument = Path("content"),
    port: Annotated[
        int, typer.Option(help="Cổng của trang xem thử.", metavar="SỐ", min=1, max=65535)
    ] = 8000,
    now: NowOption = None,
) -> None:
    """Xem thử trang, cả bài nháp; lưu tệp là trang được dựng lại."""
    from khuyencong.build_server.process import build_server
    from khuyencong.preview.builder import PreviewBuilder
    from khuyencong.preview.preview import Preview

    content = content_folder(content)

    def say(builder: PreviewBuilder) -> None:
        if builder.problems:
            print_problems(content, builder.problems)
        if builder.trouble:
            errors.print(f"[red]{escape(builder.trouble)}[/]", soft_wrap=True)
        if builder.errors:
            errors.print("Trang xem thử vẫn là bản trước khi có lỗi.")
        else:
            console.print(f"[green]Đã dựng[/] lúc {datetime.now(VIETNAM):%H:%M:%S}.")

    try:
        show = Preview(content, "pelicanconf.py", port, say, **clock(now))
    except OSError as error:
        stop(f"Cổng {port} đang bận ({os_reason(error)}). Chọn cổng khác: --port {port + 1}.", 2)
    console.print(f"Trang xem thử: [bold]{show.server.address}[/] – bấm Ctrl+C để dừng.")
    with build_server(CARRY_OUT):
        show.run()


@contextmanager
def _executor_of(cluster: str | None) -> "Iterator[Executor | None]":
    """Other machines, where somebody named a cluster."""
    if cluster is None:
        yield None
        return
    from khuyencong.cluster import ClusterError, cluster_executor

    try:
        with cluster_executor(cluster) as executor:
            yield executor
    except ClusterError as error:
        stop(str(error), error.exitcode)


def _build(
    content: Path,
    output: Path,
    settings: str,
    executor: "Executor | None",
    kept: "KeptEntries | None",
    **overrides: Any,
) -> "FinishedRun":
    """`kept` is what a process that goes on after the command has read before."""
    from khuyencong.plugin.pelican_run import run_pelican
    from khuyencong.plugin.site_generator import Run

    with build_failures(content), progress(f"Đang dựng {content}") as pictures:
        entry_cache = kept.of(content) if kept else None
        run = Run(progress=pictures, executor=executor, entry_cache=entry_cache)
        try:
            return run_pelican(content, output, settings, run, **overrides)
        finally:
            if kept:
                kept.is_spoiled |= run.has_other_plugins


@contextmanager
def build_failures(content: Path) -> Iterator[None]:
    """End the command with a sentence, or with all problems, where a build cannot go on."""
    from khuyencong.content.folder import ContentError
    from khuyencong.pictures.picture import PictureError
    from khuyencong.plugin.pelican_run import REFUSALS, PluginMissingError
    from khuyencong.rendering.os_errors import os_error_message

    try:
        yield
    except ContentError as error:
        print_problems(content, error.problems)
        errors.print("Trang cũ giữ nguyên; sửa các lỗi trên rồi chạy lại.")
        raise typer.Exit(1) from None
    except REFUSALS as error:
        stop(str(error), error.exitcode)
    except PictureError as error:
        stop(f"{content.as_posix()}/{error}", 1)
    except OSError as error:
        stop(os_error_message(error), 2)
    except PluginMissingError:
        stop("Có phần của chương trình không nạp được; xem thông báo ở trên.", 2)


def _next_lift(moment: datetime) -> str:
    """For people, and in RFC 3339 for whatever starts builds by the clock."""
    local = moment.astimezone(VIETNAM)
    return (
        f"Hẹn giờ: bài sớm nhất lên trang lúc {local:%H:%M} ngày {short_date(local)} "
        f"({local.isoformat()}); dựng lại trang từ giờ đó."
    )


def summary_of(built: "Built") -> str:
    """What a build came to, in numbers."""
    site = built.site_pages.context.site
    numbers = (
        (len(site.stories), "bài"),
        (len(site.products), "sản phẩm"),
        (len(built.pages), "trang"),
        (built.picture_files, "tệp ảnh"),
    )
    return ", ".join(f"{grouped(number)} {name}" for number, name in numbers)
