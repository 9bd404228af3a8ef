"""`khuyencong statistics`: how many people read what, from the log of the web server."""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khuyencong.cli.arguments import ContentOption, content_folder
from khuyencong.cli.console import console, errors, stop
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.numbers import grouped

if TYPE_CHECKING:
    from khuyencong.statistics.log_reading import Reading
    from khuyencong.statistics.period import Period


def statistics(
    logs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Tệp, thư mục nhật ký (cả .gz); bỏ trống: `access_log` của xuat-ban.yml.",
            metavar="NHẬT_KÝ",
        ),
    ] = None,
    content: ContentOption = Path("content"),
    days: Annotated[
        int, typer.Option(help="Xem bao nhiêu ngày gần đây.", metavar="SỐ", min=1, max=3660)
    ] = 30,
    csv: Annotated[
        Path | None, typer.Option(help="Ghi số liệu từng trang ra tệp CSV.", metavar="TỆP")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Nơi giữ số liệu, như của Bàn biên tập.", metavar="THƯ_MỤC")
    ] = None,
) -> None:
    """Đếm người đọc từ nhật ký máy chủ web; không giữ địa chỉ IP hay gì nhận ra người đọc."""
    from khuyencong.publishing.errors import PublishingError
    from khuyencong.statistics.errors import StatisticsError
    from khuyencong.store.user_data import data_folder, private

    content = content_folder(content)
    try:
        found, reading = _counted(content, private(data or data_folder(content)), logs or (), days)
        if csv:
            _export(csv, found)
    except (StatisticsError, PublishingError) as error:
        stop(str(error), 2)
    except OSError as error:
        stop(f"Không đọc hoặc ghi được {error.filename}: {os_reason(error)}.", 2)
    for problem in reading.problems:
        errors.print(problem, markup=False, soft_wrap=True)
    for line in (*_lines_read(reading), *_summary(found)):
        console.print(line, markup=False, soft_wrap=True)
    if csv:
        console.print(f"Đã ghi {csv}.", markup=False, soft_wrap=True)


def _counted(
    content: Path, data: Path, places: Iterable[str], days: int
) -> "tuple[Period, Reading]":
    from khuyencong.statistics.day_store import opened
    from khuyencong.statistics.log_places import logs_at
    from khuyencong.statistics.log_reading import read_logs
    from khuyencong.statistics.period import period
    from khuyencong.statistics.site_logs import own_hosts, site_logs

    now = datetime.now(VIETNAM)
    named = nullcontext(logs_at(places, Path.cwd())) if places else site_logs(content)
    with named as logs, opened(data, to_write=True) as store:
        reading = read_logs(logs, store, now, own_hosts(content))
        return period(store, now.date(), days), reading


def _export(file: Path, found: "Period") -> None:
    from khuyencong.csv_file import csv_bytes
    from khuyencong.statistics.period import table
    from khuyencong.store.atomic import atomic_write

    atomic_write(file, csv_bytes(table(found.pages, {})))


def _lines_read(reading: "Reading") -> Iterable[str]:
    yield f"Đã đọc thêm {grouped(reading.lines)} dòng nhật ký."
    if reading.unreadable:
        yield f"{grouped(reading.unreadable)} dòng không phải yêu cầu của người đọc, bỏ qua."


def _summary(found: "Period") -> Iterable[str]:
    from khuyencong.statistics.period import SHOWN

    span = f"{found.first:%d/%m/%Y} – {found.last:%d/%m/%Y}"
    yield f"\nTừ {span}: {grouped(found.views)} lượt xem, {grouped(found.readers)} lượt người đọc."
    yield f"Máy tìm kiếm và máy khác mở {grouped(found.machines)} trang, không tính vào đó."
    pages = [(page.address, page.views) for page in found.pages]
    for heading, rows in (
        ("Trang đọc nhiều (lượt xem)", pages),
        ("Người đọc từ đâu tới", found.sources),
        ("Địa chỉ người đọc tìm mà không thấy", found.missing),
        ("Người theo dõi luồng tin, ngày nhiều nhất", found.feeds),
    ):
        if rows:
            yield f"\n{heading}:"
        yield from (f"{grouped(number):>10}  {name}" for name, number in rows[:SHOWN])
