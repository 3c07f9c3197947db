"""What is remembered of a time in which a camera was not seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Kind = Literal["away", "capture-lost", "not-running", "flaps"]

# Shorter ones are counted together: a camera that drops a connection is back in less, and nobody missed anything.
LISTED_SECONDS = 10.0
# From then on somebody may have walked past unseen: as long as the banner waits (system.troubles).
TOLD_SECONDS = 60.0
# So long ones that follow each other are counted in one entry.
FLAPS_TOGETHER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Outage:
    """`ended_at` None: it goes on. `seconds`: how long nothing was seen, by a clock that nobody sets. `slug`, `reason`:
    why, as the stream says it. `times`: of "flaps", how many there were. `told`: long enough for the owner to hear of.
    `carried`: he heard that it began before the program was started again."""

    id: UUID
    camera_id: UUID
    kind: Kind
    began_at: datetime
    ended_at: datetime | None
    seconds: float
    slug: str = ""
    reason: str = ""
    times: int = 1
    told: bool = False
    carried: bool = False
