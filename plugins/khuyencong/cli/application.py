"""The commands, put together."""

from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from typer.main import get_command

from khuyencong.cli.build_commands import build, build_all, preview
from khuyencong.cli.check_commands import check, convert, explain
from khuyencong.cli.console import reopen
from khuyencong.cli.content_commands import init, new, schema
from khuyencong.cli.desk import desk
from khuyencong.cli.import_commands import export, import_, template
from khuyencong.cli.network_commands import key, network
from khuyencong.cli.publish_commands import doctor, publish, serverconfig, verify
from khuyencong.cli.schedule import schedule
from khuyencong.cli.statistics import statistics
from khuyencong.cli.usage import Command, Group

if TYPE_CHECKING:
    from khuyencong.content.kept_entries import KeptEntries

app = typer.Typer(
    cls=Group,
    help="Khuyến Công Site: biến thư mục bài viết thành trang tin.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
_COMMANDS = (
    *(init, new, preview, check, desk, explain, build, publish, verify),
    *(doctor, schedule, serverconfig, statistics, convert, schema, key, network),
)
for _command in _COMMANDS:
    app.command(cls=Command)(_command)
app.command("import", cls=Command)(import_)
app.command("build-all", cls=Command)(build_all)
for _command in (template, export):
    app.command(cls=Command)(_command)


def carry_out(words: list[str], kept: "KeptEntries") -> None:
    """Do what words of the command line ask, in a process that does it again and again.

    Ends by SystemExit, as the command does.
    """
    reopen()
    _whole()(args=words, prog_name="khuyencong", obj=kept)


@cache
def _whole() -> Any:
    return get_command(app)
