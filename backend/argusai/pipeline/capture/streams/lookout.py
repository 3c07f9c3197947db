"""Has one camera's frames looked at, in a thread of its own."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from argusai.kit.channel import Closed, DroppingChannel
from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.failures import Failures
from argusai.pipeline.capture.streams.ports import MakeWatch, Outbox, Recorder, Watch

_log = get_log("capture.streams")

# Frames that may wait for the analysis: more would only be older. A gate that wakes brings those of a second at once.
MOST_WAITING = 3
MOST_AT_WAKING = 16
_IDLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Looking:
    """What a lookout works with. `camera`: as it is now; `seen`: told after each frame that was seen, in the lookout's
    thread; `shown`: somebody wants to be shown every frame."""

    camera: Callable[[], Camera]
    recorder: Recorder
    make_watch: MakeWatch
    outbox: Outbox
    clock: Clock
    seen: Callable[[Frame, Watch], None]
    shown: Callable[[], bool]


class Lookout:
    """`eager`: every frame is worth looking at for now. `still`: nothing stirred in the last one. `offer` may be called
    from any thread."""

    def __init__(self, looking: Looking, camera: Camera) -> None:
        self._looking = looking
        self._frames: DroppingChannel[Frame] = DroppingChannel(MOST_WAITING)
        self._failures = Failures(looking.clock.monotonic)
        self._stop = threading.Event()
        self._turn = threading.Lock()  # held by whoever asks the watch something
        self._watch: Watch | None = None
        self._obeyed = camera
        self._waiting: Frame | None = None  # the newest that was handed over, until it was seen
        self._thread = threading.Thread(target=self._run, name=f"analyse-{camera.id}", daemon=True)
        self.eager = False
        self.still = False

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What waits is not looked at any more; what is open is finished."""
        self._stop.set()
        self._frames.close()

    def clear(self) -> None:
        """What waits is nobody's any more."""
        self._frames.clear()
        self._waiting = None

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    @property
    def dropped(self) -> int:
        return self._frames.dropped

    @property
    def failing(self) -> bool:
        """The watch fails again and again."""
        return self._failures.lasting

    def offer(self, frame: Frame, most_waiting: int = MOST_WAITING) -> None:
        if self._rests(frame):
            return
        self._waiting = frame
        self._frames.most = most_waiting
        self._frames.put(frame)

    def _rests(self, frame: Frame) -> bool:
        """Whether nobody has to look at it. Asked by who decoded it: to wake another thread, and to have it fetch the
        pixels, costs more than the answer."""
        if self._waiting is not None or self._looking.shown() or not self._turn.acquire(blocking=False):
            return False
        try:
            if self._watch is None or self._stop.is_set() or self._looking.camera() is not self._obeyed:
                return False
            return self._watch.rests(frame)
        finally:
            self._turn.release()

    def _run(self) -> None:
        looking = self._looking
        while True:
            camera = looking.camera()
            try:
                self._look(looking.make_watch(camera, looking.recorder, looking.outbox), camera)
                return
            except Exception:  # noqa: BLE001 - the edge of this camera: one faulty frame must not end its watch
                _log.exception("watching a camera failed; it begins anew", camera_id=str(camera.id))
            if self._stop.wait(self._failures.failed()):
                return

    def _look(self, watch: Watch, camera: Camera) -> None:
        looking = self._looking
        self._waiting, self._watch, self._obeyed = None, watch, camera
        try:
            while True:
                frame = self._frames.get(_IDLE_SECONDS)
                if self._stop.is_set():
                    return
                with self._turn:
                    if (camera := looking.camera()) is not self._obeyed:
                        watch.obey(camera)
                        self._obeyed = camera
                    if frame is None:
                        watch.idle(looking.clock.now())
                        continue
                    self.eager = watch.see(frame)
                    self.still = not self.eager and watch.astir == "still"
                if self._waiting is frame:
                    self._waiting = None
                self._failures.went_well()
                looking.seen(frame, watch)
        except Closed:
            return
        finally:
            self._watch = None
            with self._turn:
                watch.close()
            with contextlib.suppress(OSError):
                looking.recorder.finish()
