"""Who belongs to the house: invited by a link that works once, removed at once."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Protocol, cast
from uuid import UUID

from argusai.accounts.argon2 import Passwords
from argusai.accounts.contract import OpenSession, Person, Role
from argusai.accounts.models import UserRow
from argusai.accounts.people.models import InvitationRow
from argusai.accounts.people.repository import PeopleRepository
from argusai.accounts.people.schemas import (
    AccountOut,
    InvitationIn,
    InvitationMadeOut,
    InvitationOut,
    InvitationSeenOut,
    JoinIn,
    PeopleOut,
)
from argusai.accounts.repository import AccountsRepository
from argusai.accounts.sessions import Sessions
from argusai.accounts.throttle import address_subject, count_try
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.person_names import look_alike, name_key, tidy_name

_log = get_log("accounts.people")
_MOST_PEOPLE = 100
_MOST_INVITATIONS = 50
# By this the log knows it wherever it turns up.
_BEGINS_WITH = "argus_"


class EndKeys(Protocol):
    async def __call__(self, session: Session, person_id: UUID) -> None:
        """Those that this person made, with the transaction of `session`."""


class Welcome(Protocol):
    async def __call__(self, session: Session, person_id: UUID) -> None:
        """Somebody joins with the transaction of `session`."""


class People:
    def __init__(self, database: Database, clock: Clock, sessions: Sessions, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._passwords = passwords
        self._announce: Announce = _unheard
        self._end_keys: EndKeys = _nothing
        self._welcome: Welcome = _nothing

    def connect(self, announce: Announce, end_keys: EndKeys, welcome: Welcome | None = None) -> None:
        """Who hears of changes, what ends with a person, and what begins."""
        self._announce, self._end_keys, self._welcome = announce, end_keys, welcome or _nothing

    async def all(self) -> PeopleOut:
        async with self._database.read() as session:
            repository = PeopleRepository(session)
            people, invitations = await repository.people(), await repository.invitations(self._clock.now())
            keys = await repository.key_names()
        shown = [
            AccountOut(
                id=row.id,
                name=row.name,
                role=cast(Role, row.role),
                created_at=row.created_at,
                last_seen_at=last,
                keys=keys.get(row.id, []),
            )
            for row, last in people
        ]
        open_ones = [InvitationOut(**_invitation(row)) for row in invitations]
        return PeopleOut(people=shown, invitations=open_ones, keys_of_nobody=keys.get(None, []))

    async def remove(self, person_id: UUID) -> None:
        """His browsers are signed out at once, and what is open in them ends; the links and keys that he made open
        nothing any more. Raises NotFound, Conflict (slug last-administrator)."""
        async with self._database.write() as session:
            repository = PeopleRepository(session)
            row = await self._leaving(session, person_id)
            for session_id in await repository.session_ids(person_id):
                await self._sessions.end(session, session_id)
            await repository.revoke_all_by(row.name)
            await self._end_keys(session, person_id)
            await repository.remove(row)
            await self._announce(session, "people.changed", {})
        _log.info("a person was removed", person=str(person_id))

    async def change_role(self, person_id: UUID, role: Role) -> None:
        """What is open in his browsers goes on with the new rights. Raises NotFound, Conflict (slug
        last-administrator)."""
        async with self._database.write() as session:
            repository = PeopleRepository(session)
            row = (
                await repository.get(person_id) if role == "administrator" else await self._leaving(session, person_id)
            )
            if row is None:
                raise _nobody()
            if row.role == role:
                return
            row.role = role
            if role == "member":
                await repository.revoke_all_by(row.name)  # one of them may be for an administrator: himself
            await session.flush()
            await self._sessions.renew(session, person_id)
            await self._announce(session, "people.changed", {})
        _log.info("a role was changed", person=str(person_id), role=role)

    async def _leaving(self, session: Session, person_id: UUID) -> UserRow:
        """Somebody who is to be no administrator any more."""
        repository = PeopleRepository(session)
        row = await repository.get(person_id)
        if row is None:
            raise _nobody()
        if row.role == "administrator" and await repository.administrators() < 2:
            raise Conflict("This is the only administrator. Make another one first.", slug="last-administrator")
        return row

    async def invite(self, by: Person, given: InvitationIn) -> InvitationMadeOut:
        """Raises Conflict (slug too-many-invitations)."""
        now, token = self._clock.now(), _BEGINS_WITH + secrets.token_urlsafe(32)
        row = InvitationRow(
            id=new_id(), token_hash=_hash(token), role=given.role, note=given.note, made_by=by.name, created_at=now,
            expires_at=now + timedelta(hours=given.hours),
        )  # fmt: skip
        async with self._database.write() as session:
            repository = PeopleRepository(session)
            await repository.forget(now)
            if len(await repository.invitations(now)) >= _MOST_INVITATIONS:
                sentence = f"There are {_MOST_INVITATIONS} open invitations already. Take one back first."
                raise Conflict(sentence, slug="too-many-invitations")
            await repository.invite(row)
            await self._announce(session, "people.changed", {})
        _log.info("somebody was invited", invitation=str(row.id), role=row.role)
        return InvitationMadeOut(**_invitation(row), token=token)

    async def take_back(self, invitation_id: UUID) -> None:
        """Raises NotFound."""
        async with self._database.write() as session:
            if not await PeopleRepository(session).revoke(invitation_id):
                raise NotFound("There is no such invitation: it was used, or taken back.", slug="invitation-not-found")
            await self._announce(session, "people.changed", {})

    async def look(self, token: str, address: str) -> InvitationSeenOut:
        """Raises NotFound (slug invitation-over), TooMany."""
        row = await self._find(token, address)
        return InvitationSeenOut(role=cast(Role, row.role), made_by=row.made_by, expires_at=row.expires_at)

    async def join(self, given: JoinIn, address: str, earlier: OpenSession | None) -> tuple[str, OpenSession]:
        """A new person, who is signed in: the token for the cookie. The link is used up with it. `earlier`, whom the
        browser had signed in, is signed out. Raises NotFound (slug invitation-over), Conflict (slugs name-taken,
        too-many-people), BadInput, TooMany, Unavailable."""
        await self._find(given.token, address)  # before the dear hash: who has no link costs nothing
        name = tidy_name(given.name)
        hashed = await self._passwords.hash(given.password)
        async with self._database.write() as session:
            repository = PeopleRepository(session)
            invitation = await repository.invitation(_hash(given.token), self._clock.now())
            # Asked again inside the transaction: of many at the same moment one is the first.
            if invitation is None:
                raise _over()
            await _check_room(session, name)
            person = Person(new_id(), name, cast(Role, invitation.role))
            row = UserRow(
                id=person.id, name=name, name_key=name_key(name), password_hash=hashed, role=person.role,
                created_at=self._clock.now(),
            )  # fmt: skip
            await AccountsRepository(session).add_person(row)
            await self._welcome(session, person.id)
            await repository.revoke(invitation.id)
            if earlier is not None:
                await self._sessions.end(session, earlier.id)
            opened = await self._sessions.open(session, person, address)
            await self._announce(session, "people.changed", {})
        _log.info("somebody joined", person=str(person.id), role=person.role, address=address)
        return opened

    async def _find(self, token: str, address: str) -> InvitationRow:
        async with self._database.read() as session:
            row = await PeopleRepository(session).invitation(_hash(token), self._clock.now())
        if row is None:
            async with self._database.write() as session:
                await count_try(AccountsRepository(session), [f"join-{address_subject(address)}"], self._clock.now())
            raise _over()
        return row


async def _check_room(session: Session, name: str) -> None:
    if await AccountsRepository(session).find_person(name_key(name)) is not None:
        sentence = f"Somebody here is called “{name}” already. Choose another name."
        raise Conflict(sentence, slug="name-taken", fields={"name": sentence})
    if alike := next((each for each in await PeopleRepository(session).names() if look_alike(each, name)), None):
        sentence = f"This name looks like that of “{alike}”, with other letters. Choose another name."
        raise Conflict(sentence, slug="name-taken", fields={"name": sentence})
    if await PeopleRepository(session).count() >= _MOST_PEOPLE:
        raise Conflict(f"There are {_MOST_PEOPLE} people already.", slug="too-many-people")


def _hash(token: str) -> str:
    """Plain SHA-256 is enough: a token has 256 random bits, so nobody finds it by trying."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _invitation(row: InvitationRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in InvitationOut.model_fields}


def _nobody() -> NotFound:
    return NotFound("There is no such person. He may have been removed.", slug="person-not-found")


async def _unheard(session: Session, kind: str, body: dict[str, Any]) -> None:
    """Until somebody listens."""


async def _nothing(session: Session, person_id: UUID) -> None:
    """Until something is connected."""


def _over() -> NotFound:
    return NotFound(
        "This link was used, taken back or is too old. Ask an administrator for another one.", slug="invitation-over"
    )
