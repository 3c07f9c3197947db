"""One picture out of packets that were kept: decoded from the keyframe before it on."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.limits import LIMITS
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks

# A picture that came further from the moment than this shows another one.
_NEAR = timedelta(seconds=1.5)


def still_at(tracks: Tracks, packets: Iterable[Packet], at: datetime) -> PyavPicture | None:
    """The picture that came nearest to `at`. None when there is none near it, or it cannot be decoded."""
    video = [packet for packet in packets if packet.kind == "video"]
    nearest = min(range(len(video)), key=lambda number: abs(video[number].at - at), default=None)
    if nearest is None or abs(video[nearest].at - at) > _NEAR:
        return None
    begin = next((number for number in range(nearest, -1, -1) if video[number].key), None)
    if begin is None:
        return None
    try:
        frame = _decode(tracks, video[begin:], video[nearest].pts)
    except LibraryError:
        return None
    return None if frame is None else PyavPicture(frame, tracks.turns)


def _decode(tracks: Tracks, packets: Sequence[Packet], pts: int) -> VideoFrame | None:
    """The picture of time `pts`, or the nearest before it where that one is broken."""
    decoder = av.CodecContext.create(tracks.codec("video"), "r")
    assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - it is the picture's
    decoder.options = dict(LIMITS)
    if extradata := tracks.extradata("video"):
        decoder.extradata = extradata
    before: VideoFrame | None = None
    for packet in packets:
        raw = av.Packet(packet.payload)
        raw.pts, raw.dts, raw.time_base = packet.pts, packet.dts, packet.time_base
        for frame in decoder.decode(raw):
            if frame.pts == pts:
                return frame
            if frame.pts is not None and frame.pts < pts:
                before = frame
            elif packet.dts > pts:  # the one that was wanted did not come out
                return before or frame
    for frame in decoder.decode(None):
        if frame.pts is not None and frame.pts <= pts:
            before = frame
    return before
