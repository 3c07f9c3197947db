"""The small file in which a camera's trust lasts over restarts (as the scenery does)."""

import re
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argusai.kit.files import write_durably
from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.gate.trust import Trust

_log = get_log("capture.streams")
_MOST_BYTES = 10_000
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Count = Annotated[int, Field(ge=0, le=10**12)]


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1]
    stream: str = Field(max_length=200)
    watched_seconds: float = Field(ge=0, le=1e12, allow_inf_nan=False)
    events: Count
    missed: Count


class GateFolder:
    """One small file for each camera."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, camera_id: UUID) -> "GateFile":
        return GateFile(self._folder / f"{camera_id}.json")

    def remove(self, camera_id: UUID) -> None:
        """Raises OSError."""
        path = self.of(camera_id).path
        for each in (path, path.with_name(path.name + ".partial")):
            each.unlink(missing_ok=True)

    def camera_ids(self) -> list[UUID]:
        """Cameras that have a file, or half of one that a crash left. Raises OSError."""
        names = {path.name.partition(".")[0] for path in self._folder.glob("*.json*")}
        return [UUID(name) for name in names if _UUID.fullmatch(name)]


class GateFile:
    """Written by the camera's analysis thread only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._failing = False

    def load(self) -> Trust:
        """None has been earned where there is no file, nor, with one line in the log, where it cannot be used."""
        try:
            with self.path.open("rb") as file:
                stored = _Stored.model_validate_json(file.read(_MOST_BYTES))
        except FileNotFoundError:
            return Trust()
        except (OSError, ValidationError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not what was written"
            _log.warning("what a gate has earned cannot be read; it begins anew", file=self.path.name, reason=reason)
            return Trust()
        return Trust(stored.stream, stored.watched_seconds, stored.events, stored.missed)

    def save(self, trust: Trust) -> None:
        """A failure is logged once, and tried again the next time: only trust is lost."""
        content = _Stored(
            version=1,
            stream=trust.stream,
            watched_seconds=trust.watched_seconds,
            events=trust.events,
            missed=trust.missed,
        )
        try:
            write_durably(self.path, content.model_dump_json().encode())
        except OSError as error:
            if not self._failing:
                _log.warning("what a gate has earned cannot be written", file=self.path.name, reason=error.strerror)
            self._failing = True
        else:
            self._failing = False
