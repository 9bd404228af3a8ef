"""`khuyencong desk`: Bàn biên tập in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from khuyencong.cli.arguments import ContentArgument, content_folder
from khuyencong.cli.console import console, stop


def desk(
    content: ContentArgument = Path("content"),
    port: Annotated[
        int, typer.Option(help="Cổng của Bàn biên tập.", metavar="SỐ", min=0, max=65535)
    ] = 8100,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt khi chạy.")
    ] = True,
    data: Annotated[
        Path | None,
        typer.Option(help="Nơi giữ bản đang viết và lịch sử.", metavar="THƯ_MỤC"),
    ] = None,
) -> None:
    """Mở Bàn biên tập: viết, sửa, duyệt bài trong trình duyệt, không cần dòng lệnh."""
    try:
        from khuyencong.desk.serving import Desk, bound
    except ModuleNotFoundError as error:
        stop(
            f"Chưa cài phần Bàn biên tập (thiếu {error.name}). Cài bằng: "
            'py -m pip install "khuyencong-site[desk]"',
            2,
        )
    folder = content_folder(content)
    try:
        listening = bound(port)
    except OSError as error:
        stop(
            f"Cổng {port} đang bận ({error.strerror}); có thể Bàn biên tập đang mở ở cửa sổ khác. "
            f"Chọn cổng khác: --port {port + 1}.",
            2,
        )
    console.print("Bàn biên tập đang chạy. Mở địa chỉ sau (dùng một lần), Ctrl+C để dừng:")
    Desk(folder, listening, data).run(
        lambda address: print(address, flush=True), open_browser=browser
    )
