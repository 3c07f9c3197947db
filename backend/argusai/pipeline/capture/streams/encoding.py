"""Encoding live pictures anew is dear: few at a time on the whole machine, and who comes too late is told so."""

from argusai.kit.errors import Unavailable
from argusai.pipeline.capture.streams.wire import LiveFormat

# What Media Source plays without us; what an MP4 holds.
_FITS_INTO_MP4 = frozenset({"h264", "hevc"})


def has_to_encode(live_format: LiveFormat, codec: str) -> bool:
    """Whether showing a camera's `codec` in this form means to encode its pictures anew."""
    if live_format == "h264":
        return codec != "h264"
    return live_format == "file" and codec not in _FITS_INTO_MP4


class EncodingPlaces:
    """One place for each camera's stream that is being encoded, however many watch it."""

    def __init__(self, most: int) -> None:
        self._free = most

    def take(self) -> None:
        """Raises Unavailable (slug encoders-busy)."""
        if self._free <= 0:
            raise Unavailable(
                "This machine is already converting as many live pictures as it can. "
                "Close another camera's picture, or watch this one as single pictures.",
                slug="encoders-busy",
                retry_after_seconds=30,
            )
        self._free -= 1

    def give_back(self) -> None:
        self._free += 1
