"""`argusai models`: installs and lists the models."""

import os
from typing import Annotated

import typer

from argusai.commands.progress import shown_progress
from argusai.kit.cache import cache_folder
from argusai.kit.errors import StartError
from argusai.pipeline.detection.objects.errors import InstallFailed
from argusai.pipeline.detection.objects.install import RECIPES, install_models, installed_models

command = typer.Typer(add_completion=False, no_args_is_help=True, help="Install or list the models.")


def main(arguments: list[str]) -> None:
    command(arguments, prog_name="argusai models")


@command.command()
def install(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing unless something fails.")] = False,
) -> None:
    """Get what is missing, check it, convert it, try it. At once when all is there."""
    try:
        with shown_progress(quiet=quiet) as progress:
            models = install_models(cache_folder(os.environ), progress)
    except InstallFailed as error:
        raise StartError(str(error)) from error
    if not quiet:
        for model in models:
            print(f"{model.name}: installed ({model.licence})")


@command.command("list")
def list_models() -> None:
    """Which models there are, and whether they are installed and unchanged."""
    there = {model.name: model for model in installed_models(cache_folder(os.environ))}
    for recipe in RECIPES:
        state = "installed" if recipe.name in there else "not installed: argusai models install"
        print(f"{recipe.name}\t{state}\t{recipe.source}")
