"""What a person set about quiet, or what holds until then."""

from zoneinfo import ZoneInfo

from argusai.kit.zones import is_zone
from argusai.pipeline.notifications.notices.calm import Calm
from argusai.pipeline.notifications.notices.models import CalmRow

PAUSE_SECONDS = 60
# Who chose none follows the house, also when that moves.
HOUSE_ZONE = ""


def calm_of(row: CalmRow | None, house: ZoneInfo) -> Calm:
    if row is None:
        return Calm(house, pause_seconds=PAUSE_SECONDS)
    zone = ZoneInfo(row.zone) if is_zone(row.zone) else house
    return Calm(zone, row.quiet_from, row.quiet_until, row.pause_seconds, row.snoozed_until)
