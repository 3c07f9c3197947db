"""One stream's live picture in the capture process: muxed, encoded or compressed only while somebody watches."""

import threading
from typing import Any, Protocol
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.feed import LiveFeed, Tell
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.wire import LiveFormat, LiveStream

_JPEG_LONG_SIDE = 960


class Offer(Protocol):
    """Sends something perishable; False when it was dropped because the main process does not keep up."""

    def __call__(self, head: dict[str, Any], body: bytes = b"") -> bool: ...


class LiveOutput:
    """Told of connections by their threads, of frames by the analysis, of viewers by the child's loop."""

    def __init__(
        self, camera_id: UUID, ring: Ring, offer: Offer, settings: StreamSettings, stream: LiveStream = "main"
    ) -> None:
        self._from = {"camera_id": str(camera_id), "stream": stream}
        self._ring = ring
        self._offer = offer
        self._settings = settings
        self._lock = threading.Lock()
        self._on: set[LiveFormat] = set()
        self._feeds: dict[LiveFormat, LiveFeed] = {}
        self._tracks: Tracks | None = None
        self._pick = Pick(settings.live_jpeg_fps)

    def switch(self, live_format: LiveFormat, on: bool) -> None:
        """Somebody watches from now on, or nobody any more."""
        with self._lock:
            if not on:
                self._on.discard(live_format)
                self._end(live_format)
            elif live_format not in self._on or live_format not in self._feeds:
                self._on.add(live_format)
                self._begin(live_format)

    @property
    def watched(self) -> bool:
        """Somebody watches it, in whatever way."""
        return bool(self._on)

    @property
    def shows_pictures(self) -> bool:
        """Somebody watches single pictures: all of them are wanted."""
        return "jpeg" in self._on

    def opened(self, tracks: Tracks) -> None:
        """A connection begins, after the ring's `begin`."""
        with self._lock:
            self._tracks = tracks
            for live_format in self._on:
                self._begin(live_format)

    def frame(self, frame: Frame) -> None:
        picture = frame.picture
        if "jpeg" in self._on and isinstance(picture, PyavPicture) and self._pick.wanted(frame.media_seconds):
            jpeg = picture.jpeg(_JPEG_LONG_SIDE, quality=6)
            with self._lock:
                if self._tracks is not None:  # else it was cut off meanwhile
                    self._tell("jpeg")({"kind": "live", "key": True}, jpeg)

    def ended(self) -> None:
        """The connection is over: viewers have to begin anew."""
        with self._lock:
            self._tracks = None
            for live_format in list(self._feeds):
                self._end(live_format)
            if self._on:
                self._offer({"kind": "live-end", **self._from})

    def _tell(self, live_format: LiveFormat) -> Tell:
        return lambda head, body: self._offer({**head, **self._from, "format": live_format}, body)

    def _begin(self, live_format: LiveFormat) -> None:
        self._end(live_format)
        if self._tracks is None:
            return
        if live_format == "jpeg":
            self._pick = Pick(self._settings.live_jpeg_fps)
            self._tell("jpeg")({"kind": "live-header", "header": {"format": "jpeg"}, "inits": []}, b"")
            return
        feed = self._feeds[live_format] = LiveFeed(self._ring, self._tracks, live_format, self._tell(live_format))
        feed.start()

    def _end(self, live_format: LiveFormat) -> None:
        if feed := self._feeds.pop(live_format, None):
            feed.stop()
