"""When a person is not disturbed: quiet hours, snooze, pauses between notices, storms. Pure; the clock is passed in.

Quiet hours are read off the person's own clock at the moment, so a change to or from summer time moves nothing.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from argusai.kit.zones import last_moment

# Why a notice stands in the list without having been sent. "": it is sent.
Silent = Literal["", "continuation", "snoozed", "quiet-hours", "pause", "storm"]
STORM_SECONDS = 60.0
STORM_PINGS = 10
STORM_URGENT_PINGS = 20
MORNING = time(7)
# Quiet hours that end at another time are no night's, or end in it.
_MORNINGS = (2 * 60, 12 * 60)
# Behind the labels of a ping: no detector has a label of this name.
_ALONG = ",+"


@dataclass(frozen=True, slots=True)
class Calm:
    """Quiet hours from and until minutes after midnight in `zone`; equal: none. `pause_seconds`: after a notice of a
    rule about the same kind of thing at the same camera. All moments by today's clock."""

    zone: ZoneInfo
    quiet_from: int = 0
    quiet_until: int = 0
    pause_seconds: int = 60
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ping:
    at: datetime
    urgent: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """`last`: the last ping about the same. `lately`: pings to this person within STORM_SECONDS."""

    urgent: bool
    continuation: bool
    last: Ping | None
    lately: int


def silent_because(calm: Calm, occasion: Occasion, now: datetime) -> Silent:
    """Urgent notices pass the snooze and the quiet hours, and a pause that something less urgent began."""
    if occasion.continuation:
        return "continuation"
    if not occasion.urgent:
        if calm.snoozed_until is not None and now < calm.snoozed_until:
            return "snoozed"
        if in_quiet_hours(calm, now):
            return "quiet-hours"
    if _pauses(calm, occasion, now):
        return "pause"
    if occasion.lately >= (STORM_URGENT_PINGS if occasion.urgent else STORM_PINGS):
        return "storm"
    return ""


def place_of(about: str) -> str:
    """What a ping is about, without its labels: rule and camera."""
    return about.rpartition(":")[0] + ":"


def told_along(about: str) -> str:
    """What a rule tells with a notice that another rule has sent already: no ping of its own."""
    return about + _ALONG


def is_ping(about: str) -> bool:
    return not about.endswith(_ALONG)


def is_told(about: str, other: str) -> bool:
    """Whether the ping `other` told all of `about`: the same rule and camera, and no label that is new.

    A car that comes after a person is news; a person after "a person and a car" is not."""
    if place_of(about) != place_of(other):
        return False
    labels, others = (set(each.rpartition(":")[2].split(",")) for each in (about, other))
    return labels <= others


def in_quiet_hours(calm: Calm, now: datetime) -> bool:
    local = now.astimezone(calm.zone)
    minute = local.hour * 60 + local.minute
    if calm.quiet_from <= calm.quiet_until:
        return calm.quiet_from <= minute < calm.quiet_until
    return minute >= calm.quiet_from or minute < calm.quiet_until


def until_morning(calm: Calm, now: datetime) -> datetime:
    """The next morning, by the person's clock: the end of the quiet hours where that is one, else seven."""
    ends = calm.quiet_from != calm.quiet_until and _MORNINGS[0] <= calm.quiet_until <= _MORNINGS[1]
    minutes = calm.quiet_until if ends else MORNING.hour * 60
    today = now.astimezone(calm.zone).date()
    mornings = (last_moment(today + timedelta(days=later), minutes, calm.zone) for later in (0, 1))
    return next(morning for morning in mornings if morning > now).astimezone(now.tzinfo)


def _pauses(calm: Calm, occasion: Occasion, now: datetime) -> bool:
    last = occasion.last
    if last is None or (occasion.urgent and not last.urgent):
        return False
    return timedelta(0) <= now - last.at < timedelta(seconds=calm.pause_seconds)
