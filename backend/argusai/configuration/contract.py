"""What other parts may know of changes of the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CameraChange:
    """One change of one camera. `said`: what, in words; empty for what people do not see. `before`, `after`: its row
    in plain values, None where it was not there."""

    id: UUID
    at: datetime
    who: str
    said: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
