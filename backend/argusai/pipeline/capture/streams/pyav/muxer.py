"""Packets to fragmented MP4, re-encoded only where no browser would play them: for clips (all tracks in one) and live
pictures (a muxer a track)."""

from contextlib import suppress
from fractions import Fraction

import av
from av.container import OutputContainer
from av.stream import Stream

from argusai.pipeline.capture.streams.codec_string import mime_type
from argusai.pipeline.capture.streams.packets import Packet, TrackKind
from argusai.pipeline.capture.streams.pyav.fragments import cut_fragments
from argusai.pipeline.capture.streams.pyav.sound import SoundEncoder
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.pyav.video import VideoEncoder

_FLAGS = "empty_moov+default_base_moof"
# The picture waits for sound that is late, or has stopped, half a second and not FFmpeg's ten.
_BOTH = {"flush_packets": "1", "max_interleave_delta": "500000"}
# A fragment a second, whatever the keyframes: so much of a clip's tail is lost when the process is killed.
_CLIP = {"movflags": f"frag_keyframe+{_FLAGS}", "frag_duration": "1000000", **_BOTH}
_LIVE = {"movflags": f"frag_every_frame+{_FLAGS}", **_BOTH}


class MuxError(Exception):
    """These packets cannot be put into an MP4."""


class _Sink:
    """Only `write`: without `seek` FFmpeg treats it as a pipe, and never goes back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._parts.append(bytes(content))
        return len(content)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


class Mp4Muxer:
    """One MP4. The first picture added becomes time zero; sound before it is left out. Every method gives the bytes to
    append to the file. Raises MuxError."""

    def __init__(
        self, tracks: Tracks, options: dict[str, str], kinds: tuple[TrackKind, ...], h264_height: int = 0
    ) -> None:
        """`h264_height`: pictures of another kind become H.264 of at most so many rows; 0: only what fits into no
        MP4."""
        self._sink = _Sink()
        self._tracks = tracks
        self._h264_height = h264_height
        self._last: dict[TrackKind, int] = {}
        self._origin: Fraction | None = None
        self._streams: dict[TrackKind, Stream] = {}
        self._encoders: dict[TrackKind, SoundEncoder | VideoEncoder] = {}
        try:
            self._out: OutputContainer = av.open(self._sink, "w", format="mp4", container_options=options)
            for kind in kinds:
                self._add_stream(tracks, kind)
        except (av.FFmpegError, ValueError, OSError) as error:
            raise MuxError("this kind of video does not fit into an MP4") from error

    def begin(self) -> bytes:
        """The init segment (ftyp and moov)."""
        try:
            self._out.start_encoding()
        except (av.FFmpegError, ValueError, OSError) as error:
            raise MuxError("the MP4 could not be begun") from error
        return self._sink.take()

    def set_origin(self, origin: Fraction) -> None:
        """Media time, in seconds, that becomes zero: for muxers of one track that must agree."""
        self._origin = origin

    @property
    def kinds(self) -> tuple[TrackKind, ...]:
        return tuple(self._streams)

    def mime_type(self, kind: TrackKind) -> str:
        """As Media Source asks for it; known once it has begun."""
        if kind in self._encoders:
            context = self._streams[kind].codec_context
            return mime_type("h264" if kind == "video" else "aac", bytes(context.extradata or b""))
        return mime_type(self._tracks.codec(kind), self._tracks.extradata(kind))

    def pieces(self, packet: Packet) -> list[tuple[bytes, bool]]:
        """What comes out when `packet` goes in, fragment by fragment, and whether a viewer can start with it.

        It is read from the fragments themselves: they come later than what went in, by a packet and by however much
        one track is behind the other."""
        content = self.add(packet)
        video = self._streams.get("video")
        try:
            return cut_fragments(content, 0 if video is None else video.index + 1)
        except ValueError as error:
            raise MuxError("the MP4 came out broken") from error

    def add(self, packet: Packet) -> bytes:
        if packet.kind not in self._streams:
            return b""
        if self._origin is None:
            if not packet.starts_group:
                return b""
            self._origin = packet.seconds
        if packet.seconds < self._origin:
            return b""
        try:
            if encoder := self._encoders.get(packet.kind):
                return self._mux(encoder.encode(packet, self._origin))
            return self._mux([self._library_packet(packet, self._origin)])
        except (av.FFmpegError, ValueError, OSError) as error:
            raise MuxError("a packet does not fit into the MP4") from error

    def _mux(self, packets: "list[av.Packet[Stream]]") -> bytes:
        for each in packets:
            self._out.mux_one(each)
        return self._sink.take()

    def end(self) -> bytes:
        try:
            for encoder in self._encoders.values():
                for encoded in encoder.flush():
                    self._out.mux_one(encoded)
            self._out.close()
        except (av.FFmpegError, ValueError, OSError) as error:
            raise MuxError("the MP4 could not be ended") from error
        return self._sink.take()

    def abort(self) -> None:
        """Let go without caring for the rest."""
        with suppress(av.FFmpegError, ValueError, OSError):
            self._out.close()

    def _add_stream(self, tracks: Tracks, kind: TrackKind) -> None:
        if kind == "sound" and tracks.codec("sound") != "aac":
            self._encoders[kind] = SoundEncoder(tracks, self._out)
        elif kind == "video" and self._h264_height and tracks.codec("video") != "h264":
            self._encoders[kind] = VideoEncoder(tracks, self._out, self._h264_height)
        elif kind == "video" and VideoEncoder.takes(tracks):
            self._encoders[kind] = VideoEncoder(tracks, self._out)
        if kind in self._encoders:
            self._streams[kind] = self._encoders[kind].stream
            return
        template = tracks.template(kind)
        stream = self._out.add_stream_from_template(template, opaque=True)
        stream.time_base = tracks.time_bases[kind]
        if tracks.codec(kind) == "hevc":
            stream.codec_context.codec_tag = "hvc1"  # Apple plays no hev1.
        self._streams[kind] = stream

    def _library_packet(self, packet: Packet, origin: Fraction) -> "av.Packet[Stream]":
        shift = round(origin / packet.time_base)
        made: av.Packet[Stream] = av.Packet(packet.payload)
        made.time_base = packet.time_base
        made.duration = packet.duration
        made.is_keyframe = packet.key
        # Strictly rising, or the muxer raises.
        made.dts = max(packet.dts - shift, self._last.get(packet.kind, -1) + 1)
        made.pts = max(packet.pts - shift, made.dts)
        self._last[packet.kind] = made.dts
        made.stream = self._streams[packet.kind]
        return made


def clip_muxer(tracks: Tracks, h264_height: int = 0) -> Mp4Muxer:
    """Picture and, where it is AAC or can be made AAC, sound. Raises MuxError."""
    return Mp4Muxer(tracks, _CLIP, playable_kinds(tracks), h264_height)


def live_muxer(tracks: Tracks, kinds: tuple[TrackKind, ...], h264_height: int = 0) -> Mp4Muxer:
    """A fragment for every frame. FFmpeg writes it when the *next* packet comes. Raises MuxError."""
    return Mp4Muxer(tracks, _LIVE, kinds, h264_height)


def playable_kinds(tracks: Tracks) -> tuple[TrackKind, ...]:
    """The picture, and sound that is AAC or can be made AAC."""
    return tuple(kind for kind in tracks.kinds if kind == "video" or SoundEncoder.takes(tracks))
