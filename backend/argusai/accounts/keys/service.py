"""Keys with which other programs look without signing in: made, checked, revoked."""

import asyncio
import contextlib
import hashlib
import math
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from argusai.accounts.contract import ApiKey, Person
from argusai.accounts.keys.models import ApiKeyRow
from argusai.accounts.keys.repository import KeyRepository
from argusai.accounts.keys.schemas import KeyIn, KeyMadeOut, KeyOut
from argusai.accounts.repository import AccountsRepository
from argusai.accounts.throttle import address_subject, count_try
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.errors import BadInput, Conflict, NotFound, NotSignedIn, TooMany, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log

_log = get_log("accounts.keys")
_MOST_KEYS = 100
_LONGEST_KEY = 200
_TIDY_SECONDS = 60.0
_MOST_BLOCKED = 1000
# By this the log knows a key wherever it turns up.
_BEGINS_WITH = "argus_"


class ApiKeys:
    """Implements the contract's KeyLookup. All keys are in memory, so that checking one costs no look at the disk;
    nobody but this object writes them. `require_camera` raises NotFound."""

    def __init__(self, database: Database, clock: Clock, require_camera: Callable[[UUID], Awaitable[object]]) -> None:
        self._database = database
        self._clock = clock
        self._require_camera = require_camera
        self._keys: dict[str, ApiKey] = {}  # by hash
        self._used: dict[UUID, datetime] = {}
        self._listeners: dict[UUID, set[Callable[[], None]]] = defaultdict(set)
        self._looked_with = asyncio.Event()
        self._blocked: dict[str, float] = {}  # until when, monotonic: who guesses costs no transaction

    async def start(self) -> None:
        """Call once, before anything is served."""
        async with self._database.read() as session:
            rows = await KeyRepository(session).all()
        self._keys = {row.key_hash: _key_of(row) for row in rows}

    async def run(self) -> None:
        """Until cancelled: note the uses, end what expires."""
        while True:
            self._looked_with.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._until_next_end()):
                    await self._looked_with.wait()
            try:
                await self.tidy()
            except Unavailable as error:
                _log.warning("keys not tidied", reason=error.detail)

    def _until_next_end(self) -> float:
        """Seconds to wait: what is being looked at with a key ends in the moment in which the key does."""
        in_use = (key.expires_at for key in self._keys.values() if key.id in self._listeners)
        left = [(at - self._clock.now()).total_seconds() for at in in_use if at is not None]
        return max(0.0, min([*left, _TIDY_SECONDS]))

    async def tidy(self) -> None:
        """Safe at any time."""
        now, used = self._clock.now(), self._used
        for key in [key for key in self._keys.values() if key.is_over(now)]:
            self._tell_end(key.id)
        if used:
            self._used = {}
            async with self._database.write() as session:
                await KeyRepository(session).note_use(used)

    async def check(self, token: str, address: str) -> ApiKey:
        """Raises NotSignedIn (slug wrong-key), TooMany."""
        key = self._keys.get(_hash(token)) if len(token) <= _LONGEST_KEY else None
        now = self._clock.now()
        if key is None or key.is_over(now):
            await self._count_wrong(address)
            raise _wrong_key()
        self._used[key.id] = now
        if key.last_used_at is None or now > key.last_used_at:
            self._keys[key.key_hash] = key = replace(key, last_used_at=now)
        return key

    def on_key_end(self, key_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        if all(key.id != key_id for key in self._keys.values()):
            tell()
            return lambda: None
        self._listeners[key_id].add(tell)
        self._looked_with.set()

        def stop() -> None:
            self._listeners[key_id].discard(tell)
            if not self._listeners[key_id]:
                del self._listeners[key_id]

        return stop

    async def require(self, key_id: UUID, session: Session) -> None:
        if not await KeyRepository(session).holds(key_id, self._clock.now()):
            raise _wrong_key()

    async def list(self) -> list[KeyOut]:
        """In the order in which they were made."""
        async with self._database.read() as session:
            names: dict[UUID | None, str] = {each.id: each.name for each in await AccountsRepository(session).people()}
        return [_shown(key, names.get(key.owner_id)) for key in sorted(self._keys.values(), key=lambda key: key.id)]

    async def create(self, given: KeyIn, by: Person | None = None) -> KeyMadeOut:
        """It ends with `by`. Raises BadInput for an unknown camera or a moment that is over, Conflict (slug
        too-many-keys)."""
        now = self._clock.now()
        if given.expires_at is not None and given.expires_at <= now:
            raise BadInput("This moment is over already.", fields={"expires_at": "Choose a moment in the future"})
        for camera_id in given.camera_ids or ():
            try:
                await self._require_camera(camera_id)
            except NotFound as error:
                raise BadInput("There is no such camera.", fields={"camera_ids": "One of them is not there"}) from error
        token = _BEGINS_WITH + secrets.token_urlsafe(32)
        cameras = None if given.camera_ids is None else [str(each) for each in dict.fromkeys(given.camera_ids)]
        row = ApiKeyRow(
            id=new_id(),
            name=given.name,
            owner_id=by.id if by else None,
            key_hash=_hash(token),
            ends_with=token[-4:],
            scopes=list(dict.fromkeys(given.scopes)),
            camera_ids=cameras,
            created_at=now,
            expires_at=given.expires_at,
        )
        async with self._database.write() as session:
            repository = KeyRepository(session)
            if await repository.count() >= _MOST_KEYS:
                raise Conflict(f"There are {_MOST_KEYS} keys already. Revoke one first.", slug="too-many-keys")
            await repository.add(row)
        key = self._keys[row.key_hash] = _key_of(row)
        _log.info("a key was made", key_id=str(key.id), name=key.name)
        return KeyMadeOut(**_shown(key, by.name if by else None).model_dump(), key=token)

    async def revoke(self, key_id: UUID) -> None:
        """Whatever is being looked at with it ends. Raises NotFound."""
        async with self._database.write() as session:
            if not await KeyRepository(session).remove(key_id):
                raise NotFound("There is no such key, or it was revoked.")
            after_commit(session, lambda: self._forget(key_id))
        _log.info("a key was revoked", key_id=str(key_id))

    async def end_of(self, session: Session, person_id: UUID) -> None:
        """Those that this person made, with the transaction of `session`. Implements `people.service.EndKeys`."""
        for key_id in await KeyRepository(session).remove_of(person_id):
            after_commit(session, partial(self._forget, key_id))

    def _forget(self, key_id: UUID) -> None:
        self._keys = {key_hash: key for key_hash, key in self._keys.items() if key.id != key_id}
        self._used.pop(key_id, None)
        self._tell_end(key_id)

    def _tell_end(self, key_id: UUID) -> None:
        for tell in self._listeners.pop(key_id, set()):
            tell()

    async def _count_wrong(self, address: str) -> None:
        """As wrong passwords are counted, but apart from them: a program with an old key locks out no person."""
        subject, now = f"key-{address_subject(address)}", self._clock.monotonic()
        if (left := self._blocked.get(subject, now) - now) > 0:
            raise TooMany("Too many wrong keys. Try again later.", retry_after_seconds=math.ceil(left))
        try:
            async with self._database.write() as session:
                await count_try(AccountsRepository(session), [subject], self._clock.now())
        except TooMany as error:
            if len(self._blocked) >= _MOST_BLOCKED:
                self._blocked.clear()
            self._blocked[subject] = now + (error.retry_after_seconds or 0)
            _log.warning("too many wrong keys", address=address)
            raise


def _wrong_key() -> NotSignedIn:
    return NotSignedIn("This key is not known here: it is wrong, revoked or expired.", slug="wrong-key")


def _hash(token: str) -> str:
    """Plain SHA-256 is enough: a key has 256 random bits, so nobody finds it by trying."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _key_of(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        key_hash=row.key_hash,
        ends_with=row.ends_with,
        scopes=tuple(row.scopes),
        camera_ids=None if row.camera_ids is None else frozenset(map(UUID, row.camera_ids)),
        created_at=row.created_at,
        owner_id=row.owner_id,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


def _shown(key: ApiKey, made_by: str | None) -> KeyOut:
    cameras = None if key.camera_ids is None else sorted(key.camera_ids)
    return KeyOut.model_validate(
        {
            **{name: getattr(key, name) for name in ("id", "name", "created_at", "expires_at", "last_used_at")},
            "scopes": list(key.scopes),
            "camera_ids": cameras,
            "ends_with": key.ends_with,
            "made_by": made_by,
        }
    )
