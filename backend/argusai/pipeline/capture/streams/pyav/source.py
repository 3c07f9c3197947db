"""Opens a source and reads it: packets with usable times, and the pictures in them. One thread only."""

import errno
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

import av
from av.container import InputContainer
from av.stream import Stream

from argusai.kit.closing import Closing
from argusai.pipeline.capture.cameras.contract import Source, Transport, open_address
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import (
    NotAVideo,
    PasswordNeeded,
    StreamError,
    StreamFailed,
    WrongPassword,
)
from argusai.pipeline.capture.streams.packets import Packet, TrackKind
from argusai.pipeline.capture.streams.passage import Passage
from argusai.pipeline.capture.streams.pyav.address import (
    check_file,
    check_rtsp,
    host_and_port,
    is_secure,
    knock,
    options_for_ffmpeg,
    url_for_ffmpeg,
)
from argusai.pipeline.capture.streams.pyav.failures import LibraryError, translate
from argusai.pipeline.capture.streams.pyav.hardware import SOFTWARE, accelerator, decoder_of
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.pyav.turning import noted_turns
from argusai.pipeline.capture.streams.redirect import refuse_redirect, sent_elsewhere
from argusai.pipeline.capture.streams.settings import DecodeSettings
from argusai.pipeline.capture.streams.timing import Stamp, Timeline

# FFmpeg's own lines can hold the URL with its password, and hostile input makes floods of them.
av.logging.set_level(None)

# So many broken packets in a row are not a glitch any more.
_MOST_BROKEN = 250
_FASTEST_RATE = 1000
_CLEARING_SECONDS = 0.5


class _NotThisWay(StreamFailed):
    """The camera speaks RTSP and refuses the transport."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One encoded packet with its time, or (raw None) the end of a round: the decoder gives out what it still holds.
    `bare`: a picture's time without a packet, which must go no further."""

    kind: TrackKind
    stamp: Stamp
    time_base: Fraction
    raw: "av.Packet[Stream] | None"
    bare: bool = False

    @property
    def seconds(self) -> float:
        """Media time of decoding."""
        return _seconds(self.stamp.dts, self.time_base)

    def packet(self, at: datetime) -> Packet:
        assert self.raw is not None, "the end of a round is no packet"  # noqa: S101 - a fault of ours
        return Packet(
            kind=self.kind,
            at=at,
            dts=self.stamp.dts,
            pts=self.stamp.pts,
            duration=self.raw.duration or 0,
            time_base=self.time_base,
            key=self.raw.is_keyframe,
            payload=bytes(self.raw),
        )


@dataclass(frozen=True, slots=True)
class Decoded:
    """`pts` as in the packet it came from; `seconds`: media time since the first picture of the connection."""

    pts: int
    seconds: float
    picture: PyavPicture


class PyavSource(Closing):
    """Raises StreamError from every method, with the cause in our words. Close it, or use it in a `with`. `transport`:
    the one that worked."""

    def __init__(
        self, source: Source, open_seconds: float = 5, read_seconds: float = 5, decode: DecodeSettings = SOFTWARE
    ) -> None:
        self._source = source
        self._broken = 0
        self._asked_this_round = False
        self._decoded_this_round = 0
        self._first_pts: int | None = None
        self._passage = ExitStack()
        self._container, self.transport = self._find_way((open_seconds, read_seconds), decode)
        try:
            if not self._container.streams.video or not self._container.streams.video[0].codec_context:
                raise NotAVideo("There is no picture in this stream, only sound or something else.")
            self._video = self._container.streams.video[0]
            self._decoder = decoder_of(self._video, decode)
            self._streams: dict[TrackKind, Stream] = {"video": self._video}
            if self._container.streams.audio and self._container.streams.audio[0].codec_context:
                self._streams["sound"] = self._container.streams.audio[0]
            self.tracks = Tracks(self._streams, noted_turns(source))
            self._streams = {kind: self._streams[kind] for kind in self.tracks.kinds}
            self.facts = self._read_facts()
            self.seconds = (self._container.duration or 0) / av.time_base
        except LibraryError as error:
            self.close()
            raise translate(error, source) from None
        except StreamError:
            self.close()
            raise

    def close(self) -> None:
        with self._passage, suppress(*LibraryError):
            self._container.close()

    def _find_way(self, seconds: tuple[float, float], decode: DecodeSettings) -> tuple[InputContainer, Transport]:
        """As the source says; with transport "auto" TCP, UDP where the camera refuses that, and HTTP where something
        answers that is no RTSP."""
        source = self._source
        if source.kind != "rtsp" or source.transport != "auto":
            return _open(source, seconds, decode, self._passage), source.transport
        first: StreamError
        try:
            return self._way("tcp", seconds, decode)
        except _NotThisWay:
            with suppress(StreamFailed):
                return self._way("udp", seconds, decode)
            time.sleep(_CLEARING_SECONDS)  # a camera that still clears away what it refused answers 503 meanwhile
            return self._way("udp", seconds, decode)
        except (NotAVideo, StreamFailed) as error:
            first = error
        try:
            return self._way("http", seconds, decode)
        except (WrongPassword, PasswordNeeded):
            raise
        except StreamError:
            raise first from None

    def _way(
        self, transport: Transport, seconds: tuple[float, float], decode: DecodeSettings
    ) -> tuple[InputContainer, Transport]:
        return _open(replace(self._source, transport=transport), seconds, decode, self._passage), transport

    def units(self) -> Iterator[Unit]:
        """Until a file ends (a looped one starts again, its times going on); a camera that ends raises."""
        timeline = Timeline(self.tracks.time_bases)
        while True:
            self._asked_this_round, self._decoded_this_round = False, 0
            yield from self._round(timeline)
            if self._source.kind == "rtsp":
                raise StreamFailed("The camera ended the stream. It is dialled again by itself.")
            yield Unit("video", Stamp(0, 0), Fraction(1), None)
            if self._asked_this_round and not self._decoded_this_round:
                raise NotAVideo("There is no picture in this file that can be decoded.")
            if not self._source.loop:
                return
            self._rewind()
            timeline.begin_again()

    def decode(self, unit: Unit) -> list[Decoded]:
        """The pictures that are ready now (of video units; none of sound). A broken packet gives none."""
        if unit.kind != "video":
            return []
        self._asked_this_round = self._asked_this_round or unit.raw is not None
        try:
            if unit.raw is not None:
                unit.raw.dts, unit.raw.pts = unit.stamp.dts, unit.stamp.pts
            frames = self._decoder.decode(unit.raw)
        except av.FFmpegError as error:
            self._broken += 1
            if self._broken > _MOST_BROKEN:
                raise NotAVideo("The pictures of this stream cannot be decoded.") from error
            return []
        decoded = []
        for frame in frames:
            if frame.pts is None or not frame.width or not frame.height:
                continue
            if self._first_pts is None:
                self._first_pts = frame.pts
            seconds = _seconds(frame.pts - self._first_pts, self.tracks.time_bases["video"])
            decoded.append(Decoded(frame.pts, max(0.0, seconds), PyavPicture(frame, self.tracks.turns)))
        self._decoded_this_round += len(decoded)
        self._broken = 0 if decoded else self._broken
        return decoded

    def drain(self) -> list[Decoded]:
        """What the decoder still holds. It begins anew: the next unit must be a keyframe."""
        pictures = self.decode(Unit("video", Stamp(0, 0), Fraction(1), None))
        self._decoder.flush_buffers()
        return pictures

    def _round(self, timeline: Timeline) -> Iterator[Unit]:
        kinds = {stream.index: kind for kind, stream in self._streams.items()}
        early: av.Packet[Stream] | None = None
        for raw in self._demux():
            kind = kinds[raw.stream_index]
            base = self.tracks.time_bases[kind]
            if not raw.size:
                continue
            if kind == "video" and raw.dts is None and raw.pts is None and early is None and raw.is_keyframe:
                # RTSP: the first pictures come before their time is known. This one goes just before the next.
                early = raw
                continue
            if early is not None and kind == "video" and raw.dts is not None:
                before = raw.dts - max(raw.duration or 1, 1)
                stamp = timeline.stamp("video", before, before, raw.duration or 0)
                if stamp:
                    yield Unit("video", stamp, base, early)
                early = None
            stamp = timeline.stamp(kind, raw.dts, raw.pts, raw.duration or 0)
            if stamp:
                yield Unit(kind, stamp, base, raw)

    def _demux(self) -> "Iterator[av.Packet[Stream]]":
        began = time.monotonic()
        try:
            for raw in self._container.demux(*self._streams.values()):
                yield raw
                began = time.monotonic()
        except LibraryError as error:
            if self._source.kind == "file" and not isinstance(error, av.error.ExitError):
                return  # Cut off in mid-frame: it ends there.
            raise translate(error, self._source, waited_out=time.monotonic() - began > 1) from None

    def _rewind(self) -> None:
        try:
            self._decoder.flush_buffers()
            self._container.seek(0)
        except LibraryError as error:
            raise translate(error, self._source) from None

    def _read_facts(self) -> StreamFacts:
        width, height = self.tracks.size
        rate = float(self._video.average_rate or self._video.guessed_rate or 0)
        return StreamFacts(
            codec=self._video.codec_context.codec.name,
            width=width,
            height=height,
            rate=round(rate, 3) if 0 < rate < _FASTEST_RATE else 0.0,
            has_sound="sound" in self._streams,
        )


def _seconds(ticks: int, time_base: Fraction) -> float:
    """The same as of their product, for a tenth of its time."""
    return ticks * time_base.numerator / time_base.denominator


def _open(source: Source, seconds: tuple[float, float], decode: DecodeSettings, passage: ExitStack) -> InputContainer:
    """`passage`: is given what has to be closed after the container."""
    open_seconds = seconds[0]
    tunnel: Passage | None = None
    began = time.monotonic()
    try:
        if source.kind == "file":
            check_file(source.address)
        else:
            check_rtsp(source.address)
        if is_secure(source):
            host, far_port = host_and_port(source.address)
            tunnel = passage.enter_context(Passage(host, far_port, open_seconds, source.certificate))
        elif source.kind == "rtsp" and (source.username or source.password):
            refuse_redirect(*host_and_port(source.address), open_address(source), open_seconds)
        elif source.kind == "rtsp":
            knock(source.address, open_seconds)
        return av.open(
            url_for_ffmpeg(source, tunnel.port if tunnel else 0),
            options=options_for_ffmpeg(source),
            timeout=seconds,
            hwaccel=accelerator(decode),
        )
    except (*LibraryError, StreamError) as error:
        passage.close()
        if isinstance(error, StreamError):
            raise
        if isinstance(error, OSError) and error.errno == errno.EPROTONOSUPPORT:
            raise _NotThisWay from None
        if tunnel is not None and tunnel.redirected:
            raise sent_elsewhere() from None
        # FFmpeg reports its own time-out as whatever it was doing at that moment.
        late = source.kind == "rtsp" and time.monotonic() - began > open_seconds * 0.9
        raise translate(error, source, waited_out=late) from None
