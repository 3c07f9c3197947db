"""One camera in the capture process: keeps it connected, keeps its last seconds, has its frames looked at."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from argusai.kit.channel import Closed, DroppingChannel
from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera, Transport
from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.connection import Connection
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts, StreamHealth
from argusai.pipeline.capture.streams.errors import NoRoute, Refused, StreamError, TimedOut, UnknownHost
from argusai.pipeline.capture.streams.failures import Failures
from argusai.pipeline.capture.streams.gate.camera import CameraGate
from argusai.pipeline.capture.streams.gate.decode import GatedDecoding
from argusai.pipeline.capture.streams.gate.store import GateFolder
from argusai.pipeline.capture.streams.health import HealthBoard
from argusai.pipeline.capture.streams.live import LiveOutput, Offer
from argusai.pipeline.capture.streams.masking import MaskingMeter
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.ports import LooksOf, MakeWatch, Outbox, Watch, no_looks
from argusai.pipeline.capture.streams.pyav.address import knock
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.reconnect import Backoff
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.traffic import TrafficMeter

_log = get_log("capture.streams")

# Frames that may wait for the analysis: more would only be older. A gate that wakes brings those of a second at once.
_MOST_WAITING = 3
_MOST_AT_WAKING = 16
_IDLE_SECONDS = 1.0
_LOOK_SECONDS = 0.25
_WATCH_FAILS = "The part that looks at its pictures fails again and again; the log says why."
_UNREACHABLE = (Refused, NoRoute, TimedOut, UnknownHost)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every camera of this process shares."""

    settings: StreamSettings
    clock: Clock
    outbox: Outbox
    offer: Offer
    make_watch: MakeWatch
    on_health: Callable[[StreamHealth], None]
    looks_of: LooksOf = no_looks


class CameraRunner:
    """Two threads of its own, and one for each connection. `stop` only asks; `done` says when it is over."""

    def __init__(self, camera: Camera, around: Surroundings) -> None:
        # May be replaced by one of the same stream, from any thread; what it says holds from the next frame on.
        self.camera = camera
        self._around = around
        self._ring = Ring(around.settings.ring_seconds, around.settings.ring_bytes)
        self.live = LiveOutput(camera.id, self._ring, around.offer, around.settings)
        self._recorder = ClipRecorder(camera.id, self._ring, around.settings)
        self._frames: DroppingChannel[Frame] = DroppingChannel(_MOST_WAITING)
        self._pick = Pick(around.settings.analysed_fps, around.settings.busy_fps)
        self._board = HealthBoard(camera.id, around.clock, around.on_health)
        self._traffic = TrafficMeter(around.clock)
        self._masking = MaskingMeter(around.clock)
        self._connection: Connection | None = None
        self._failures = Failures(around.clock.monotonic)
        folder = around.settings.gate_folder
        file = GateFolder(folder).of(camera.id) if folder else None
        self._gate = CameraGate(lambda: self.camera.gate, file, lambda: self.live.shows_pictures)
        self._facts: StreamFacts | None = None
        self._packets = True
        self._last: PyavPicture | None = None
        self._stop = threading.Event()
        self._analysis = threading.Thread(target=self._analyse, name=f"analyse-{camera.id}", daemon=True)
        self._keeping = threading.Thread(target=self._keep, name=f"keep-{camera.id}", daemon=True)

    def start(self) -> None:
        self._analysis.start()
        self._keeping.start()

    def stop(self) -> None:
        self._stop.set()

    def cut(self) -> None:
        """Stop, and at once: after the return no picture and no packet of it reaches anybody who did not have it."""
        self._stop.set()
        if (connection := self._connection) is not None:
            connection.abandon()
        self._ring.begin()
        self._frames.clear()
        self.live.ended()
        self._last = None

    @property
    def done(self) -> bool:
        return not (self._analysis.is_alive() or self._keeping.is_alive())

    @property
    def last_picture(self) -> PyavPicture | None:
        """The newest decoded one; None while there is no connection."""
        return self._last

    def health(self) -> StreamHealth:
        looks = self._around.looks_of(self.camera.id)
        if self._failures.lasting:
            looks = replace(looks, blind=_WATCH_FAILS)
        health = self._board.current(
            self._frames.dropped,
            self._recorder.failed,
            looks=looks,
            traffic=self._traffic.read(),
            gate=self._gate.read(),
        )
        return replace(health, masked=self._masking.read(self.camera.privacy))

    # Called by the connection, in its thread.

    def opened(self, facts: StreamFacts, tracks: Tracks) -> GatedDecoding:
        self._facts, self._packets = facts, bool(tracks.kinds)
        self._ring.begin()
        self._traffic.opened()
        self._recorder.tracks_changed(tracks)
        self.live.opened(tracks)
        self._pick = Pick(self._around.settings.analysed_fps, self._around.settings.busy_fps)
        # Masking needs every picture.
        fits = self._around.settings.decode.hwaccel == "none" and not self.camera.privacy.polygons
        self._gate.opened(facts.codec, facts.width, facts.height, fits=fits)
        return GatedDecoding(self._gate)

    def packet(self, packet: Packet) -> None:
        self._ring.add(packet)
        self._traffic.packet_came(packet)
        if packet.kind == "video":
            self._board.picture_came()

    def frame(self, frame: Frame) -> None:
        if not self._packets:
            self._board.picture_came()
        if self._facts is not None:
            self._board.connected(self._facts)
        self._board.frame_decoded()
        if isinstance(frame.picture, PyavPicture):
            self._last = frame.picture
        if self._pick.wanted(frame.media_seconds):
            self._frames.most = _MOST_AT_WAKING if self._gate.on else _MOST_WAITING
            self._frames.put(frame)

    # The keeper: dials, waits, dials again.

    def _keep(self) -> None:
        settings, clock = self._around.settings, self._around.clock
        worked: Transport | None = None
        backoff = Backoff(settings.retry_most_seconds, settings.retry_refused_seconds)
        while not self._stop.is_set():
            source = self.camera.source if worked is None else replace(self.camera.source, transport=worked)
            camera = replace(self.camera, source=source)
            connection = self._connection = Connection(camera, self, settings, clock, self._masking)
            if self._stop.is_set():  # cut off meanwhile, when this connection was not known yet
                break
            began = clock.monotonic()
            connection.start()
            outcome = self._see_through(connection)
            connection.abandon()
            worked = connection.transport  # None after a failure: then every way is tried again
            self.live.ended()
            self._last = None
            if self._stop.is_set():
                break
            if outcome is None:
                self._board.ended()
                self._stop.wait()
                break
            self._board.down(outcome)
            self._wait_to_dial(outcome, backoff.pause(outcome.retryable, clock.monotonic() - began))
            self._board.dialled_again()
        self._frames.close()

    def _see_through(self, connection: Connection) -> StreamError | None:
        """Until it is over, stalls, or the camera is stopped."""
        while not connection.wait(_LOOK_SECONDS):
            if self._stop.is_set():
                return None
            if self._around.clock.monotonic() - connection.heard_at > self._around.settings.stall_seconds:
                return TimedOut("The camera sends nothing any more. It is dialled again by itself.")
        return connection.outcome

    def _wait_to_dial(self, outcome: StreamError, pause_seconds: float) -> None:
        """The pause, cut short the moment a camera that did not answer at all answers again."""
        clock, source = self._around.clock, self.camera.source
        until, closed = clock.monotonic() + pause_seconds, isinstance(outcome, _UNREACHABLE)
        while (left := until - clock.monotonic()) > 0:
            if self._stop.wait(min(left, self._around.settings.knock_seconds)):
                return
            if source.kind == "file" or not outcome.retryable:
                continue
            try:
                knock(source.address, 1)
            except (OSError, StreamError):
                closed = True
            else:
                if closed:
                    return

    # The analysis.

    def _analyse(self) -> None:
        while True:
            try:
                camera = self.camera
                self._look(self._around.make_watch(camera, self._recorder, self._around.outbox), camera)
                return
            except Exception:  # noqa: BLE001 - the edge of this camera: one faulty frame must not end its watch
                _log.exception("watching a camera failed; it begins anew", camera_id=str(self.camera.id))
            if self._stop.wait(self._failures.failed()):
                return

    def _look(self, watch: Watch, camera: Camera) -> None:
        try:
            while True:
                frame = self._frames.get(_IDLE_SECONDS)
                if self._stop.is_set():
                    return
                if self.camera is not camera:
                    camera = self.camera
                    watch.obey(camera)
                if frame is None:
                    watch.idle(self._around.clock.now())
                    continue
                self._pick.eager = watch.see(frame)
                self._gate.heard(watch.astir, frame.media_seconds)
                self._failures.went_well()
                self.live.frame(frame)
        except Closed:
            return
        finally:
            watch.close()
            with contextlib.suppress(OSError):
                self._recorder.finish()
