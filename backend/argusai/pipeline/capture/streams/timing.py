"""Makes a stream's time stamps usable: starting at zero, strictly rising, across gaps, jumps and loops. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from argusai.pipeline.capture.streams.packets import TrackKind

# A step back, or ahead by more than this, is a new clock on the camera's side and not a pause.
_AHEAD = Fraction(10)
_BACK = Fraction(1)
# More packets in a row without dts than any encoder reorders: then the stream has none, and pts serves as well.
_MOST_REORDERED = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    dts: int
    pts: int


class _Track:
    """All but the time base is in ticks of it: fractions cost more than all else that is done with a packet. `shift`:
    the timeline's, None until it is asked for; `end`: where the track ends so far."""

    def __init__(self, time_base: Fraction) -> None:
        self.time_base = time_base
        self.ahead, self.back = int(_AHEAD / time_base), int(_BACK / time_base)
        self.last: int | None = None
        self.end = 0
        self.shift: int | None = None
        self.without_dts = 0


class Timeline:
    """One connection's media time. All tracks share one shift, so sound stays in step with the picture."""

    def __init__(self, time_bases: dict[TrackKind, Fraction]) -> None:
        self._tracks = {kind: _Track(base) for kind, base in time_bases.items()}
        self._shift: Fraction | None = None

    @property
    def end(self) -> Fraction:
        """Where the longest track ends so far, in seconds."""
        return max(track.end * track.time_base for track in self._tracks.values())

    def stamp(self, kind: TrackKind, dts: int | None, pts: int | None, duration: int) -> Stamp | None:
        """The packet's times in its own time base; None while no time is known yet, and for sound before the first
        picture. A missing dts is taken from pts and the other way round; both missing: right after the one before."""
        track = self._tracks[kind]
        if dts is None and pts is None:
            if track.last is None:
                return None
            moved = shown = track.last + max(duration, 1)
        else:
            if self._shift is None:
                if kind == "sound":
                    return None
                self._shift_by(self.end - _either(dts, pts) * track.time_base)
            moved, shown = self._shifted(track, dts, pts)
        if moved < 0:
            return None
        if track.last is not None:
            moved = max(moved, track.last + 1)
        track.last = moved
        track.end = max(track.end, moved + max(duration, 1))
        return Stamp(moved, max(moved, shown))

    def begin_again(self) -> None:
        """The file starts over: its first picture follows the end of this round."""
        self._shift = None

    def _shift_by(self, shift: Fraction) -> None:
        self._shift = shift
        for track in self._tracks.values():
            track.shift = None

    @staticmethod
    def _ticks(track: _Track, shift: Fraction) -> int:
        """`shift` in ticks of `track`."""
        if track.shift is None:
            track.shift = round(shift / track.time_base)
        return track.shift

    def _shifted(self, track: _Track, dts: int | None, pts: int | None) -> tuple[int, int]:
        decoded, shown = _either(dts, pts), _either(pts, dts)
        assert self._shift is not None  # noqa: S101 - a fault of ours
        if jump := self._jump(track, decoded + self._ticks(track, self._shift)):
            self._shift_by(self._shift + jump * track.time_base)
        shift = self._ticks(track, self._shift)
        track.without_dts = track.without_dts + 1 if dts is None else 0
        if track.last is not None and 0 < track.without_dts <= _MOST_REORDERED:
            # Before FFmpeg knows the decoder's delay it gives no dts; pts would be too late for one.
            return track.last + 1, shown + shift
        return decoded + shift, shown + shift

    def _jump(self, track: _Track, moved: int) -> int:
        """Ticks to add: to the end of all tracks, so that the first track to jump takes the others along."""
        if track.last is None:
            return 0
        if -track.back <= moved - track.last <= track.ahead:
            return 0
        return round(self.end / track.time_base) - moved


def _either(first: int | None, second: int | None) -> int:
    return first if first is not None else second or 0
