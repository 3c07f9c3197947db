"""The folder in which a user's detectors lie, one folder each. All of it blocks: not for an event loop.

NAME/description.json is there from the start, NAME/model.onnx and NAME/checked.json only once the model was tried: so a
kill in between leaves a detector that waits for its model. The file `.in-use` holds the name of the chosen one.
"""

import json
import math
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.files import sync_file, sync_folder, write_durably
from argusai.pipeline.detection.objects.own.description import (
    DESCRIPTION_BYTES,
    DetectorDescription,
    read_description,
    read_description_file,
)

BUILT_IN = "nanodet"
RESERVED = frozenset({BUILT_IN, "ssd-mobilenet"})  # or nobody could tell which model said what
MOST_DETECTORS = 20
_DESCRIPTION, _MODEL, _CHECKED, _COMING, _IN_USE = (
    "description.json",
    "model.onnx",
    "checked.json",
    "model.coming",
    ".in-use",  # no name of a detector begins with a dot
)


@dataclass(frozen=True, slots=True)
class Check:
    """How the trial went. `found`: how many objects of each label on the picture it was tried on. `milliseconds`: for
    one look, the median of several."""

    found: dict[str, int]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class OwnDetector:
    """`check` None: its model has not come yet."""

    description: DetectorDescription
    bytes: int
    check: Check | None


class Shelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tidy(self) -> None:
        """Remove what was being sent when the program ended."""
        for coming in self._folder.glob(f"*/{_COMING}"):
            coming.unlink(missing_ok=True)

    def free_bytes(self) -> int:
        """On the disk that it lies on, or will."""
        there = next(folder for folder in (self._folder, *self._folder.parents) if folder.is_dir())
        return shutil.disk_usage(there).free

    def all(self) -> list[OwnDetector]:
        """By name. What cannot be read is left out."""
        if not self._folder.is_dir():
            return []
        found = []
        for folder in sorted(each for each in self._folder.iterdir() if each.is_dir()):
            try:
                found.append(self._read(folder))
            except BadInput:
                continue
        return found

    def get(self, name: str) -> OwnDetector:
        """Raises NotFound."""
        for detector in self.all():
            if detector.description.name == name:
                return detector
        raise NotFound(f"There is no detector called “{name}”.")

    def describe(self, text: bytes) -> OwnDetector:
        """A new detector, which waits for its model. Raises BadInput, Conflict."""
        description = read_description(text)
        detectors = self.all()
        if description.name in RESERVED or any(each.description.name == description.name for each in detectors):
            raise Conflict(f"There is a detector called “{description.name}” already.", slug="name-taken")
        if len(detectors) >= MOST_DETECTORS:
            raise Conflict(f"At most {MOST_DETECTORS} detectors fit. Remove one.", slug="too-many")
        write_durably(self._folder / description.name / _DESCRIPTION, text)
        return OwnDetector(description, 0, None)

    def begin_model(self, name: str) -> IO[bytes]:
        """Where the bytes of the model are to be written; then `coming`, and `keep_model` or `drop_model`."""
        self.get(name)
        return (self._folder / name / _COMING).open("wb")

    def coming(self, name: str) -> tuple[Path, Path]:
        """The description and the model that is to be tried."""
        folder = self._folder / name
        return folder / _DESCRIPTION, folder / _COMING

    def keep_model(self, name: str, check: Check) -> OwnDetector:
        """The model passed its trial. A kill half-way leaves the earlier one, or a detector that waits."""
        folder = self._folder / name
        (folder / _CHECKED).unlink(missing_ok=True)
        sync_file(folder / _COMING)
        (folder / _COMING).rename(folder / _MODEL)
        sync_folder(folder)
        write_durably(folder / _CHECKED, json.dumps(asdict(check)).encode())
        return self._read(folder)

    def drop_model(self, name: str) -> None:
        (self._folder / name / _COMING).unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Raises NotFound, Conflict while it is the chosen one."""
        self.get(name)
        if self.in_use() == name:
            raise Conflict("This detector is in use. Choose another one first.", slug="in-use")
        shutil.rmtree(self._folder / name)
        sync_folder(self._folder)

    def choose(self, name: str) -> None:
        """Raises NotFound, Conflict when its model has not come yet."""
        if name != BUILT_IN and self.get(name).check is None:
            raise Conflict(f"The model of “{name}” has not come yet. Send it first.", slug="no-model")
        write_durably(self._folder / _IN_USE, name.encode())

    def in_use(self) -> str:
        """The name of the chosen one; that of ours where nothing was chosen, or what was chosen is gone."""
        name = self.chosen()
        return name if any(each.check and each.description.name == name for each in self.all()) else BUILT_IN

    def chosen(self) -> str:
        """As `in_use`, whether it still works or not."""
        try:
            return (self._folder / _IN_USE).read_text()[:80]
        except (OSError, UnicodeError):
            return BUILT_IN

    def model(self, name: str) -> bytes:
        """Raises NotFound when it is gone."""
        try:
            return (self._folder / name / _MODEL).read_bytes()
        except OSError as error:
            raise NotFound(f"The model of “{name}” cannot be read ({error.strerror}).") from error

    def _read(self, folder: Path) -> OwnDetector:
        """Raises BadInput."""
        description = read_description_file(folder / _DESCRIPTION)
        if description.name != folder.name:
            raise BadInput("The folder has another name than its detector.")
        return OwnDetector(description, _size(folder / _MODEL), _read_check(folder))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _read_check(folder: Path) -> Check | None:
    if not (folder / _MODEL).is_file():
        return None
    try:
        text = os.fsdecode((folder / _CHECKED).read_bytes()[:DESCRIPTION_BYTES])
        said = json.loads(text)
        check = Check({str(label): int(count) for label, count in said["found"].items()}, float(said["milliseconds"]))
    except (OSError, ArithmeticError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return check if math.isfinite(check.milliseconds) else None
