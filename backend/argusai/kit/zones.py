"""Time zones by their names, and when a clock shows what (PEP 495)."""

import difflib
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import available_timezones

# In the database of zones, but no place where somebody lives: "not set", and whatever the machine is set to.
_NO_PLACES = frozenset({"Factory", "localtime"})


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACES


def is_zone(name: str) -> bool:
    """Whether `name` is one of the IANA database, such as "Europe/Berlin"."""
    return name in zone_names()


def nearest_zone(name: str, otherwise: str = "Europe/Berlin") -> str:
    """What somebody who wrote `name` may have meant."""
    by_key = {each.rpartition("/")[2].casefold(): each for each in sorted(zone_names())}
    by_key |= {each.casefold(): each for each in zone_names()}
    close = difflib.get_close_matches(name.casefold(), by_key, 1, 0.75)
    return by_key[close[0]] if close else otherwise


def first_moment(day: date, minute: int, zone: tzinfo) -> datetime:
    """When a clock in `zone` first shows this minute of `day` (0–1440), in UTC: where it is put forward over it, the
    moment in which it is."""
    early, late = _both(day, minute, zone)
    return early if early <= late else _jump(late, early, zone)


def last_moment(day: date, minute: int, zone: tzinfo) -> datetime:
    """As `first_moment`, but the last one: a clock that is put back shows an hour twice."""
    early, late = _both(day, minute, zone)
    return late if early <= late else _jump(late, early, zone)


def _both(day: date, minute: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """When the clock shows this, before and after it is put: in this order where it shows it twice, equal where once,
    the other way round where never."""
    shown = datetime.combine(day, time()) + timedelta(minutes=minute)
    early, late = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return early, late


def _jump(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The second between both at which the clock is put forward."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
