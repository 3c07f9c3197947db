"""First run, sign-in, sign-out, password change."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from argusai.accounts.argon2 import Passwords
from argusai.accounts.contract import OpenSession, Person
from argusai.accounts.first_run_code import is_code, make_code
from argusai.accounts.models import UserRow
from argusai.accounts.people.service import People
from argusai.accounts.repository import AccountsRepository, person_of
from argusai.accounts.sessions import Sessions
from argusai.accounts.throttle import REMEMBERED, account_subject, address_subject, count_try, forgive
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Conflict, Forbidden, NotSignedIn, TooMany, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.person_names import name_key, tidy_name

_log = get_log("accounts")
_TIDY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, before sign-in. `address`: of the socket, never of a header. `at_home`: sits at this very machine."""

    address: str
    at_home: bool


@dataclass(frozen=True, slots=True)
class SignedInNow:
    """`token`: for the cookie; it is kept nowhere."""

    token: str = field(repr=False)
    session: OpenSession


class Accounts:
    """`sessions`: what the guard asks. `people`: who else belongs to the house. `first_run_code`: to be printed at
    start; None once somebody is there."""

    def __init__(self, database: Database, clock: Clock, sessions: Sessions, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._has_people = False
        self.sessions = sessions
        self.people = People(database, clock, sessions, passwords)
        self.first_run_code: str | None = None

    async def start(self) -> None:
        """Call once, before anything is served."""
        if await self.is_first_run():
            self.first_run_code = make_code()

    async def run(self) -> None:
        """Until cancelled: keep the sessions in order."""
        while True:
            await asyncio.sleep(_TIDY_SECONDS)
            try:
                await self.tidy()
            except Unavailable as error:
                _log.warning("sessions not tidied", reason=error.detail)

    async def tidy(self) -> None:
        """Remove what expired; safe at any time."""
        await self.sessions.tidy()
        old = self._clock.now() - REMEMBERED
        async with self._database.read() as session:
            if not await AccountsRepository(session).has_old_throttles(old):
                return
        async with self._database.write() as session:
            await AccountsRepository(session).forget_throttles(old)

    def close(self) -> None:
        self._passwords.close()

    async def is_first_run(self) -> bool:
        if not self._has_people:
            async with self._database.read() as session:
                self._has_people = await AccountsRepository(session).has_people()
            if self._has_people:
                self.first_run_code = None
        return not self._has_people

    async def create_administrator(self, name: str, password: str, code: str | None, caller: Caller) -> SignedInNow:
        """The first person. Raises Conflict (`already-set-up`) after that, Forbidden (`wrong-code`), TooMany."""
        if not await self.is_first_run():
            raise _already_set_up()
        name = tidy_name(name)
        if not caller.at_home:
            await self._check_code(code, caller)
        hashed = await self._passwords.hash(password)
        async with self._database.write() as session:
            repository = AccountsRepository(session)
            # Asked again inside the transaction: of many at the same moment one is the first.
            if await repository.has_people():
                raise _already_set_up()
            person = Person(new_id(), name, "administrator")
            await repository.add_person(
                UserRow(
                    id=person.id,
                    name=name,
                    name_key=name_key(name),
                    password_hash=hashed,
                    role=person.role,
                    created_at=self._clock.now(),
                )
            )
            token, opened = await self.sessions.open(session, person, caller.address)
        self._has_people, self.first_run_code = True, None
        _log.info("the administrator was made", name=name, address=caller.address)
        return SignedInNow(token, opened)

    async def sign_in(self, name: str, password: str, caller: Caller, earlier: OpenSession | None) -> SignedInNow:
        """A new session, never one that the browser brought along; `earlier`, which it had, ends.

        Raises NotSignedIn (`wrong-password`, the same for unknown names), TooMany, Unavailable.
        """
        key = name_key(name)
        account, address = account_subject(key), address_subject(caller.address)
        await self._count_try([account, address], caller)
        async with self._database.read() as session:
            row = await AccountsRepository(session).find_person(key)
        if not await self._passwords.fits(password, row.password_hash if row else None) or row is None:
            _log.warning("sign-in refused", address=caller.address)
            raise NotSignedIn("The name or the password is wrong.", slug="wrong-password")
        fresh = await self._passwords.hash(password) if self._passwords.is_outdated(row.password_hash) else None
        async with self._database.write() as session:
            repository = AccountsRepository(session)
            # The password may have been changed while this one was being checked.
            if await repository.password_hash(row.id) != row.password_hash:
                raise NotSignedIn("The name or the password is wrong.", slug="wrong-password")
            if fresh is not None:
                await repository.set_password_hash(row.id, fresh)
            await forgive(repository, account, [address], self._clock.now())
            if earlier is not None:
                await self.sessions.end(session, earlier.id)
            token, opened = await self.sessions.open(session, person_of(row), caller.address)
        return SignedInNow(token, opened)

    async def sign_out(self, session_id: UUID) -> None:
        async with self._database.write() as session:
            await self.sessions.end(session, session_id)

    async def change_password(self, signed_in: OpenSession, current: str, new: str, caller: Caller) -> None:
        """Ends the person's other sessions. Raises Forbidden (`wrong-password`), TooMany, Unavailable."""
        person = signed_in.person
        account, address = account_subject(name_key(person.name)), address_subject(caller.address)
        await self._count_try([account, address], caller)
        async with self._database.read() as session:
            stored = await AccountsRepository(session).password_hash(person.id)
        if not await self._passwords.fits(current, stored):
            detail = "The current password is wrong."
            raise Forbidden(detail, slug="wrong-password", fields={"current_password": detail})
        hashed = await self._passwords.hash(new)
        async with self._database.write() as session:
            repository = AccountsRepository(session)
            if await repository.password_hash(person.id) != stored:
                raise Conflict("The password was changed somewhere else at the same moment.", slug="changed-meanwhile")
            await repository.set_password_hash(person.id, hashed)
            await forgive(repository, account, [address], self._clock.now())
            await self.sessions.end_others(session, signed_in)
        _log.info("password changed", person=str(person.id), address=caller.address)

    async def _check_code(self, typed: str | None, caller: Caller) -> None:
        if typed is None:
            raise Forbidden(
                "ArgusAI printed a code when it started. Enter it here, or open this page on the machine itself.",
                slug="code-required",
                fields={"code": "Enter the code"},
            )
        subjects = ["first-run", address_subject(caller.address)]
        await self._count_try(subjects, caller)
        if self.first_run_code is None or not is_code(typed, self.first_run_code):
            detail = "This is not the code that was printed at the last start."
            raise Forbidden(detail, slug="wrong-code", fields={"code": detail})
        async with self._database.write() as session:
            await forgive(AccountsRepository(session), subjects[0], subjects[1:], self._clock.now())

    async def _count_try(self, subjects: list[str], caller: Caller) -> None:
        try:
            async with self._database.write() as session:
                await count_try(AccountsRepository(session), subjects, self._clock.now())
        except TooMany:
            _log.warning("too many wrong tries", address=caller.address)
            raise


def _already_set_up() -> Conflict:
    return Conflict("ArgusAI is set up already. Sign in.", slug="already-set-up")
