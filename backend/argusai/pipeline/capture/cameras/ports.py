"""What the cameras need from later stages. `flow.py` connects them."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Literal, Protocol
from uuid import UUID

from argusai.pipeline.capture.cameras.contract import Camera, LabelFilter, MaskedVideo, Privacy, Source, WatchRules

Condition = Literal["connecting", "connected", "down", "paused", "ended"]
GateState = Literal["off", "second", "unfit", "measuring", "keyframes", "learning", "checking", "awake", "asleep"]


class Facts(Protocol):
    """What a stream is. `rate`: frames a second, 0.0 when unknown."""

    @property
    def codec(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def rate(self) -> float: ...
    @property
    def has_sound(self) -> bool: ...


class Looks(Protocol):
    """The object detector's work for a camera. `per_second`: areas looked at, lately. `skipped`: since the watch began,
    for lack of time."""

    @property
    def per_second(self) -> float: ...
    @property
    def skipped(self) -> int: ...


class Traffic(Protocol):
    """What the camera sends, lately. 0 when nothing is known."""

    @property
    def bits_per_second(self) -> int: ...
    @property
    def keyframe_seconds(self) -> float: ...


class Gate(Protocol):
    """What is left out of decoding; as `streams.contract.GateHealth`."""

    @property
    def state(self) -> GateState: ...
    @property
    def saved(self) -> float: ...
    @property
    def watched_seconds(self) -> float: ...
    @property
    def events(self) -> int: ...
    @property
    def missed(self) -> int: ...


class Masked(Protocol):
    """What privacy masks do to its video. `video`: "" without masks. `cores`: the part of a processor core that they
    cost, lately. `reason`: why there is no video although it was wished for, else empty."""

    @property
    def video(self) -> MaskedVideo | Literal[""]: ...
    @property
    def cores(self) -> float: ...
    @property
    def reason(self) -> str: ...


class Second(Protocol):
    """Its second, smaller stream; `condition` "none": it has none. As `streams.contract.SecondHealth`."""

    @property
    def condition(self) -> Condition | Literal["none"]: ...
    @property
    def watched(self) -> bool: ...
    @property
    def reason(self) -> str: ...
    @property
    def reason_slug(self) -> str: ...
    @property
    def facts(self) -> Facts | None: ...
    @property
    def rate_seen(self) -> float: ...


class Health(Protocol):
    """How a watched camera is doing. `reason`: a sentence when it is not connected, else empty. `stops`: how often it
    crashed what watches it, when it is kept apart for it; else 0."""

    @property
    def camera_id(self) -> UUID: ...
    @property
    def condition(self) -> Condition: ...
    @property
    def since(self) -> datetime: ...
    @property
    def reason(self) -> str: ...
    @property
    def reason_slug(self) -> str: ...
    @property
    def second(self) -> Second: ...
    @property
    def facts(self) -> Facts | None: ...
    @property
    def frames(self) -> int: ...
    @property
    def dropped(self) -> int: ...
    @property
    def reconnects(self) -> int: ...
    @property
    def rate_seen(self) -> float: ...
    @property
    def looks(self) -> Looks: ...
    @property
    def traffic(self) -> Traffic: ...
    @property
    def gate(self) -> Gate: ...
    @property
    def masked(self) -> Masked: ...
    @property
    def stops(self) -> int: ...


class HealthOf(Protocol):
    def __call__(self, camera_id: UUID) -> Health | None:
        """The camera's health now; None when it is not watched, or nothing is known yet."""


class ApplyCameras(Protocol):
    async def __call__(self, cameras: Sequence[Camera]) -> None:
        """Watch exactly these cameras from now on. Called after every committed change, one call at a time."""


class TriedEvent(Protocol):
    """`why`: a sentence why it would not have been told; empty when it would."""

    @property
    def event_id(self) -> UUID: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def why(self) -> str: ...


class TryRules(Protocol):
    async def __call__(self, camera_id: UUID, rules: WatchRules, since: datetime, most: int, /) -> Sequence[TriedEvent]:
        """What other rules would have made of stored events: the newest `most` since then, newest first."""


class CamerasObeyed(Protocol):
    async def __call__(self) -> None:
        """Until what was applied last holds for every picture that is seen from now on."""


class ForgetPictures(Protocol):
    async def __call__(self) -> int:
        """Delete the pictures and clips of every camera from before its `pictures_since`; the sentences stay. Returns
        how many went."""


class AfterCameraDeleted(Protocol):
    async def __call__(self, camera_id: UUID) -> None:
        """The camera's row, and by cascade its events' rows, are gone: sweep what lay beside them."""


class Snapshot(Protocol):
    async def __call__(self, camera_id: UUID) -> bytes | None:
        """The newest picture of a watched camera as JPEG; None when there is none now."""


class ProbeResult(Protocol):
    """`jpeg`: the first picture, long side ≤ 960."""

    @property
    def facts(self) -> Facts: ...
    @property
    def jpeg(self) -> bytes: ...


class Probe(Protocol):
    async def __call__(self, source: Source, privacy: Privacy, timeout_seconds: float) -> ProbeResult:
        """Open `source` once and take one picture, black where `privacy` wants it. Raises `errors.ProbeFailed`,
        whatever went wrong."""


class Offered(Protocol):
    """One kind and size of picture. `codec`: "mjpeg", "h264" or "raw"; `rates`: a second, fastest first."""

    @property
    def codec(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def rates(self) -> Sequence[float]: ...


class PluggedIn(Protocol):
    """A camera that is plugged in. `ids`: the one to store first, then others that mean the same."""

    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def name(self) -> str: ...
    @property
    def serial(self) -> str: ...
    @property
    def port(self) -> str: ...
    @property
    def moves(self) -> bool: ...
    @property
    def path(self) -> str: ...
    @property
    def trouble(self) -> str: ...
    @property
    def pictures(self) -> Sequence[Offered]: ...


class ListDevices(Protocol):
    async def __call__(self) -> Sequence[PluggedIn] | None:
        """What is plugged in now; None where this machine reads no USB cameras."""


class TimeZone(Protocol):
    def __call__(self) -> tzinfo:
        """The zone in which times are written in sentences."""


class DefaultFilters(Protocol):
    def __call__(self) -> Sequence[LabelFilter]:
        """For each label that is looked for, our filter where the owner sets none; nothing in it is None."""
