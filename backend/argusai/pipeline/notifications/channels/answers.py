"""What an answer over HTTP, or the lack of one, means for a delivery. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from argusai.kit.outgoing import Answer, OutgoingFailed
from argusai.pipeline.notifications.channels.contract import Fault, SendFailed, bounded

_PASSING = frozenset({408, 409, 423, 425, 429})
_NO_ADDRESS = frozenset({"bad-address", "refused-address", "certificate"})
_SHOWN = 200


def failed_answer(who: str, answer: Answer, now: datetime) -> SendFailed | None:
    """None when it went well."""
    status = answer.status
    if 200 <= status < 300:
        return None
    said = answer.body[:_SHOWN].decode(errors="replace").strip()
    quoted = f": {' '.join(said.split())}" if said and said.isprintable() else ""
    if 300 <= status < 400:
        where = answer.headers.get("location", "elsewhere")[:_SHOWN]
        return SendFailed(f"{who} sends on to {where}. Enter that address instead, if you trust it.", "lasting")
    fault: Fault = "passing" if status >= 500 or status in _PASSING else "lasting"
    return SendFailed(
        f"{who} refused it with status {status}{quoted}.", fault, retry_after_seconds=_retry_after(answer, now)
    )


def failed_request(error: OutgoingFailed) -> SendFailed:
    fault: Fault = "lasting" if error.slug in _NO_ADDRESS else "passing"
    return SendFailed(str(error), fault, perhaps_received=error.perhaps_received)


def _retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds, or a date; a server that asks for days is not believed."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return bounded(float(text))
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return bounded((at - now).total_seconds())
