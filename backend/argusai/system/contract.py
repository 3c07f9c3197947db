"""The settings that people change, as other parts may see them."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

Language = Literal["en", "de"]


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """`retention_gb`: of 1024³ bytes; None: no limit by size. `time_zone`: a name of the IANA database. `latitude`,
    `longitude`: where the house stands, in degrees, north and east positive; None: nobody said."""

    retention_days: int
    retention_gb: float | None
    language: Language
    time_zone: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def retention_bytes(self) -> int | None:
        return None if self.retention_gb is None else int(self.retention_gb * 1024**3)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def place(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)
