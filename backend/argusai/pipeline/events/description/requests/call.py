"""Asks one provider, once, and books what it cost."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from argusai.pipeline.events.description.describers.contract import Chosen, Describer
from argusai.pipeline.events.description.describers.roster import Roster, access_of, is_at_home, read_roster
from argusai.pipeline.events.description.money.caps import caps_for
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.treasury import Ended
from argusai.pipeline.events.description.providers.check import Scene, check, check_reply
from argusai.pipeline.events.description.providers.contract import Answer, AskedPicture, Usage
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.opencv_frames import Stored, ready
from argusai.pipeline.events.description.requests.alike import scene_of
from argusai.pipeline.events.description.requests.chain import TriedKind
from argusai.pipeline.events.description.requests.contract import StoredEvent, StoredPicture
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.ports import FindSubject
from argusai.pipeline.events.description.requests.rates import cost_of, rates_for, verified, worst_price_of
from argusai.pipeline.events.description.requests.showing import LOOKS_AGAIN, showable
from argusai.pipeline.events.description.requests.when import about
from argusai.pipeline.events.description.requests.words import compose, told_to

Plain = dict[str, Any]


class Calls:
    """`find`: what a call is about, by the id of the request or of the question."""

    def __init__(self, parts: Parts, find: FindSubject) -> None:
        self._parts = parts
        self._find = find
        self._places: dict[tuple[UUID, int], asyncio.Semaphore] = {}

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
        place = self._place(found[2])
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
            return await self._withdraw(key, "unready")
        return _came("unready")

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
        breakers.asked(describer)
        try:
            answer = await self._parts.providers(describer.kind).ask(access_of(describer, turn["model"]), ask)
        except ProviderFailed as failed:
            breakers.failed(describer.id, failed)
            cost = cost_of(describer, model, failed.usage)
            unsure = failed.may_have_cost and failed.usage is None
            await treasury.end(key, Ended(cost, failed.usage, failure=failed.kind, unsure=unsure))
            return _came(failed.kind, failed.sentence)
        except BaseException:
            breakers.abandoned(describer.id)
            raise
        breakers.succeeded(describer.id)
        told = told_to(event, roster, describer) if turn.get("as_usual") else None
        plain = {**_judged(answer, event), "frames": list(pictures), "told": told, "prompt_version": ask.prompt_version}
        await treasury.end(key, booked(describer, model, answer, plain))
        return _came("answer")

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

    def _place(self, describer: Describer) -> asyncio.Semaphore:
        return self._places.setdefault((describer.id, describer.at_once), asyncio.Semaphore(describer.at_once))


def _came(kind: str, sentence: str = "") -> Plain:
    return {"kind": kind, "sentence": sentence}


def _judged(answer: Answer, event: StoredEvent) -> Plain:
    """Held against the facts, as plain values."""
    held = check_reply if event.question else check
    checked = held(answer, event.facts, Scene(places=event.places, zone=event.zone))
    return {
        **_plain(checked.answer),
        "marks": list(checked.marks),
        "about": about(event.facts),
        # So that the words may do for an event that looks the same.
        "scene": scene_of(event.facts),
        # As the model itself said, for a second look compares that.
        "claimed": [int(answer.attention), answer.confidence],
    }


def _plain(answer: Answer) -> Plain:
    plain = asdict(answer)
    plain["attention"] = int(answer.attention)
    plain |= {"objects": list(answer.objects), "pictures": list(answer.pictures)}
    return plain


def booked(describer: Describer, model: str, answer: Answer, plain: Plain | None = None) -> Ended:
    """A server that does not say what it used may have used all that was reserved, unless it costs nothing anyway."""
    cost = cost_of(describer, model, answer.usage)
    silent = not (answer.usage.input_tokens or answer.usage.output_tokens)
    priced = rates_for(describer, model).of(Usage(1_000_000, 1_000_000))
    return Ended(cost, answer.usage, answer=plain, unsure=silent and bool(priced))
