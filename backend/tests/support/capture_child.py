"""A capture process for tests: its watch reports what it sees and cuts clips when the test's orders say so.

Started by the supervisor as `python -m tests.support.capture_child --settings JSON --fd N`.
"""

import argparse
import os
import resource
import signal
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from argusai.kit.log import set_up_log
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.child import run_child
from argusai.pipeline.capture.streams.contract import Astir, Frame, Looks
from argusai.pipeline.capture.streams.ports import Outbox, Recorder, Seeing
from argusai.pipeline.capture.streams.settings import StreamSettings

_REPORT_EVERY = 5


class ReportingWatch:
    """Reports every fifth frame it is shown, and the end. A camera named "clip" records from its third second on; one
    named "crash" does at its sixth frame what a decoder does that follows a wrong pointer."""

    def __init__(self, camera: Camera, recorder: Recorder, outbox: Outbox) -> None:
        self._camera = camera
        self._recorder = recorder
        self._outbox = outbox
        self._seen = 0
        self._clip_from: datetime | None = None

    @property
    def astir(self) -> Astir:
        return "still"

    def rests(self, frame: Frame) -> bool:
        return False

    def see(self, frame: Frame) -> bool:
        self._seen += 1
        if self._camera.name == "clip":
            self._record(frame)
        if self._camera.name == "crash" and self._seen > _REPORT_EVERY:
            os.kill(os.getpid(), signal.SIGSEGV)
        if self._seen % _REPORT_EVERY == 1:
            self._send({"seen": self._seen, "luma": int(frame.picture.luma(100).mean()), "media": frame.media_seconds})
        return False

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        return {"at": frame.at.isoformat(), "seen": self._seen}

    def idle(self, at: datetime) -> None:
        self._send({"idle": at.isoformat()})

    def obey(self, camera: Camera) -> None:
        self._send({"zones": [zone.name for zone in camera.rules.zones]})

    def close(self) -> None:
        self._send({"closed": self._seen})

    def _record(self, frame: Frame) -> None:
        if self._clip_from is None and frame.media_seconds > 3:
            self._clip_from = frame.at
            self._recorder.start("clips/one.mp4", frame.at - timedelta(seconds=2))
        if self._clip_from is not None:
            self._recorder.extend(frame.at + timedelta(seconds=1))

    def _send(self, report: Mapping[str, Any]) -> None:
        self._outbox.send({"camera_id": str(self._camera.id), **report})


class HungryDetector:
    """Looks as often as its share of ten looks a second allows, and has no time for many more."""

    def __init__(self) -> None:
        self._share = 1.0
        self._skipped = 0

    def take_share(self, share: float) -> None:
        self._share = share

    def looks_of(self, camera_id: UUID) -> Looks:
        self._skipped += 1000
        return Looks(10.0 * self._share, self._skipped, machine_per_second=10.0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--settings", required=True, type=StreamSettings.model_validate_json)
    parser.add_argument("--fd", type=int, required=True)
    wanted = parser.parse_args()
    set_up_log()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    detector = HungryDetector()
    run_child(wanted.fd, ReportingWatch, wanted.settings, Seeing(detector.looks_of, take_share=detector.take_share))


if __name__ == "__main__":
    main()
