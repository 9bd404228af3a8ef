"""`khuyencong init`, `new` and `schema`: where content begins."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import content_folder
from khuyencong.cli.console import console, stop
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.model.kinds import KINDS
from khuyencong.model.skeleton import csv_skeleton, skeleton
from khuyencong.model.starter import starter_files
from khuyencong.store.os_reason import os_reason
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.slugs import slugify


def init(
    folder: Annotated[
        Path, typer.Argument(help="Thư mục mới, hoặc thư mục trống.", metavar="THƯ_MỤC")
    ],
    name: Annotated[
        str, typer.Option(prompt="Tên trung tâm", help="Tên đầy đủ của trung tâm.", metavar="TÊN")
    ],
    province: Annotated[
        str, typer.Option(prompt="Tỉnh, thành phố", help="Nơi trung tâm phục vụ.", metavar="TỈNH")
    ],
    phone: Annotated[
        str, typer.Option(prompt="Điện thoại", help="Số để người dân gọi.", metavar="SỐ")
    ],
    address: Annotated[
        str, typer.Option(prompt="Địa chỉ", help="Trụ sở của trung tâm.", metavar="ĐỊA_CHỈ")
    ],
) -> None:
    """Tạo trang của một trung tâm mới: site.yml, một tin và một sản phẩm mẫu để viết đè."""
    content = folder / "content"
    if content.exists() and any(content.iterdir()):
        stop(f"Thư mục {shell_path(content)} đã có nội dung; không ghi đè gì.", 1)
    answers = {"name": name, "province": province, "phone": phone, "address": address}
    cleaned = {key: " ".join(clean(answer).text.split()) for key, answer in answers.items()}
    if not cleaned["name"]:
        stop("Tên trung tâm để trống.", 2)
    files = starter_files(**cleaned, now=datetime.now(VIETNAM))
    for path, text in files.items():
        _write(content / path, text.encode())
    for empty in ("anh", "tep"):
        (content / empty).mkdir(exist_ok=True)
    console.print(
        f"Đã tạo [bold]{escape(shell_path(content))}[/]. Xem trang: vào thư mục "
        f"{escape(shell_path(folder))} rồi chạy khuyencong preview. Trước khi đưa lên mạng, sửa "
        "địa chỉ trang (`url`) trong site.yml.",
        soft_wrap=True,
    )


def new(
    kind: Annotated[
        str, typer.Argument(help=f"Loại: {', '.join([*KINDS, DE_AN])}.", metavar="LOẠI")
    ],
    title: Annotated[
        str, typer.Argument(help="Tít bài, tên sản phẩm; năm của bảng đề án.", metavar="TÍT")
    ],
    content: Annotated[Path, typer.Option(help="Thư mục nội dung.", metavar="THƯ_MỤC")] = Path(
        "content"
    ),
) -> None:
    """Tạo tệp mới có sẵn các mục cần điền."""
    declared = KINDS.get(slugify(kind))
    if slugify(kind) != DE_AN and declared is None:
        stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join([*KINDS, DE_AN])}.", 2)
    content = content_folder(content)
    title = " ".join(clean(title).text.split())
    if declared is None:
        _new_table(title, content)
        return
    if len(title) > LONGEST_TITLE:
        stop(
            f"Tít dài {len(title)} ký tự. Rút xuống còn nhiều nhất {LONGEST_TITLE} ký tự "
            "(khuyencong explain KC109).",
            2,
        )
    text = skeleton(declared, title, datetime.now(VIETNAM))
    slug = re.search(r"^slug: (\S+)$", text, re.MULTILINE)
    if slug is None:
        stop("Tít cần có chữ hoặc số.", 2)
    file = content / declared.folder / f"{slug[1]}.md"
    if file.exists():
        stop(f"Đã có tệp {shell_path(file)}. Đặt tít khác, hoặc mở tệp đó để sửa.", 1)
    _write(file, text.encode())
    console.print(
        f"Đã tạo [bold]{escape(shell_path(file))}[/]. Viết xong, xóa dòng `status: draft`.",
        soft_wrap=True,
    )


def schema(
    kind: Annotated[
        str, typer.Argument(help=f"Loại: {', '.join([*KINDS, DE_AN, 'site'])}.", metavar="LOẠI")
    ],
) -> None:
    """In JSON Schema của một loại, cho trình soạn thảo và công cụ khác."""
    from khuyencong.model.json_schema import SCHEMAS, json_schema

    if kind not in SCHEMAS:
        stop(f"Không có loại “{kind}”. Chọn một trong: {', '.join(SCHEMAS)}.", 2)
    print(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


def _new_table(year: str, content: Path) -> None:
    if not re.fullmatch(r"(19|20)[0-9]{2}", year):
        stop("Viết năm của bảng, ví dụ: khuyencong new de-an 2026.", 2)
    file = content / DE_AN / f"{year}.csv"
    if file.exists():
        stop(f"Đã có tệp {shell_path(file)}. Mở tệp đó để ghi tiếp.", 1)
    _write(file, csv_skeleton(DeAn))
    console.print(
        f"Đã tạo [bold]{escape(shell_path(file))}[/]. Mở bằng Excel, thay dòng ví dụ.",
        soft_wrap=True,
    )


def _write(file: Path, data: bytes) -> None:
    """A new file, with the folders that lead to it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        stop(f"Không ghi được {error.filename}: {os_reason(error)}.", 2)
