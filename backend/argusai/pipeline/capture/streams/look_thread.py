"""The edge of one look that somebody asked for: what goes wrong in it costs the answer and nothing else."""

import contextlib
import threading
from collections.abc import Callable
from typing import Literal

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.ports import Look, Question

_log = get_log("capture.streams")

LookOutcome = Literal["told", "no-picture", "failed"]


class LookThread(threading.Thread):
    def __init__(self, question: Question, look: Look, failed: Callable[[], object]) -> None:
        super().__init__(name=f"look-{question.camera.id}", daemon=True)
        self._question = question
        self._look = look
        self._failed = failed

    def run(self) -> None:
        try:
            self._look(self._question)
        except Exception:  # noqa: BLE001 - the edge of this look: the camera goes on
            _log.exception("a look that was asked for failed", camera_id=str(self._question.camera.id))
        finally:
            self._failed()  # where it was told, that came first and counts
            with contextlib.suppress(OSError):
                self._question.recorder.finish()
