"""`argusai users` as the person at the machine starts it."""

from asyncio import to_thread
from pathlib import Path

import pytest

from argusai.accounts.argon2 import Passwords
from argusai.accounts.service import Accounts, Caller
from argusai.accounts.sessions import Sessions
from argusai.accounts.settings import AccountsSettings
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.kit.errors import NotSignedIn
from tests.support.commands import Done, argusai
from tests.support.database import copy_template, url_of

HERE = Caller("127.0.0.1", at_home=True)
OLD, NEW = "the old password", "a newer password"


def users(folder: Path, *arguments: str, typed: str = "") -> Done:
    places = {"ARGUSAI_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'argusai.db'}"}
    return argusai("users", *arguments, typed=typed, **places)


@pytest.fixture
async def house(tmp_path: Path, database_template: Path) -> Path:
    """A data folder with one administrator, Ada."""
    database = Database(copy_template(database_template, tmp_path / "argusai.db"))
    accounts = _accounts(database)
    await accounts.create_administrator("Ada", OLD, None, HERE)
    accounts.close()
    await database.close()
    return tmp_path


def _accounts(database: Database) -> Accounts:
    clock = SystemClock()
    return Accounts(database, clock, Sessions(database, clock, AccountsSettings()), Passwords())


@pytest.mark.covers("F14")
async def test_a_forgotten_password_is_set_anew_and_old_sessions_end(house: Path) -> None:
    assert (await to_thread(users, house, "list")).stdout == "Ada  administrator\n"
    done = await to_thread(users, house, "reset-password", "ada", typed=f"{NEW}\n")
    assert (done.returncode, done.stderr) == (0, "")
    database = Database(url_of(house / "argusai.db"))
    accounts = _accounts(database)
    with pytest.raises(NotSignedIn):
        await accounts.sign_in("Ada", OLD, HERE, None)
    signed_in = await accounts.sign_in("Ada", NEW, HERE, None)
    accounts.close()
    again = await to_thread(users, house, "reset-password", "Ada", typed=f"{OLD}\n")
    fresh = _accounts(database)
    assert again.returncode == 0
    assert await fresh.sessions.find(signed_in.token) is None
    fresh.close()
    await database.close()


@pytest.mark.covers("F14")
@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [("Ada", "short\n", "10 to 256"), ("Ada", "", "10 to 256"), ("Bob", f"{NEW}\n", "Nobody here is called “Bob”")],
)
def test_what_cannot_be_set_is_said(house: Path, name: str, typed: str, said: str) -> None:
    done = users(house, "reset-password", name, typed=typed)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


@pytest.mark.covers("F14")
def test_without_an_installation_nothing_is_made(tmp_path: Path) -> None:
    done = users(tmp_path, "list")
    assert (done.returncode, "Start it once" in done.stderr) == (1, True)
    assert not list(tmp_path.iterdir())
