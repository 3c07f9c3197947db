"""`argusai users`: who may sign in, and a new password for who forgot the old one. Only on the machine itself."""

import asyncio
import getpass
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError

from argusai.accounts.argon2 import Passwords
from argusai.accounts.recovery import Recovery
from argusai.accounts.schemas import NewPassword
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, read_url
from argusai.kit.errors import ArgusError, StartError
from argusai.kit.migrate import check_there
from argusai.settings import load_settings

Answer = TypeVar("Answer")

users = typer.Typer(add_completion=False, no_args_is_help=True, help="List people, or set a forgotten password anew.")


def main(arguments: list[str]) -> None:
    """Raises StartError when it cannot be done."""
    users(arguments, prog_name="argusai users")


@users.command(name="list")
def show() -> None:
    """Who may sign in."""
    for person in _with_recovery(lambda recovery: recovery.people()):
        typer.echo(f"{person.name}  {person.role}")


@users.command(name="reset-password")
def reset_password(name: Annotated[str, typer.Argument(help="As shown by “argusai users list”.")]) -> None:
    """Set a new password and sign that person out everywhere. Asks for it; or reads one line of standard input."""
    password = _ask()
    person = _with_recovery(lambda recovery: recovery.set_password(name, password))
    typer.echo(f"{person.name} has a new password. Whoever was signed in with the old one is out within a minute.")


def _ask() -> str:
    if not sys.stdin.isatty():
        return _checked(sys.stdin.readline().rstrip("\r\n"))
    password = _checked(getpass.getpass("New password: "))
    if getpass.getpass("Once more: ") != password:
        raise StartError("The two are not the same. Nothing was changed.")
    return password


def _checked(password: str) -> str:
    try:
        return TypeAdapter[str](NewPassword).validate_python(password)
    except ValidationError as error:
        raise StartError("A password has 10 to 256 characters. Nothing was changed.") from error


def _with_recovery(work: Callable[[Recovery], Awaitable[Answer]]) -> Answer:
    settings = load_settings(os.environ, Path(".env"))
    url = read_url(settings.database_url.get_secret_value())
    check_there(url)

    async def run() -> Answer:
        database, passwords = Database(url), Passwords()
        try:
            return await work(Recovery(database, SystemClock(), passwords))
        except ArgusError as error:
            raise StartError(error.detail) from error
        finally:
            passwords.close()
            await database.close()

    return asyncio.run(run())
