"""The host inside a capture process: takes orders from the parent, runs cameras, hands reports over."""

import gc
import os
import queue
import signal
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from argusai.kit.clock import SystemClock
from argusai.kit.link import ChildLink, Message
from argusai.kit.log import get_log
from argusai.kit.orphan import end_with_parent
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.camera import CameraRunner, Surroundings
from argusai.pipeline.capture.streams.contract import StreamHealth
from argusai.pipeline.capture.streams.ports import MakeWatch, Seeing
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.wire import Watched, read_camera, write_health

_log = get_log("capture.streams")

_BEAT_SECONDS = 0.5
_COUNTERS_SECONDS = 2.0
# PyAV's containers and streams hold each other, and with them decoders, encoders and pictures: a megabyte or more for
# each connection, left to the garbage collector, which counts objects and not what is behind them.
_TIDY_SECONDS = 10.0
_TICK_SECONDS = 0.1


class LinkOutbox:
    """Implements ports.Outbox over the link."""

    def __init__(self, link: ChildLink) -> None:
        self._link = link

    def send(self, report: Mapping[str, Any]) -> None:
        self._link.deliver({"kind": "report", "report": dict(report)})

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        return self._link.offer({"kind": "note", "note": dict(note)}, body)


class CaptureHost:
    """One loop that never blocks: it starts and stops cameras, and its beat proves that it still does."""

    def __init__(
        self, link: ChildLink, make_watch: MakeWatch, settings: StreamSettings, seeing: Seeing = Seeing()
    ) -> None:
        self._link = link
        self._take_share = seeing.take_share
        self._settings = settings
        self._around = Surroundings(
            settings, SystemClock(), LinkOutbox(link), link.offer, make_watch, self._tell_health, seeing
        )
        self._orders: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._wanted: dict[UUID, Camera] = {}
        self._running: dict[UUID, CameraRunner] = {}
        self._overdue: dict[UUID, float] = {}
        self._watched: set[Watched] = set()
        self._showing = threading.Lock()
        self._snapshots = ThreadPoolExecutor(1, thread_name_prefix="snapshot")  # decoding must not hold up the beat

    def run(self) -> None:
        """Until the parent says stop."""
        self._link.start(self._heard)
        self._link.send({"kind": "ready"})
        beat = counters = tidy = 0.0
        while True:
            now = time.monotonic()
            if now >= beat:
                self._link.beat()
                beat = now + _BEAT_SECONDS
            if now >= counters:
                self._tell_counters()
                counters = now + _COUNTERS_SECONDS
            if now >= tidy:
                gc.collect()
                tidy = now + _TIDY_SECONDS
            self._converge()
            try:
                pause = min(beat, counters) - time.monotonic()
                order = self._orders.get(timeout=max(0.0, min(pause, _TICK_SECONDS) if self._overdue else pause))
            except queue.Empty:
                continue
            if order["kind"] == "stop":
                break
            self._obey(order)
        self._stop_all()

    def _heard(self, message: Message) -> None:
        self._orders.put(message.head)

    def _obey(self, order: Mapping[str, Any]) -> None:
        if order["kind"] == "cameras":
            self._wanted = {camera.id: camera for camera in map(read_camera, order["cameras"])}
            self._cut_unmasked()
            self._link.send({"kind": "obeyed", "order": order["order"]})
        elif order["kind"] == "share":
            self._take_share(order["share"])
        elif order["kind"] == "live":
            self._switch_live(Watched(UUID(order["camera_id"]), order["stream"], order["format"]), order["on"])
        elif order["kind"] in {"snapshot", "look"}:
            self._snapshots.submit(self._answer, self._running.get(UUID(order["camera_id"])), order)

    def _answer(self, runner: CameraRunner | None, order: Mapping[str, Any]) -> None:
        head = {"kind": "answer", "request": order["request"]}
        if order["kind"] == "snapshot":
            picture = runner.newest_picture() if runner else None
            self._show(runner, head, picture.jpeg() if picture else b"")
        elif runner is None:
            self._link.offer({**head, "outcome": "no-picture"})
        else:
            runner.look(
                UUID(order["event_id"]),
                order["occasion"],
                lambda outcome: self._link.offer({**head, "outcome": outcome}),
            )

    def _show(self, runner: CameraRunner | None, head: Mapping[str, Any], jpeg: bytes) -> None:
        """Unless masks were changed since the picture was taken."""
        with self._showing:
            self._link.offer(dict(head), jpeg if runner is not None and not runner.is_ending else b"")

    def _cut_unmasked(self) -> None:
        """A change of privacy masks holds for every picture from now on."""
        with self._showing:
            for camera_id, runner in self._running.items():
                wanted = self._wanted.get(camera_id)
                if wanted is not None and wanted.privacy != runner.camera.privacy:
                    runner.cut()

    def _switch_live(self, watched: Watched, on: bool) -> None:
        (self._watched.add if on else self._watched.discard)(watched)
        if running := self._running.get(watched.camera_id):
            running.switch_live(watched.stream, watched.format, on)

    def _converge(self) -> None:
        """One step towards the wanted cameras. A changed one is started when its forerunner is done or long overdue."""
        now = time.monotonic()
        for camera_id, runner in list(self._running.items()):
            wanted = self._wanted.get(camera_id)
            if wanted is not None and wanted.same_stream(runner.camera) and camera_id not in self._overdue:
                runner.camera = wanted  # its rules may be new
                continue
            runner.stop()
            due = self._overdue.setdefault(camera_id, now + self._settings.stop_seconds)
            if runner.done or now > due:
                del self._running[camera_id], self._overdue[camera_id]
        for camera_id, camera in self._wanted.items():
            if camera_id not in self._running:
                runner = self._running[camera_id] = CameraRunner(camera, self._around)
                for watched in self._watched:
                    if watched.camera_id == camera_id:
                        runner.switch_live(watched.stream, watched.format, True)
                runner.start()

    def _tell_health(self, health: StreamHealth) -> None:
        self._link.send({"kind": "health", "changed": True, "health": write_health(health)})

    def _tell_counters(self) -> None:
        for runner in self._running.values():
            self._link.offer({"kind": "health", "changed": False, "health": write_health(runner.health())})

    def _stop_all(self) -> None:
        """What is open is closed and handed over, as far as the time allows."""
        for runner in self._running.values():
            runner.stop()
        deadline = time.monotonic() + self._settings.stop_seconds * 0.75
        while time.monotonic() < deadline and not all(runner.done for runner in self._running.values()):
            self._link.beat()
            time.sleep(0.01)
        self._link.settle(max(0.0, deadline - time.monotonic()))


def run_child(fd: int, make_watch: MakeWatch, settings: StreamSettings, seeing: Seeing = Seeing()) -> None:
    """Run the capture process on the inherited socket `fd`. Does not return: threads may hang in FFmpeg, so it leaves
    without waiting for them."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides.
    link = ChildLink(fd)
    status = 0
    try:
        CaptureHost(link, make_watch, settings, seeing).run()
    except Exception:  # noqa: BLE001 - the supervisor's edge: said once, then started again by the parent
        _log.exception("the capture process failed")
        status = 70
    finally:
        link.close()
        os._exit(status)
