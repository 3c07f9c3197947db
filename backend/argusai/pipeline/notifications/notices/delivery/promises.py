"""What becomes of a delivery: tries, waits, and what a kill or a lost answer means (DESIGN 11.2). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from argusai.pipeline.notifications.channels.contract import SendFailed
from argusai.pipeline.notifications.channels.kinds import REPLACES

# waiting: to be sent, at `next_try_at`. sending: a request is out. sent: the receiver has it. failed: given up, but
# somebody may send it again. unknown: perhaps the receiver has it, and sending again might be once too often.
State = Literal["waiting", "sending", "sent", "failed", "unknown"]
_WAITS = (2.0, 10.0, 30.0, 120.0, 300.0, 900.0, 1800.0)
_GIVE_UP = timedelta(hours=6)
# What waited longer, because its channel or the program was off, tells nobody anything new: it is laid aside.
TOO_OLD = timedelta(hours=24)
# A request is over long before; whoever claimed it and has recorded nothing since will not.
LEASE = timedelta(minutes=5)
# After so many failures in a row a channel rests, longer each time.
_REST_AFTER = 3
_RESTS = (30.0, 60.0, 120.0, 300.0, 600.0)
# No wait is longer: one that is was begun by a clock that was set back since, and is over. The first try waits for a
# storm or a channel's turn, a later one for what the receiver asked for, a channel for its rest.
LONGEST_TURN, LONGEST_WAIT, LONGEST_REST = timedelta(minutes=2), timedelta(hours=6), timedelta(minutes=10)
# From then on people hear of it.
TOLD_AFTER = 3


@dataclass(frozen=True, slots=True)
class Next:
    state: State
    next_try_at: datetime | None = None


def after_kill(kind: str) -> State:
    """The program ended while a request was out, and nobody knows what became of it."""
    return "waiting" if kind in REPLACES else "unknown"


def after_failure(kind: str, failed: SendFailed, tries: int, age: timedelta, now: datetime) -> Next:
    """`tries`: with this one. `age`: since it was made."""
    if failed.perhaps_received and kind not in REPLACES:
        return Next("unknown")
    if failed.fault != "passing":
        return Next("failed")
    wait = failed.retry_after_seconds
    if wait is None:
        wait = _WAITS[min(tries, len(_WAITS)) - 1]
    if age > _GIVE_UP:
        return Next("failed")
    return Next("waiting", now + timedelta(seconds=wait))


def most_within_a_minute(limit: int, *, urgent: bool) -> int:
    """Of `limit`, the channel's own (0: none), a quarter is kept for urgent ones, so that no calm ones stand in their
    way. A channel that takes less than four gives all of it to whoever comes."""
    return limit if urgent else limit - limit // 4


def rest_seconds(failures: int) -> float | None:
    """How long a channel is left alone after so many failures in a row; None: it is not."""
    return None if failures < _REST_AFTER else _RESTS[min(failures - _REST_AFTER, len(_RESTS) - 1)]
