"""When the nightly self-test is due. Pure."""

from datetime import datetime, timedelta, tzinfo

from argusai.kit.zones import first_moment

# A program that was off at the time makes up for it that much later at most.
_LATEST = timedelta(hours=6)


def is_due(minute: int, looked_at: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether the time of day, by the clock of `zone`, came between `looked_at` and `now`."""
    today = now.astimezone(zone).date()
    moments = (first_moment(today - timedelta(days=back), minute, zone) for back in (0, 1))
    return any(looked_at < moment <= now < moment + _LATEST for moment in moments)
