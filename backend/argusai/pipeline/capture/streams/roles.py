"""What a camera's streams are there for: one that does everything, or a small one that is looked at and a large one
that is kept and shown."""

from collections.abc import Callable
from dataclasses import replace

from argusai.kit.clock import Clock
from argusai.pipeline.capture.streams.connection import Decoding
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts
from argusai.pipeline.capture.streams.gate.camera import CameraGate
from argusai.pipeline.capture.streams.gate.decode import Decoder, GatedDecoding
from argusai.pipeline.capture.streams.lookout import MOST_AT_WAKING, MOST_WAITING, Lookout
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.settings import StreamSettings

# Without a picture of the small stream for so long, the large one is decoded instead.
_FRESH_SECONDS = 3.0
# A small stream that was never seen may take so long to come.
_PATIENCE_SECONDS = 6.0


class Picking:
    """Offers frames to the lookout, as many as are worth it."""

    def __init__(self, lookout: Lookout, settings: StreamSettings) -> None:
        self._lookout = lookout
        self._settings = settings
        self._pick = Pick(settings.analysed_fps, settings.busy_fps)

    @property
    def still(self) -> bool:
        return self._lookout.still

    def begin(self) -> None:
        """A connection begins, and media time with it."""
        self._pick = Pick(self._settings.analysed_fps, self._settings.busy_fps)

    def offer(self, frame: Frame, most_waiting: int = MOST_WAITING) -> None:
        self._pick.eager = self._lookout.eager
        if self._pick.wanted(frame.media_seconds):
            self._lookout.offer(frame, most_waiting)


class OnlyStream:
    """Looked at, kept and shown; a gate may leave pictures out."""

    by_packets = False
    in_no_hurry = False

    def __init__(self, picking: Picking, gate: CameraGate, fits: Callable[[], bool]) -> None:
        self._picking = picking
        self._gate = gate
        self._fits = fits

    def opened(self, facts: StreamFacts) -> Decoding:
        self._picking.begin()
        self._gate.opened(facts.codec, facts.width, facts.height, fits=self._fits())
        return GatedDecoding(self._gate)

    def frame(self, frame: Frame) -> None:
        self._picking.offer(frame, MOST_AT_WAKING if self._gate.on else MOST_WAITING)


class SmallStream:
    """Only looked at (and shown, to who asks for it). `fresh`: its pictures come, or may still come."""

    by_packets = False
    in_no_hurry = False

    def __init__(self, picking: Picking, clock: Clock) -> None:
        self._picking = picking
        self._clock = clock
        self._until = clock.monotonic() + _PATIENCE_SECONDS

    @property
    def fresh(self) -> bool:
        return self._clock.monotonic() < self._until

    def gave_up(self) -> None:
        """Its connection failed."""
        self._until = self._clock.monotonic()

    def opened(self, facts: StreamFacts) -> Decoding:
        self._picking.begin()
        return InFull()

    def frame(self, frame: Frame) -> None:
        self._until = self._clock.monotonic() + _FRESH_SECONDS
        self._picking.offer(replace(frame, small=True))


class LargeStream:
    """Kept and shown. Decoded only while the small one gives nothing, or somebody watches single pictures of it."""

    by_packets = True

    def __init__(
        self, picking: Picking, small: SmallStream, shows: Callable[[], bool], show: Callable[[Frame], None]
    ) -> None:
        """`shows`: somebody watches its single pictures; `show` gives them one."""
        self._picking = picking
        self._small = small
        self._shows = shows
        self._show = show

    @property
    def in_no_hurry(self) -> bool:
        """Nothing stirs in the small one."""
        return self._picking.still and self._small.fresh

    def opened(self, facts: StreamFacts) -> Decoding:
        self._picking.begin()
        return OnDemand(lambda: not self._small.fresh or self._shows())

    def frame(self, frame: Frame) -> None:
        if self._small.fresh:
            self._show(frame)
        else:
            self._picking.offer(frame)


class InFull:
    """Every picture is decoded."""

    def decode(self, source: Decoder, unit: Unit) -> list[Decoded]:
        return source.decode(unit)


class OnDemand:
    """Nothing is decoded until somebody wants it, and then from the next keyframe on."""

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted
        self._going = False

    def decode(self, source: Decoder, unit: Unit) -> list[Decoded]:
        """Raises StreamError."""
        if unit.kind != "video" or unit.bare:  # decoded already, for its masks
            return source.decode(unit)
        if not self._wanted():
            held = source.drain() if self._going else []
            self._going = False
            return held
        if unit.raw is not None and unit.raw.is_keyframe:
            self._going = True
        return source.decode(unit) if self._going else []
