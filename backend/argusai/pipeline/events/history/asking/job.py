"""What the child that looks at a sent file is told, and what it answers. Travels as JSON lines."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from argusai.pipeline.capture.cameras.contract import Keep
from argusai.pipeline.events.history.asking.sniff import Sent


class SentJob(BaseModel):
    """`at`: when its first picture was taken; None: its last one just now. `keep`: as the camera keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: Path
    kind: Sent
    event_id: UUID
    camera_id: UUID
    keep: Keep
    at: datetime | None = None
    labels: tuple[str, ...] = ()
    note: str = ""
