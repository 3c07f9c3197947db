"""Whose the topics are: one ArgusAI speaks below a prefix at a time, and the broker keeps who it is. Pure."""

import json
from dataclasses import dataclass
from uuid import UUID

from argusai.kit.text import escaped

_LONGEST_MACHINE = 60
_LONGEST_CLAIM = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """`installation`: whose data; copies share it. `run`: this very program, as long as it runs. `machine`: its name,
    for people."""

    installation: UUID
    run: UUID
    machine: str = ""

    def payload(self) -> bytes:
        plain = {"installation": self.installation.hex, "run": self.run.hex, "machine": self.machine}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


class Superseded(Exception):
    """Another one speaks from now on. The message says so in a sentence."""


def read_claim(payload: bytes) -> Claim | None:
    """None: it is no claim; whoever may write to the broker could have written it."""
    if len(payload) > _LONGEST_CLAIM:
        return None
    try:
        plain = json.loads(payload)
        return Claim(UUID(plain["installation"]), UUID(plain["run"]), escaped(str(plain["machine"]))[:_LONGEST_MACHINE])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def speaks_instead(mine: Claim, other: Claim, prefix: str) -> str:
    """`other` is alive."""
    if other.installation == mine.installation:
        return (
            f"Another ArgusAI with the same data{_where(other)} speaks to Home Assistant in place of this one. This "
            "one steps in when it goes. Stop the one that is not needed."
        )
    return (
        f"Another ArgusAI{_where(other)} uses the topics below {prefix}/ at this broker. Give this one another topic "
        "prefix."
    )


def was_here(other: Claim, prefix: str) -> str:
    """`other`, of another house, does not answer."""
    return (
        f"Another ArgusAI{_where(other)} used the topics below {prefix}/ at this broker, and does not answer. This one "
        "takes them when it has been silent for ten minutes. Or give this one another topic prefix."
    )


def _where(other: Claim) -> str:
    return f" on the machine “{other.machine}”" if other.machine else ""
