"""One camera in the capture process: keeps it connected, keeps its last seconds, has its frames looked at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.chosen import ChosenRecorder
from argusai.pipeline.capture.streams.contract import Frame, GateHealth, Looks, Occasion, SecondHealth, StreamHealth
from argusai.pipeline.capture.streams.gate.camera import CameraGate
from argusai.pipeline.capture.streams.gate.store import GateFolder
from argusai.pipeline.capture.streams.live import Offer
from argusai.pipeline.capture.streams.look_thread import LookOutcome, LookThread
from argusai.pipeline.capture.streams.lookout import Looking, Lookout
from argusai.pipeline.capture.streams.masking import MaskingMeter
from argusai.pipeline.capture.streams.overlay import OverlayOutput
from argusai.pipeline.capture.streams.ports import BLIND, MakeWatch, Outbox, Question, Seeing, Watch
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.received import Place, ReceivedStream, Role
from argusai.pipeline.capture.streams.roles import LargeStream, OnlyStream, Picking, SmallStream
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.wire import LiveFormat, LiveStream

_WATCH_FAILS = "The part that looks at its pictures fails again and again; the log says why."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every camera of this process shares."""

    settings: StreamSettings
    clock: Clock
    outbox: Outbox
    offer: Offer
    make_watch: MakeWatch
    on_health: Callable[[StreamHealth], None]
    seeing: Seeing = BLIND


class CameraRunner:
    """One thread that looks, one for each stream, and one for each connection. `stop` only asks; `done` says when it is
    over."""

    def __init__(self, camera: Camera, around: Surroundings) -> None:
        # May be replaced by one of the same streams, from any thread; what it says holds from the next frame on.
        self.camera = camera
        self._around = around
        self._ending = Event()
        settings, clock = around.settings, around.clock
        self._masking = MaskingMeter(clock)
        self._overlay = OverlayOutput(camera.id, around.offer)
        file = GateFolder(settings.gate_folder).of(camera.id) if settings.gate_folder else None
        self._gate = CameraGate(lambda: self.camera.gate, file, lambda: self._main.live.shows_pictures)
        self._recorder = ChosenRecorder(self._kept)
        looking = Looking(
            lambda: self.camera, self._recorder, around.make_watch, around.outbox, clock, self._seen, self._shown
        )
        self._lookout = Lookout(looking, camera)
        place = Place(settings, clock, around.offer, self._masking, self._changed)
        self._small = SmallStream(Picking(self._lookout, settings), clock)
        self._main = ReceivedStream(camera, camera.source, place, self._role())
        self._sub: ReceivedStream | None = None
        if camera.sub is not None:
            self._sub = ReceivedStream(camera, camera.sub, place, self._small, "sub")

    def start(self) -> None:
        self._lookout.start()
        for stream in self._streams():
            stream.keeper.start()

    def stop(self) -> None:
        self._ending.set()
        for stream in self._streams():
            stream.keeper.stop()
        self._lookout.stop()

    def cut(self) -> None:
        """Stop, and at once: after the return no picture and no packet of it reaches anybody who did not have it."""
        self._ending.set()
        for stream in self._streams():
            stream.cut()
        self._lookout.clear()
        self._lookout.stop()

    @property
    def is_ending(self) -> bool:
        """It was stopped or cut: what it showed last is not to be shown any more."""
        return self._ending.is_set()

    @property
    def done(self) -> bool:
        return self._lookout.done and all(stream.keeper.done for stream in self._streams())

    @property
    def last_picture(self) -> PyavPicture | None:
        """The newest decoded one, of the main stream if possible; None while there is no connection."""
        return self._main.last or (self._sub.last if self._sub else None)

    def newest_picture(self) -> PyavPicture | None:
        """As `last_picture`, but as large as can be had: it may have to be decoded first. Not in a hurry."""
        if self._sub is None or not self._main.connected:
            return self.last_picture
        return self._main.recorder.still(self._around.clock.now()) or self.last_picture

    def look(self, event_id: UUID, occasion: Occasion, answer: Callable[[LookOutcome], object]) -> None:
        """At the newest picture, in a thread of its own. `answer` is called once the event is on its way, or with why
        there is none. Not in a hurry."""
        picture = self.newest_picture()
        if picture is None:
            answer("no-picture")
            return
        frame = Frame(self.camera.id, 1, 0.0, self._around.clock.now(), picture)
        beside = self._kept()[0].recorder.beside()
        told, around = (lambda: answer("told")), self._around
        question = Question(event_id, occasion, self.camera, frame, beside, around.outbox, told, self._ending.wait)
        LookThread(question, self._around.seeing.look, lambda: answer("failed")).start()

    def switch_live(self, stream: LiveStream, live_format: LiveFormat, on: bool) -> None:
        """Somebody watches from now on, or nobody any more."""
        if live_format == "overlay":
            self._overlay.switch(on)
            return
        chosen = self._sub if stream == "sub" and self._sub else self._main
        chosen.live.switch(live_format, on)

    def health(self) -> StreamHealth:
        looks = self._around.seeing.looks_of(self.camera.id)
        if self._lookout.failing:
            looks = replace(looks, blind=_WATCH_FAILS)
        main = self._read(self._main, looks)
        if self._sub is None:
            return replace(main, gate=self._gate.read())
        return with_second(main, self._read(self._sub, looks), watched=self._small.fresh and self._sub.connected)

    def _read(self, stream: ReceivedStream, looks: Looks) -> StreamHealth:
        health = stream.board.current(
            self._lookout.dropped, self._recorder.failed, looks=looks, traffic=stream.traffic.read()
        )
        return replace(health, masked=self._masking.read(self.camera.privacy))

    def _streams(self) -> list[ReceivedStream]:
        return [self._main] if self._sub is None else [self._main, self._sub]

    def _role(self) -> Role:
        picking = Picking(self._lookout, self._around.settings)
        if self.camera.sub is None:
            return OnlyStream(picking, self._gate, self._may_leave_out)
        return LargeStream(
            picking, self._small, lambda: self._main.live.shows_pictures, lambda frame: self._main.live.frame(frame)
        )

    def _may_leave_out(self) -> bool:
        """Masking needs every picture, and hardware leaves none out."""
        return self._around.settings.decode.hwaccel == "none" and not self.camera.privacy.polygons

    def _kept(self) -> list[ReceivedStream]:
        """Whose packets are cut into clips, best first."""
        return [stream for stream in self._streams() if stream.connected] or [self._main]

    def _seen(self, frame: Frame, watch: Watch) -> None:
        """In the lookout's thread."""
        if self._sub is None:
            self._gate.heard(watch.astir, frame.media_seconds)
        self._overlay.tell(lambda: watch.overlay(frame))
        stream = self._sub if frame.small and self._sub else self._main
        stream.live.frame(frame)

    def _shown(self) -> bool:
        """Somebody watches the pictures that are looked at, or what was made of them."""
        return self._overlay.on or any(stream.live.shows_pictures for stream in self._streams())

    def _changed(self) -> None:
        if self._sub is not None and self._sub.board.condition == "down":
            self._small.gave_up()
        self._around.on_health(self.health())


def with_second(main: StreamHealth, second: StreamHealth, *, watched: bool) -> StreamHealth:
    """One camera of two streams: it is connected while one of them gives pictures."""
    told = SecondHealth(second.condition, watched, second.reason, second.reason_slug, second.facts, second.rate_seen)
    both = replace(
        main,
        frames=main.frames + second.frames,
        dials=main.dials + second.dials,
        second=told,
        gate=GateHealth("second"),
    )
    if main.condition == "connected" or second.condition != "connected":
        return both
    return replace(both, condition="connected", since=second.since)
