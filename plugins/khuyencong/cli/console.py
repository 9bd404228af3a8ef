"""The terminal: what is printed there, and how a command ends that cannot go on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from khuyencong.checking.result import COLOURS, format_problems, summary
from khuyencong.model.rules import Problem

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def stop(words: str, code: int) -> NoReturn:
    """End the command with a sentence: 1 when the content is at fault, 2 when it cannot run."""
    errors.print(f"[red]{escape(words)}[/]", soft_wrap=True)
    raise typer.Exit(code)


def print_problems(
    content: Path,
    problems: Sequence[Problem],
    *,
    strict: bool = False,
    folded: bool = False,
    to: Console = errors,
) -> str:
    """Problems grouped by file, and what they come to; returns what was printed.

    Those that a person knows of are only counted, unless `folded` ones are asked for.
    """
    ink = {weight: _ink(to, colour) for weight, colour in COLOURS.items()}
    with to.capture() as last:
        to.print(summary(problems, strict=strict), soft_wrap=True)
    shown = [problem for problem in problems if folded or not problem.fold]
    words = format_problems(shown, content.as_posix(), ink, strict=strict) + last.get()
    to.file.write(words)
    return words


def _ink(terminal: Console, style: str) -> tuple[str, str]:
    """What a terminal is told before and after words in a style; nothing when it has none."""
    with terminal.capture() as shown:
        terminal.print(f"[{style}]·[/]", end="")
    before, _, after = shown.get().partition("·")
    return before, after


@contextmanager
def progress(words: str, counted: str = "") -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; the callback is told how many are done, and of how many.

    `counted` takes the place of the words once there is something to count.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
        auto_refresh=False,  # a thread of its own would keep workers from being forked
    )
    with bar:
        task = bar.add_task(words, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(
                task, description=counted or words, completed=done, total=total, refresh=True
            )

        yield advance
