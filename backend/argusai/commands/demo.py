"""`argusai demo`: footage of a real courtyard, to try ArgusAI without a camera and to measure it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from argusai.commands.bars import progress_bar
from argusai.demo.footage import FootageMissing
from argusai.demo.prepare import labels_beside, prepare_demo
from argusai.evaluation.compose.make import HALVES, compose, load_footage, matching
from argusai.evaluation.compose.people import Half
from argusai.kit.cache import find_cache
from argusai.kit.errors import StartError

demo = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Prepare the demo footage, or compose labelled clips."
)


def main(arguments: list[str]) -> None:
    """Raises StartError when the footage cannot be had."""
    demo(arguments, prog_name="argusai demo")


@demo.callback()
def only_group() -> None:
    """Prepare the demo footage, or compose labelled clips."""


@demo.command()
def prepare() -> None:
    """Get the footage, encode it as a camera sends it and add a composed pause; at once when it is there."""
    cache = find_cache(os.environ, Path(".env"))
    try:
        with progress_bar() as progress:
            clip = prepare_demo(cache, progress)
        labels_beside(cache)
    except FootageMissing as error:
        raise StartError(str(error)) from error
    typer.echo(f"The demo clip is {clip}", err=True)


@demo.command(name="compose")
def compose_clips(
    folder: Annotated[Path, typer.Argument(help="Where the clips go: a folder for each half below it.")],
    half: Annotated[str, typer.Option(metavar="<tune|held-back|both>", help="Which half of the set.")] = "both",
    only: Annotated[str, typer.Option(help="Only clips whose name fits, such as “rain-*”.")] = "*",
    minutes: Annotated[
        int, typer.Option(min=0, max=600, help="So many minutes of each nuisance alone, instead of the set.")
    ] = 0,
) -> None:
    """Compose labelled clips for “argusai evaluate”; what is there already is left alone."""
    if half not in (*HALVES, "both"):
        raise typer.BadParameter(f"it is tune, held-back or both, not {half}", param_hint="--half")
    halves: list[Half] = [each for each in HALVES if half in (each, "both")]
    try:
        with progress_bar() as progress:
            footage = load_footage(find_cache(os.environ, Path(".env")), progress)
            for each in halves:
                compose(folder / each, matching(each, only, minutes), footage, progress)
    except FootageMissing as error:
        raise StartError(str(error)) from error
    except OSError as error:
        raise StartError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    typer.echo(f"The clips are in {folder}", err=True)
