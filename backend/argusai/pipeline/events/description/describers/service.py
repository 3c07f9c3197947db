"""The owner's describers: their order, keys and trials."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.outgoing import OutgoingFailed, Reach, pin, read_address
from argusai.kit.vault import Vault
from argusai.pipeline.events.description.describers.contract import Chosen
from argusai.pipeline.events.description.describers.models import DescriberRow
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import read_camera_chosen, read_chosen
from argusai.pipeline.events.description.describers.schemas import (
    CameraDescribing,
    DescriberIn,
    DescriberOut,
    DescriberPatch,
    DescribingOut,
    DescribingPatch,
)
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.prompts.repository import PromptRepository
from argusai.pipeline.events.description.requests.breakers import Breakers

_log = get_log("events.description")
_MOST = 20
_MINUTE = timedelta(minutes=1)
_REACH = Reach(private=True, loopback=True)
_NOWHERE = "No model is ever asked at this address: it is reserved. Enter the one of the server."
_MAY_BE_NONE = frozenset({"base_url", "a_minute", "input_price", "output_price"})
_CAPS = frozenset({"day_cap", "month_cap", "camera_day_cap"})


class DescribersService:
    """`changed`: called after something changed that may let requests begin."""

    def __init__(self, database: Database, vault: Vault, announce: Announce, breakers: Breakers, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._announce = announce
        self._breakers = breakers
        self._clock = clock
        self._enabled = 0
        self._since = clock.now()
        self._changed: list[Callable[[], None]] = []

    def on_change(self, tell: Callable[[], None]) -> None:
        self._changed.append(tell)

    def wanted(self) -> bool:
        """Whether any provider may be asked at all."""
        return self._enabled > 0

    def since(self) -> datetime:
        """The owner wants events described that began since then. What was before was not meant when it was chosen."""
        return self._since

    async def start(self) -> None:
        """Call once, before events are stored."""
        async with self._database.read() as session:
            await self._count(session)
            now = self._clock.now()
            begun = await CallRepository(session).begun_since(now - _MINUTE)
            for row in await DescriberRepository(session).all():
                self._breakers.remember(row, [(now - at).total_seconds() for whom, at in begun if whom == row.id])

    async def all(self) -> list[DescriberOut]:
        """In the owner's order."""
        async with self._database.read() as session:
            return [self._shown(row) for row in await DescriberRepository(session).all()]

    async def create(self, given: DescriberIn) -> DescriberOut:
        """At the end of the order. Raises BadInput, Conflict (slugs name-taken, too-many-describers)."""
        await check_address(given.kind, given.base_url, at_home=given.at_home)
        plain = given.model_dump(exclude={"api_key"})
        key = self._vault.seal(given.api_key) if given.api_key else ""
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            held = await repository.all()
            if len(held) >= _MOST:
                raise Conflict(f"There are {_MOST} describers already. Remove one first.", slug="too-many-describers")
            _check_name(given.name, [row.name for row in held])
            position = max((row.position for row in held), default=-1) + 1
            row = DescriberRow(id=new_id(), position=position, sealed_key=key, changed_at=self._clock.now(), **plain)
            await repository.add(row)
            await self._note_change(session)
        _log.info("a describer was added", name=row.name, kind=row.kind)
        return self._shown(row)

    async def change(self, describer_id: UUID, given: DescriberPatch) -> DescriberOut:
        """Raises NotFound, BadInput, Conflict (slug name-taken)."""
        changes = {
            name: value
            for name, value in given.model_dump(exclude_unset=True).items()
            if value is not None or name in _MAY_BE_NONE
        }
        async with self._database.read() as session:
            before = await _found(DescriberRepository(session), describer_id)
        at_home = changes.get("at_home", before.at_home)
        await check_address(before.kind, changes.get("base_url", before.base_url), at_home=at_home)
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            row = await _found(repository, describer_id)
            if "name" in changes:
                _check_name(changes["name"], [each.name for each in await repository.all() if each.id != row.id])
            self._apply(row, changes)
            await session.flush()
            await self._note_change(session)
        self._breakers.reset(describer_id)
        return self._shown(row)

    def _apply(self, row: DescriberRow, changes: dict[str, Any]) -> None:
        key = changes.pop("api_key", None)
        if "base_url" in changes and changes["base_url"] != row.base_url and key is None:
            row.sealed_key = ""  # a key goes to the address that it was given for, and to no other
        if key is not None:
            row.sealed_key = self._vault.seal(key) if key else ""
        for name, value in changes.items():
            setattr(row, name, value)
        row.changed_at = self._clock.now()

    async def remove(self, describer_id: UUID) -> None:
        """What waits goes on with the others. Raises NotFound."""
        async with self._database.write() as session:
            if not await DescriberRepository(session).remove(describer_id):
                raise NotFound("There is no such describer, or it was removed.")
            await self._note_change(session)

    async def order(self, ids: list[UUID]) -> list[DescriberOut]:
        """Raises BadInput unless `ids` names each of them once."""
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            if sorted(ids) != sorted(row.id for row in await repository.all()):
                raise BadInput("The order must name each describer once.", fields={"ids": "Not each of them once"})
            await repository.place(ids)
            await self._note_change(session)
        return await self.all()

    async def reset(self, describer_id: UUID) -> DescriberOut:
        """Its breaker is closed: it may be asked again at once. Raises NotFound."""
        async with self._database.read() as session:
            row = await _found(DescriberRepository(session), describer_id)
        self._breakers.reset(describer_id)
        for tell in self._changed:
            tell()
        return self._shown(row)

    async def chosen(self) -> DescribingOut:
        async with self._database.read() as session:
            return DescribingOut(**asdict(read_chosen(await DescriberRepository(session).chosen())))

    async def choose(self, given: DescribingPatch) -> DescribingOut:
        changes = {
            name: value
            for name, value in given.model_dump(exclude_unset=True).items()
            if value is not None or name in _CAPS
        }
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            chosen = Chosen(**{**asdict(read_chosen(await repository.chosen())), **changes})
            await repository.choose(asdict(chosen), self._clock.now())
            await self._note_change(session)
        return DescribingOut(**asdict(chosen))

    async def camera(self, camera_id: UUID) -> CameraDescribing:
        """Its order names those that are still there. Raises NotFound."""
        async with self._database.read() as session:
            repository = DescriberRepository(session)
            await _check_camera(repository, camera_id)
            chosen = read_camera_chosen(await repository.camera(camera_id))
            known = {row.id for row in await repository.all()}
        return CameraDescribing(**{**asdict(chosen), "order": [each for each in chosen.order if each in known]})

    async def choose_camera(self, camera_id: UUID, given: CameraDescribing) -> CameraDescribing:
        """Raises NotFound, BadInput for an unknown describer."""
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            await _check_camera(repository, camera_id)
            known = {row.id for row in await repository.all()}
            if not set(given.order) <= known or len(set(given.order)) != len(given.order):
                raise faulty({"order": "Each describer once, and none that is gone"})
            before, now = read_camera_chosen(await repository.camera(camera_id)).context, self._clock.now()
            await repository.choose_camera(camera_id, given.model_dump(mode="json"), now)
            await PromptRepository(session).note(camera_id, before, given.context, now)
            await self._note_change(session)
        return given

    async def tell_of_camera(self, camera_id: UUID, context: str) -> CameraDescribing:
        """Another text, and nothing else. Raises NotFound."""
        async with self._database.write() as session:
            repository = DescriberRepository(session)
            await _check_camera(repository, camera_id)
            before, now = read_camera_chosen(await repository.camera(camera_id)), self._clock.now()
            given = CameraDescribing(**{**asdict(before), "order": list(before.order), "context": context})
            await repository.choose_camera(camera_id, given.model_dump(mode="json"), now)
            await PromptRepository(session).note(camera_id, before.context, context, now)
            await self._note_change(session)
        return given

    def _shown(self, row: DescriberRow) -> DescriberOut:
        breaker, now = self._breakers.of(row.id)
        paced = self._breakers.paced_seconds(row)
        plain = {name: getattr(row, name) for name in DescriberOut.model_fields if hasattr(row, name)}
        return DescriberOut(
            **plain,
            has_key=bool(row.sealed_key),
            breaker="paced" if paced and breaker.ready(now) else breaker.state(now),
            breaker_failures=breaker.failures,
            breaker_seconds=round(max(paced, breaker.seconds_left(now)), 1),
        )

    async def _note_change(self, session: Session) -> None:
        await self._count(session)
        await self._announce(session, "describers.changed", {})
        for tell in self._changed:
            after_commit(session, tell)

    async def _count(self, session: Session) -> None:
        enabled = [row.changed_at for row in await DescriberRepository(session).all() if row.enabled]
        self._enabled, self._since = len(enabled), min(enabled, default=self._clock.now())


async def check_address(kind: str, base_url: str | None, *, at_home: bool) -> None:
    """Raises BadInput for one that cannot be meant, or must not be asked."""
    if base_url is None:
        if kind == "compatible" or at_home:
            sentence = "Enter the address of the server, such as http://192.168.1.20:11434/v1"
            raise BadInput(f"{sentence}.", fields={"base_url": sentence})
        return
    if extra := next((mark for mark in "?#" if mark in base_url), None):
        sentence = f"Leave out “{extra}” and what follows it: only the beginning of the address is needed"
        raise BadInput(f"{sentence}.", fields={"base_url": sentence})
    try:
        address = read_address(base_url)
        await pin(address.host, address.port, _REACH)
    except OutgoingFailed as error:
        if error.slug != "unknown-host":  # it may be switched off
            sentence = _NOWHERE if error.slug == "refused-address" else str(error)
            raise BadInput(sentence, fields={"base_url": sentence}) from error


def _check_name(name: str, others: list[str]) -> None:
    if name.casefold() in {each.casefold() for each in others}:
        raise Conflict("Another describer has this name.", slug="name-taken", fields={"name": "Choose another name"})


async def _found(repository: DescriberRepository, describer_id: UUID) -> DescriberRow:
    row = await repository.find(describer_id)
    if row is None:
        raise NotFound("There is no such describer, or it was removed.")
    return row


async def _check_camera(repository: DescriberRepository, camera_id: UUID) -> None:
    if await repository.stays_home(camera_id) is None:
        raise NotFound("There is no such camera, or it was deleted.")
