"""What the event routes take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from argusai.kit.schemas import Moment, Strict

EventTrigger = Literal["track", "manual", "api", "doorbell"]
# wrong-object: taken for something else; invented: was not there; missed: was there and is not said.
Mistake = Literal["wrong-object", "wrong-count", "invented", "missed", "other"]


class PointOut(BaseModel):
    """Shares of the frame, 0–1."""

    x: float
    y: float


class BoxOut(BaseModel):
    """Shares of the frame, 0–1."""

    label: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


class MediaOut(BaseModel):
    url: str
    width: int
    height: int
    taken_at: datetime


class FrameOut(MediaOut):
    boxes: list[BoxOut]


class ClipOut(MediaOut):
    duration_seconds: float
    bytes: int


class FeedbackOut(BaseModel):
    """`said`: the words that it is about; null: not known."""

    rating: Literal["up", "down"]
    correction: str | None
    mistake: Mistake | None
    said: str | None
    updated_at: datetime


class DescriptionOut(BaseModel):
    text: str
    language: str
    describer: str
    provisional: bool


class CrossingOut(BaseModel):
    """A line that was crossed towards its left or right; `side`: what the owner calls it, may be empty."""

    line: str
    towards: Literal["left", "right"]
    side: str
    at: datetime


class StayOut(BaseModel):
    """In a zone in which one must stay for a while."""

    zone: str
    seconds: float


class EventOut(BaseModel):
    """`zones`: those in which something stood, `lines`: those that were crossed, each once. `seen` and `feedback` are
    those of the person who asks."""

    id: UUID
    camera_id: UUID
    camera_name: str
    state: Literal["open", "closed"]
    trigger: EventTrigger
    started_at: datetime
    ended_at: datetime | None
    duration_seconds: float
    continues_id: UUID | None
    labels: list[str]
    counts: dict[str, int]
    zones: list[str]
    lines: list[str]
    attention: Literal[0, 1, 2]
    attention_reason: str
    description: DescriptionOut
    thumbnail: MediaOut | None
    focus: PointOut
    seen: bool
    feedback: FeedbackOut | None


class OpinionOut(BaseModel):
    """What one model said of an object, and how sure it was (0–1)."""

    model: str
    label: str
    score: float


class TrackOut(BaseModel):
    id: int
    label: str
    score: float
    first_seen_at: datetime
    last_seen_at: datetime
    still_seconds: float
    colours: list[str]
    path: list[PointOut]
    opinions: list[OpinionOut]
    zones: list[str]
    stays: list[StayOut]
    crossings: list[CrossingOut]


class EventDetailOut(EventOut):
    """`note`: the words that came with what was sent in; else empty."""

    note: str
    snapshot: FrameOut | None
    frames: list[FrameOut]
    clip: ClipOut | None
    tracks: list[TrackOut]
    newer_id: UUID | None
    older_id: UUID | None


class EventSummaryOut(BaseModel):
    """What this person has not seen yet: counts over all of it. `since`: start of the oldest unseen event."""

    unseen: int
    notable: int
    urgent: int
    since: datetime | None


class SeenAllIn(Strict):
    """Everything that started at or before `until` becomes seen."""

    until: Moment


class FeedbackIn(Strict):
    """`mistake`: of a thumb down only. `said`: the words that were read, when others may have come since."""

    MANY_LINES = frozenset({"correction", "said"})

    rating: Literal["up", "down"]
    correction: Annotated[str, StringConstraints(max_length=500)] | None = None
    mistake: Mistake | None = None
    said: Annotated[str, StringConstraints(max_length=4000)] | None = None
