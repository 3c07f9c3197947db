"""The child of `probe`: reads one order from standard input, answers on standard output, and is gone.

Run as a module: python -m argusai.pipeline.capture.streams.probe_child
"""

import contextlib
import json
import os
import resource
import signal
import sys
import threading
from dataclasses import replace

from argusai.kit.clock import SystemClock
from argusai.kit.orphan import end_with_parent
from argusai.pipeline.capture.cameras.contract import Privacy, Source, read_privacy
from argusai.pipeline.capture.streams.errors import NotAVideo, StreamError, TimedOut
from argusai.pipeline.capture.streams.masking import Masking, MaskingMeter
from argusai.pipeline.capture.streams.pyav.open import Machine, open_source
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.wire import read_source, write_facts

_MOST_MEMORY = 2 << 30
_LONG_SIDE = 960
# Corrupt streams can hide their first picture far in; a camera shows one within its keyframe interval.
_MOST_UNITS = 3000


def look(source: Source, privacy: Privacy, timeout_seconds: float, usb: UsbSettings) -> tuple[bytes, bytes]:
    """The JSON line and the JPEG, black where `privacy` wants it."""
    part = max(1.0, timeout_seconds * 0.6)
    masking = Masking(replace(privacy, video="pictures"), MaskingMeter(SystemClock()))
    with open_source(source, masking, part, part, Machine(usb=usb)) as opened:
        for count, unit in enumerate(opened.units()):
            if pictures := opened.decode(unit):
                picture = pictures[0].picture
                facts = write_facts(opened.facts) | {"width": picture.width, "height": picture.height}
                return json.dumps({"facts": facts}).encode(), picture.jpeg(_LONG_SIDE)
            if count > _MOST_UNITS:
                break
    raise NotAVideo("There is no picture in this stream that can be decoded.")


def answer_with(line: bytes, jpeg: bytes = b"") -> None:
    """Leaves at once: FFmpeg may be stuck in another thread."""
    with contextlib.suppress(OSError):
        sys.stdout.buffer.write(line + b"\n" + jpeg)
        sys.stdout.buffer.flush()
    os._exit(0)


def refuse(error: StreamError) -> None:
    told = {"slug": error.slug, "sentence": error.sentence, "certificate": error.certificate}
    answer_with(json.dumps(told).encode())


def main() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides.
    order = json.loads(sys.stdin.buffer.read())
    timeout_seconds = float(order["timeout_seconds"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(timeout_seconds) + 5, int(timeout_seconds) + 5))
    limit = threading.Timer(timeout_seconds, lambda: refuse(TimedOut()))
    limit.daemon = True
    limit.start()
    try:
        usb = UsbSettings.model_validate(order["usb"])
        line, jpeg = look(read_source(order["source"]), read_privacy(order["privacy"]), timeout_seconds, usb)
    except StreamError as error:
        refuse(error)
    except MemoryError:
        refuse(NotAVideo("This needs more memory than a video may. It is broken or hostile, and was not added."))
    else:
        answer_with(line, jpeg)


if __name__ == "__main__":
    main()
