"""How a capture process ended, and whether a camera of it may be the cause. Pure."""

import signal
from dataclasses import dataclass
from typing import Literal

# outside: killed by a person, by the system for want of memory, or by us for a fault of ours.
Cause = Literal["crashed", "frozen", "outside"]
_FROM_OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT})


@dataclass(frozen=True, slots=True)
class Ending:
    """`ready`: it had started. `lasted`: seconds from its start to its end."""

    cause: Cause
    ready: bool
    lasted: float

    @property
    def counts(self) -> bool:
        """Against its cameras. One that never came up had none yet; and where memory is short, more processes would
        make it shorter."""
        return self.ready and self.cause != "outside"


def cause_of(returncode: int | None) -> Cause:
    """Of one that nobody ended on purpose. Negative: a signal, as asyncio tells it."""
    if returncode is None or returncode == 0 or -returncode in _FROM_OUTSIDE:
        return "outside"
    return "crashed"
