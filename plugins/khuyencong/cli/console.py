"""The terminal: what is printed there, and how a command ends that cannot go on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from khuyencong.checking.result import COLOURS, format_problems, summary
from khuyencong.model.rules import Problem
from khuyencong.vietnamese.folding import fold

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def _console(*, stderr: bool = False) -> Console:
    """A terminal on which texts of staff stay as they are: "1:100:5" is no picture of a 100."""
    return Console(stderr=stderr, highlight=False, emoji=False)


console = _console()
errors = _console(stderr=True)


def reopen() -> None:
    """Look anew at what the terminal can do, where one process speaks to one after the other."""
    console.__dict__ = _console().__dict__  # as rich's own `reconfigure`
    errors.__dict__ = _console(stderr=True).__dict__


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
    """A progress bar on a terminal; elsewhere nothing is shown, and nothing loaded for it."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._is_seen = errors.is_terminal

    @cached_property
    def _shown(self) -> "tuple[Progress, TaskID]":
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
            auto_refresh=False,  # a thread of its own would keep workers from being forked
        )
        return bar, bar.add_task(self._words, total=None)

    def show(self, words: str, done: int, total: int) -> None:
        """What is at work, and how much of it is done."""
        if self._is_seen:
            bar, task = self._shown
            bar.start()
            bar.update(task, description=words, completed=done, total=total or None, refresh=True)

    def hide(self) -> None:
        """Leave the terminal to a question; `show` may be called again afterwards."""
        if self._is_seen:
            self._shown[0].stop()

    def __enter__(self) -> "Bar":
        if self._is_seen:
            self._shown[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()
