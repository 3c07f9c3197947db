"""What one kind of live viewer gets from one connection: muxers for it, and their pieces."""

from argusai.pipeline.capture.streams.codec_string import mime_type
from argusai.pipeline.capture.streams.packets import Packet, TrackKind
from argusai.pipeline.capture.streams.pyav.muxer import Mp4Muxer, live_muxer, playable_kinds
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.wire import LiveFormat

_PLAYABLE = frozenset({"h264", "hevc"})
# A picture of its own for a browser need not be larger: 1080p takes three times the work.
_H264_HEIGHT = 720


class LiveSession:
    """`mp4`: a muxer a track, as Media Source wants it, each piece with its track's number before it. `h264`: the same,
    with pictures that are always H.264. `file`: all tracks in one, for programs. Raises MuxError."""

    def __init__(self, tracks: Tracks, live_format: LiveFormat) -> None:
        height = _H264_HEIGHT if live_format == "h264" else 0
        kinds = playable_kinds(tracks)
        if live_format == "mp4" and tracks.codec("video") not in _PLAYABLE:
            kinds = ()
        self._numbered = live_format != "file"
        groups: tuple[tuple[TrackKind, ...], ...] = tuple((kind,) for kind in kinds) if self._numbered else (kinds,)
        self._muxers: list[Mp4Muxer] = [live_muxer(tracks, group, height) for group in groups if group]
        self._begun = False
        self._tracks = tracks
        self.mime_types: list[str] = []

    def inits(self) -> list[bytes]:
        """The beginnings; then `mime_types` is known."""
        inits = [self._named(number, muxer.begin()) for number, muxer in enumerate(self._muxers)]
        self.mime_types = [muxer.mime_type(kind) for muxer in self._muxers for kind in muxer.kinds]
        if not self.mime_types:
            self.mime_types = [mime_type(self._tracks.codec("video"), b"")]
        return inits

    def add(self, packet: Packet) -> list[tuple[bytes, bool]]:
        """Messages, and for each whether a viewer can start with it."""
        if not self._begun:
            if not packet.starts_group:
                return []
            self._begun = True
            for muxer in self._muxers:
                muxer.set_origin(packet.seconds)
        return [
            (self._named(number, content), key)
            for number, muxer in enumerate(self._muxers)
            for content, key in muxer.pieces(packet)
        ]

    def close(self) -> None:
        for muxer in self._muxers:
            muxer.abort()

    def _named(self, number: int, content: bytes) -> bytes:
        return bytes([number]) + content if self._numbered else content
