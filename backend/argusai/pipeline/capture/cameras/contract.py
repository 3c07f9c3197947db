"""What other parts may know of a camera."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

SourceKind = Literal["file", "rtsp", "http", "usb"]
Transport = Literal["auto", "tcp", "udp", "http"]

# Stands in an address for each secret that was taken out of it.
HIDDEN_PART = "***"

# How a camera that is plugged in sends its pictures: JPEGs, H.264, or not encoded at all.
UsbCodec = Literal["mjpeg", "h264", "raw"]


@dataclass(frozen=True, slots=True)
class UsbPicture:
    """What a plugged-in camera is asked for, out of what it offers. 0 and "auto": we choose. `rate`: a second."""

    codec: Literal["auto", "mjpeg", "h264", "raw"] = "auto"
    width: int = 0
    height: int = 0
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where the pictures come from, with credentials: stays inside the process tree, never logged, never returned.

    `kind` "file": `address` is an absolute path on this machine; `loop` starts it again at its end; `paced` plays it at
    real speed (always true for a watched camera). `kind` "rtsp": `address` is an rtsp:// or rtsps:// URL *without*
    credentials; `transport`: how its pictures travel. `kind` "http": an http:// or https:// URL of a JPEG, asked for
    `per_second` times a second, or of an MJPEG stream. `kind` "usb": the stable id of a camera that is plugged in, as
    `usb_address.read_usb_id` reads it; `picture`: what it is asked for.

    `secrets`: what stands in the address for each HIDDEN_PART, in order. `certificate`: SHA-256, in hexadecimal, of the
    one that the owner accepted for rtsps and https; empty: it is checked as everywhere.
    """

    kind: SourceKind
    address: str
    username: str = ""
    password: str = field(default="", repr=False)
    loop: bool = False
    secrets: tuple[str, ...] = field(default=(), repr=False)
    transport: Transport = "auto"
    certificate: str = ""
    per_second: float = 2.0
    picture: UsbPicture = UsbPicture()


def open_address(source: Source) -> str:
    """The address with its secrets in it, still without user name and password: for the connection and nothing else."""
    return filled(source.address, source.secrets)


def filled(address: str, secrets: Sequence[str]) -> str:
    """`secrets` in order where HIDDEN_PART stands, which a secret may hold too; the mark stays where none is left."""
    parts = address.split(HIDDEN_PART)
    between = [*secrets, *[HIDDEN_PART] * len(parts)]
    return "".join(part + secret for part, secret in zip(parts, [*between[: len(parts) - 1], ""], strict=True))


Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LabelFilter:
    """What an object of `label` must be like to be told of. Heights as shares of the frame, 0–1; `ratio` is width by
    height; all of them medians over the track. `dwell_seconds`: how long it must have counted already. None: our
    default for the label. `told` False: the owner does not want to hear of it at all."""

    label: str
    least_score: float | None = None
    least_height: float | None = None
    most_height: float | None = None
    least_ratio: float | None = None
    most_ratio: float | None = None
    dwell_seconds: float | None = None
    told: bool = True


# Colours of zones and lines in the picture, each with a stroke of its own.
MOST_TONES = 6


@dataclass(frozen=True, slots=True)
class Zone:
    """A named place. `polygon`: at least three corners as shares of the frame, 0–1. `labels`: what counts there; empty:
    everything. `least_height`: how large it must be there, a share of the frame. `loiter_seconds`: only who stayed so
    long is in it. `required`: only what stood in a zone like this, or crossed such a line, is told of."""

    name: str
    polygon: Polygon
    labels: frozenset[str] = frozenset()
    least_height: float = 0.0
    loiter_seconds: float = 0.0
    required: bool = False
    tone: int = 0


# As seen along a line, from its first point to its last.
Direction = Literal["either", "left_to_right", "right_to_left"]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody may cross with his feet. `points`: two or more. `left`, `right`: what lies there, as the owner
    calls it; may be empty. `direction`: which crossings count. `labels`, `required`: as of a zone."""

    name: str
    points: Polygon
    direction: Direction = "either"
    labels: frozenset[str] = frozenset()
    left: str = ""
    right: str = ""
    required: bool = False
    tone: int = 0


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What the owner wants to hear of. With `zones_required` an object must have stood (foot point) in one
    of them, as if each were required; in `masks` motion and objects do not count."""

    filters: tuple[LabelFilter, ...] = ()
    zones: tuple[Zone, ...] = ()
    masks: tuple[Polygon, ...] = ()
    zones_required: bool = False
    lines: tuple[Line, ...] = ()


_FILTER_FIELDS = {each.name for each in fields(LabelFilter)}
_ZONE_FIELDS = {each.name for each in fields(Zone)}
_LINE_FIELDS = {each.name for each in fields(Line)}


def write_rules(rules: WatchRules) -> dict[str, Any]:
    """As plain JSON: for the database, the capture processes and the API."""
    return {
        "filters": [asdict(each) for each in rules.filters],
        "zones": [
            {**asdict(zone), "polygon": _lists(zone.polygon), "labels": sorted(zone.labels)} for zone in rules.zones
        ],
        "lines": [
            {**asdict(line), "points": _lists(line.points), "labels": sorted(line.labels)} for line in rules.lines
        ],
        "masks": [_lists(mask) for mask in rules.masks],
        "zones_required": rules.zones_required,
    }


def read_rules(plain: Mapping[str, Any]) -> WatchRules:
    """What `write_rules` wrote, of this version or another: what is missing is as if never set, what is not known is
    left out."""
    return WatchRules(
        filters=tuple(
            LabelFilter(**{name: each[name] for name in _FILTER_FIELDS & each.keys()})
            for each in plain.get("filters", ())
        ),
        zones=tuple(_zone(each) for each in plain.get("zones", ())),
        lines=tuple(_line(each) for each in plain.get("lines", ())),
        masks=tuple(_polygon(each) for each in plain.get("masks", ())),
        zones_required=plain.get("zones_required", False),
    )


# What becomes of the video of a camera with privacy masks: re-encoded with the black in it, or pictures alone.
MaskedVideo = Literal["reencode", "pictures"]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What lies in `polygons` is black in everything that is stored, shown or sent. None: nothing is hidden."""

    polygons: tuple[Polygon, ...] = ()
    video: MaskedVideo = "reencode"


def write_privacy(privacy: Privacy) -> dict[str, Any]:
    """As plain JSON: for the database, the capture processes and the API."""
    return {"polygons": [_lists(each) for each in privacy.polygons], "video": privacy.video}


def read_privacy(plain: Mapping[str, Any]) -> Privacy:
    """What `write_privacy` wrote. Anything else raises: a mask that was not understood must not become none."""
    return Privacy(tuple(_polygon(each) for each in plain["polygons"]), plain["video"])


def _zone(plain: Mapping[str, Any]) -> Zone:
    known = {name: plain[name] for name in _ZONE_FIELDS & plain.keys()}
    return Zone(**{**known, "polygon": _polygon(plain["polygon"]), "labels": frozenset(plain.get("labels", ()))})


def _line(plain: Mapping[str, Any]) -> Line:
    known = {name: plain[name] for name in _LINE_FIELDS & plain.keys()}
    return Line(**{**known, "points": _polygon(plain["points"]), "labels": frozenset(plain.get("labels", ()))})


def _lists(polygon: Polygon) -> list[list[float]]:
    return [[x, y] for x, y in polygon]


def _polygon(corners: Iterable[Sequence[float]]) -> Polygon:
    return tuple((float(x), float(y)) for x, y in corners)


# What is decoded while nothing happens: everything; keyframes; or those once that has been shown to lose nothing.
GateMode = Literal["off", "keyframes", "auto"]
# What is kept of an event: its words alone, its pictures too, or its clip as well.
Keep = Literal["words", "snapshot", "clip"]


@dataclass(frozen=True, slots=True)
class WeeklyRange:
    """On each of `days` (0 is Monday) from `begins` to `ends`: minutes after midnight on the clock of the house,
    0–1439. An end that is not later than the beginning is on the next day, so equal ones make a whole day."""

    days: frozenset[int]
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a camera watches. `ranges`: none means always. `zone`: whose clock, by its IANA name. `paused`: it does not
    watch from `paused_at` (None: nobody knows) until `paused_until`, None: until somebody resumes it."""

    ranges: tuple[WeeklyRange, ...] = ()
    zone: str = "UTC"
    paused: bool = False
    paused_until: datetime | None = None
    paused_at: datetime | None = None


def write_ranges(ranges: Iterable[WeeklyRange]) -> list[dict[str, Any]]:
    """As plain JSON: for the database and the capture processes."""
    return [{"days": sorted(each.days), "begins": each.begins, "ends": each.ends} for each in ranges]


def read_ranges(plain: Iterable[Mapping[str, Any]]) -> tuple[WeeklyRange, ...]:
    return tuple(WeeklyRange(frozenset(each["days"]), each["begins"], each["ends"]) for each in plain)


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera to watch: what a capture process is told. `keep`: of events that begin from now on. `gate`: from the
    next keyframe on."""

    id: UUID
    name: str
    source: Source
    rules: WatchRules = WatchRules()
    hours: Hours = Hours()
    keep: Keep = "clip"
    gate: GateMode = "off"
    privacy: Privacy = Privacy()
    sub: Source | None = None

    def same_stream(self, other: "Camera | None") -> bool:
        """Whether only its name and what becomes of its pictures differ, if anything: then nothing has to be dialled
        again."""
        if other is None:
            return False
        alike = replace(self, name=other.name, rules=other.rules, hours=other.hours, keep=other.keep, gate=other.gate)
        return alike == other
