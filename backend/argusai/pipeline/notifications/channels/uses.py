"""What becomes of rules that tell by a channel when it goes, in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that tells by a channel. `alone`: by no other one that is there."""

    rule_name: str
    alone: bool


def used_by(name: str, uses: Sequence[Use]) -> str:
    """Before the channel so named goes."""
    alone, others = _rules(uses)
    said = [
        f"Without it {alone} would tell nobody, except behind the bell." if alone else "",
        f"{others} would tell by other channels alone." if others else "",
    ]
    return " ".join([f"Rules tell by “{name}”.", *filter(None, said)])


def silenced_by(uses: Sequence[Use]) -> str:
    """After it went: " Now …", or nothing where no rule is without a channel."""
    alone, _ = _rules(uses)
    return f" Nobody is told by {alone} any more, except behind the bell." if alone else ""


def _rules(uses: Sequence[Use]) -> tuple[str, str]:
    return _quoted([use.rule_name for use in uses if use.alone]), _quoted([u.rule_name for u in uses if not u.alone])


def _quoted(names: Sequence[str]) -> str:
    """“A” and “B”; of many the first five. Empty for none."""
    shown = [f"“{name}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
