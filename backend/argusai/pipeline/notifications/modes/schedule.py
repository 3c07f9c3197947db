"""When the mode changes by itself. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from argusai.kit.zones import first_moment
from argusai.pipeline.notifications.modes.schemas import ModeEntry

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
# Each entry comes at least once a week; of what was due before only the last counts.
_MOST_DAYS_BACK = 8


def due(entries: Iterable[ModeEntry], after: datetime, until: datetime, zone: tzinfo) -> ModeEntry | None:
    """The last of `entries` that came after `after` and not after `until` (aware), of two at the same time the later
    one in the list. A time that the clock jumps over comes when it jumps; one that it shows twice, the first time."""
    after = max(after, until - _MOST_DAYS_BACK * _DAY)
    latest: tuple[datetime, ModeEntry] | None = None
    first, last = after.astimezone(zone).date() - _DAY, until.astimezone(zone).date()
    for entry in entries:
        hours, minutes = map(int, entry.at.split(":"))
        for number in range((last - first).days + 1):
            day = first + number * _DAY
            if _DAYS[day.weekday()] in entry.days:
                moment = first_moment(day, hours * 60 + minutes, zone)
                if after < moment <= until and (latest is None or moment >= latest[0]):
                    latest = (moment, entry)
    return latest[1] if latest is not None else None
