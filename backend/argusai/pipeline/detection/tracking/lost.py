"""Those that are out of sight but may come back: behind a van, a tree, another person."""

from datetime import datetime

from argusai.pipeline.detection.tracking.one import Track
from argusai.pipeline.detection.tracking.refind import refind
from argusai.pipeline.detection.tracking.sight import Sight

_MOST = 20  # who is remembered; in a crowd the older ones are not found again anyway
# So young a track may turn out to be an older one: who comes out from behind something is half hidden first.
_YOUNG_SECONDS = 2.0
_EDGE = 2.0  # pixels: who touched the left or right edge last has left


class Lost:
    """For one camera."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._tracks: list[Track] = []

    def clear(self) -> None:
        self._tracks.clear()

    def add(self, track: Track, frame_size: tuple[int, int]) -> None:
        """It is no longer expected. Forgotten when it cannot come back from hiding."""
        inside = track.box.left > _EDGE and track.box.right < frame_size[0] - _EDGE and visible(track, frame_size)
        if track.confirmed and track.appearance is not None and inside:
            self._tracks = [*self._tracks, track][-_MOST:]

    def find_again(self, sight: Sight, tracks: list[Track]) -> list[Track]:
        """`tracks`, in which the young ones that are old ones are replaced by these."""
        at = sight.at
        self._tracks = [track for track in self._tracks if _since(at, track.seen_at) <= self._seconds]
        waiting = [t for t in tracks if t.seen_at != at and t.confirmed and not t.held and t.appearance is not None]
        lost = [*waiting, *self._tracks]
        young = [t for t in tracks if t.seen_at == at and _since(at, t.first_seen_at) <= _YOUNG_SECONDS]
        if not lost or not young or sight.evidence.looks is None:
            return tracks
        looking = [(track, seen) for track in young if (seen := sight.appearance(track.box)) is not None]
        for track, old in refind(at, looking, lost):
            old.find_again(track.last)
            old.take(at, track.last, sight.regions)
            tracks = [each for each in tracks if each not in (track, old)]
            tracks.append(old)
            self._tracks = [each for each in self._tracks if each is not old]
        return sorted(tracks, key=lambda track: track.first_seen_at)


def visible(track: Track, frame_size: tuple[int, int]) -> bool:
    """The middle of where it should be is still inside the frame."""
    box = track.filter.box
    return 0 <= box.left + box.right <= 2 * frame_size[0] and 0 <= box.top + box.bottom <= 2 * frame_size[1]


def _since(at: datetime, earlier: datetime) -> float:
    return (at - earlier).total_seconds()
