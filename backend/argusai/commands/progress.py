"""Progress bars on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from argusai.kit.fetch import Progress as Report
from argusai.kit.fetch import no_progress


@contextmanager
def shown_progress(*, quiet: bool = False) -> Iterator[Report]:
    """One bar for each step that is reported, in their order."""
    if quiet:
        yield no_progress
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, share: float | None) -> None:
            if step not in tasks:
                for task in tasks.values():
                    bars.update(task, total=1.0, completed=1.0)
                tasks[step] = bars.add_task(step, total=None)
            bars.update(tasks[step], total=None if share is None else 1.0, completed=share or 0.0)

        yield report
        for task in tasks.values():
            bars.update(task, total=1.0, completed=1.0)
