"""`argusai serve` without the seconds of processor time in which it imports itself, for the many tests that start one.

A process that has imported everything, one for each process of the tests, forks for each start. From then on all is the
real thing: the same command with the same arguments, in an environment and a folder of its own, with real capture
processes. Tests of starting itself start it as people do (`Server.fresh`)."""

import atexit
import json
import os
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from tests.support.source import BACKEND
from tests.support.waiting import wait_until


class Program:
    """One that was forked. `poll`, `wait` and `send_signal` as those of `subprocess.Popen`."""

    def __init__(self, arguments: list[str], log: Path, environment: dict[str, str], folder: Path) -> None:
        order = {"arguments": arguments, "log": str(log), "environment": environment, "folder": str(folder)}
        self.pid: int = _ask(order)
        self._status: int | None = None

    def poll(self) -> int | None:
        if self._status is None:
            self._status = _ask({"ended": self.pid})
        return self._status

    def wait(self, timeout: float) -> int:
        wait_until(lambda: self.poll() is not None, timeout, "the program to end")
        assert self._status is not None
        return self._status

    def send_signal(self, how: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, how)


def _ask(order: dict[str, Any]) -> Any:
    """One line there, one back."""
    ready = _ready()
    assert ready.stdin is not None
    assert ready.stdout is not None
    ready.stdin.write(json.dumps(order) + "\n")
    ready.stdin.flush()
    return json.loads(ready.stdout.readline())


@cache
def _ready() -> "subprocess.Popen[str]":
    """Ends with its input: with this process, however that ends."""
    environment = {**os.environ, "PYTHONPATH": str(BACKEND)}
    ready = subprocess.Popen(
        [sys.executable, "-m", "tests.support.warm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=BACKEND,
        env=environment,
        text=True,
    )
    atexit.register(ready.communicate)
    return ready


def _serve_orders() -> None:
    import argusai.commands.serve  # noqa: F401, PLC0415 - what every start has in common

    for line in sys.stdin:
        order = json.loads(line)
        if pid := order.get("ended"):
            found, status = os.waitpid(pid, os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if found else None
        else:
            answer = os.fork()
            if not answer:
                _become(order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for left in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            left.kill()


def _become(order: dict[str, Any]) -> None:
    """Never returns."""
    status = 1
    try:
        log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for end, into in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(end, into)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        from argusai.cli import main  # noqa: PLC0415

        main(order["arguments"])
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
    except KeyboardInterrupt:
        status = -signal.SIGINT
    except Exception:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve_orders()
