"""One stream of a camera as it is received: kept for some seconds, cut into clips, shown to viewers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from argusai.kit.clock import Clock
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.connection import Decoding
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts, StreamHealth
from argusai.pipeline.capture.streams.health import HealthBoard
from argusai.pipeline.capture.streams.keeper import Means, StreamKeeper
from argusai.pipeline.capture.streams.live import LiveOutput, Offer
from argusai.pipeline.capture.streams.masking import MaskingMeter
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.traffic import TrafficMeter
from argusai.pipeline.capture.streams.wire import LiveStream


class Role(Protocol):
    """What a stream is there for. Called in its connection's thread."""

    @property
    def by_packets(self) -> bool:
        """Its packets alone prove that it works: nobody may want its pictures."""

    @property
    def in_no_hurry(self) -> bool:
        """What comes next may come a moment later."""

    def opened(self, facts: StreamFacts) -> Decoding:
        """How this connection is to be decoded."""

    def frame(self, frame: Frame) -> None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream stands. `changed`: its condition, the reason for it or its facts did."""

    settings: StreamSettings
    clock: Clock
    offer: Offer
    masking: MaskingMeter
    changed: Callable[[], None]


class ReceivedStream:
    """Implements keeper.Kept."""

    def __init__(self, camera: Camera, source: Source, place: Place, role: Role, name: LiveStream = "main") -> None:
        settings = place.settings
        self.ring = Ring(settings.ring_seconds, settings.ring_bytes)
        self.live = LiveOutput(camera.id, self.ring, place.offer, settings, name)
        self.recorder = ClipRecorder(camera.id, self.ring, settings)
        self.traffic = TrafficMeter(place.clock)
        self.board = HealthBoard(camera.id, place.clock, self._changed, name)
        self.last: PyavPicture | None = None
        self._place = place
        self._role = role
        self._facts: StreamFacts | None = None
        self._has_packets = True
        means = Means(settings, place.clock, self.board, place.masking)
        self.keeper = StreamKeeper(replace(camera, source=source), self, means, name)

    @property
    def connected(self) -> bool:
        return self.board.condition == "connected"

    def cut(self) -> None:
        """At once: after the return no picture and no packet of it reaches anybody who did not have it."""
        self.keeper.cut()
        self.ring.begin()
        self.ended()

    # Called by the connection, in its thread.

    def opened(self, facts: StreamFacts, tracks: Tracks) -> Decoding:
        self._facts, self._has_packets = facts, bool(tracks.kinds)
        self.ring.begin()
        self.traffic.opened()
        self.recorder.tracks_changed(tracks)
        self.live.opened(tracks)
        return self._role.opened(facts)

    @property
    def in_no_hurry(self) -> bool:
        return self._role.in_no_hurry and not self.live.watched

    def packet(self, packet: Packet) -> None:
        self.ring.add(packet)
        self.traffic.packet_came(packet)
        if packet.kind == "video":
            self.board.picture_came()
        if packet.starts_group and self._role.by_packets and self._facts is not None:
            self.board.connected(self._facts)

    def frame(self, frame: Frame) -> None:
        if not self._has_packets:
            self.board.picture_came()
        if self._facts is not None:
            self.board.connected(self._facts)
        self.board.frame_decoded()
        if isinstance(frame.picture, PyavPicture):
            self.last = frame.picture
        self._role.frame(frame)

    def ended(self) -> None:
        self.live.ended()
        self.last = None

    def _changed(self, health: StreamHealth) -> None:
        self._place.changed()
