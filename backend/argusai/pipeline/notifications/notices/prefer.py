"""What a person set about quiet, or what holds until then."""

from zoneinfo import ZoneInfo

from argusai.kit.log import get_log
from argusai.pipeline.notifications.notices.calm import Calm
from argusai.pipeline.notifications.notices.models import CalmRow

_log = get_log("notifications.notices")
PAUSE_SECONDS = 60


def calm_of(row: CalmRow | None, house: ZoneInfo) -> Calm:
    if row is None:
        return Calm(house, pause_seconds=PAUSE_SECONDS)
    try:
        zone = ZoneInfo(row.zone) if row.zone else house
    except (KeyError, ValueError, OSError):
        _log.warning("a person's time zone is not known any more", zone=row.zone)
        zone = house
    return Calm(zone, row.quiet_from, row.quiet_until, row.pause_seconds, row.snoozed_until)
