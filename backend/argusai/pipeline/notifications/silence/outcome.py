"""What became of an event, for the person who asks. Pure."""

from collections.abc import Sequence
from typing import Literal

from argusai.pipeline.notifications.notices.schemas import ToldOut
from argusai.pipeline.notifications.rules.schemas import RuleWhyOut

# "not-kept": what rules saw of it is no longer there, or they have not looked yet. "others": a rule told somebody else.
Outcome = Literal[
    "sent", "partly", "waiting", "unknown", "failed", "list-only",
    "continuation", "snoozed", "quiet-hours", "pause", "storm",
    "others", "mode", "no-match", "no-rule", "not-kept",
]  # fmt: skip
_ON_ITS_WAY = frozenset({"waiting", "sending"})


def outcome_of(rules: Sequence[RuleWhyOut] | None, told: Sequence[ToldOut]) -> Outcome:
    """`rules` None: none has looked, or it is not kept. `told`: what this person was told of it, oldest first."""
    if told:
        return _of_notices(told)
    if rules is None:
        return "not-kept"
    if not rules:
        return "no-rule"
    if any(rule.fired for rule in rules):
        return "others"
    if any(rule.silenced and _holds(rule) for rule in rules):
        return "mode"
    return "no-match"


def _holds(rule: RuleWhyOut) -> bool:
    """Its outermost condition does, so nothing but the mode kept it silent."""
    return bool(rule.conditions) and rule.conditions[0].holds


def _of_notices(told: Sequence[ToldOut]) -> Outcome:
    states = [delivery.state for notice in told for delivery in notice.deliveries]
    if not states:
        return next((notice.silent for notice in told if notice.silent), None) or "list-only"
    if "sent" in states:
        return "sent" if set(states) <= {"sent", *_ON_ITS_WAY} else "partly"
    if _ON_ITS_WAY & set(states):
        return "waiting"
    return "unknown" if "unknown" in states else "failed"
