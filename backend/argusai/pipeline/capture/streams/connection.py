"""One attempt at one source: a daemon thread that opens, reads and decodes until the stream ends or nobody wants it.

FFmpeg may block for as long as its time-outs; whoever waits for this thread abandons it instead, and from then on it
touches nothing any more.
"""

import threading
from datetime import datetime, timedelta
from typing import Protocol

from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera, Transport
from argusai.pipeline.capture.streams.bursts import Bursts
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts
from argusai.pipeline.capture.streams.errors import StreamError, StreamFailed, without_frames
from argusai.pipeline.capture.streams.masking import Masking, MaskingMeter
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.open import Machine, OpenSource, open_source
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.settings import StreamSettings

_log = get_log("capture.streams")

# A machine this far behind a file's real speed does not try to catch up: it would only fall further behind.
_MOST_BEHIND_SECONDS = 1.0
# Packets whose pictures are still to come: in the decoder, or kept by a gate until it wakes.
_MOST_WAITING = 256
_WAITS: frozenset[Transport] = frozenset({"tcp", "http"})


class Decoding(Protocol):
    def decode(self, source: OpenSource, unit: Unit) -> list[Decoded]:
        """The pictures that are ready now. Raises StreamError."""


class Sink(Protocol):
    """Takes what a connection yields, in its thread. None of it may block."""

    @property
    def in_no_hurry(self) -> bool:
        """What comes next may come a moment later."""

    def opened(self, facts: StreamFacts, tracks: Tracks) -> Decoding:
        """How this connection is to be decoded."""

    def packet(self, packet: Packet) -> None: ...

    def frame(self, frame: Frame) -> None: ...


class Connection:
    """`outcome` is set when it is over: the error, or None for a file that was played to its end. `transport`: the one
    that worked, None before."""

    def __init__(
        self, camera: Camera, sink: Sink, settings: StreamSettings, clock: Clock, meter: MaskingMeter | None = None
    ) -> None:
        """`meter`: of what privacy masks cost, over connections."""
        self._camera = camera
        self._masking = Masking(camera.privacy, meter or MaskingMeter(clock))
        self._sink = sink
        self._settings = settings
        self._clock = clock
        self._guard = threading.Lock()
        self._abandoned = threading.Event()
        self._over = False
        self._stirred = threading.Event()
        self._arrived: dict[int, datetime] = {}
        self._number = 0
        self._zero: float | None = None
        self._bursts = Bursts()
        self.outcome: StreamError | None = None
        self.transport: Transport | None = None
        self.heard_at = clock.monotonic()

    def start(self, stream: str = "main") -> None:
        """`stream`: which one of the camera, for the name of the thread: what profiles tell apart."""
        threading.Thread(target=self._run, name=f"capture-{stream}-{self._camera.id}", daemon=True).start()

    def wait(self, timeout_seconds: float) -> bool:
        """True when it is over. May return early, once somebody nudged it."""
        self._stirred.wait(timeout_seconds)
        return self._over

    def nudge(self) -> None:
        """Whoever waits for its end looks now whether he still wants to."""
        self._stirred.set()

    def abandon(self) -> None:
        """After the return the sink is not called any more, whatever FFmpeg is doing."""
        self._abandoned.set()
        with self._guard:
            pass

    def _run(self) -> None:
        try:
            settings = self._settings
            with open_source(
                self._camera.source,
                self._masking,
                settings.open_timeout_seconds,
                settings.read_timeout_seconds,
                Machine(settings.decode, settings.usb),
            ) as source:
                self._read(source)
        except StreamError as error:
            self.outcome = without_frames(error)
        except Exception:  # noqa: BLE001 - the edge of this camera: no bytes it sends may stop the others
            _log.exception("reading a stream failed in an unknown way", camera_id=str(self._camera.id))
            self.outcome = StreamFailed()
        finally:
            self._over = True
            self._stirred.set()

    def _read(self, source: OpenSource) -> None:
        decoding = self._give_opened(source)
        if decoding is None:
            return
        for unit in source.units():
            if not self._pace(unit):
                return
            self.heard_at = self._clock.monotonic()
            late = self._bursts.late(unit.seconds, self.heard_at)
            now = self._clock.now() - timedelta(seconds=late) if late else self._clock.now()
            packet = None if unit.raw is None else unit.packet(now)
            if unit.kind == "video" and packet:
                self._arrived[packet.pts] = now
                if len(self._arrived) > _MOST_WAITING:
                    del self._arrived[next(iter(self._arrived))]
            pictures = decoding.decode(source, unit)
            with self._guard:
                if self._abandoned.is_set():
                    return
                if packet:
                    self._sink.packet(packet)
                for picture in pictures:
                    self._sink.frame(self._frame(picture, now))
            self._linger(source, unit)

    def _give_opened(self, source: OpenSource) -> Decoding | None:
        with self._guard:
            if self._abandoned.is_set():
                return None
            self.transport = source.transport
            return self._sink.opened(source.facts, source.tracks)

    def _pace(self, unit: Unit) -> bool:
        """A file plays at real speed. False when it is not wanted any more."""
        if self._camera.source.kind != "file" or (unit.raw is None and not unit.bare):
            return not self._abandoned.is_set()
        now = self._clock.monotonic()
        if self._zero is None or now - (self._zero + unit.seconds) > _MOST_BEHIND_SECONDS:
            self._zero = now - unit.seconds
        return not self._abandoned.wait(max(0.0, self._zero + unit.seconds - now))

    def _linger(self, source: OpenSource, unit: Unit) -> None:
        """Where what comes waits for us without a loss: datagrams would not."""
        if unit.kind != "video" or unit.raw is None:
            return
        if not self._sink.in_no_hurry or (self._camera.source.kind == "rtsp" and source.transport not in _WAITS):
            self._bursts.hurry()
        elif seconds := self._bursts.pause(unit.seconds, self.heard_at):
            self._abandoned.wait(seconds)

    def _frame(self, decoded: Decoded, now: datetime) -> Frame:
        at = self._arrived.pop(decoded.pts, now)
        self._number += 1
        return Frame(self._camera.id, self._number, decoded.seconds, at, decoded.picture)
