"""Which decisions somebody asks for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.faulty_inputs import faulty

# The witness ends each after an hour and a little; see `detection.decisions.ledger`.
LONGEST_DECISION = timedelta(hours=2)
LONGEST = timedelta(days=31)
_USUAL = timedelta(hours=1)

Key = tuple[datetime, UUID]  # what the list is ordered by, newest first: beginning and id


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until` in UTC; None: not said. `reasons` empty: any."""

    since: datetime | None = None
    until: datetime | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Those that were going on at some time of [`since`, `until`). `reasons`, `labels` empty: any."""

    camera_id: UUID
    since: datetime
    until: datetime
    reasons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def wanted(camera_id: UUID, asked: Asked, now: datetime) -> Wanted:
    """Until now, and from an hour before, where nothing is said. Raises BadInput for times that end before they begin,
    or lie further apart than LONGEST."""
    since, until = asked.since, asked.until
    if until is None:
        until = now if since is None else max(now, since)
    if since is None:
        earliest = datetime.min.replace(tzinfo=until.tzinfo)
        since = until - min(_USUAL, until - earliest)
    if since > until:
        raise faulty({"from": "Must not be later than “to”"})
    if until - since > LONGEST:
        raise faulty({"from": f"At most {LONGEST.days} days before “to”"})
    return Wanted(camera_id, since, until, asked.reasons)
