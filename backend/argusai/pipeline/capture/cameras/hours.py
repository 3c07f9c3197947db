"""Whether a camera watches at a moment: its weekly ranges on the clock of the house, and its pause. Pure.

A range lasts from the first moment at which the clock shows its beginning to the last at which it shows its end. So in
the night in which an hour comes twice both are watched, and where the clock jumps over a time the jump stands for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from argusai.kit.lived import still
from argusai.kit.zones import first_moment, last_moment
from argusai.pipeline.capture.cameras.contract import Hours, WeeklyRange

# A week and a day ahead every range has come; a range of the day before yesterday is over, wherever the clock jumped.
_DAYS_BACK, _DAYS_AHEAD = 2, 9
_DAY = timedelta(days=1)

_Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Attention:
    """`why_not`: empty while it watches. `until`: when this changes by itself; None: never."""

    watches: bool
    why_not: Literal["", "schedule", "pause"] = ""
    until: datetime | None = None


def watching_at(ranges: Sequence[WeeklyRange], instant: datetime, zone: tzinfo) -> bool:
    """Whether `ranges` on the clock of `zone` take in `instant` (aware). No range: always."""
    return not ranges or any(begin <= instant < end for begin, end in _spans(ranges, instant, zone))


def attention_at(hours: Hours, instant: datetime) -> Attention:
    """The pause comes before the schedule. `instant` aware; `until` in UTC. Raises ZoneInfoNotFoundError."""
    if hours.paused and (hours.paused_until is None or still(hours.paused_at, hours.paused_until, instant)):
        return Attention(False, "pause", hours.paused_until)
    if not hours.ranges:
        return Attention(True)
    for begin, end in _merged(_spans(hours.ranges, instant, ZoneInfo(hours.zone))):
        if instant < begin:
            return Attention(False, "schedule", begin)
        if instant < end:
            lasts = end - instant < (_DAYS_AHEAD - 1) * _DAY
            return Attention(True, until=end if lasts else None)  # else the ranges fill the week
    return Attention(False, "schedule")


class Vigil:
    """`attention_at` for frame after frame: computed only when it may have changed."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self._asked_at: datetime | None = None
        self._answer = Attention(True)

    def at(self, instant: datetime) -> Attention:
        asked_at, until = self._asked_at, self._answer.until
        # Without an end the answer may still end: ranges that fill the week are looked through week by week.
        ends_at = until if until is not None or asked_at is None else asked_at + _DAY
        if asked_at is None or ends_at is None or not asked_at <= instant < ends_at:
            self._asked_at, self._answer = instant, attention_at(self.hours, instant)
        return self._answer


def _spans(ranges: Sequence[WeeklyRange], instant: datetime, zone: tzinfo) -> list[_Span]:
    """Those that begin in the days around `instant`, in UTC."""
    today = instant.astimezone(zone).date()
    days = [today + number * _DAY for number in range(-_DAYS_BACK, _DAYS_AHEAD + 1)]
    spans = []
    for day in days:
        for each in ranges:
            if day.weekday() in each.days:
                ends_on = day if each.ends > each.begins else day + _DAY
                spans.append((first_moment(day, each.begins, zone), last_moment(ends_on, each.ends, zone)))
    return [(begin, end) for begin, end in spans if begin < end]


def _merged(spans: list[_Span]) -> list[_Span]:
    """In order of time, and what touches in one."""
    merged: list[_Span] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
