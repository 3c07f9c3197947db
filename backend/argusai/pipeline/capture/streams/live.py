"""One camera's live picture in the capture process: muxed or compressed only while somebody watches."""

import threading
from typing import Any, Protocol
from uuid import UUID

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.codec_string import mime_type
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.packets import Packet, TrackKind
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.muxer import Mp4Muxer, MuxError, live_muxer
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.wire import LiveFormat

_log = get_log("capture.streams")

_PLAYABLE = frozenset({"h264", "hevc"})
_JPEG_LONG_SIDE = 960


class Offer(Protocol):
    """Sends something perishable; False when it was dropped because the main process does not keep up."""

    def __call__(self, head: dict[str, Any], body: bytes = b"") -> bool: ...


class _Mp4Session:
    """The muxers of one connection: one a track, as Media Source wants it."""

    def __init__(self, tracks: Tracks) -> None:
        self._kinds: tuple[TrackKind, ...] = ()
        if tracks.codec("video") in _PLAYABLE:
            self._kinds = ("video", "sound") if tracks.codec("sound") == "aac" else ("video",)
        self._muxers: dict[TrackKind, Mp4Muxer] = {kind: live_muxer(tracks, kind) for kind in self._kinds}
        self._key_before = False
        self._begun = False
        named = self._kinds or ("video",)
        self.mime_types = [mime_type(tracks.codec(kind), tracks.extradata(kind)) for kind in named]

    def inits(self) -> list[bytes]:
        return [bytes([number]) + muxer.begin() for number, muxer in enumerate(self._muxers.values())]

    def add(self, packet: Packet) -> tuple[bytes, bool]:
        """A message, maybe empty, and whether a viewer can start with it."""
        muxer = self._muxers.get(packet.kind)
        if muxer is None:
            return b"", False
        if not self._begun:
            if not packet.starts_group:
                return b"", False
            self._begun = True
            for each in self._muxers.values():
                each.set_origin(packet.seconds)
        fragment, key = muxer.add(packet), False
        if packet.kind == "video":
            # The fragment that comes out is that of the picture before.
            key, self._key_before = self._key_before, packet.key
        return (bytes([self._kinds.index(packet.kind)]) + fragment, key) if fragment else (b"", False)

    def close(self) -> None:
        for muxer in self._muxers.values():
            muxer.abort()


class LiveOutput:
    """Told of packets by the connection's thread, of frames by the analysis, of viewers by the child's loop."""

    def __init__(self, camera_id: UUID, ring: Ring, offer: Offer, settings: StreamSettings) -> None:
        self._camera_id = str(camera_id)
        self._ring = ring
        self._offer = offer
        self._settings = settings
        self._lock = threading.Lock()
        self._on: set[LiveFormat] = set()
        self._tracks: Tracks | None = None
        self._session: _Mp4Session | None = None
        self._sent = -1
        self._skipping = False
        self._pick = Pick(settings.live_jpeg_fps)

    def switch(self, live_format: LiveFormat, on: bool) -> None:
        """Somebody watches from now on, or nobody any more."""
        with self._lock:
            if not on:
                self._on.discard(live_format)
                if live_format == "mp4":
                    self._end_session()
                return
            self._on.add(live_format)
            if live_format == "mp4" and self._session is None:
                self._begin_session()
            elif live_format == "jpeg":
                self._begin_jpegs()

    def opened(self, tracks: Tracks) -> None:
        """A connection begins, after the ring's `begin`."""
        with self._lock:
            self._tracks = tracks
            if "mp4" in self._on:
                self._begin_session()
            if "jpeg" in self._on:
                self._begin_jpegs()

    def packet_came(self) -> None:
        """The ring has a new packet."""
        if self._session is not None:
            with self._lock:
                self._send_new()

    def frame(self, frame: Frame) -> None:
        picture = frame.picture
        if "jpeg" in self._on and isinstance(picture, PyavPicture) and self._pick.wanted(frame.media_seconds):
            jpeg = picture.jpeg(_JPEG_LONG_SIDE, quality=6)
            self._offer({"kind": "live", **self._to("jpeg"), "key": True}, jpeg)

    def ended(self) -> None:
        """The connection is over: viewers have to begin anew."""
        with self._lock:
            self._tracks = None
            self._end_session()
            if self._on:
                self._offer({"kind": "live-end", "camera_id": self._camera_id})

    def _to(self, live_format: LiveFormat) -> dict[str, str]:
        return {"camera_id": self._camera_id, "format": live_format}

    def _begin_jpegs(self) -> None:
        if self._tracks is not None:
            self._pick = Pick(self._settings.live_jpeg_fps)
            self._offer({"kind": "live-header", **self._to("jpeg"), "header": {"format": "jpeg"}, "inits": []})

    def _begin_session(self) -> None:
        self._end_session()
        if self._tracks is None:
            return
        try:
            session = _Mp4Session(self._tracks)
            inits = session.inits()
        except MuxError as error:
            _log.warning("no live video", camera_id=self._camera_id, reason=str(error))
            return
        header = {"format": "mp4", "tracks": session.mime_types}
        head = {"kind": "live-header", **self._to("mp4"), "header": header, "inits": [len(init) for init in inits]}
        if not self._offer(head, b"".join(inits)):
            return
        # From the last keyframe in the ring on, so that the picture is there at once.
        self._session, self._sent, self._skipping = session, self._ring.last_start() - 1, False
        self._send_new()

    def _end_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _send_new(self) -> None:
        session = self._session
        if session is None:
            return
        _, items = self._ring.read_from(self._sent + 1)
        for item in items:
            self._sent = item.number
            try:
                message, key = session.add(item.packet)
            except MuxError as error:
                _log.warning("live video stopped", camera_id=self._camera_id, reason=str(error))
                self._end_session()
                return
            if message and (key or not self._skipping):
                # What was dropped leaves a hole that lasts until the next keyframe.
                sent = self._offer({"kind": "live", **self._to("mp4"), "key": key}, message)
                self._skipping = not sent
