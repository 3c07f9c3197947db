"""What the child that looks at a sent file is told. Travels as JSON."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from argusai.pipeline.capture.cameras.contract import Keep, Privacy
from argusai.pipeline.events.history.asking.sniff import Sent


@dataclass(frozen=True, slots=True)
class Terms:
    """What may become of a camera's pictures: what is kept of its events, and what must be black before that."""

    keep: Keep
    privacy: Privacy


class SentJob(BaseModel):
    """`at`: when its first picture was taken; None: its last one when it was received. `starts`: how often the
    program began with it outstanding."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: Path
    kind: Sent
    event_id: UUID
    camera_id: UUID
    terms: Terms
    received_at: datetime
    at: datetime | None = None
    labels: tuple[str, ...] = ()
    note: str = ""
    starts: int = 0
