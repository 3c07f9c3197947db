"""One kind of live picture of one connection: a thread that muxes what comes into the ring, while somebody watches."""

import threading
from collections.abc import Callable
from typing import Any

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.muxer import MuxError
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Numbered, Ring
from argusai.pipeline.capture.streams.session import LiveSession
from argusai.pipeline.capture.streams.wire import LiveFormat

_log = get_log("capture.streams")

_LOOK_SECONDS = 0.5
# Who encodes too slowly leaves pictures out, rather than showing what was long ago.
_MOST_BEHIND_SECONDS = 2.0

Tell = Callable[[dict[str, Any], bytes], bool]


class LiveFeed:
    """`tell` sends a head and a body, and returns False when it was dropped; it is not called after `stop`.

    A thread of its own, so that neither encoding nor a slow muxer ever holds up the camera's connection."""

    def __init__(self, ring: Ring, tracks: Tracks, live_format: LiveFormat, tell: Tell) -> None:
        self._ring = ring
        self._tracks = tracks
        self._format: LiveFormat = live_format
        self._tell = tell
        self._generation = ring.generation
        self._lock = threading.Lock()
        self._stopped = False
        self._skipping = False

    def start(self) -> None:
        threading.Thread(target=self._run, name=f"live-{self._format}", daemon=True).start()

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
        self._ring.wake()

    def _send(self, head: dict[str, Any], body: bytes) -> bool:
        with self._lock:
            return not self._stopped and self._tell(head, body)

    def _run(self) -> None:
        try:
            session = LiveSession(self._tracks, self._format)
            inits = session.inits()
        except MuxError as error:
            _log.warning("no live video", format=self._format, reason=str(error))
            return
        header = {"format": self._format, "tracks": session.mime_types}
        head = {"kind": "live-header", "header": header, "inits": [len(init) for init in inits]}
        try:
            if self._send(head, b"".join(inits)):
                self._pass_on(session)
        except MuxError as error:
            _log.warning("live video stopped", format=self._format, reason=str(error))
        finally:
            session.close()

    def _pass_on(self, session: LiveSession) -> None:
        # From the last keyframe in the ring on, so that the picture is there at once.
        done = self._ring.last_start() - 1
        while not self._stopped:
            generation, items = self._ring.read_from(done + 1)
            if generation != self._generation:
                return
            for item in self._not_too_old(items):
                if self._stopped:
                    return
                done = item.number
                self._send_pieces(session, item.packet)
            self._ring.wait_beyond(done, _LOOK_SECONDS)

    def _not_too_old(self, items: list[Numbered]) -> list[Numbered]:
        if not items or (items[-1].packet.at - items[0].packet.at).total_seconds() < _MOST_BEHIND_SECONDS:
            return items
        newest = max((place for place, item in enumerate(items) if item.packet.starts_group), default=0)
        return items[newest:]

    def _send_pieces(self, session: LiveSession, packet: Packet) -> None:
        for message, key in session.add(packet):
            if key or not self._skipping:
                # What was dropped leaves a hole that lasts until the next keyframe.
                self._skipping = not self._send({"kind": "live", "key": key}, message)
