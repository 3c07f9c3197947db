"""Encoded packets as they travel inside the capture process."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

TrackKind = Literal["video", "sound"]


@dataclass(frozen=True, slots=True)
class Packet:
    """Owns its bytes: a muxer rewrites a library packet's times, so one of those must never serve two readers.

    `dts` and `pts` count in `time_base` from the first picture of the connection; `dts` rises strictly per track and
    `pts` is never below it. `at`: wall time of arrival, aware UTC.
    """

    kind: TrackKind
    at: datetime
    dts: int
    pts: int
    duration: int
    time_base: Fraction
    key: bool
    payload: bytes

    @property
    def seconds(self) -> Fraction:
        """Media time of decoding."""
        return self.dts * self.time_base

    @property
    def starts_group(self) -> bool:
        """A group of pictures begins here: decoding can start with it."""
        return self.key and self.kind == "video"
