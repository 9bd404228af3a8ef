"""`khuyencong publish`: the site to its readers, and back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import (
    ContentArgument,
    ContentOption,
    NowOption,
    OutputOption,
    clock,
    content_folder,
    moment,
)
from khuyencong.cli.build_commands import build_failures
from khuyencong.cli.console import Bar, confirmed, console, errors, print_problems, stop

if TYPE_CHECKING:
    from khuyencong.publishing.difference import Difference
    from khuyencong.publishing.publication import Publication, Stage
    from khuyencong.publishing.site_files import SiteFile
    from khuyencong.publishing.target_settings import ChosenTarget

TargetArgument = Annotated[
    str | None,
    typer.Argument(help="Tên nơi đăng trong xuat-ban.yml, hoặc địa chỉ.", metavar="NƠI_ĐĂNG"),
]


def publish(
    target: TargetArgument = None,
    content: ContentOption = Path("content"),
    output: OutputOption = Path("output"),
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại, dùng khi chạy tự động.")] = (
        False
    ),
    back: Annotated[bool, typer.Option("--back", help="Quay lại bản đăng trước.")] = False,
    to: Annotated[
        str | None, typer.Option("--to", help="Quay lại đúng bản này.", metavar="BẢN")
    ] = None,
    allow_vanishing: Annotated[
        bool, typer.Option("--allow-vanishing", help="Cho bỏ hẳn địa chỉ đã đăng.")
    ] = False,
    unlock: Annotated[
        bool, typer.Option("--unlock", help="Gỡ khóa do máy khác tắt giữa chừng để lại.")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Chỉ đưa lên khi đã đến giờ; dùng trong lịch của máy.")
    ] = False,
    now: NowOption = None,
) -> None:
    """Đưa lên mạng: kiểm tra, dựng, cho xem người đọc sẽ thấy gì đổi, gửi."""
    from khuyencong.publishing import publication, roll_back

    with _chosen_target(content, target) as (content, chosen):
        if unlock:
            publication.unlock(chosen)
            console.print("Đã gỡ khóa.")
            return
        if due and not _is_due(chosen, moment(now)):
            return
        with _telling(chosen, content) if due else nullcontext(), Bar("Đang chuẩn bị") as bar:
            ask = _question(chosen, bar, yes=yes)
            report = partial(_show, bar)
            if back or to:
                done = roll_back.go_back(chosen, ask, report, to=to)
            else:
                done = publication.publish(
                    content,
                    chosen,
                    ask,
                    report,
                    output=output,
                    may_vanish=allow_vanishing,
                    **clock(now),
                )
            bar.hide()
            _report(content, done)
            if done.sent:
                _follow_up(chosen, content, done, bar, yes=yes)


def _show(bar: Bar, stage: "Stage", done: int, total: int) -> None:
    """Bytes as people count them."""
    from khuyencong.publishing.publication import Stage

    if stage is Stage.SENDING:
        bar.show(f"{stage} (KB)", done // 1024, max(1, total // 1024))
    else:
        bar.show(stage, done, total)


def _is_due(chosen: "ChosenTarget", now: datetime) -> bool:
    """Whether the clock asks for a publication; if not, why."""
    from khuyencong.publishing.schedule import Due, DueFile

    due, moment = DueFile(chosen).look(now)
    if due is not Due.NOW:
        when = f" ({moment:%H:%M %d/%m/%Y})" if moment else ""
        console.print(f"{str(due).capitalize()}{when}.")
    return due is Due.NOW


def _telling(chosen: "ChosenTarget", content: Path) -> AbstractContextManager[None]:
    """Tell those whom the settings name when nobody sits before the screen."""
    from khuyencong.publishing.notice import failures_reported

    say = partial(errors.print, markup=False, soft_wrap=True)
    return failures_reported(chosen, content.absolute().parent, say)


def verify(
    target: TargetArgument = None,
    content: ContentOption = Path("content"),
    whole: Annotated[
        bool, typer.Option("--whole", help="Mở thử mọi tệp, không chỉ một số.")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Sai thì báo theo `notify`; dùng trong lịch của máy.")
    ] = False,
    due: Annotated[
        bool,
        typer.Option("--due", help="Chỉ khi đã một tuần chưa mở thử mọi tệp; dùng trong lịch."),
    ] = False,
    now: NowOption = None,
) -> None:
    """Mở thử trang qua mạng, so với bản đã đăng. Kết thúc bằng 0: đúng, 1: có chỗ sai."""
    from khuyencong.publishing import aftermath
    from khuyencong.publishing.errors import WrongOnWebError
    from khuyencong.publishing.schedule import DueFile

    with _chosen_target(content, target) as (content, chosen):
        file = DueFile(chosen)
        if due and not file.is_unseen(moment(now)):
            console.print("Chưa đến giờ: trong tuần đã mở thử mọi tệp.")
            return
        with (
            _telling(chosen, content) if notify else nullcontext(),
            Bar("Đang mở thử qua mạng") as bar,
        ):
            result = aftermath.verify_target(chosen, bar.show, whole=whole)
            from khuyencong.publishing.web_findings import report

            bar.hide()
            if whole:
                file.set_seen(moment(now))
            if result.grave:
                raise WrongOnWebError("\n".join(report(result)))
        console.print("\n".join(report(result)), markup=False, soft_wrap=True)


def doctor(
    content: ContentArgument = Path("content"),
    output: OutputOption = Path("output"),
    now: NowOption = None,
) -> None:
    """Tìm trong trang đã dựng: bài chưa đăng, vị trí trong ảnh, số máy chưa được công khai."""
    from khuyencong.publishing.publication import inspect

    content = content_folder(content)
    with publishing_failures(content), Bar("Đang dựng") as bar:
        found = inspect(content, output, bar.show, **clock(now))
    for leak in found:
        console.print(str(leak), markup=False, soft_wrap=True)
    console.print("Không thấy gì chưa được công khai." if not found else f"Có {len(found)} chỗ.")
    raise typer.Exit(1 if found else 0)


def serverconfig(
    server: Annotated[
        str, typer.Argument(help="nginx, apache, caddy, iis, pages.", metavar="MÁY_CHỦ")
    ],
    content: ContentOption = Path("content"),
    output: OutputOption = Path("output"),
) -> None:
    """Tạo cấu hình máy chủ web từ nội dung: địa chỉ cũ, bài rút, loại tệp, an toàn."""
    from khuyencong.plugin.pelican_run import run_pelican
    from khuyencong.publishing.publication import site_rules
    from khuyencong.publishing.server_config.config_files import CONFIG_FILES, config_files

    if server not in CONFIG_FILES:
        stop(f"Không có cấu hình cho “{server}”. Chọn một trong: {', '.join(CONFIG_FILES)}.", 2)
    content = content_folder(content)
    with build_failures(content):
        built = run_pelican(content, output, "publishconf.py").built
        for name, text in config_files(server, site_rules(built, output)).items():
            Path(name).write_text(text, encoding="utf-8", newline="\n")
            console.print(f"Đã ghi [bold]{escape(name)}[/].", soft_wrap=True)


def _follow_up(
    chosen: "ChosenTarget", content: Path, done: "Publication", bar: Bar, *, yes: bool
) -> None:
    """Look at what readers get, tell others; where it is wrong, offer the release before.

    Raises:
        WrongOnWebError: it is wrong, and stays as it is.
    """
    from khuyencong.publishing.aftermath import follow_up
    from khuyencong.publishing.errors import WrongOnWebError
    from khuyencong.publishing.roll_back import go_back

    after = follow_up(chosen, done, bar.show, content.absolute().parent)
    bar.hide()
    for words in after.words:
        console.print(words, markup=False, soft_wrap=True)
    if not after.is_wrong:
        return
    if yes or not done.difference.old or not confirmed("Quay lại bản trước?"):
        raise WrongOnWebError("Trang trên mạng khác bản đã đăng: xem các điều nêu trên.")
    go_back(chosen, lambda *_: True, bar.show)
    bar.hide()
    console.print("Đã quay lại bản trước.")


@contextmanager
def _chosen_target(content: Path, name: str | None) -> "Iterator[tuple[Path, ChosenTarget]]":
    """The content folder that was meant, and a target of it; what fails ends with a sentence."""
    from khuyencong.publishing.target_settings import choose_target

    folder = content_folder(content)
    with publishing_failures(folder):
        yield folder, choose_target(folder, name)


@contextmanager
def publishing_failures(content: Path) -> Iterator[None]:
    """End the command with a sentence when a build or the way to readers fails."""
    from khuyencong.publishing.errors import PublishingError

    with build_failures(content):
        try:
            yield
        except PublishingError as error:
            stop(f"{error} {error.by_command}".rstrip(), error.exitcode)


def _question(
    chosen: "ChosenTarget", bar: Bar, *, yes: bool
) -> "Callable[[Difference, Mapping[str, SiteFile]], bool]":
    """Shows what readers will see change, and asks."""

    def ask(difference: "Difference", files: "Mapping[str, SiteFile]") -> bool:
        from khuyencong.publishing.publication import bytes_to_send
        from khuyencong.publishing.summary import summary

        bar.hide()
        console.print(f"Nơi đăng: [bold]{escape(chosen.settings.address)}[/]", soft_wrap=True)
        size = bytes_to_send(difference, files)
        console.print(str(summary(difference, size)), markup=False, soft_wrap=True)
        return yes or confirmed("Đưa lên mạng?")

    return ask


def _report(content: Path, done: "Publication") -> None:
    if done.built and done.built.problems:
        print_problems(content, done.built.problems)
    if done.sent:
        console.print(
            f"[green]Đã đăng[/] bản {done.difference.new.name} → [bold]{escape(done.root)}[/]",
            soft_wrap=True,
        )
    elif done.difference:
        console.print("Chưa gửi gì; trang trên mạng giữ nguyên.")
    else:
        console.print("Trang trên mạng đã đúng như bản này, không phải gửi gì.")
