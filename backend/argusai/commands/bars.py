"""Progress for a person: a bar on standard error, or plain lines where that is no terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from argusai.kit.fetch import Progress as Listener


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Nobody watches any more, and the job goes on; the library would end the program."""
        self.quiet = True
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Its reader has enough, as `head` does: whatever is still said there goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


@contextmanager
def progress_bar() -> Iterator[Listener]:
    """A listener for long jobs. The bar is gone when they are done; nothing is ever written to standard output. Without
    a terminal there is a line for each step and each tenth of it."""
    console = _Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        last = ""

        def hear(step: str, share: float | None) -> None:
            nonlocal last
            tenth = f" {int((share or 0) * 10)}0 %"
            line = step if tenth == " 00 %" else step + tenth
            if line != last and not console.is_terminal:
                console.print(line, markup=False, highlight=False)
            last = line
            bar.update(task, description=step, total=None if share is None else 1.0, completed=share or 0.0)

        yield hear
