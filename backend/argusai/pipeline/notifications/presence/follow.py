"""Which mode follows from who is at home. Pure.

Only a change speaks: the last one leaves, or the first one is back. So what is told twice, or stays, changes nothing,
and whoever chooses a mode between two changes keeps it. Night, Disarmed and own modes are left alone always, and so is
Away that somebody chose by hand: a phone that comes back must not take back what a person wanted.
"""

from collections.abc import Sequence

HOME, NOT_HOME, UNKNOWN = "home", "not_home", ""


def mode_after(before: Sequence[str], after: Sequence[str], mode: str, *, by_hand: bool) -> str | None:
    """`before`, `after`: where each resident is; `mode`: the one that counts, and whether somebody chose it `by_hand`.
    None: it stays."""
    if mode == "home" and _all_away(after) and not _all_away(before):
        return "away"
    if mode == "away" and not by_hand and HOME in after and HOME not in before:
        return "home"
    return None


def _all_away(states: Sequence[str]) -> bool:
    """Not while of one it is unknown."""
    return bool(states) and all(state == NOT_HOME for state in states)
