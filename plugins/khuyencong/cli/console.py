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
from khuyencong.vietnamese.folding import fold

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def reopen() -> None:
    """Look anew at what the terminal can do, where one process speaks to one after the other."""
    console.__dict__ = Console(highlight=False).__dict__  # as rich's own `reconfigure`
    errors.__dict__ = Console(stderr=True, highlight=False).__dict__


def stop(words: str, code: int) -> NoReturn:
    """End the command with a sentence: 1 when the content is at fault, 2 when it cannot run."""
    errors.print(f"[red]{escape(words)}[/]", soft_wrap=True)
    raise typer.Exit(code)


def confirmed(question: str) -> bool:
    """Whether somebody says yes: "c", "có", or "y"; everything else is no."""
    answer = console.input(f"{escape(question)} Gõ c (có) rồi Enter, hoặc Enter để thôi: ")
    return fold(answer.strip()) in ("c", "co", "y", "yes")


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
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; the callback is told pictures done, and all."""
    with Bar(words) as bar:
        yield lambda done, total: bar.show("Đang làm ảnh", done, total)


class Bar:
    """A progress bar on a terminal."""

    def __init__(self, words: str) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
            disable=not errors.is_terminal,
            auto_refresh=False,  # a thread of its own would keep workers from being forked
        )
        self._task = self._progress.add_task(words, total=None)

    def show(self, words: str, done: int, total: int) -> None:
        """What is at work, and how much of it is done."""
        self._progress.start()
        self._progress.update(
            self._task, description=words, completed=done, total=total or None, refresh=True
        )

    def hide(self) -> None:
        """Leave the terminal to a question; `show` may be called again afterwards."""
        self._progress.stop()

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
