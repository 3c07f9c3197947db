"""`argusai demo`: prepares the demo footage."""

import os
from typing import Annotated

import typer

from argusai.commands.progress import shown_progress
from argusai.demo.footage import FootageMissing
from argusai.demo.prepare import prepare_demo
from argusai.kit.cache import cache_folder
from argusai.kit.errors import StartError

command = typer.Typer(add_completion=False, no_args_is_help=True, help="The demo footage.")


def main(arguments: list[str]) -> None:
    command(arguments, prog_name="argusai demo")


@command.callback()
def demo() -> None:
    """The demo footage."""


@command.command()
def prepare(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing unless something fails.")] = False,
) -> None:
    """Get free footage of a real courtyard and encode it as a camera sends it. At once when it is there."""
    try:
        with shown_progress(quiet=quiet) as progress:
            path = prepare_demo(cache_folder(os.environ), progress)
    except FootageMissing as error:
        raise StartError(str(error)) from error
    if not quiet:
        print(f"prepared: {path.name}")
