"""What was told of a camera, going back, and what another text would change."""

import asyncio
from dataclasses import replace
from uuid import UUID

from argusai.kit.errors import Conflict, NotFound
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster, is_at_home, read_roster
from argusai.pipeline.events.description.describers.schemas import CameraDescribing
from argusai.pipeline.events.description.describers.service import DescribersService
from argusai.pipeline.events.description.prompts.repository import MOST_KEPT, PromptRepository
from argusai.pipeline.events.description.prompts.schemas import CameraPromptOut, PromptTrialIn, PromptTrialOut
from argusai.pipeline.events.description.providers.contract import AskedPicture
from argusai.pipeline.events.description.providers.opencv_frames import Stored, ready
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.showing import look_at
from argusai.pipeline.events.description.requests.trials import Trials
from argusai.pipeline.events.description.requests.words import compose

_NOBODY = "No describer may be asked for this camera."


class PromptsService:
    def __init__(self, parts: Parts, describers: DescribersService, trials: Trials) -> None:
        self._parts = parts
        self._describers = describers
        self._trials = trials

    async def of_camera(self, camera_id: UUID) -> list[CameraPromptOut]:
        """The newest first. Raises NotFound."""
        await self._describers.camera(camera_id)
        async with self._parts.database.read() as session:
            rows = await PromptRepository(session).newest(camera_id, MOST_KEPT)
        return [CameraPromptOut(id=row.id, at=row.at, who=row.who, text=row.text) for row in rows]

    async def restore(self, camera_id: UUID, prompt_id: UUID) -> CameraDescribing:
        """That text is told again; everything else of the camera stays. Raises NotFound."""
        async with self._parts.database.read() as session:
            row = await PromptRepository(session).find(prompt_id)
        if row is None or row.camera_id != camera_id:
            raise NotFound("There is no such text of this camera.")
        return await self._describers.tell_of_camera(camera_id, row.text)

    async def rehearse(self, camera_id: UUID, given: PromptTrialIn) -> PromptTrialOut:
        """Describes a past event with another text; priced and capped as every call, and kept nowhere. Raises NotFound,
        Conflict, Unavailable, ProviderRefusal."""
        _, roster = await self._read(camera_id, given.event_id)
        async with self._trials.place(roster.order[0]):
            # Meanwhile the event may be gone, or the camera may have been told to stay home.
            event, now = await self._read(camera_id, given.event_id)
            return await self._rehearse(now.find(roster.order[0].id), event, now, given.text)

    async def _read(self, camera_id: UUID, event_id: UUID) -> tuple[StoredEvent, Roster]:
        """With somebody to ask. Raises NotFound, Conflict (slug no-describer)."""
        async with self._parts.database.read() as session:
            event = await self._parts.events.read(session, event_id)
            if event is None or event.facts.camera_id != camera_id:
                raise NotFound("There is no such event of this camera, or it was deleted.")
            roster = await read_roster(session, self._parts.vault, camera_id)
        if not roster.order:
            raise Conflict(_NOBODY, slug="no-describer")
        return event, roster

    async def _rehearse(self, first: Describer | None, event: StoredEvent, roster: Roster, text: str) -> PromptTrialOut:
        if first is None:
            raise Conflict(_NOBODY, slug="no-describer")
        if roster.stays_home and not await is_at_home(first.base_url):
            raise Conflict("This camera never leaves the house, and the describer is not in it.", slug="stays-home")
        pictures = await self._pictures(event, roster)
        told = replace(roster, camera=replace(roster.camera, context=text))
        said = await self._trials.ask(first, event, told, compose(event, told, pictures))
        plain = said.model_dump(exclude={"text"})
        return PromptTrialOut(before=event.text, after=said.text, describer=first.name, **plain)

    async def _pictures(self, event: StoredEvent, roster: Roster) -> tuple[AskedPicture, ...]:
        """As a description would be shown. Raises Conflict (slug no-picture)."""
        house = roster.house
        choice = await look_at(event, house, self._parts)
        asked = []
        for picture in choice.of(house.frames, house.way):
            jpeg = await self._parts.events.load(picture.path)
            stored = Stored(jpeg or b"", picture.taken_at, picture.boxes)
            asked.append(await asyncio.to_thread(ready, stored, house.subject_only))
        made = tuple(each for each in asked if each is not None)
        if not made:
            raise Conflict("No picture of this event is kept.", slug="no-picture")
        return made
