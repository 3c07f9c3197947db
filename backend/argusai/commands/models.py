"""`argusai models`: the detector's weights, which are no part of the program."""

import os
from pathlib import Path

import typer

from argusai.commands.bars import progress_bar
from argusai.kit.cache import find_cache
from argusai.kit.errors import StartError
from argusai.pipeline.detection.objects.errors import INSTALL_COMMAND, InstallFailed
from argusai.pipeline.detection.objects.install import install_models, installed_models

models = typer.Typer(add_completion=False, no_args_is_help=True, help="Install or list the models.")


def main(arguments: list[str]) -> None:
    """Raises StartError when an installation fails."""
    models(arguments, prog_name="argusai models")


@models.command()
def install() -> None:
    """Download, check and convert the models; at once when they are there."""
    cache = find_cache(os.environ, Path(".env"))
    try:
        with progress_bar() as progress:
            installed = install_models(cache, progress)
    except InstallFailed as error:
        raise StartError(str(error)) from error
    for model in installed:
        typer.echo(f"{model.name} is installed in {model.path.parent}", err=True)


@models.command(name="list")
def show() -> None:
    """The installed models, with licence and source."""
    found = installed_models(find_cache(os.environ, Path(".env")))
    for model in found:
        typer.echo(f"{model.name}  {model.bytes / 1e6:.1f} MB  {model.licence}  {model.source}")
    if not found:
        typer.echo(f"No models are installed. Run: {INSTALL_COMMAND}", err=True)
