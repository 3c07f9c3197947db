"""Reads a clip back: is it one, and how long?"""

from dataclasses import dataclass
from pathlib import Path

import av

from argusai.pipeline.capture.streams.pyav.picture import PyavPicture


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """`seconds`: from the first picture to the end of the last one. `width`, `height`: of a picture as it is shown."""

    seconds: float
    pictures: int
    width: int
    height: int
    codec: str
    sound: str


def probe_clip(path: Path) -> ClipFacts | None:
    """None when the file is missing or holds no picture that can be decoded. A file cut in mid-packet counts as far as
    it goes."""
    try:
        with av.open("file:" + str(path.absolute()), options={"protocol_whitelist": "file"}) as clip:
            first = next(clip.decode(video=0), None) if clip.streams.video else None
            if first is None:
                return None
            video = clip.streams.video[0]
            shown, codec = PyavPicture(first), video.codec_context.codec.name
            sound = clip.streams.audio[0].codec_context.codec.name if clip.streams.audio else ""
            clip.seek(0)
            begin, end, pictures = None, 0.0, 0
            try:
                for packet in clip.demux(video):
                    if packet.pts is None or not packet.size or packet.time_base is None:
                        continue
                    at = float(packet.pts * packet.time_base)
                    begin = at if begin is None else min(begin, at)
                    end = max(end, at + float((packet.duration or 0) * packet.time_base))
                    pictures += 1
            except av.FFmpegError:
                pass
            return ClipFacts(round(end - (begin or 0.0), 3), pictures, shown.width, shown.height, codec, sound)
    except (av.FFmpegError, OSError, ValueError):
        return None
