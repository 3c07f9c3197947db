"""Which part of a clip somebody asks for. Pure."""

import math
from datetime import UTC, datetime, timedelta

from argusai.kit.errors import BadInput

# A part this short has no picture in it.
_LEAST_SECONDS = 0.1


def read_span(since: str | None, until: str | None, starts_at: datetime, seconds: float) -> tuple[float, float | None]:
    """Begin and end in seconds of a clip of that length, each given as seconds in the clip or as a moment (ISO 8601,
    with its zone). None: the clip's own end, also for one beyond it. Raises BadInput."""
    begin = 0.0 if since is None else max(0.0, _read("from", since, starts_at))
    end = None if until is None else _read("to", until, starts_at)
    if begin > seconds - _LEAST_SECONDS:
        raise BadInput("The clip is over by then.", fields={"from": f"The clip lasts {seconds:.1f} seconds"})
    if end is not None and end - begin < _LEAST_SECONDS:
        raise BadInput("The end has to come after the beginning.", fields={"to": "Choose a later end"})
    return begin, None if end is None or end >= seconds else end


def _read(name: str, text: str, starts_at: datetime) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = _read_moment(name, text, starts_at)
    if not math.isfinite(seconds):
        raise BadInput("This is no time in the clip.", fields={name: "Give seconds, or a moment"})
    return seconds


def _read_moment(name: str, text: str, starts_at: datetime) -> float:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no zone")
        return (moment.astimezone(UTC) - starts_at) / timedelta(seconds=1)
    except (ValueError, OverflowError) as error:
        detail = "Times are seconds in the clip, such as 4.5, or moments with their zone, such as 2026-01-01T12:00:04Z."
        raise BadInput(detail, fields={name: "Give seconds, or a moment with its zone"}) from error
