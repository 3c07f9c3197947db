"""What the streams need from outside: somebody who looks at the frames, and somebody who hears what happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.contract import Astir, ClipFile, Frame, Looks, Occasion, Picture, StreamHealth


class Watch(Protocol):
    """Looks at one camera's frames inside the capture process. Called in that camera's analysis thread only, but for
    `rests`."""

    def rests(self, frame: Frame) -> bool:
        """Whether nothing stirs in `frame`, so that it need not be seen; if not, it is to be seen next. Quick. In the
        thread that decoded it, never while anything else of the watch is called."""

    def see(self, frame: Frame) -> bool:
        """Whether something moves or is being followed, so that every frame is worth looking at for now."""

    @property
    def astir(self) -> Astir:
        """What the last frame showed."""

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        """What was made of `frame`, the last one, as plain JSON. Asked for only while somebody watches that."""

    def idle(self, at: datetime) -> None:
        """No frame came for a while (about once a second): time goes on, so an open event may have to close."""

    def obey(self, camera: Camera) -> None:
        """From the next frame on other rules, hours or things to keep hold, of the same stream."""

    def close(self) -> None:
        """The camera stops for good (paused, edited, deleted, shutting down): finish what is open."""


class Recorder(Protocol):
    """Cuts one clip at a time out of a camera's packets, without re-encoding. Called from the analysis thread."""

    def start(self, path: str, since: datetime) -> None:
        """Begin a clip at `path` (relative to the media folder) with the keyframe at or before `since`, as far as the
        ring reaches back. A clip that is still open is finished first."""

    def still(self, at: datetime) -> Picture | None:
        """The picture that came at `at`, as large as it is kept. None where there is none near it. Takes as long as
        decoding from the keyframe before it."""

    def extend(self, until: datetime) -> None:
        """The clip shall reach `until`. Packets after it are held back until the next `extend`."""

    def finish(self) -> ClipFile | None:
        """Close the clip at `until`, fsync file and folder. None when nothing could be written (the reason is logged
        and counted: disk full, no keyframe)."""


class Outbox(Protocol):
    """Takes what is found to the main process."""

    def send(self, report: Mapping[str, Any]) -> None:
        """Blocks while too many are unacknowledged: events are never dropped. A report that is not an event's names
        its "kind"."""

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        """Something that may be lost, such as a decision: never blocks. False: it was dropped."""


class MakeWatch(Protocol):
    def __call__(self, camera: Camera, recorder: Recorder, outbox: Outbox) -> Watch: ...


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody wants to know what a camera sees now, as the event `event_id`. `occasion`: why. `told`: to be called
    once the event is on its way. `wait`: lets seconds pass; True when the camera stops meanwhile."""

    event_id: UUID
    occasion: Occasion
    camera: Camera
    frame: Frame
    recorder: Recorder
    outbox: Outbox
    told: Callable[[], object]
    wait: Callable[[float], bool]


Look = Callable[[Question], None]


def no_look(question: Question) -> None:
    """Where nobody looks."""


class LooksOf(Protocol):
    def __call__(self, camera_id: UUID) -> Looks:
        """What the object detector did for this camera. Called from the child's loop; quick."""


def no_looks(camera_id: UUID) -> Looks:
    """Where nothing is looked for."""
    return Looks()


class TakeShare(Protocol):
    def __call__(self, share: float) -> None:
        """How much of the machine's looks this process may make, 0–1. Called from the child's loop; quick."""


def no_share(share: float) -> None:
    """Where nothing is looked for."""


@dataclass(frozen=True, slots=True)
class Seeing:
    """What the capture process has for looking, beside the watches. `look` is called in a thread of its own."""

    looks_of: LooksOf = no_looks
    look: Look = no_look
    take_share: TakeShare = no_share


BLIND = Seeing()


class CaptureListener(Protocol):
    """The main process's side: hears what the capture processes tell."""

    async def report(self, report: Mapping[str, Any]) -> None:
        """Store a report. It is acknowledged after the return, so commit before. A report that raises BadInput is
        logged, acknowledged and lost; any other error stops the capture process, which is started again."""

    def note(self, note: Mapping[str, Any], body: bytes) -> None:
        """Take a note; quickly, for beats wait behind it. It may be dropped. A note that raises BadInput is logged."""

    async def health_changed(self, health: StreamHealth) -> None: ...

    async def lost(self, camera_ids: frozenset[UUID], at: datetime) -> None:
        """A capture process died or froze with these cameras: whatever it had open is over."""
