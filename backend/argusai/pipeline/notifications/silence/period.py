"""Which time somebody asks about. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.faulty_inputs import faulty
from argusai.pipeline.notifications.silence.contract import Period

# Seven days of the calendar, also where a clock is put back in them.
LONGEST = timedelta(days=7, hours=2)
_USUAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """In UTC; None: not said."""

    since: datetime | None = None
    until: datetime | None = None


def period_of(camera_id: UUID, asked: Asked, now: datetime) -> Period:
    """The last hour, where nothing is said. Raises BadInput."""
    since, until = asked.since, asked.until
    if until is None:
        until = now if since is None else max(now, since)
    if since is None:
        since = until - min(_USUAL, until - datetime.min.replace(tzinfo=until.tzinfo))
    if since > until:
        raise faulty({"from": "Must not be later than “to”"})
    if until - since > LONGEST:
        raise faulty({"from": f"At most {LONGEST.days} days before “to”"})
    return Period(camera_id, since, until)
