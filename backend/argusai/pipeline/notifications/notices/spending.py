"""What is told of what descriptions cost, as marks of a limit are passed. That a limit is used up is a trouble, and
told as one. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from argusai.pipeline.notifications.notices.tell import News

_HALF, _NEAR = 50, 80


def spending_news(told: Mapping[str, Any], now: datetime, to: tuple[UUID, ...]) -> News | None:
    """`told`: the body of "describing.spent" as administrators get it. None: nothing is told of this mark."""
    shares = {_HALF: "Half", _NEAR: f"{_NEAR} %"}
    if told["percent"] not in shares or not to:
        return None
    limits = {
        "day": "of today's limit",
        "month": "of this month's limit",
        "camera": f"of {told['camera']}'s limit of today",
    }
    sums = f"{_dollars(told['spent'])} of {_dollars(told['cap'])}"
    text = f"{shares[told['percent']]} {limits[told['period']]} on the cost of descriptions is spent: {sums}."
    if told["percent"] == _NEAR:
        text += " Fewer pictures are sent from here on; Settings → AI changes the limit."
    return News(told["subject"], "Descriptions", text, now, to=to)


def _dollars(sum_: float) -> str:
    return f"${sum_:.2f}" if sum_ >= 0.01 else f"${sum_:.4f}"
