"""`argusai config`: the configuration as one file. Only on the machine itself."""

import asyncio
import contextlib
import getpass
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from argusai.configuration.porting import ConfigurationFile, read
from argusai.flow.at_rest import with_configuration
from argusai.flow.house import House
from argusai.kit.actor import ACTOR
from argusai.kit.db import read_url
from argusai.kit.errors import ArgusError, StartError
from argusai.kit.files import write_durably
from argusai.kit.migrate import check_there
from argusai.kit.outputs import as_json
from argusai.kit.passphrase import LEAST_LETTERS
from argusai.settings import Settings, load_settings

Answer = TypeVar("Answer")
_MOST_BYTES = 8 * 1024 * 1024

config = typer.Typer(add_completion=False, no_args_is_help=True, help="Write the configuration to a file, or read one.")


def main(arguments: list[str]) -> None:
    """Raises StartError when it cannot be done."""
    config(arguments, prog_name="argusai config")


@config.command(name="export")
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; left out: standard output.")] = None,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Passwords of cameras too, encrypted with a passphrase.")
    ] = False,
) -> None:
    """Cameras, groups, settings, modes and rules. Works while ArgusAI runs."""
    passphrase = _new_passphrase() if with_secrets else None
    settings = _settings()
    with _held(settings, needed=False):
        plain = _run(settings, lambda part: part.written(passphrase))
    if file is None:
        typer.echo(as_json(plain, indent=2))
        return
    text = json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    try:
        write_durably(file, text.encode())
    except OSError as error:
        raise StartError(f"{file} cannot be written: {error.strerror}.") from error


@config.command(name="import")
def take(
    file: Annotated[Path, typer.Argument(help="What was exported.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
) -> None:
    """Add and change what is in the file; the rest stays. ArgusAI must not run, except for --dry-run."""
    plain = _read(file)
    passphrase = _ask("Passphrase of the file: ") if isinstance(plain, dict) and "salt" in plain else None
    settings = _settings()
    with _held(settings, needed=not dry_run):
        outcome = _run(settings, lambda part: part.taken(plain, passphrase, preview=dry_run))
    for sentence in (*outcome.sentences, *outcome.notes):
        typer.echo(sentence)
    if not outcome.sentences:
        typer.echo("Nothing is different.")
    elif dry_run:
        typer.echo("Nothing was changed: this was a dry run.")


@contextlib.contextmanager
def _held(settings: Settings, *, needed: bool) -> Iterator[None]:
    """The data folder is ours meanwhile, and the database at the newest schema. `needed` False: or ArgusAI runs."""
    house = House(settings)
    try:
        house.ground.prepare()
    except StartError as error:
        if "Another ArgusAI is running" not in str(error):
            raise
        if needed:
            raise StartError(
                "ArgusAI is running. Import the file under Settings → Backup, or stop it first. "
                "What would change is said by --dry-run."
            ) from error
    try:
        yield
    finally:
        house.ground.release()


def _read(file: Path) -> object:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise StartError(f"{file} is larger than any export.")
        return read(file.read_text(encoding="utf-8-sig"))  # some editors begin a text with a mark
    except OSError as error:
        raise StartError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StartError(f"{file} is no text, so it is no export of ArgusAI.") from error
    except ArgusError as error:
        raise StartError(error.detail) from error


def _settings() -> Settings:
    settings = load_settings(os.environ, Path(".env"))
    check_there(read_url(settings.database_url.get_secret_value()))
    return settings


def _run(settings: Settings, work: Callable[[ConfigurationFile], Awaitable[Answer]]) -> Answer:
    ACTOR.set("the command line")
    try:
        return asyncio.run(with_configuration(settings, work))
    except ArgusError as error:
        named = "".join(f"\n  {name}: {said}" for name, said in error.fields.items())
        raise StartError(error.detail + named) from error


def _new_passphrase() -> str:
    passphrase = _ask("New passphrase: ")
    if len(passphrase) < LEAST_LETTERS:
        raise StartError(f"A passphrase has at least {LEAST_LETTERS} characters. Nothing was written.")
    if sys.stdin.isatty() and _ask("Once more: ") != passphrase:
        raise StartError("The two are not the same. Nothing was written.")
    return passphrase


def _ask(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
