"""`khuyencong schedule`: this machine publishes by the clock."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import ContentOption, content_folder, moment
from khuyencong.cli.console import console, stop
from khuyencong.cli.publish_commands import TargetArgument, publishing_failures

if TYPE_CHECKING:
    from khuyencong.publishing.scheduling.chores import Chore
    from khuyencong.publishing.scheduling.schedulers import Scheduler
    from khuyencong.publishing.target_settings import ChosenTarget


class _Order(StrEnum):
    """What is to be done with the schedule of this machine."""

    INSTALL = "--install"
    REMOVE = "--remove"
    SHOW = "--show"


def schedule(
    target: TargetArgument = None,
    content: ContentOption = Path("content"),
    system: Annotated[
        str | None,
        typer.Option("--for", help="systemd, cron, windows; không ghi: của máy này.", metavar="HỆ"),
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Đặt lịch trên máy này.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ lịch đã đặt.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Cho xem lịch đang đặt.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--write", help="Ghi các tệp vào thư mục này.", metavar="THƯ_MỤC"),
    ] = None,
) -> None:
    """Đặt lịch để máy tự đưa lên mạng đúng giờ: hẹn giờ đăng, hết hạn, sang ngày mới."""
    from khuyencong.publishing.scheduling.chores import chores
    from khuyencong.publishing.scheduling.schedulers import SCHEDULERS, own_system
    from khuyencong.publishing.target_settings import choose_target

    content = content_folder(content)
    wanted = {_Order.INSTALL: install, _Order.REMOVE: remove, _Order.SHOW: show}
    orders = [order for order, is_wanted in wanted.items() if is_wanted]
    if len(orders) + bool(folder) > 1:
        stop(f"Mỗi lần chỉ dùng một trong: {', '.join(_Order)}, --write.", 2)
    system = system or own_system()
    if system not in SCHEDULERS:
        stop(f"Không có hệ “{system}”. Chọn một trong: {', '.join(SCHEDULERS)}.", 2)
    with publishing_failures(content):
        chosen = choose_target(content, target)
        if "://" in chosen.name:
            stop("Lịch cần một nơi đăng có tên trong xuat-ban.yml, không phải địa chỉ.", 2)
        wanted_chores, scheduler = chores(chosen.name, content), SCHEDULERS[system]
        if orders:
            _obey(orders[0], scheduler, wanted_chores)
            _tell(system, scheduler, wanted_chores, chosen)
        else:
            _hand_out(scheduler, wanted_chores, folder)


def _obey(order: _Order, scheduler: "Scheduler", chores: "list[Chore]") -> None:
    if order is _Order.INSTALL:
        for words in scheduler.install(chores):
            console.print(words, markup=False, soft_wrap=True)
    elif order is _Order.REMOVE:
        scheduler.remove(chores)


def _tell(
    system: str, scheduler: "Scheduler", chores: "list[Chore]", chosen: "ChosenTarget"
) -> None:
    """What stands now, and when it will do something."""
    from khuyencong.publishing.schedule import Due, DueFile

    standing = scheduler.standing(chores)
    if not standing:
        console.print(f"Máy này chưa đặt lịch ({system}) cho nơi đăng {chosen.name}.", markup=False)
        return
    console.print(f"Lịch đang đặt ({system}), nơi đăng {chosen.name}:", markup=False)
    for line in standing:
        console.print(f"  {line}", markup=False, soft_wrap=True)
    due, when = DueFile(chosen).look(moment(None))
    moments = {Due.NOW: "ngay lần máy xem tới", Due.NEVER: "chưa có, vì đã quay lại bản trước"}
    later = f"lúc {when:%H:%M ngày %d/%m/%Y}" if when else ""
    console.print(f"Lần đưa lên tới: {moments.get(due, later)}.", markup=False)


def _hand_out(scheduler: "Scheduler", chores: "list[Chore]", folder: Path | None) -> None:
    """The files on the screen, or in a folder."""
    for file, text in scheduler.files(chores).items():
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding=scheduler.encoding, newline="\n")
            console.print(f"Đã ghi [bold]{escape(str(folder / file))}[/].", soft_wrap=True)
        else:
            console.print(f"# {file}\n{text}", markup=False, soft_wrap=True)
