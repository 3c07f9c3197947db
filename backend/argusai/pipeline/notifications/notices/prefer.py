"""What a person set about quiet, or what holds until then."""

from zoneinfo import ZoneInfo

from argusai.kit.lived import LivedClock
from argusai.kit.zones import is_zone
from argusai.pipeline.notifications.notices.calm import Calm
from argusai.pipeline.notifications.notices.models import CalmRow

PAUSE_SECONDS = 60
# Who chose none follows the house, also when that moves.
HOUSE_ZONE = ""


def calm_of(row: CalmRow | None, house: ZoneInfo, clock: LivedClock) -> Calm:
    """A snooze goes by the time that truly passes, whatever happens to the clock."""
    if row is None:
        return Calm(house, pause_seconds=PAUSE_SECONDS)
    zone = ZoneInfo(row.zone) if is_zone(row.zone) else house
    until = row.snoozed_until
    if until is not None and row.snoozed_at is not None:
        until = clock.end(row.snoozed_at, until)
    return Calm(zone, row.quiet_from, row.quiet_until, row.pause_seconds, until)
