"""`khuyencong desk`: Bàn biên tập in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from khuyencong.cli.arguments import CARRY_OUT, ContentArgument, content_folder
from khuyencong.cli.console import console, stop
from khuyencong.store.os_reason import os_reason


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
        typer.Option(help="Nơi giữ bản đang viết, lịch sử, tài khoản.", metavar="THƯ_MỤC"),
    ] = None,
    name: Annotated[
        str,
        typer.Option(help="Họ tên người ngồi ở máy này, ghi vào lịch sử.", metavar="TÊN"),
    ] = "",
    phone: Annotated[
        bool,
        typer.Option("--phone", help="Mở sẵn cho điện thoại cùng mạng, vào bằng mã QR."),
    ] = False,
    office: Annotated[
        bool, typer.Option("--office", help="Cho cả phòng dùng, mỗi người một tài khoản.")
    ] = False,
    listen: Annotated[
        str, typer.Option(help="Với --office: địa chỉ mạng của máy này.", metavar="IP")
    ] = "127.0.0.1",
    address: Annotated[
        str,
        typer.Option(help="Với --office: địa chỉ mọi người mở, như https://ban.trungtam.vn."),
    ] = "",
) -> None:
    """Mở Bàn biên tập: viết, sửa, duyệt bài trong trình duyệt, không cần dòng lệnh."""
    from khuyencong.build_server.process import build_server

    try:
        from khuyencong.desk.desk_server import Desk, NotAllowedError, OfficeServer
        from khuyencong.desk.listener import bound
        from khuyencong.desk.phone_door import PhoneDoorError
    except ModuleNotFoundError as error:
        stop(
            f"Chưa cài phần Bàn biên tập (thiếu {error.name}). Cài bằng: "
            'py -m pip install "khuyencong-site[desk]"',
            2,
        )
    if not office and (listen != "127.0.0.1" or address):
        stop("`--listen` và `--address` đi với --office: ra mạng thì phải có tài khoản.", 2)
    if phone and office:
        stop("`--phone` là cho máy một người; với --office, điện thoại mở địa chỉ của bàn.", 2)
    folder = content_folder(content) if content.exists() else content
    try:
        listening = bound(port, listen)
    except OSError as error:
        stop(
            f"Không mở được cổng {port} ở {listen} ({os_reason(error)}); có thể Bàn biên tập đang "
            f"mở ở cửa sổ khác. Chọn cổng khác: --port {port + 1}.",
            2,
        )
    console.print("Bàn biên tập đang chạy, Ctrl+C để dừng. Mở địa chỉ sau:")
    served = Desk(
        folder,
        listening,
        data,
        OfficeServer(listen, address) if office else None,
        name,
        phone,
    )
    try:
        with build_server(CARRY_OUT):
            served.run(lambda address: print(address, flush=True), open_browser=browser)
    except (NotAllowedError, PhoneDoorError) as error:
        stop(str(error), 2)
