"""What other parts may know of a camera."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

SourceKind = Literal["file", "rtsp"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the pictures come from, with credentials: stays inside the process tree, never logged, never returned.

    `kind` "file": `address` is an absolute path on this machine; `loop` starts it again at its end; `paced` plays it at
    real speed (always true for a watched camera). `kind` "rtsp": `address` is an rtsp:// URL *without* credentials.
    """

    kind: SourceKind
    address: str
    username: str = ""
    password: str = field(default="", repr=False)
    loop: bool = False


Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LabelFilter:
    """What an object of `label` must be like to be told of. Heights and areas as shares of the frame, 0–1; `ratio` is
    width by height. None: our default for the label."""

    label: str
    least_score: float | None = None
    least_height: float | None = None
    most_height: float | None = None
    least_ratio: float | None = None
    most_ratio: float | None = None
    dwell_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A named place. `polygon`: at least three corners as shares of the frame, 0–1. `labels`: what counts there; empty:
    everything."""

    name: str
    polygon: Polygon
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What the owner wants to hear of. With `zones_required` an object must have stood (foot point) in one
    of them; in `masks` motion and objects do not count."""

    filters: tuple[LabelFilter, ...] = ()
    zones: tuple[Zone, ...] = ()
    masks: tuple[Polygon, ...] = ()
    zones_required: bool = False


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera to watch: what a capture process is told."""

    id: UUID
    name: str
    source: Source
    rules: WatchRules = WatchRules()
