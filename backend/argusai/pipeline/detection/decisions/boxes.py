"""Whether two boxes mean one place. Pure."""

from collections.abc import Iterable, Sequence

from argusai.pipeline.capture.streams.contract import Box


def grown(box: Box, share: float) -> Box:
    """`box` with `share` of its size more on each side."""
    across, down = box.width * share, box.height * share
    return Box(box.left - across, box.top - down, box.right + across, box.bottom + down)


def common_area(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)


def touch(one: Box, other: Box) -> bool:
    return common_area(one, other) > 0


def near_any(box: Box, others: Iterable[Box], share: float) -> bool:
    """`box` touches one of `others` when these are grown by `share`."""
    return any(touch(box, grown(other, share)) for other in others)


def covered(box: Box, other: Box) -> float:
    """How much of the smaller of both lies in the other, 0–1."""
    smaller = min(box.area, other.area)
    return common_area(box, other) / smaller if smaller else 0.0


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of them; there is at least one."""
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
