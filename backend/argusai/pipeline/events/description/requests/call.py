"""Asks one provider, once, and books what it cost."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.log import get_log
from argusai.pipeline.events.description.describers.contract import Chosen, Describer
from argusai.pipeline.events.description.describers.roster import Roster, access_of, is_at_home, read_roster
from argusai.pipeline.events.description.money.caps import caps_for
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.treasury import Ended
from argusai.pipeline.events.description.providers.contract import Answer, Ask, AskedPicture
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.opencv_frames import Stored, ready
from argusai.pipeline.events.description.requests.booking import booked, booked_failure, judged
from argusai.pipeline.events.description.requests.chain import TriedKind
from argusai.pipeline.events.description.requests.contract import StoredEvent, StoredPicture
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.ports import FindSubject
from argusai.pipeline.events.description.requests.rates import verified, worst_price_of
from argusai.pipeline.events.description.requests.showing import LOOKS_AGAIN, showable
from argusai.pipeline.events.description.requests.words import compose, told_to

Plain = dict[str, Any]
_log = get_log("events.description")
_UNJUDGED = "ArgusAI could not check its answer; its log says why. It is paid, and not asked for again."


class Calls:
    """`find`: what a call is about, by the id of the request or of the question."""

    def __init__(self, parts: Parts, find: FindSubject) -> None:
        self._parts = parts
        self._find = find

    async def call(self, request_id: str, turn: Plain) -> str:
        """ "answer", or how it failed."""
        kind: str = (await self.carry_out(request_id, turn))["kind"]
        return kind

    async def carry_out(self, subject_id: str, turn: Plain) -> Plain:
        """ "answer", or how it failed, with the sentence that says so: then the money is booked already. What was asked
        when a kill came is not asked again here; it may have cost its price."""
        found = await self._read(subject_id, turn)
        key = turn["key"]
        if found is None:
            return await self._drop(key)
        place = self._parts.places.of(found[2])
        waits = place.locked()
        async with place:
            # Meanwhile the camera may have been told to stay home, or the event may be gone.
            found = await self._read(subject_id, turn) if waits else found
            if found is None:
                return await self._drop(key)
            row = await self._parts.treasury.begin(key, today_only=True)
            if row is None or row.state == "calling":
                return _came("lost")
            if row.state != "reserved":
                return _came("answer" if row.answer is not None else row.failure)
            return await self._ask(row, found, turn)

    async def _drop(self, key: str) -> Plain:
        """Nothing may be asked any more. What was asked before a kill stays paid."""
        row = await self._parts.treasury.begin(key)
        if row is not None and row.state == "reserved":
            return await self._withdraw(key, "gone")
        return _came("gone")

    async def _withdraw(self, key: str, kind: TriedKind, sentence: str = "") -> Plain:
        """Nothing was sent, so nothing is paid, and the provider has shown nothing of itself."""
        await self._parts.treasury.end(key, Ended(Decimal(0), None, failure=kind))
        return _came(kind, sentence)

    async def _read(self, subject_id: str, turn: Plain) -> tuple[StoredEvent, Roster, Describer] | None:
        async with self._parts.database.read() as session:
            subject = await self._find(session, UUID(subject_id))
            event = None if subject is None else await self._parts.events.read(session, subject.event_id)
            if subject is None or event is None:
                return None
            roster = await read_roster(session, self._parts.vault, event.facts.camera_id, subject.describer_id)
            event = replace(event, question=subject.question)
        describer = roster.find(UUID(turn["describer_id"]))
        return None if describer is None else (event, roster, await verified(describer))

    async def _ask(self, row: DescriptionCallRow, known: tuple[StoredEvent, Roster, Describer], turn: Plain) -> Plain:
        event, roster, describer = known
        key, model = row.key, turn["model"] or describer.model
        breakers, treasury = self._parts.breakers, self._parts.treasury
        if roster.stays_home and not await is_at_home(describer.base_url):
            return await self._withdraw(
                key, "address", "Its address is not on this network, and the camera stays home."
            )
        pictures = await self._pictures(event, roster.house, turn["pictures"])
        if not pictures:
            return await self._withdraw(key, "no-pictures", "The pictures of this event are gone.")
        ask = compose(event, roster, tuple(pictures.values()))
        caps = caps_for(roster.house, roster.camera)
        if not await treasury.allows(key, worst_price_of(describer, model, ask), caps):
            return await self._withdraw(key, "outdated")
        # Others that were asked meanwhile learned that it is down or rests, or took the last place of this minute.
        if not breakers.ready(describer, by_hand=bool(turn.get("by_hand"))):
            return await self._withdraw(key, "unready")
        return await self._send(key, known, ask, pictures, turn)

    async def _send(
        self,
        key: str,
        known: tuple[StoredEvent, Roster, Describer],
        ask: Ask,
        pictures: Collection[str],
        turn: Plain,
    ) -> Plain:
        """What is raised once an answer came must not leave it unpaid, or it would be asked for again."""
        describer = known[2]
        breakers, treasury, model = self._parts.breakers, self._parts.treasury, turn["model"] or describer.model
        breakers.asked(describer)
        try:
            answer = await self._parts.providers(describer.kind).ask(access_of(describer, turn["model"]), ask)
            plain = self._judged(answer, known, turn)
            if plain is None:
                ended = booked(describer, model, answer, failure="unusable")
            else:
                shown = {"frames": list(pictures), "prompt_version": ask.prompt_version}
                ended = booked(describer, model, answer, {**plain, **shown})
            await treasury.end(key, ended, partial(self._is_wanted, key, known[0]))
        except ProviderFailed as failed:
            breakers.failed(describer.id, failed)
            await treasury.end(key, booked_failure(describer, model, failed))
            return _came(failed.kind, failed.sentence)
        except BaseException:
            breakers.abandoned(describer.id)
            raise
        breakers.succeeded(describer.id)
        return _came("answer") if plain is not None else _came("unusable", _UNJUDGED)

    async def _is_wanted(self, key: str, event: StoredEvent, session: Session) -> bool:
        """Whether what was asked about is still there. `key` begins with the id of the request or of the question."""
        if await self._parts.events.read(session, event.facts.event_id) is None:
            return False
        return not event.question or await self._find(session, UUID(key.partition(":")[0])) is not None

    def _judged(self, answer: Answer, known: tuple[StoredEvent, Roster, Describer], turn: Plain) -> Plain | None:
        """None: our own checks of it failed, and would fail again."""
        event, roster, describer = known
        try:
            told = told_to(event, roster, describer) if turn.get("as_usual") else None
            return {**judged(answer, event), "told": told}
        except Exception:  # noqa: BLE001 - the edge of our checks: what is paid is booked, whatever fails in them
            _log.exception("an answer could not be checked", event_id=str(event.facts.event_id))
            return None

    async def _pictures(self, event: StoredEvent, house: Chosen, wanted: list[str]) -> dict[str, AskedPicture]:
        """By id, those of `wanted` that are still there, else as many others: while an event goes on, a better picture
        takes the place of one that was chosen. Empty: none is left at all."""
        for _ in range(1 + LOOKS_AGAIN):
            async with self._parts.database.read() as session:
                event = showable(await self._parts.events.read(session, event.facts.event_id) or event, house)
            chosen = [picture for picture in event.pictures if str(picture.id) in wanted]
            others = [picture for picture in reversed(event.pictures) if str(picture.id) not in wanted]
            for pictures in (chosen, others[: len(wanted)]):
                if asked := await self._load(pictures, subject_only=house.subject_only):
                    return asked
        return {}

    async def _load(self, pictures: Sequence[StoredPicture], *, subject_only: bool) -> dict[str, AskedPicture]:
        asked = {}
        for picture in sorted(pictures, key=lambda each: each.taken_at):
            jpeg = await self._parts.events.load(picture.path)
            stored = Stored(jpeg or b"", picture.taken_at, picture.boxes)
            made = await asyncio.to_thread(ready, stored, subject_only)
            if made is not None:
                asked[str(picture.id)] = made
        return asked


def _came(kind: str, sentence: str = "") -> Plain:
    return {"kind": kind, "sentence": sentence}
