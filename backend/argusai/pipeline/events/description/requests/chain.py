"""Whom to ask next: the owner's order, one second try where that may help. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from argusai.pipeline.events.description.money.caps import Refusal
from argusai.pipeline.events.description.providers.errors import FailureKind

# "lost": a kill came between the question and its answer. "outdated": what it may cost, or a limit, changed between its
# reservation and its turn. "unready": it is left alone at the moment. "gone": it was switched off, removed or
# kept from this camera before its turn came. "no-pictures": they are gone. "no-other-frames": it saw all that there is,
# so it cannot look a second time.
TriedKind = FailureKind | Refusal | Literal["lost", "outdated", "unready", "gone", "no-pictures", "no-other-frames"]

_SECOND_TRY: frozenset[TriedKind] = frozenset({"server", "cut", "timeout"})
# A later try may succeed without anybody doing anything.
_PASSES: frozenset[TriedKind] = frozenset({
    "server", "cut", "timeout", "limit", "quota", "key", "address", "tls", "lost", "outdated", "unready", "gone",
    "held-money",
})  # fmt: skip
# Nothing is wrong with who was asked, so he is asked anew.
_ANEW: frozenset[TriedKind] = frozenset({"lost", "outdated"})
_MOST_ANEW = 2
# Between these a second try begins, so that many do not come at once.
_LEAST_PAUSE, _MOST_PAUSE = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Tried:
    describer_id: UUID
    kind: TriedKind


@dataclass(frozen=True, slots=True)
class Turn:
    """`pause_seconds`: before it is asked."""

    describer_id: UUID
    pause_seconds: float


def next_turn(
    order: Sequence[UUID], tried: Sequence[Tried], ready: Callable[[UUID], bool], fraction: float
) -> Turn | None:
    """`fraction`: 0–1, by chance. None: nobody is left."""
    for describer_id in order:
        kinds = [each.kind for each in tried if each.describer_id == describer_id]
        if not kinds:
            if ready(describer_id):
                return Turn(describer_id, 0.0)
            continue
        if not ready(describer_id):
            continue
        if kinds[-1] in _ANEW and sum(kind in _ANEW for kind in kinds) < _MOST_ANEW:
            return Turn(describer_id, 0.0)
        if kinds[-1] in _SECOND_TRY and sum(kind in _SECOND_TRY for kind in kinds) == 1:
            return Turn(describer_id, _LEAST_PAUSE + fraction * (_MOST_PAUSE - _LEAST_PAUSE))
    return None


def may_succeed_later(order: Sequence[UUID], tried: Sequence[Tried]) -> bool:
    """Whether what kept them all from answering passes by itself, or with somebody's help."""
    last = {each.describer_id: each.kind for each in tried}
    return any(last.get(describer_id, "unready") in _PASSES for describer_id in order)
