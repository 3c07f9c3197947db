"""F14: sessions on a real database: kept, noted, expired, ended."""

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from argusai.accounts.argon2 import Passwords
from argusai.accounts.contract import OpenSession
from argusai.accounts.models import SessionRow, ThrottleRow, UserRow
from argusai.accounts.service import Accounts, Caller, SignedInNow
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import Conflict, NotSignedIn
from tests.support.secrets import secret
from tests.support.web import FAST, PASSWORD, make_accounts

pytestmark = pytest.mark.covers("F14")
HOME = Caller("127.0.0.1", at_home=True)


@pytest.fixture
def accounts(database: Database, clock: SimulatedClock) -> Iterator[Accounts]:
    made = make_accounts(database, clock)
    yield made
    made.close()


async def _set_up(accounts: Accounts) -> tuple[str, OpenSession]:
    signed_in = await accounts.create_administrator("Anna", PASSWORD, None, HOME)
    return signed_in.token, signed_in.session


async def _row(database: Database) -> SessionRow | None:
    async with database.read() as session:
        found: SessionRow | None = await session.scalar(sa.select(SessionRow))
        return found


async def test_the_database_holds_no_token_and_no_password(accounts: Accounts, database: Database) -> None:
    token, _ = await _set_up(accounts)
    row = await _row(database)
    assert row is not None
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    async with database.read() as session:
        user = await session.scalar(sa.select(UserRow))
    assert user is not None
    assert user.password_hash.startswith("$argon2id$")


async def test_a_session_survives_a_restart(accounts: Accounts, database: Database, clock: SimulatedClock) -> None:
    token, session = await _set_up(accounts)
    again = make_accounts(database, clock)
    assert await again.sessions.find(token) == session
    again.close()


async def test_use_is_noted_at_most_once_a_minute(
    accounts: Accounts, database: Database, clock: SimulatedClock
) -> None:
    token, _ = await _set_up(accounts)
    opened = clock.now()
    await accounts.sessions.find(token)
    clock.advance(30)
    await accounts.sessions.find(token)
    await accounts.tidy()
    row = await _row(database)
    assert row is not None
    assert row.last_used_at == opened
    clock.advance(31)
    await accounts.sessions.find(token)
    await accounts.tidy()
    row = await _row(database)
    assert row is not None
    assert row.last_used_at == opened + timedelta(seconds=61)


async def test_an_expired_session_is_removed(accounts: Accounts, database: Database, clock: SimulatedClock) -> None:
    await _set_up(accounts)
    clock.advance(14 * 86400 + 1)
    await accounts.tidy()
    assert await _row(database) is None


async def test_a_session_ended_by_another_program_ends_here(
    accounts: Accounts, database: Database, clock: SimulatedClock
) -> None:
    token, session = await _set_up(accounts)
    await accounts.sessions.find(token)
    told: list[str] = []
    accounts.sessions.on_session_end(session.id, lambda: told.append("ended"))
    async with database.write() as other:
        await other.execute(sa.delete(SessionRow))
    clock.advance(61)
    assert await accounts.sessions.find(token) is None
    assert told == ["ended"]


async def test_tidying_tells_sockets_of_such_a_session(accounts: Accounts, database: Database) -> None:
    token, session = await _set_up(accounts)
    await accounts.sessions.find(token)
    told: list[str] = []
    accounts.sessions.on_session_end(session.id, lambda: told.append("ended"))
    async with database.write() as other:
        await other.execute(sa.delete(SessionRow))
    await accounts.tidy()
    assert told == ["ended"]


async def test_listening_to_an_ended_session_tells_at_once(accounts: Accounts) -> None:
    token, session = await _set_up(accounts)
    await accounts.sessions.find(token)
    await accounts.sign_out(session.id)
    told: list[str] = []
    stop = accounts.sessions.on_session_end(session.id, lambda: told.append("ended"))
    stop()
    assert (told, accounts.sessions.listeners) == (["ended"], 0)


async def test_who_stopped_listening_is_not_told(accounts: Accounts) -> None:
    token, session = await _set_up(accounts)
    await accounts.sessions.find(token)
    told: list[str] = []
    stop = accounts.sessions.on_session_end(session.id, lambda: told.append("ended"))
    stop()
    stop()
    await accounts.sign_out(session.id)
    assert told == []


async def test_signing_out_while_the_session_is_looked_up_wins(accounts: Accounts) -> None:
    """The look-up reads the row, the sign-out removes it: memory must not keep what the look-up read."""
    for _ in range(20):
        signed_in = await _fresh(accounts)
        await asyncio.gather(accounts.sessions.find(signed_in.token), accounts.sign_out(signed_in.session.id))
        assert await accounts.sessions.find(signed_in.token) is None


async def _fresh(accounts: Accounts) -> SignedInNow:
    if await accounts.is_first_run():
        return await accounts.create_administrator("Anna", PASSWORD, None, HOME)
    return await accounts.sign_in("Anna", PASSWORD, HOME, None)


async def test_of_many_first_runs_one_is_written(accounts: Accounts, database: Database) -> None:
    tries = (accounts.create_administrator(f"Person {n}", PASSWORD, None, HOME) for n in range(50))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Conflict) for answer in answers) == 49
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(UserRow)) == 1


async def test_two_password_changes_at_once_do_not_both_win(accounts: Accounts) -> None:
    _, session = await _set_up(accounts)
    new = [secret("the first new one"), secret("the second new one")]
    changes = (accounts.change_password(session, PASSWORD, each, HOME) for each in new)
    answers = await asyncio.gather(*changes, return_exceptions=True)
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1


class _Slow(Passwords):
    """Checks a password only once the test lets it."""

    def __init__(self) -> None:
        super().__init__(FAST)
        self.checking = asyncio.Event()
        self.go_on = asyncio.Event()

    async def fits(self, password: str, stored: str | None) -> bool:
        self.checking.set()
        await self.go_on.wait()
        return await super().fits(password, stored)


async def test_no_session_opens_with_a_password_that_was_just_changed(
    accounts: Accounts, database: Database, clock: SimulatedClock
) -> None:
    """A thief's sign-in that was under way during the owner's change must not outlive it."""
    _, session = await _set_up(accounts)
    slow = _Slow()
    slowly = Accounts(database, clock, accounts.sessions, slow)
    thief = asyncio.create_task(slowly.sign_in("Anna", PASSWORD, Caller("192.0.2.7", at_home=False), None))
    await asyncio.wait_for(slow.checking.wait(), 60)
    await accounts.change_password(session, PASSWORD, secret("the owner's new one"), HOME)
    slow.go_on.set()
    with pytest.raises(NotSignedIn):
        await asyncio.wait_for(thief, 60)
    slowly.close()


async def test_old_counts_of_failures_are_removed(
    accounts: Accounts, database: Database, clock: SimulatedClock
) -> None:
    await _set_up(accounts)
    with pytest.raises(NotSignedIn):
        await accounts.sign_in("Anna", secret("not this one"), HOME, None)
    clock.advance(86401)
    await accounts.tidy()
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(ThrottleRow)) == 0


async def test_what_people_type_as_a_name_is_not_stored(accounts: Accounts, database: Database) -> None:
    word = secret("password-typed-as-name")
    await _set_up(accounts)
    with pytest.raises(NotSignedIn):
        await accounts.sign_in(word, word, HOME, None)
    async with database.read() as session:
        subjects = list(await session.scalars(sa.select(ThrottleRow.subject)))
    assert all(word not in subject for subject in subjects)
    assert len(subjects) == 2
