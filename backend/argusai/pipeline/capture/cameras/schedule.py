"""From what a person set to hours that can be obeyed, and back. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import get_args

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.contract import WeeklyRange
from argusai.pipeline.capture.cameras.hour_schemas import (
    MOST_PAUSE_DAYS,
    MOST_RANGES,
    Day,
    PauseIn,
    WeeklyRangeIn,
    WeeklyRangeOut,
)

_DAYS: tuple[Day, ...] = get_args(Day)


def ranges_from(given: Sequence[WeeklyRangeIn]) -> tuple[WeeklyRange, ...]:
    """Ranges may overlap, as Friday night and all of Saturday do: it watches in any of them. The same one twice is
    kept once. Raises BadInput (slug `bad-schedule`) with every fault by its field."""
    ranges = tuple(
        WeeklyRange(frozenset(map(_DAYS.index, each.days)), _minutes(each.begins), _minutes(each.ends))
        for each in given
    )
    faults = dict(_faults(ranges))
    if faults:
        raise BadInput(next(iter(faults.values())), slug="bad-schedule", fields=faults)
    return tuple(dict.fromkeys(ranges))


def ranges_out(ranges: Iterable[WeeklyRange]) -> list[WeeklyRangeOut]:
    return [
        WeeklyRangeOut(
            days=[_DAYS[day] for day in sorted(each.days)], begins=_clock(each.begins), ends=_clock(each.ends)
        )
        for each in ranges
    ]


def end_of_pause(given: PauseIn, now: datetime) -> datetime | None:
    """None: it has none. Raises BadInput."""
    if given.seconds is not None and given.until is not None:
        raise BadInput("Say either for how long or until when.", fields={"until": "stands beside seconds"})
    if given.seconds is not None:
        return now + timedelta(seconds=given.seconds)
    if given.until is None:
        return None
    if given.until <= now:
        raise BadInput("This time is over. Choose a later one.", fields={"until": "is over"})
    if given.until - now > timedelta(days=MOST_PAUSE_DAYS):
        sentence = "A pause that ends lasts a year at most. Pause until you resume it instead."
        raise BadInput(sentence, fields={"until": "is too late"})
    return given.until


def _faults(ranges: Sequence[WeeklyRange]) -> Iterator[tuple[str, str]]:
    if len(ranges) > MOST_RANGES:
        yield "schedule", f"There may be at most {MOST_RANGES} ranges."
        return
    for number, each in enumerate(ranges):
        if not each.days:
            yield f"schedule.{number}.days", "Choose at least one day."


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
