"""Which pictures of a stored event a provider is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import cv2
import numpy as np
import pytest

from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox, RelativeBox
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.contract import Chosen
from argusai.pipeline.events.description.providers.contract import Way
from argusai.pipeline.events.description.requests.contract import (
    PastEvent,
    PastEvents,
    StoredEvent,
    StoredPicture,
    Version,
)
from argusai.pipeline.events.description.requests.showing import loaded, showable, sized_as

pytestmark = pytest.mark.covers("D5")
WAYS: tuple[Way, Way] = ("uniform", "adaptive")
T0 = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Files:
    """StoredEvents of which only the files are needed here."""

    content: dict[str, bytes] = field(default_factory=dict)

    async def load(self, path: str) -> bytes | None:
        return self.content.get(path)

    async def read(self, session: Session, event_id: UUID) -> StoredEvent | None:
        raise NotImplementedError

    async def show(self, session: Session, event_id: UUID, version: Version, *, quietly: bool = False) -> None:
        raise NotImplementedError

    async def show_built_in(self, session: Session, event_id: UUID, *, quietly: bool = False) -> None:
        raise NotImplementedError

    async def built_in(self, session: Session, event_id: UUID) -> str:
        raise NotImplementedError

    async def doubted(self, session: Session, told: Mapping[UUID, Sequence[UUID]]) -> frozenset[UUID]:
        raise NotImplementedError

    async def past(self, session: Session, wanted: PastEvents, most: int) -> Sequence[PastEvent]:
        raise NotImplementedError

    async def without_request(self, session: Session, since: datetime, most: int) -> Sequence[UUID]:
        raise NotImplementedError


def a_jpeg(number: int, *, grey: bool = False) -> bytes:
    blocks = np.random.default_rng(number).integers(0, 255, (9, 16, 3), dtype=np.uint8)
    picture = np.full((90, 160, 3), 128, np.uint8) if grey else np.kron(blocks, np.ones((10, 10, 1), np.uint8))
    return cv2.imencode(".jpg", picture)[1].tobytes()


def an_event(*pictures: StoredPicture) -> StoredEvent:
    facts = EventFacts(new_id(), new_id(), "track", T0, T0, T0, None, (), {}, (0.5, 0.5), 160, 90)
    return StoredEvent(facts, "Yard", Attention.ROUTINE, "", "en", UTC, pictures)


def a_picture(seconds: int, kind: str = "frame") -> StoredPicture:
    path = f"{kind}-{seconds}.jpg"
    return StoredPicture(new_id(), kind, path, T0 + timedelta(seconds=seconds), 1920, 1080, ())


async def test_the_first_one_is_always_shown_and_empty_ones_are_not() -> None:
    pictures = [a_picture(second) for second in range(6)]
    files = Files({each.path: a_jpeg(number, grey=number == 3) for number, each in enumerate(pictures)})
    choice = await loaded(an_event(*reversed(pictures)), files)
    assert [each.path for each in choice.of(1)] == ["frame-0.jpg"]
    assert [each.path for each in choice.of(5)] == [f"frame-{second}.jpg" for second in (0, 1, 2, 4, 5)]


async def test_the_snapshot_stands_for_its_frame_and_what_is_gone_is_left_out() -> None:
    pictures = [a_picture(0), a_picture(1), a_picture(1, "snapshot"), a_picture(2)]
    files = Files({each.path: a_jpeg(number) for number, each in enumerate(pictures[:3])})
    choice = await loaded(an_event(*pictures), files)
    assert [each.path for each in choice.of(20)] == ["frame-0.jpg", "snapshot-1.jpg"]


async def test_the_way_is_the_owner_s() -> None:
    pictures = [a_picture(second) for second in range(9)]
    files = Files({each.path: a_jpeg(min(number, 2)) for number, each in enumerate(pictures)})
    choice = await loaded(an_event(*pictures), files)
    evenly, most_seen = (tuple(each.path for each in choice.of(3, way)) for way in WAYS)
    assert evenly == ("frame-0.jpg", "frame-3.jpg", "frame-6.jpg")
    assert most_seen == ("frame-0.jpg", "frame-1.jpg", "frame-2.jpg"), "the others show the same again"


def test_only_what_moved_is_shown_where_the_owner_wants_it() -> None:
    box = LabelledBox("person", 0.9, RelativeBox(0.4, 0.4, 0.6, 0.6))
    shown, other = replace(a_picture(0), boxes=(box,)), a_picture(1)
    event = an_event(shown, other)
    assert showable(event, Chosen()).pictures == (shown, other)
    assert showable(event, Chosen(subject_only=True)).pictures == (shown,)


async def test_without_any_picture_there_is_nothing_to_show() -> None:
    assert list((await loaded(an_event(a_picture(0)), Files())).of(3)) == []


def test_the_price_is_of_the_size_in_which_they_are_sent() -> None:
    [sent] = sized_as([a_picture(0)])
    assert (sent.width, sent.height) == (1280, 720)
