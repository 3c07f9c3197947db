"""The settings that people change, as other parts may see them."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

Language = Literal["en", "de"]


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """`retention_gb`: of 1024³ bytes; None: no limit by size. `time_zone`: a name of the IANA database."""

    retention_days: int
    retention_gb: float | None
    language: Language
    time_zone: str

    @property
    def retention_bytes(self) -> int | None:
        return None if self.retention_gb is None else int(self.retention_gb * 1024**3)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
