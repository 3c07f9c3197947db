"""An event as describing sees it, and a version of its description."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox
from argusai.pipeline.events.description.contract import Attention


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A JPEG of an event, masks in it. `path`: relative to the media folder."""

    id: UUID
    kind: str
    path: str
    taken_at: datetime
    width: int
    height: int
    boxes: tuple[LabelledBox, ...]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """`text`, `attention`: the words and the level that are shown now. `places`: names of the camera's zones and lines.
    `corrections`: what people said of earlier descriptions of this camera, newest first. `shown_id`: the version that
    is shown; None: the built-in words. `zone`: None when the clock says nothing of the pictures. `question`: what a
    person wants to know of it; empty: words for it are wanted."""

    facts: EventFacts
    camera_name: str
    attention: Attention
    text: str
    language: str
    zone: tzinfo | None
    pictures: tuple[StoredPicture, ...]
    places: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    shown_id: UUID | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a call is about. `describer_id`: chosen by a person. `question`: empty: words for the event are wanted."""

    event_id: UUID
    describer_id: UUID | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class PastEvents:
    """Which events somebody chose. `camera_ids`: None: all. `again`: also those that a model described already."""

    camera_ids: tuple[UUID, ...] | None
    since: datetime
    until: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class PastEvent:
    id: UUID
    camera_id: UUID


@dataclass(frozen=True, slots=True)
class Version:
    """What is shown of the version that was chosen. `attention`: never below that of the facts."""

    id: UUID
    text: str
    language: str
    describer: str
    attention: Attention
    attention_reason: str
