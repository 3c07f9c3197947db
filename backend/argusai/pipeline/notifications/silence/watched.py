"""How much of a time a camera watched. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from argusai.pipeline.notifications.silence.contract import Off, Period

Unseen = tuple[datetime, datetime, float]
Watched = Literal["whole", "partly", "not", "not-yet"]
# A connection that is dialled anew is nothing that anybody would call blind.
_NOTHING_SECONDS = 1.0


def seconds_of(period: Period, now: datetime) -> float:
    """What of it is over."""
    return max(0.0, (min(period.until, now) - period.since).total_seconds())


def watched_seconds(period: Period, off: Iterable[Off], unseen: Sequence[Unseen], now: datetime) -> float:
    """`unseen`: from, to, and for how many seconds of that: less where a camera came and went."""
    until = min(period.until, now)
    solid = [(each.at, each.until) for each in off]
    solid += [(began, ended) for began, ended, seconds in unseen if seconds >= _length(began, ended)]
    loose = sum(
        min(seconds, max(0.0, _length(max(began, period.since), min(ended, until))))
        for began, ended, seconds in unseen
        if seconds < _length(began, ended)
    )
    lost = loose + sum(_length(*span) for span in _merged(solid, period.since, until))
    return max(0.0, seconds_of(period, now) - lost)


def how_watched(seconds: float, of: float) -> Watched:
    if of <= 0:
        return "not-yet"
    if seconds <= _NOTHING_SECONDS:
        return "not"
    return "whole" if of - seconds < _NOTHING_SECONDS else "partly"


def _length(began: datetime, ended: datetime) -> float:
    return (ended - began).total_seconds()


def _merged(
    spans: Iterable[tuple[datetime, datetime]], since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """Within [since, until), each moment once."""
    merged: list[tuple[datetime, datetime]] = []
    for began, ended in sorted((max(began, since), min(ended, until)) for began, ended in spans):
        if began >= ended:
            continue
        if merged and began <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ended, merged[-1][1]))
        else:
            merged.append((began, ended))
    return merged
