"""`argusai sent-child`: looks at one file that was sent in. Started by `argusai serve`, never by a person. The job
comes on standard input; one line goes out: the event, or why there is none."""

import argparse
import json
import os
import resource
import sys
from collections.abc import Callable

from argusai.commands.capture_child import open_eyes
from argusai.flow.sent import look_at_sent
from argusai.flow.watching import WatchSettings
from argusai.kit.errors import ArgusError
from argusai.kit.orphan import end_with_parent
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.events.assembly.wire import to_wire
from argusai.pipeline.events.history.asking.job import SentJob

_MOST_MEMORY = 6 << 30  # of addresses; libraries map far more than they use
_CPU_SECONDS = 900
_LARGER_THAN_MEMORY = "This needs more memory than a picture or video may."


def main(arguments: list[str]) -> None:
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    os.nice(5)  # the cameras come first
    parser = argparse.ArgumentParser(prog="argusai sent-child")
    parser.add_argument("--settings", required=True, type=WatchSettings.model_validate_json)
    settings: WatchSettings = parser.parse_args(arguments).settings
    say = _answering()
    job = SentJob.model_validate_json(sys.stdin.buffer.read())
    try:
        look_at_sent(job, lambda: _eyes(settings), settings, lambda report: say(to_wire(report)))
    except StreamError as error:
        say({"refused": error.sentence})
    except ArgusError as error:
        say({"refused": error.detail})
    except MemoryError:
        say({"refused": _LARGER_THAN_MEMORY})


def _eyes(settings: WatchSettings) -> Eyes | None:
    eyes = open_eyes(settings)
    return eyes if isinstance(eyes, Eyes) else None


def _answering() -> Callable[[dict[str, object]], None]:
    """Standard output is for answers alone: what logs and libraries print goes to standard error."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def say(plain: dict[str, object]) -> None:
        out.write(json.dumps(plain) + "\n")
        out.flush()

    return say
