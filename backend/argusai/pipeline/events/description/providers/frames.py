"""Which frames of an event a model is shown. Pure: sees times and measures, and hands numbers back.

uniform    evenly over the time of the event
adaptive   where most can be seen: motion, sharpness, and what the others do not show already
hybrid     half of them evenly, the rest where most can be seen
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.events.description.providers.contract import Way

MOST_FRAMES = 20
# Of the median of the event: below it a frame is blurred more than its own camera usually is.
_BLURRED = 0.4
# A frame in which nothing of the event is, or that is one grey.
_EMPTY_CONTRAST = 0.02
_MOTION, _SHARPNESS, _DIFFERENCE, _SUBJECT = 0.25, 0.2, 0.4, 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """`motion`: share of the picture that changed since the one before, 0–1. `sharpness`: 0–1. `contrast`: 0–1, of the
    whole picture. `subject`: score of the best box of the event's tracks in it, 0–1; 0: none. `looks`: a few numbers,
    0–1, that differ as much as the pictures do; of equal length for all. `trigger`: the frame that opened the event."""

    taken_at: datetime
    motion: float
    sharpness: float
    contrast: float
    subject: float
    looks: tuple[float, ...]
    trigger: bool = False


def choose(candidates: Sequence[Candidate], most: int, way: Way) -> tuple[int, ...]:
    """The places of at most `most` (1–20) of `candidates`, by time. The trigger frame is always one of them, else the
    best one. Blurred and empty ones are taken only where there are no others."""
    most = min(max(most, 1), MOST_FRAMES)
    if not candidates:
        return ()
    order = sorted(range(len(candidates)), key=lambda place: (candidates[place].taken_at, place))
    usable = [place for place in order if _fit(candidates[place], _usual_sharpness(candidates))] or order
    first = next((place for place in order if candidates[place].trigger), None)
    if first is None:
        first = max(usable, key=lambda place: _worth(candidates[place]))
    chosen = [first]
    rest = [place for place in usable if place != first]
    evenly = {"uniform": most, "hybrid": (most + 1) // 2, "adaptive": 1}[way]
    chosen += _spread(candidates, rest, evenly - 1)
    if way != "uniform":
        _fill(candidates, rest, chosen, most)
    return tuple(sorted(chosen, key=lambda place: (candidates[place].taken_at, place)))


def _usual_sharpness(candidates: Sequence[Candidate]) -> float:
    return sorted(each.sharpness for each in candidates)[len(candidates) // 2]


def _fit(candidate: Candidate, usual: float) -> bool:
    return candidate.sharpness >= _BLURRED * usual and candidate.contrast >= _EMPTY_CONTRAST


def _worth(candidate: Candidate) -> float:
    return _MOTION * candidate.motion + _SHARPNESS * candidate.sharpness + _SUBJECT * candidate.subject


def _spread(candidates: Sequence[Candidate], rest: Sequence[int], many: int) -> list[int]:
    """`many` of `rest`, each nearest to one of as many even moments between the first and the last."""
    if many <= 0 or not rest:
        return []
    if many >= len(rest):
        return list(rest)
    began, ended = candidates[rest[0]].taken_at, candidates[rest[-1]].taken_at
    left, found = list(rest), []
    for number in range(many):
        moment = began + (ended - began) * (number + 0.5) / many if many > 1 else began + (ended - began) / 2
        nearest = min(left, key=lambda place: abs(candidates[place].taken_at - moment))
        left.remove(nearest)
        found.append(nearest)
    return found


def _fill(candidates: Sequence[Candidate], rest: Sequence[int], chosen: list[int], most: int) -> None:
    """Adds, one after the other, what is worth most and looks least like those that are chosen."""
    left = [place for place in rest if place not in chosen]
    while left and len(chosen) < most:
        best = max(
            left,
            key=lambda place: (
                _worth(candidates[place])
                + _DIFFERENCE * min(_difference(candidates[place], candidates[each]) for each in chosen)
            ),
        )
        left.remove(best)
        chosen.append(best)


def _difference(one: Candidate, other: Candidate) -> float:
    pairs = list(zip(one.looks, other.looks, strict=False))
    return sum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else 0.0
