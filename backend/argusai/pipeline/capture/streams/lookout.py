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
    """What a lookout works with. `camera`: as it is now; `seen`: told after each frame, in the lookout's thread."""

    camera: Callable[[], Camera]
    recorder: Recorder
    make_watch: MakeWatch
    outbox: Outbox
    clock: Clock
    seen: Callable[[Frame, Watch], None]


class Lookout:
    """`eager`: every frame is worth looking at for now. `offer` may be called from any thread."""

    def __init__(self, looking: Looking, camera: Camera) -> None:
        self._looking = looking
        self._frames: DroppingChannel[Frame] = DroppingChannel(MOST_WAITING)
        self._failures = Failures(looking.clock.monotonic)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"analyse-{camera.id}", daemon=True)
        self.eager = False

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What waits is not looked at any more; what is open is finished."""
        self._stop.set()
        self._frames.close()

    def clear(self) -> None:
        """What waits is nobody's any more."""
        self._frames.clear()

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
        self._frames.most = most_waiting
        self._frames.put(frame)

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
        try:
            while True:
                frame = self._frames.get(_IDLE_SECONDS)
                if self._stop.is_set():
                    return
                if looking.camera() is not camera:
                    camera = looking.camera()
                    watch.obey(camera)
                if frame is None:
                    watch.idle(looking.clock.now())
                    continue
                self.eager = watch.see(frame)
                self._failures.went_well()
                looking.seen(frame, watch)
        except Closed:
            return
        finally:
            watch.close()
            with contextlib.suppress(OSError):
                looking.recorder.finish()
