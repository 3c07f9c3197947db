"""Takes over the words that a model found for an event that looked the same, in place of a paid call (D10)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.money.treasury import Planned
from argusai.pipeline.events.description.providers.check import Scene
from argusai.pipeline.events.description.providers.contract import Answer, Usage
from argusai.pipeline.events.description.providers.likeness import Look, all_alike
from argusai.pipeline.events.description.providers.opencv_frames import Stored
from argusai.pipeline.events.description.providers.opencv_looks import look_of
from argusai.pipeline.events.description.requests.alike import Why, scene_of, unfit, words_hold
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.contract import StoredEvent, StoredPicture
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.settle import shown
from argusai.pipeline.events.description.requests.showing import look_at
from argusai.pipeline.events.description.requests.when import about
from argusai.pipeline.events.description.requests.words import told_to

# From the event that was described: the sun moves on, and whoever reads the words has not forgotten it.
_SPAN = timedelta(hours=2)
# Of events that came unasked. What a person asks for is asked of a model.
_UNASKED = frozenset({"seen", "changed"})
_LOOKED_THROUGH = 10
# How near a candidate came, the farthest last.
_STEPS: tuple[Why, ...] = ("none-alike", "settings", "corrected", "words", "pictures")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`describer`: who would be asked."""

    request: DescriptionRequestRow
    event: StoredEvent
    roster: Roster
    describer: Describer


class Reuse:
    def __init__(self, parts: Parts, asking: Asking) -> None:
        self._parts = parts
        self._asking = asking

    async def take_over(self, wanted: Wanted) -> bool:
        """True: the request is done. Else it is written down why not. Harmless the second time."""
        if wanted.request.reason not in _UNASKED:
            return False
        found = await self._find(wanted)
        if isinstance(found, DescriptionRow) and await self._store(wanted, found):
            return True
        why = found if isinstance(found, str) else "corrected"
        if wanted.request.reuse != why:
            async with self._parts.database.write() as session:
                await RequestRepository(session).change(wanted.request.id, reuse=why)
        return False

    async def _find(self, wanted: Wanted) -> DescriptionRow | Why:
        event, nearest = wanted.event, 0
        if not wanted.roster.house.reuse:
            return "off"
        if (why := unfit(event.facts, event.attention, event.zone)) is not None:
            return why
        since = event.facts.started_at - _SPAN
        async with self._parts.database.read() as session:
            rows = await RequestRepository(session).alike(scene_of(event.facts), since, _LOOKED_THROUGH)
            others = [(row, await self._parts.events.read(session, row.event_id)) for row in rows]
            doubted = await self._parts.events.doubted(session, await self._readers(session, rows))
        for row, other in others:
            if other is None or row.event_id == event.facts.event_id or _apart(event, other) > _SPAN:
                continue
            step = await self._judge(wanted, row, other, doubted=row.id in doubted)
            if step == "reused":
                return row
            nearest = max(nearest, _STEPS.index(step))
        return _STEPS[nearest]

    async def _readers(self, session: Session, rows: Sequence[DescriptionRow]) -> dict[UUID, list[UUID]]:
        """For each version the events that are told by it."""
        repository = RequestRepository(session)
        return {row.id: [row.event_id, *await repository.told_by(row.id)] for row in rows}

    async def _judge(self, wanted: Wanted, row: DescriptionRow, other: StoredEvent, *, doubted: bool) -> Why:
        event = wanted.event
        if row.told != told_to(event, wanted.roster, wanted.describer):
            return "settings"
        if doubted or other.shown_id != row.id:
            return "corrected"
        if row.marks or not words_hold(_said(row), event.facts, Scene(places=event.places, zone=event.zone)):
            return "words"
        return "reused" if await self._looks_the_same(wanted, row, other) else "pictures"

    async def _looks_the_same(self, wanted: Wanted, row: DescriptionRow, other: StoredEvent) -> bool:
        house = wanted.roster.house
        choice = await look_at(wanted.event, wanted.roster.house, self._parts)
        ours = await self._looks(choice.of(house.frames, house.way))
        theirs = await self._looks([each for each in other.pictures if str(each.id) in row.frames])
        return len(theirs) == len(row.frames) and all_alike(ours, theirs)

    async def _looks(self, pictures: Sequence[StoredPicture]) -> list[Look]:
        stored = [
            Stored(await self._parts.events.load(each.path) or b"", each.taken_at, each.boxes)
            for each in sorted(pictures, key=lambda each: each.taken_at)
        ]
        found = await asyncio.to_thread(lambda: [look_of(each) for each in stored])
        return [each for each in found if each is not None]

    async def _store(self, wanted: Wanted, first: DescriptionRow) -> bool:
        """In one transaction. False when the words were doubted or removed meanwhile."""
        async with self._parts.database.write() as session:
            repository = RequestRepository(session)
            request = await repository.find(wanted.request.id)
            row = await repository.version(first.id)
            if request is None or request.state not in {"waiting", "put-off"}:
                return True
            if row is None or await self._parts.events.doubted(session, await self._readers(session, [row])):
                return False
            version = _copy(row, wanted, new_id())
            version.at = self._parts.clock.now()
            await repository.add_version(version)
            if not request.overruled:
                await self._parts.events.show(session, request.event_id, shown(version))
            await self._parts.treasury.keep_saved(session, _spared(wanted), row.cost_micros or 0)
            ended = {"ended_at": version.at, "outcome": "", "tries": request.tries + 1, "reuse": "reused"}
            facts = wanted.event.facts
            await repository.change(request.id, state="done", about=about(facts), **ended)
            # What came while the pictures were compared.
            now = await self._parts.events.read(session, request.event_id)
            if now is not None:
                await self._asking.note(session, now.facts, int(now.attention))
        return True


def _apart(one: StoredEvent, other: StoredEvent) -> timedelta:
    return abs(one.facts.started_at - other.facts.started_at)


def _said(row: DescriptionRow) -> Answer:
    return Answer(
        row.text, row.confidence, tuple(row.objects), row.carrier, Attention(row.attention), row.attention_reason,
        Usage(0, 0), row.model, row.seconds,
    )  # fmt: skip


def _copy(row: DescriptionRow, wanted: Wanted, version_id: UUID) -> DescriptionRow:
    """No picture was looked at, and nothing was paid. `scene` None: nobody takes over what was taken over."""
    return DescriptionRow(
        id=version_id, event_id=wanted.event.facts.event_id, request_id=wanted.request.id, text=row.text,
        language=row.language, describer=row.describer, model=row.model, confidence=row.confidence, marks=[],
        objects=row.objects, carrier=None, attention=row.attention, attention_reason=row.attention_reason, frames=[],
        seconds=0.0, cost_micros=0, prompt_version=row.prompt_version, reused_from=row.id, scene=None, told=None,
    )  # fmt: skip


def _spared(wanted: Wanted) -> Planned:
    facts, describer = wanted.event.facts, wanted.describer
    return Planned(
        key=f"{wanted.request.id}:reused", event_id=facts.event_id, camera_id=facts.camera_id,
        camera_name=wanted.event.camera_name, describer_id=describer.id, describer=describer.name,
        model=describer.model, pictures=0, worst=Decimal(0),
    )  # fmt: skip
