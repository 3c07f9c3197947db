"""Which pictures of an event a provider is shown."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from argusai.pipeline.events.description.describers.contract import Chosen
from argusai.pipeline.events.description.providers.contract import AskedPicture, Way
from argusai.pipeline.events.description.providers.frames import Candidate, choose
from argusai.pipeline.events.description.providers.opencv_frames import LONG_SIDE, Stored, measured
from argusai.pipeline.events.description.requests.contract import StoredEvent, StoredPicture
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.ports import StoredEvents

# One would do: files go after the rows of what replaces them are there. Others may be replaced meanwhile.
LOOKS_AGAIN = 3
UNSHOWABLE = "What moved is clear in no picture of it, and only what moved may be shown (Settings → AI)."


@dataclass(frozen=True, slots=True)
class Choice:
    """The pictures of an event that are still there, oldest first, and what was measured of them."""

    pictures: tuple[StoredPicture, ...]
    candidates: tuple[Candidate, ...]

    def of(self, most: int, way: Way = "hybrid") -> Sequence[StoredPicture]:
        """At most `most`; the one that opened the event always."""
        return [self.pictures[place] for place in choose(self.candidates, most, way)]


def showable(event: StoredEvent, chosen: Chosen) -> StoredEvent:
    """With the pictures that may be shown: where only the subject is, those in which it was recognised, for there is
    nothing to cut the others to."""
    if not chosen.subject_only:
        return event
    return replace(event, pictures=tuple(each for each in event.pictures if each.boxes))


async def look_at(event: StoredEvent, house: Chosen, parts: Parts) -> Choice:
    """What may be shown of it. A better picture takes the place of another one while an event goes on: where all were
    gone before they could be loaded, those are looked at that stand there since."""
    choice = await loaded(showable(event, house), parts.events)
    for _ in range(LOOKS_AGAIN):
        if choice.pictures:
            break
        async with parts.database.read() as session:
            event = await parts.events.read(session, event.facts.event_id) or event
        choice = await loaded(showable(event, house), parts.events)
    return choice


async def loaded(event: StoredEvent, events: StoredEvents) -> Choice:
    """Measured; without those whose file is gone."""
    ordered = sorted(event.pictures, key=lambda each: (each.taken_at, each.kind != "snapshot"))
    seen = {each.taken_at: each for each in reversed(ordered)}  # the snapshot is one of the frames, only sharper
    pictures = sorted(seen.values(), key=lambda each: each.taken_at)
    stored = [
        Stored(await events.load(each.path) or b"", each.taken_at, each.boxes, trigger=number == 0)
        for number, each in enumerate(pictures)
    ]
    candidates = await asyncio.to_thread(measured, stored)
    there = [(picture, each) for picture, each in zip(pictures, candidates, strict=True) if each is not None]
    return Choice(tuple(picture for picture, _ in there), tuple(each for _, each in there))


def sized_as(pictures: Sequence[StoredPicture]) -> tuple[AskedPicture, ...]:
    """As they will be sent, without their content: for the price."""
    return tuple(AskedPicture(b"", each.taken_at, *_size(each.width, each.height)) for each in pictures)


def _size(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, LONG_SIDE / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))
