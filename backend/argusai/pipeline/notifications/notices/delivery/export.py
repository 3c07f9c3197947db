"""The log of what was sent, as a file: portion by portion, so that a long one needs no memory."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Literal

from argusai.kit.csv_lines import MARK, csv_line
from argusai.kit.errors import NotSignedIn
from argusai.pipeline.notifications.notices.schemas import DeliveryOut

FileFormat = Literal["csv", "jsonl"]
TYPES: dict[FileFormat, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
_COLUMNS = (
    "made_at", "sent_at", "channel_name", "channel_kind", "state", "tries", "title", "text", "fault", "event_id", "id",
)  # fmt: skip


async def written(
    portions: AsyncIterator[Sequence[DeliveryOut]], format: FileFormat, is_over: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Raises NotSignedIn, and the file breaks off, when whoever asked is signed out meanwhile."""
    if format == "csv":
        yield (MARK + csv_line(_COLUMNS)).encode()
    async for portion in portions:
        if is_over():
            raise NotSignedIn("Sign in to use this.")
        yield "".join(map(_LINES[format], portion)).encode()


def _csv(delivery: DeliveryOut) -> str:
    row = delivery.model_dump(mode="json")
    return csv_line("" if row[column] is None else str(row[column]) for column in _COLUMNS)


def _json(delivery: DeliveryOut) -> str:
    return delivery.model_dump_json() + "\n"


_LINES: dict[FileFormat, Callable[[DeliveryOut], str]] = {"csv": _csv, "jsonl": _json}
