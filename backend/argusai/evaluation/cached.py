"""A detector that counts its looks and remembers its answers on disk, so that running again with other settings of
tracking or events costs almost nothing."""

import hashlib
import json
import sqlite3
import time
import weakref
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from argusai.kit.errors import StartError
from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.objects.ports import ObjectDetector

_BUSY_SECONDS = 60.0
_MOST_OBJECTS = 100
_FOUND = TypeAdapter(list[Detection])


class Answers:
    """Answers on disk, shared by several runs at once. `folder` None: none are kept. Raises StartError when the folder
    cannot be written."""

    def __init__(self, folder: Path | None) -> None:
        self._db: sqlite3.Connection | None = None
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / "detections.db", timeout=_BUSY_SECONDS, isolation_level=None)
            weakref.finalize(self, self._db.close)
            self._db.text_factory = bytes  # what is damaged may be no text
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = OFF")  # what is lost is found again
            self._db.execute("CREATE TABLE IF NOT EXISTS answers (asked BLOB PRIMARY KEY, found TEXT, cpu REAL)")
        except (OSError, sqlite3.Error) as error:
            raise StartError(f"{folder} cannot keep detections: {error}.") from error

    def get(self, asked: bytes) -> tuple[list[Detection], float] | None:
        """The detections and what they cost, CPU seconds. None: not kept, or damaged."""
        if self._db is None:
            return None
        row = self._db.execute("SELECT found, cpu FROM answers WHERE asked = ?", (asked,)).fetchone()
        if row is None:
            return None
        try:
            return _FOUND.validate_json(row[0]), float(row[1])
        except (ValueError, TypeError):
            return None

    def put(self, asked: bytes, found: list[Detection], cpu: float) -> None:
        if self._db is not None:
            told = json.dumps([asdict(each) for each in found])
            self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (asked, told, cpu))


@dataclass(frozen=True, slots=True)
class Spent:
    """`remembered`: looks whose answer was on disk. `cpu_seconds`: what all looks cost when they were made;
    `cpu_seconds_now`: those that were made now."""

    looks: int = 0
    remembered: int = 0
    cpu_seconds: float = 0.0
    cpu_seconds_now: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.looks + other.looks,
            self.remembered + other.remembered,
            self.cpu_seconds + other.cpu_seconds,
            self.cpu_seconds_now + other.cpu_seconds_now,
        )


class CachedDetector:
    """Implements `objects.ports.ObjectDetector`. An answer belongs to the picture's luma, the area and `model` (its
    name, its sha256 and whatever else changes its answers): not to the clip's name. Not thread-safe."""

    def __init__(self, detector: ObjectDetector, answers: Answers, model: str) -> None:
        self._detector = detector
        self._answers = answers
        self._model = model.encode()
        self._spent = Spent()

    def take(self) -> Spent:
        """What was spent since it was last taken."""
        spent, self._spent = self._spent, Spent()
        return spent

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        if not areas:
            return []
        seen = hashlib.blake2b(picture.luma(picture.height).tobytes(), digest_size=20).digest()
        found = [each for area in areas for each in self._look(picture, area, seen)]
        return keep_best(found, _MOST_OBJECTS) if len(areas) > 1 else found

    def _look(self, picture: Picture, area: Box, seen: bytes) -> list[Detection]:
        where = f"{picture.width}x{picture.height} {area.left:.2f},{area.top:.2f},{area.right:.2f},{area.bottom:.2f}"
        asked = hashlib.blake2b(seen + where.encode() + self._model, digest_size=20).digest()
        known = self._answers.get(asked)
        if known is not None:
            self._spent += Spent(1, 1, known[1])
            return known[0]
        began = time.thread_time()
        found = self._detector.detect(picture, [area])
        cpu = time.thread_time() - began
        self._spent += Spent(1, 0, cpu, cpu)
        self._answers.put(asked, found, cpu)
        return found
