"""One camera's gate over its connections: whether it may leave pictures out, what it earns and what it saves."""

import random
import threading
from collections.abc import Callable

from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import GateMode
from argusai.pipeline.capture.streams.contract import Astir, GateHealth, GateState
from argusai.pipeline.capture.streams.gate.store import GateFile
from argusai.pipeline.capture.streams.gate.trust import Comparison, Trust

_log = get_log("capture.streams")

# Of the sleeps of a trusted gate, so many are decoded in full, to see whether it still deserves it.
_CHECKED_SHARE = 0.1
_SAVE_SECONDS = 60.0
# Between two keyframes; more is a pause of the stream and was not watched.
_MOST_STEP_SECONDS = 2.0
# About an hour of 15 a second; then the older ones count half.
_LATELY_PICTURES = 54_000
_CODECS = frozenset({"h264", "hevc"})


class CameraGate:
    """Implements `decode.Decider`. `mode` and `hold` are asked each time; `hold`: somebody wants every picture. Any
    thread."""

    def __init__(
        self,
        mode: Callable[[], GateMode],
        file: GateFile | None = None,
        hold: Callable[[], bool] = lambda: False,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._mode = mode
        self._file = file
        self._hold = hold
        self._chance = chance
        self._lock = threading.Lock()
        self._trust = file.load() if file else Trust()
        self._comparison = Comparison()
        self._fits = False
        self._astir: Astir = "motion"
        self._state: GateState = "measuring"
        self._checking = False
        self._glimpsed_at: float | None = None
        self._unsaved_seconds = 0.0
        self._changed = False
        self._pictures = self._decoded = 0.0

    def opened(self, codec: str, width: int, height: int, *, fits: bool = True) -> None:
        """A connection begins, and media time with it. `fits` False: it is decoded in a way that leaves nothing out."""
        with self._lock:
            self._trust = self._trust.on(f"{codec} {width}x{height}")
            self._fits = fits and codec in _CODECS
            self._comparison, self._glimpsed_at, self._checking = Comparison(), None, False
            self._state, self._astir = "measuring", "motion"

    @property
    def on(self) -> bool:
        return self._fits and self._mode() != "off"

    @property
    def astir(self) -> bool:
        return self._astir != "still" or self._hold()

    def may_sleep(self, *, short: bool, known: bool) -> bool:
        mode = self._mode()
        with self._lock:
            if not short:
                self._state = "keyframes" if known else "measuring"
                return False
            if mode == "auto" and not self._trust.earned:
                self._state = "learning"
                return False
            if self._state != "asleep":
                self._state = "checking" if self._checking else "awake"
            return mode != "off" and not self._checking

    def watched(self, at: float, *, asleep: bool) -> bool:
        with self._lock:
            fell_asleep = asleep and not self._comparison.asleep
            caught, missed = self._comparison.gate(at, asleep=asleep)
            step = at - self._glimpsed_at if self._glimpsed_at is not None else 0.0
            self._glimpsed_at = at
            if self._mode() != "auto" or self._state not in ("learning", "awake", "checking"):
                return not missed
            if fell_asleep:
                self._checking = self._trust.earned and self._chance() < _CHECKED_SHARE
            elif not asleep:
                self._checking = False
            self._earn(step if 0 < step <= _MOST_STEP_SECONDS else 0.0, caught, missed)
            return not missed

    def counted(self, pictures: int, decoded: int) -> None:
        with self._lock:
            self._pictures += pictures
            self._decoded += decoded
            if self._pictures > _LATELY_PICTURES:
                self._pictures, self._decoded = self._pictures / 2, self._decoded / 2

    def heard(self, astir: Astir, media_seconds: float) -> None:
        """What the analysis made of a picture; in its thread."""
        with self._lock:
            if astir == "event" and self._astir != "event" and self._mode() == "auto":
                self._earn(0.0, self._comparison.event(media_seconds), 0)
            self._astir = astir
            trust, due = self._trust, self._changed or self._unsaved_seconds >= _SAVE_SECONDS
            if due:
                self._changed, self._unsaved_seconds = False, 0.0
        if due and self._file is not None:
            self._file.save(trust)

    def asleep(self, *, now: bool) -> None:
        """For the camera's page."""
        with self._lock:
            if now:
                self._state = "asleep"
            elif self._state == "asleep":
                self._state = "awake"

    def read(self) -> GateHealth:
        with self._lock:
            if self._mode() == "off":
                return GateHealth()
            state: GateState = self._state if self._fits else "unfit"
            saved = 1 - self._decoded / self._pictures if self._pictures else 0.0
            trust = self._trust
            return GateHealth(state, max(0.0, saved), trust.watched_seconds, trust.events, trust.missed)

    def _earn(self, seconds: float, caught: int, missed: int) -> None:
        before, self._trust = self._trust, self._trust.after(seconds, caught, missed)
        self._unsaved_seconds += seconds
        self._changed = self._changed or bool(caught or missed) or self._trust.earned != before.earned
        if missed:
            self._checking = False
            _log.warning("the gate would have slept through an event; it begins anew", stream=self._trust.stream)
        elif self._trust.earned and not before.earned:
            _log.info("the gate has earned trust", stream=self._trust.stream, events=self._trust.events)
