"""What several commands are given: the folders of content and output, the moment of a build."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from khuyencong.cli.console import stop
from khuyencong.content.folder import CENTRE_FILE
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.dates import VIETNAM, parse_event

CARRY_OUT = "khuyencong.cli.application:carry_out"
"""What a build server loads when it is first asked for a command."""

ContentArgument = Annotated[
    Path, typer.Argument(help="Thư mục nội dung.", metavar="THƯ_MỤC", show_default=True)
]
ContentOption = Annotated[
    Path, typer.Option("--content", help="Thư mục nội dung.", metavar="THƯ_MỤC")
]
OutputOption = Annotated[
    Path, typer.Option("--output", "-o", help="Thư mục ghi trang.", metavar="THƯ_MỤC")
]
ProductionOption = Annotated[
    bool, typer.Option("--production", help="Dựng để đưa lên mạng (publishconf.py).")
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        help="Nhờ cụm máy Dask làm ảnh, vẽ trang PDF: địa chỉ, hoặc `local` là máy này.",
        metavar="ĐỊA_CHỈ",
    ),
]
NowOption = Annotated[
    str | None,
    typer.Option(help="Dựng trang như thể đang ở giờ này (22/11/2026 08:30).", metavar="GIỜ"),
]


def content_folder(given: Path) -> Path:
    """The content folder that was meant: itself, or `content/` in the folder of a centre."""
    if not given.is_dir():
        stop(
            f"Không có thư mục “{given}”. Đứng ở thư mục chứa `content/` rồi chạy lại; trung tâm "
            f"mới thì tạo bằng: khuyencong init {shell_path(given.parent)}",
            2,
        )
    inner = given / "content"
    return inner if not (given / CENTRE_FILE).exists() and (inner / CENTRE_FILE).exists() else given


def moment(now: str | None) -> datetime:
    """The moment that was asked for, or the clock's."""
    if now is None:
        return datetime.now(VIETNAM)
    try:
        return parse_event(now)
    except ValueError as error:
        stop(f"--now: {error}", 2)


def clock(now: str | None) -> dict[str, Any]:
    """The setting that fixes the clock of a build, when it was asked for."""
    if not now:
        return {}
    moment(now)  # says what is wrong with it
    return {"NOW": now}


def settings_name(*, production: bool) -> str:
    """The settings file of a build."""
    return "publishconf.py" if production else "pelicanconf.py"
