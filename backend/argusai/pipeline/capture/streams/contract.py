"""What later stages may know of a stream: frames, its facts, its health, the clip that was cut from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
# Why a look is asked for: a person wants to know, or it rang at the door.
Occasion = Literal["manual", "doorbell"]

CameraCondition = Literal["connecting", "connected", "down", "paused", "ended"]
# What the analysis makes of a camera's picture: an event is open, something moves or may be somebody, or nothing.
Astir = Literal["still", "motion", "event"]
# What a gate does. second: nothing, for a smaller stream is watched; unfit: it can leave nothing out of this stream;
# measuring: how far keyframes are apart is not known yet; keyframes: they are too far apart; learning: it compares
# itself with full decoding; checking: so, now and then.
GateState = Literal["off", "second", "unfit", "measuring", "keyframes", "learning", "checking", "awake", "asleep"]

# Why a camera is down without any fault of its connection: its capture process was lost, or is lost again and again
# because of what this camera sends.
LOST_SLUG, HELD_SLUG = "failed", "crashes"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the full frame, x to the right, y down; `right` and `bottom` are exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def foot(self) -> tuple[float, float]:
        """Where the object stands: the middle of the lower edge."""
        return (self.left + self.right) / 2, self.bottom


class Picture(Protocol):
    """The pixels of one frame, converted only as far as asked (DESIGN 6: never to BGR before a crop needs it)."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    def luma(self, height: int) -> Image:
        """The luma plane scaled to about `height` rows (never up): shape (h, w), uint8, full range not guaranteed."""

    def bgr(self, box: Box | None = None) -> Image:
        """`box` (clipped to the frame; None: all of it) as shape (h, w, 3), uint8, colour order BGR."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded picture. `media_seconds` is the stream's own time since it began (restarts after a reconnect);
    `at` is the wall time at which the packet arrived, aware UTC. `number` counts from 1 within one connection.
    `small`: of the second stream; the main one may have the same moment larger."""

    camera_id: UUID
    number: int
    media_seconds: float
    at: datetime
    picture: Picture
    small: bool = False


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """`rate`: frames a second as the container or the stream says, 0.0 when unknown."""

    codec: str
    width: int
    height: int
    rate: float
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Looks:
    """The object detector's work for one camera. `per_second`: areas of its pictures that were looked at, lately.
    `skipped`: areas for which there was no time, since the watch began. `blind`: a sentence why nothing is detected at
    all although pictures come; else empty. `machine_per_second`: what the detector can do for all cameras of the
    machine together; 0 without a limit."""

    per_second: float = 0.0
    skipped: int = 0
    blind: str = ""
    machine_per_second: float = 0.0


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the camera sends, lately: pictures and sound together. `keyframe_seconds`: from one keyframe to the next.
    0 when nothing is known."""

    bits_per_second: int = 0
    keyframe_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class GateHealth:
    """`saved`: share of the pictures that were not decoded, 0–1, lately. `watched_seconds`, `events`:
    what it has earned; `missed`: events that it would have slept through, ever."""

    state: GateState = "off"
    saved: float = 0.0
    watched_seconds: float = 0.0
    events: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Masked:
    """What privacy masks do to a camera's video. `video`: "" without masks, "reencode" or "pictures" (then there is no
    video). `cores`: the part of a processor core that it costs, lately. `reason`: a sentence why there is no video
    although it was wished for; else empty."""

    video: Literal["", "reencode", "pictures"] = ""
    cores: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SecondHealth:
    """How a camera's second, smaller stream is doing; `condition` "none": it has none. `watched`: its pictures are the
    ones that are looked at now. `reason`: a sentence when it is not connected; else empty."""

    condition: CameraCondition | Literal["none"] = "none"
    watched: bool = False
    reason: str = ""
    reason_slug: str = ""
    facts: StreamFacts | None = None
    rate_seen: float = 0.0


@dataclass(frozen=True, slots=True)
class StreamHealth:
    """How a camera is doing. `reason`: a sentence for a person when it is not connected, else empty; of one that
    is connected through its second stream alone: why the main one is missing. `facts`: of the main stream, if it was
    ever there. `clips_failed`: clips that were cut short or not written at all, such as for a full disk. `stops`: how
    often it crashed its capture process, when it is kept apart for it; else 0. `reconnects`: how often it came back.
    `dials`: how often it, and its second stream, was dialled again, whatever came of it."""

    camera_id: UUID
    condition: CameraCondition
    since: datetime
    reason: str
    reason_slug: str
    facts: StreamFacts | None
    frames: int
    dropped: int
    reconnects: int
    rate_seen: float
    clips_failed: int = 0
    looks: Looks = Looks()
    traffic: Traffic = Traffic()
    gate: GateHealth = GateHealth()
    masked: Masked = Masked()
    second: SecondHealth = SecondHealth()
    stops: int = 0
    dials: int = 0


@dataclass(frozen=True, slots=True)
class ClipFile:
    """A finished clip: `path` relative to the media folder; fsynced, its folder too."""

    path: str
    bytes: int
    starts_at: datetime
    duration_seconds: float
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ClipPart:
    """A part of a clip, in its seconds; it begins with the keyframe at or before `begin`. `end` None: its end. `h264`:
    pictures of another kind are encoded anew."""

    begin: float
    end: float | None
    h264: bool = False


# Asked again and again during long work: whether nobody wants it any more.
GivenUp = Callable[[], bool]
