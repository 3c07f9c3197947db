"""What one call says and shows. Pure."""

from collections.abc import Sequence

from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.providers import prompt
from argusai.pipeline.events.description.providers.contract import Ask, AskedPicture
from argusai.pipeline.events.description.providers.prompt import Context
from argusai.pipeline.events.description.requests.contract import StoredEvent, StoredPicture

_LONGEST = 1280


def chosen_pictures(event: StoredEvent, most: int) -> Sequence[StoredPicture]:
    """At most `most`, oldest first: the best one always, the others spread over the event."""
    best = next((each for each in event.pictures if each.kind == "snapshot"), event.pictures[0])
    others = [each for each in event.pictures if each.kind == "frame" and each.taken_at != best.taken_at]
    room = most - 1
    if len(others) > room:
        step = len(others) / room if room else 0
        others = [others[int(number * step)] for number in range(room)]
    return sorted([best, *others], key=lambda each: each.taken_at)


def sized_as(pictures: Sequence[StoredPicture]) -> tuple[AskedPicture, ...]:
    """As they will be sent, without their content: for the price."""
    return tuple(AskedPicture(b"", each.taken_at, *_size(each.width, each.height)) for each in pictures)


def compose(event: StoredEvent, roster: Roster, pictures: tuple[AskedPicture, ...]) -> Ask:
    context = Context(
        camera_name=event.camera_name,
        language=event.language,
        zone=event.zone,
        house=roster.house.context,
        wishes=roster.camera.context,
        corrections=event.corrections,
    )
    return prompt.compose(event.facts, context, pictures)


def _size(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, _LONGEST / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))
