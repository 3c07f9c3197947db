"""`argusai demo`: footage of a real courtyard, to try ArgusAI without a camera."""

import os

import typer

from argusai.commands.bars import progress_bar
from argusai.demo.footage import FootageMissing
from argusai.demo.prepare import prepare_demo
from argusai.kit.cache import cache_folder
from argusai.kit.errors import StartError

demo = typer.Typer(add_completion=False, no_args_is_help=True, help="Prepare the demo footage.")


def main(arguments: list[str]) -> None:
    """Raises StartError when the footage cannot be had."""
    demo(arguments, prog_name="argusai demo")


@demo.callback()
def only_group() -> None:
    """Prepare the demo footage."""


@demo.command()
def prepare() -> None:
    """Get the footage, encode it as a camera sends it and add a composed pause; at once when it is there."""
    try:
        with progress_bar() as progress:
            clip = prepare_demo(cache_folder(os.environ), progress)
    except FootageMissing as error:
        raise StartError(str(error)) from error
    typer.echo(f"The demo clip is {clip}", err=True)
