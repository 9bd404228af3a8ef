"""What Typer says to people, in Vietnamese: help pages, and what is wrong with a command line."""

import difflib
import sys
from typing import Any

from rich.markup import escape
from typer import Abort, TyperException
from typer.core import TyperCommand, TyperGroup

from khuyencong.cli.console import errors

_EXTRA = "Got unexpected extra argument(s) ("
_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Cần cho biết",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "DEFAULT_STRING": "[mặc định: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}


class _Translated:
    """A help page in Vietnamese, for a command and for the list of commands."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, "Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        # The module is loaded only where a page is printed.
        from typer import rich_utils

        for name, words in _TITLES.items():
            setattr(rich_utils, name, words)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Hiện trang này."
        return option


class Command(_Translated, TyperCommand):
    """A command whose help page is Vietnamese."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        super().__init__(name, **{**attributes, "options_metavar": "[TÙY CHỌN]"})


class Group(_Translated, TyperGroup):
    """The whole command: its help page, and every complaint about a command line."""

    def __init__(self, **attributes: Any) -> None:
        names = {"options_metavar": "[TÙY CHỌN]", "subcommand_metavar": "LỆNH …"}
        super().__init__(**{**attributes, **names})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = difflib.get_close_matches(name.lower(), self.commands, n=1)
            hint = f"Có phải là `{near[0]}`?" if near else f"Các lệnh: {', '.join(self.commands)}."
            ctx.fail(f"Không có lệnh “{name}”. {hint}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command and leave: 0 for success, 2 for a command line that makes no sense."""
        try:
            done = super().main(*args, **{**options, "standalone_mode": False})
        except Abort:
            errors.print("[red]Đã dừng.[/]")
            sys.exit(130)
        except TyperException as error:
            if type(error).__name__ != "NoArgsIsHelpError":  # the help page stands there already
                _complain(error)
            sys.exit(error.exit_code)
        sys.exit(done if isinstance(done, int) else 0)


def _complain(error: TyperException) -> None:
    """What is wrong with a command line, and where to read on."""
    context = getattr(error, "ctx", None)
    errors.print(f"[red]{escape(_sentence(error))}[/]", soft_wrap=True)
    if context is not None:
        errors.print(f"Cách dùng: {context.command_path} --help", soft_wrap=True, markup=False)


def _sentence(error: Any) -> str:
    """The complaint in Vietnamese; one that Typer may add one day is passed on as it is."""
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"Thiếu {_named(error.param)}."
    if kind == "NoSuchOption":
        near = sorted(error.possibilities or ())
        hint = f" Có phải là {', '.join(near)}?" if near else ""
        return f"Không có tùy chọn {error.option_name}.{hint}"
    if kind == "BadOptionUsage":
        return f"Tùy chọn {error.option_name} cần một giá trị đứng sau."
    if kind == "BadParameter" and error.param is not None:
        return f"Giá trị của {_named(error.param)} không dùng được. {_range(error.param)}".strip()
    message = str(error.message)
    if message.startswith(_EXTRA):
        extra = message.removeprefix(_EXTRA).removesuffix(")")
        return (
            f"Thừa “{extra}”: lệnh này không nhận thêm gì ở đó. Tên có dấu cách thì đặt trong dấu "
            'nháy kép, ví dụ "Lớp tập huấn".'
        )
    if message == "Missing command.":
        return f"Thiếu lệnh. Các lệnh: {', '.join(error.ctx.command.commands)}."
    return message


def _named(parameter: Any) -> str:
    """An argument or option as the help page calls it."""
    if parameter.param_type_name == "option":
        return " / ".join(parameter.opts)
    return str(parameter.metavar or parameter.name)


def _range(parameter: Any) -> str:
    """What a value may be."""
    about = parameter.type_descriptor
    if about.choices:
        values = (getattr(choice, "value", choice) for choice in about.choices)
        return f"Chọn một trong: {', '.join(map(str, values))}."
    if about.annotation is int:
        return f"Viết một số từ {parameter.min} đến {parameter.max}."
    return ""
