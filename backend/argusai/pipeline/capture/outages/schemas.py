"""What the outage routes take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.kit.schemas import Strict

# SQLite's largest integer; what we gave out is smaller.
_MOST = 2**63 - 1


class OutageOut(BaseModel):
    """A time in which a camera was not seen. `kind`: "away" (the camera), "capture-lost" (our part that watches it),
    "not-running" (ArgusAI did not run), "flaps" (`times` short ones of an hour together). `ended_at` null: it goes on.
    `seconds`: how long nothing was seen, also where the machine's clock was set meanwhile; null while it goes on.
    `reason_slug`, `why`: the cause, for programs and as half a sentence. `sentence`: all of it. `news`: rises each time
    the owner is told, going and returning; null for what is too short to tell."""

    id: UUID
    camera_id: UUID
    camera_name: str
    kind: Literal["away", "capture-lost", "not-running", "flaps"]
    began_at: datetime
    ended_at: datetime | None
    seconds: float | None
    times: int
    reason_slug: str
    why: str
    sentence: str
    news: int | None


class OutagesSeenIn(Strict):
    """The largest `news` that was shown."""

    news: Annotated[int, Field(ge=0, le=_MOST, strict=True)]
