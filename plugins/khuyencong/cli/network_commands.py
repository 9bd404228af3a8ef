"""`khuyencong network`, `khuyencong key`: the site of many centres, and the key of one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from khuyencong.cli.arguments import (
    NowOption,
    OutputOption,
    ProductionOption,
    clock,
    moment,
    settings_name,
)
from khuyencong.cli.build_commands import build_failures, summary_of
from khuyencong.cli.console import console, errors, print_problems, progress, stop
from khuyencong.store.shell_path import shell_path

if TYPE_CHECKING:
    from khuyencong.network.national_site import NationalSite


def network(
    folder: Annotated[
        Path, typer.Argument(help="Thư mục có site.yml và trung-tam.yml.", metavar="THƯ_MỤC")
    ] = Path("mang-luoi"),
    output: OutputOption = Path("output"),
    production: ProductionOption = False,
    now: NowOption = None,
) -> None:
    """Dựng cổng chung từ trang của nhiều trung tâm: lấy tin mới, kiểm tra chữ ký, dựng trang."""
    if not folder.is_dir():
        stop(f"Không có thư mục “{folder}” (docs/mang-luoi.md).", 2)
    try:
        from khuyencong.network.errors import HarvestError
        from khuyencong.network.national_site import make_national_site
    except ImportError:
        stop(
            "Chưa cài phần lấy tin từ các trung tâm. Cài một lần bằng lệnh: "
            'pip install "khuyencong-site[network]"',
            2,
        )
    from khuyencong.plugin.site_generator import Run

    name = settings_name(production=production)
    try:
        with build_failures(folder), progress("Đang lấy tin") as pictures:
            site = make_national_site(
                folder, output, name, moment(now), Run(progress=pictures), **clock(now)
            )
    except HarvestError as error:
        stop(f"Chưa dựng được: {error}. Chạy lại lệnh này.", 1)
    _tell(site, output)


def _tell(site: "NationalSite", output: Path) -> None:
    from khuyencong.network.harvest import Fate

    for each in site.outcomes:
        if each.fate is not Fate.UNCHANGED:
            words = f"{each.slug}: {each.fate}{f' ({each.words})' if each.words else ''}."
            sound = each.fate is Fate.CHANGED
            (console if sound else errors).print(words, markup=False, soft_wrap=True)
        for remark in each.remarks:
            errors.print(f"{each.slug}: {remark}.", markup=False, soft_wrap=True)
    for problem in site.refused:
        errors.print(f"Không đăng {problem}", markup=False, soft_wrap=True)
    if site.problems:
        print_problems(site.content, site.problems)
    if site.finished is None:
        console.print(f"Không có gì thay đổi: {escape(str(output))}")
        return
    console.print(
        f"[green]Xong[/]: {summary_of(site.finished.built)} → [bold]{escape(str(output))}[/]"
    )
    console.print(
        f"Đưa lên mạng: khuyencong publish --content {escape(shell_path(site.content))}",
        soft_wrap=True,
    )


def key(
    target: Annotated[
        str, typer.Argument(help="Tên nơi đăng trong xuat-ban.yml.", metavar="NƠI_ĐĂNG")
    ] = "chinh",
) -> None:
    """Tạo khóa ký của một nơi đăng nếu chưa có, in khóa công khai để gửi cổng quốc gia."""
    from khuyencong.publishing.errors import PublishingError
    from khuyencong.publishing.minisign import new_secret_key, public_key
    from khuyencong.publishing.public_manifest import SIGNING_KEY
    from khuyencong.publishing.secrets import find_secret, keep_secret, variable

    secret = find_secret(target, SIGNING_KEY)
    if secret is None:
        secret = new_secret_key()
        try:
            keep_secret(target, SIGNING_KEY, secret)
            console.print("Đã tạo khóa, cất trong kho khóa của máy này.")
        except (PublishingError, ImportError):
            console.print(
                "Máy này không có kho khóa. Cất dòng sau ở nơi chỉ người đăng đọc được, đặt làm "
                f"biến môi trường:\n{variable(target, SIGNING_KEY)}={secret}",
                markup=False,
                soft_wrap=True,
            )
    try:
        console.print(f"Khóa công khai: {public_key(secret)}", markup=False, soft_wrap=True)
    except ValueError:
        stop("Khóa ký bị hỏng. Lấy lại khóa đã cất, hoặc xóa đi rồi tạo khóa mới.", 2)
