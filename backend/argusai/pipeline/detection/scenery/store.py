"""The file in which a camera's remembered things last over restarts (docs/decisions: why no table)."""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import numpy as np
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from argusai.kit.files import write_durably
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.hidden import touches
from argusai.pipeline.detection.scenery.look import BLOCK
from argusai.pipeline.detection.scenery.opencv import Levels
from argusai.pipeline.detection.scenery.things import MOST_LOOKS, MOST_THINGS, Thing

_log = get_log("detection.scenery")
_MOST_BYTES = 1 << 20  # 64 things of 4 looks are a fifth of it
_EVERY = timedelta(seconds=60)
_SAME_SHAPE = 0.02  # of width by height: another sub-stream of the same camera
_MOST_CELLS = 24
# No clock that merely is wrong says more; what is further away overflows when it is reckoned with.
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Cells = Annotated[int, Field(ge=2 * BLOCK, le=_MOST_CELLS, multiple_of=BLOCK)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _StoredLook(_Strict):
    """`levels`: rows × columns bytes, base64."""

    rows: Cells
    columns: Cells
    levels: str = Field(max_length=2 * _MOST_CELLS * _MOST_CELLS)


class _StoredThing(_Strict):
    """`box`: left, top, right, bottom as shares of the frame."""

    label: str = Field(min_length=1, max_length=60)
    box: tuple[Share, Share, Share, Share]
    spread: float = Field(ge=0, le=10, allow_inf_nan=False)
    first_at: AwareDatetime
    seen_at: AwareDatetime
    looks: tuple[_StoredLook, ...] = Field(min_length=1, max_length=MOST_LOOKS)


class _Stored(_Strict):
    version: Literal[1]
    width: int = Field(ge=1, le=100_000)
    height: int = Field(ge=1, le=100_000)
    things: tuple[_StoredThing, ...] = Field(max_length=MOST_THINGS)


class SceneryFolder:
    """One small file for each camera."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, camera_id: UUID, hidden: Sequence[Polygon] = ()) -> "SceneryFile":
        """`hidden`: places, as shares of the frame, of which nothing is to be remembered."""
        return SceneryFile(self._folder / f"{camera_id}.json", hidden)

    def remove(self, camera_id: UUID) -> None:
        """Raises OSError."""
        path = self.of(camera_id).path
        for each in (path, path.with_name(path.name + ".partial")):
            each.unlink(missing_ok=True)

    def camera_ids(self) -> list[UUID]:
        """Cameras that have a file, or half of one that a crash left. Raises OSError."""
        names = {path.name.partition(".")[0] for path in self._folder.glob("*.json*")}
        return [UUID(name) for name in names if _UUID.fullmatch(name)]


class SceneryFile:
    """Written by the camera's analysis thread only."""

    def __init__(self, path: Path, hidden: Sequence[Polygon] = ()) -> None:
        self.path = path
        self._hidden = tuple(hidden)
        self._saved_at: datetime | None = None
        self._failing = False

    def due(self, at: datetime) -> bool:
        """At most once a minute; the answer True counts as saved."""
        if self._saved_at is not None and abs(at - self._saved_at) < _EVERY:
            return False
        self._saved_at = at
        return True

    def load(self, frame_size: tuple[int, int]) -> list[Thing]:
        """What is remembered, with boxes in pixels of a frame of `frame_size`. Nothing when there is no file, and with
        one line in the log when it cannot be used: it is written anew then."""
        try:
            with self.path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                raise ValueError("too large")
            stored = self._without_hidden(_Stored.model_validate_json(content))
            things = [_thing(number, each, frame_size) for number, each in enumerate(stored.things, start=1)]
        except FileNotFoundError:
            return []
        except (OSError, ValidationError, ValueError) as error:
            _log.warning("the remembered scenery cannot be read and is learned anew", file=self.path.name,
                         reason=_reason(error))  # fmt: skip
            return []
        if abs(stored.width / stored.height * frame_size[1] / frame_size[0] - 1) > _SAME_SHAPE:
            _log.info("the picture has another shape; scenery is learned anew", file=self.path.name)
            return []
        return things

    def _without_hidden(self, stored: _Stored) -> _Stored:
        """What reaches into a hidden place was seen before it was hidden: its look goes, from the file too. Raises
        OSError."""
        seen = tuple(each for each in stored.things if not any(touches(each.box, place) for place in self._hidden))
        if len(seen) == len(stored.things):
            return stored
        left = stored.model_copy(update={"things": seen})
        write_durably(self.path, left.model_dump_json().encode())
        return left

    @property
    def kept(self) -> bool:
        """Whether there is a file: the main process removes it with its camera, and it must not come back."""
        return self.path.exists()

    def save(self, things: Iterable[Thing], frame_size: tuple[int, int]) -> None:
        """A failure is logged once, and tried again the next time: only a memory is lost."""
        kept = tuple(_stored(thing, frame_size) for thing in things if thing.remembered)
        content = _Stored(version=1, width=frame_size[0], height=frame_size[1], things=kept[:MOST_THINGS])
        try:
            write_durably(self.path, content.model_dump_json().encode())
        except OSError as error:
            if not self._failing:
                _log.warning("the remembered scenery cannot be written", file=self.path.name, reason=error.strerror)
            self._failing = True
        else:
            self._failing = False


def _thing(number: int, stored: _StoredThing, frame_size: tuple[int, int]) -> Thing:
    """Raises ValueError for a box without area, times that are none, or a look of another size than it says."""
    width, height = frame_size
    left, top, right, bottom = stored.box
    first, seen = _time(stored.first_at), _time(stored.seen_at)
    if left >= right or top >= bottom or seen < first:
        raise ValueError("a box or its times are no such thing")
    box = Box(left * width, top * height, right * width, bottom * height)
    looks = [_look(look) for look in stored.looks]
    return Thing(number, stored.label, box, looks, first, seen, seen, spread=stored.spread)


def _time(stored: datetime) -> datetime:
    try:
        at = stored.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a time is beyond the calendar") from error
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("a time is no such thing")
    return at


def _look(stored: _StoredLook) -> Levels:
    try:
        levels = base64.b64decode(stored.levels, validate=True)
    except binascii.Error as error:
        raise ValueError("a look is no base64") from error
    return np.frombuffer(levels, np.uint8).reshape(stored.rows, stored.columns).astype(np.float32)


def _stored(thing: Thing, frame_size: tuple[int, int]) -> _StoredThing:
    width, height = frame_size
    box = thing.box
    return _StoredThing(
        label=thing.label,
        box=(_share(box.left, width), _share(box.top, height), _share(box.right, width), _share(box.bottom, height)),
        spread=min(10.0, thing.spread),
        first_at=thing.first_at,
        seen_at=thing.seen_at,
        looks=tuple(_stored_look(look) for look in thing.looks[-MOST_LOOKS:]),
    )


def _stored_look(look: Levels) -> _StoredLook:
    levels = np.clip(np.rint(look), 0, 255).astype(np.uint8)
    rows, columns = levels.shape
    return _StoredLook(rows=rows, columns=columns, levels=base64.b64encode(levels.tobytes()).decode())


def _share(value: float, length: int) -> float:
    return round(min(1.0, max(0.0, value / length)), 5)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "unreadable"
    return "it is not what was written" if isinstance(error, ValidationError) else str(error)
