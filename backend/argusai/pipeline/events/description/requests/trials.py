"""Asks a describer on the spot: which models it has, and what it says of the newest picture of a camera."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import tzinfo
from uuid import UUID

from argusai.kit.errors import BadInput, Conflict, NotFound, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.vault import SealBroken
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.errors import ProviderRefusal
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import (
    Roster,
    access_of,
    describer_of,
    is_at_home,
    read_roster,
)
from argusai.pipeline.events.description.describers.schemas import DescriberTrialOut, ModelsIn
from argusai.pipeline.events.description.describers.service import check_address
from argusai.pipeline.events.description.money.caps import caps_for
from argusai.pipeline.events.description.money.treasury import Planned, dollars, micros
from argusai.pipeline.events.description.providers.contract import Ask, ProviderAccess
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.opencv_frames import Stored, ready
from argusai.pipeline.events.description.requests.booking import booked, booked_failure
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.rates import is_price_known, verified, worst_price_of
from argusai.pipeline.events.description.requests.words import compose

Snapshot = Callable[[UUID], Awaitable[tuple[str, bytes]]]
Here = Callable[[UUID], Awaitable[tuple[str, tzinfo | None]]]
_MODELS_SECONDS = 20.0
# Two slow answers: a person who waits for longer had better know why.
_PLACE_SECONDS = 60.0


class Trials:
    """`snapshot`: the name of a camera and its newest picture, masks in it; raises NotFound, Unavailable. `here`: the
    language of the house, and its clock; None: it says nothing of the pictures of that camera."""

    def __init__(self, parts: Parts, snapshot: Snapshot, here: Here) -> None:
        self._parts = parts
        self._snapshot = snapshot
        self._here = here

    async def models(self, given: ModelsIn) -> list[str]:
        """Raises BadInput, NotFound, ProviderRefusal."""
        await check_address(given.kind, given.base_url, at_home=False)
        key = given.api_key
        if not key and given.describer_id is not None:
            held = await self._describer(given.describer_id)
            if (held.kind, held.base_url) != (given.kind, given.base_url):
                raise BadInput("Enter the key for this address.", fields={"api_key": "Enter it anew"})
            key = held.api_key
        access = ProviderAccess(given.kind, "", key, given.base_url)
        try:
            async with asyncio.timeout(_MODELS_SECONDS):
                return await self._parts.providers(given.kind).models(access)
        except ProviderFailed as failed:
            raise ProviderRefusal(failed.sentence, slug=f"describer-{failed.kind}") from failed
        except TimeoutError as error:
            sentence = "It did not answer in time. Look whether its server runs, or type the model's name."
            raise ProviderRefusal(sentence, slug="describer-timeout") from error

    async def describe(self, describer_id: UUID, camera_id: UUID) -> DescriberTrialOut:
        """Priced and capped as every call. Raises NotFound, Conflict, Unavailable, ProviderRefusal."""
        async with self.place(await self._describer(describer_id)):
            # Meanwhile it may have been removed, the camera masked, or told to stay home: all is read now.
            return await self._describe(await self._describer(describer_id), camera_id)

    @asynccontextmanager
    async def place(self, describer: Describer) -> AsyncIterator[None]:
        """One of those that its owner allows at once. Raises Unavailable (slug describer-busy)."""
        place = self._parts.places.of(describer)
        try:
            async with asyncio.timeout(_PLACE_SECONDS):
                await place.acquire()
        except TimeoutError:
            sentence = f"“{describer.name}” is busy with other calls. Try again in a moment, or allow it more at once."
            raise Unavailable(sentence, slug="describer-busy", retry_after_seconds=10) from None
        try:
            yield
        finally:
            place.release()

    async def _describe(self, describer: Describer, camera_id: UUID) -> DescriberTrialOut:
        name, jpeg = await self._snapshot(camera_id)
        made = await asyncio.to_thread(ready, Stored(jpeg, self._parts.clock.now()))
        if made is None:
            raise Unavailable("This camera has no picture now.", slug="no-picture", retry_after_seconds=5)
        async with self._parts.database.read() as session:
            roster = await read_roster(session, self._parts.vault, camera_id)
        if roster.stays_home and not (describer.at_home and await is_at_home(describer.base_url)):
            raise Conflict("This camera never leaves the house, and the describer is not in it.", slug="stays-home")
        event = await self._event(camera_id, name, made.width, made.height)
        ask = compose(event, roster, (made,))
        return await self.ask(describer, event, roster, ask)

    async def ask(self, describer: Describer, event: StoredEvent, roster: Roster, ask: Ask) -> DescriberTrialOut:
        """Once, by whoever holds a `place`. Raises Conflict, ProviderRefusal."""
        describer = await verified(describer)
        worst, known = worst_price_of(describer, describer.model, ask), is_price_known(describer, describer.model)
        key = f"test:{new_id()}"
        treasury = self._parts.treasury
        planned = Planned(
            key, None, event.facts.camera_id, event.camera_name, describer.id, describer.name, describer.model,
            len(ask.pictures), worst, price_known=known,
        )  # fmt: skip
        if isinstance(await treasury.reserve(planned, caps_for(roster.house, roster.camera)), str):
            raise Conflict("It might cost more than what is left of a cap.", slug="cap-reached")
        await treasury.begin(key)
        self._parts.breakers.count(describer)
        try:
            answer = await self._parts.providers(describer.kind).ask(access_of(describer), ask)
        except ProviderFailed as failed:
            await treasury.end(key, booked_failure(describer, describer.model, failed))
            raise ProviderRefusal(failed.sentence, slug=f"describer-{failed.kind}") from failed
        ended = booked(describer, describer.model, answer)
        await treasury.end(key, ended)
        self._parts.breakers.succeeded(describer.id)
        cost = worst if ended.unsure else ended.cost
        return DescriberTrialOut(
            text=answer.text,
            confidence=answer.confidence,
            model=answer.model,
            seconds=round(answer.seconds, 2),
            cost=None if cost is None or not known else dollars(micros(cost)),
        )

    async def _describer(self, describer_id: UUID) -> Describer:
        async with self._parts.database.read() as session:
            row = await DescriberRepository(session).find(describer_id)
        if row is None:
            raise NotFound("There is no such describer, or it was removed.")
        try:
            return describer_of(row, self._parts.vault)
        except SealBroken as error:
            raise Conflict("Its key cannot be read any more. Enter it again.", slug="key-lost") from error

    async def _event(self, camera_id: UUID, name: str, width: int, height: int) -> StoredEvent:
        """One look, as when somebody asks what there is now."""
        now = self._parts.clock.now()
        language, zone = await self._here(camera_id)
        facts = EventFacts(new_id(), camera_id, "manual", now, now, now, None, (), {}, (0.5, 0.5), width, height,
                           looked=False)  # fmt: skip
        return StoredEvent(facts, name, Attention.ROUTINE, "", language, zone, ())
