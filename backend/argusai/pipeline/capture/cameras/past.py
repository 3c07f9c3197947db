"""When a camera did not watch, from what was set at the time. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from argusai.pipeline.capture.cameras.contract import Hours, WatchRules, read_ranges, read_rules
from argusai.pipeline.capture.cameras.hours import attention_at

WhyOff = Literal["not-there", "off", "pause", "schedule"]
Settings = Mapping[str, Any]  # a camera's row in plain values; None: it was not there


@dataclass(frozen=True, slots=True)
class Off:
    """It did not watch in [`at`, `until`)."""

    at: datetime
    until: datetime
    why: WhyOff


@dataclass(frozen=True, slots=True)
class Piece:
    """So it was set in [`at`, `until`)."""

    at: datetime
    until: datetime
    settings: Settings | None


def pieces(
    now_set: Settings, changes: Iterable[tuple[datetime, Settings | None, Settings | None]], since: datetime,
    until: datetime,
) -> list[Piece]:  # fmt: skip
    """`changes`: all from `since` up to now, oldest first: when, before and after. `now_set`: as it is set now."""
    found: list[Piece] = []
    known, begins = list(changes), since
    settings = known[0][1] if known else now_set
    born: datetime = now_set["created_at"]
    if settings is not None and born > since:  # from before changes were written down
        found, begins = [Piece(since, min(born, until), None)], min(born, until)
    for at, _before, after in known:
        if at >= until:
            break
        if at > begins:
            found.append(Piece(begins, at, settings))
            begins = at
        settings = after
    if begins < until:
        found.append(Piece(begins, until, settings))
    return found


def off_times(parts: Iterable[Piece], zone: str) -> list[Off]:
    """In order, and what touches for the same reason in one. `zone`: the clock of the house now, also where it was
    another then."""
    found: list[Off] = []
    for part in parts:
        for off in _of_piece(part, zone):
            if found and found[-1].why == off.why and found[-1].until == off.at:
                off = Off(found.pop().at, off.until, off.why)
            found.append(off)
    return found


def rules_at(parts: list[Piece]) -> WatchRules:
    """What it watched for at the beginning; nothing particular where it was not there."""
    settings = parts[0].settings if parts else None
    return read_rules(settings["rules"]) if settings is not None else WatchRules()


def _of_piece(part: Piece, zone: str) -> list[Off]:
    settings = part.settings
    if settings is None:
        return [Off(part.at, part.until, "not-there")]
    if not settings["enabled"]:
        return [Off(part.at, part.until, "off")]
    hours, found, at = _hours(settings, zone), [], part.at
    while at < part.until:
        attention = attention_at(hours, at)
        ends = part.until if attention.until is None else min(attention.until, part.until)
        if attention.why_not:
            found.append(Off(at, ends, attention.why_not))
        at = ends
    return found


def _hours(settings: Settings, zone: str) -> Hours:
    # Older versions had none of these.
    until, at = _moment(settings.get("paused_until")), _moment(settings.get("paused_at"))
    return Hours(read_ranges(settings.get("schedule", ())), zone, settings.get("paused", False), until, at)


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
