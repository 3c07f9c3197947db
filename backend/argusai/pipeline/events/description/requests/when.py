"""When an event is described by a provider, and what comes first (DESIGN 2). Pure."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from argusai.pipeline.events.assembly.contract import EventFacts

# After the event opened: so much is seen by then that the words are worth it.
CONFIRMED = timedelta(seconds=2)
# Who could not be asked is asked again after so long at most.
LONGEST_WAIT = timedelta(minutes=30)
# Nobody waits for the words of an event that was asked for so long ago.
TOO_OLD = timedelta(hours=24)
# So much longer than what the words tell of is another event to a reader.
_MUCH_LONGER = 3.0
_LONG_SECONDS = 60.0


def about(facts: EventFacts) -> dict[str, Any]:
    """What words about these facts would tell of, as plain values."""
    zones = {zone for track in facts.tracks for zone in track.zones}
    lines = {crossing.line for track in facts.tracks for crossing in track.crossings}
    until = facts.ended_at or facts.last_activity_at
    return {
        "counts": dict(sorted(facts.most_at_once.items())),
        "places": sorted(zones | lines),
        "parcels": sorted(parcel.change for parcel in facts.parcels),
        "seconds": max(0.0, (until - facts.started_at).total_seconds()),
    }


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether something came that the words of before do not tell: another subject, more of them, a parcel, another
    place, or much more time."""
    if not before:
        return False  # nobody knows what they tell
    counts = before["counts"]
    if any(count > counts.get(label, 0) for label, count in now["counts"].items()):
        return True
    if now["parcels"] != before["parcels"] or not set(now["places"]) <= set(before["places"]):
        return True
    return bool(now["seconds"] > max(_LONG_SECONDS, _MUCH_LONGER * before["seconds"]))


def priority(attention: int, facts: EventFacts) -> int:
    """Higher comes first: what is urgent, then what shows people."""
    return 2 * attention + ("person" in facts.most_at_once)
