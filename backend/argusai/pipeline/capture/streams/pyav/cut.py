"""A part of a stored clip as a clip of its own: remuxed from the keyframe before, or encoded as H.264 for browsers that
play no H.265."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.contract import ClipPart, GivenUp
from argusai.pipeline.capture.streams.packets import Packet, TrackKind
from argusai.pipeline.capture.streams.pyav.muxer import Mp4Muxer, MuxError, clip_muxer
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.pyav.turning import noted_turns

_H264_HEIGHT = 1080
_SOMETIME = datetime(2000, 1, 1, tzinfo=UTC)  # packets of a file do not arrive


def cut_clip(source: Path, target: Path, part: ClipPart, given_up: GivenUp) -> bool:
    """Write `part` of `source` to `target`. Blocking. False when nothing came of it: given up, or nothing that plays is
    there. Raises OSError when the file cannot be written."""
    path = str(source.absolute())
    try:
        turns = noted_turns(Source("file", path)) if part.h264 else 0
        with av.open("file:" + path, options={"protocol_whitelist": "file"}) as clip:
            return _cut(clip, target, part, given_up, turns)
    except (av.FFmpegError, MuxError, ValueError):
        return False


def _cut(clip: "av.container.InputContainer", target: Path, part: ClipPart, given_up: GivenUp, turns: int) -> bool:
    streams = {"video": clip.streams.video[:1], "sound": clip.streams.audio[:1]}
    kinds: dict[TrackKind, av.stream.Stream] = {kind: found[0] for kind, found in streams.items() if found}  # type: ignore[misc]
    if "video" not in kinds:
        return False
    if part.begin > 0:
        _seek_keyframe(clip, kinds["video"], part.begin)
    muxer = clip_muxer(Tracks(kinds, turns), _H264_HEIGHT if part.h264 else 0)
    with target.open("wb") as out:
        return _copy(_packets(clip, kinds, part), muxer, out, given_up) and out.tell() > 0


def _seek_keyframe(clip: "av.container.InputContainer", video: "av.stream.Stream", seconds: float) -> None:
    """To the keyframe that is shown at `seconds` or before. FFmpeg seeks by when it is decoded, and with B-frames it is
    shown later than that."""
    wanted = place = int(seconds / (video.time_base or 1))
    while True:
        clip.seek(place, stream=video, backward=True)
        first = next((raw for raw in clip.demux(video) if raw.size), None)
        if first is None or first.dts is None or (first.pts or 0) <= wanted or not 0 < first.dts <= place:
            clip.seek(place, stream=video, backward=True)
            return
        place = first.dts - 1


def _copy(packets: Iterator[Packet], muxer: Mp4Muxer, out: "object", given_up: GivenUp) -> bool:
    write = out.write  # type: ignore[attr-defined]
    write(muxer.begin())
    pictures = 0
    for packet in packets:
        if given_up():
            muxer.abort()
            return False
        write(muxer.add(packet))
        pictures += packet.kind == "video"
    write(muxer.end())
    return pictures > 0


def _packets(
    clip: "av.container.InputContainer", kinds: dict[TrackKind, "av.stream.Stream"], part: ClipPart
) -> Iterator[Packet]:
    names = {stream.index: kind for kind, stream in kinds.items()}
    # What a B-frame file begins with lies before zero; packets of ours never do.
    shift: Fraction | None = None
    for raw in clip.demux(list(kinds.values())):
        if raw.dts is None or not raw.size or raw.time_base is None:
            continue
        kind, dts = names[raw.stream.index], raw.dts
        pts = max(dts, raw.pts if raw.pts is not None else dts)
        if kind == "video" and part.end is not None and dts * raw.time_base >= part.end:
            return
        if shift is None:
            shift = max(Fraction(0), -dts * raw.time_base)
        ticks = round(shift / raw.time_base)
        if dts + ticks < 0:
            continue
        yield Packet(
            kind, _SOMETIME, dts + ticks, pts + ticks, raw.duration or 0, raw.time_base, raw.is_keyframe, bytes(raw)
        )
