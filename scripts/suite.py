"""Runs the whole suite (`make test`): page, requirements and browser journeys in turn, and beside them the backend.

Every part runs, whatever failed before it; the exit code is 0 only when all passed. The output ends with the last lines
of each part that failed and, as its very last line, pytest's own summary of the backend.

What the parts write goes to memory where the machine has enough of it: what is stored is made durable, so a good part
of the time the tests would wait for a disk. `TMPDIR` says another place.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
BACKEND, FRONTEND = ROOT / "backend", ROOT / "frontend"
BIN = ROOT / ".venv" / "bin"
PYTEST = [str(BIN / "python"), "-m", "pytest"]
# Four on two cores, and the other parts beside them: a good part of a test's time it waits for a program to start, a
# clip to play or a camera to answer. Each collects all tests for itself, which takes ten seconds of processor time.
# Bounds are patient with a busy machine (tests/support/waiting.py).
WORKERS = ["-n", "4", "--dist", "worksteal"]
JOURNEYS = ["-p", "no:cacheprovider"]
PARTS: dict[str, tuple[Path, list[str]]] = {
    "page": (FRONTEND, ["npm", "run", "test:run"]),
    "requirements": (ROOT, [str(BIN / "python"), "scripts/acceptance.py", "--quiet"]),
    "browser journeys": (
        BACKEND,
        [*PYTEST, *JOURNEYS, "-m", "browser and not soak", "--tb=short", "-q", "tests/browser"],
    ),
    # Without coverage, which costs a quarter of the time: the workflow measures it and holds its floors (`make ci`).
    "backend": (BACKEND, [*PYTEST, *WORKERS, "--tb=short", "-q"]),
}
LAST = "backend"
# Enough for a failing test's message; what came before stands further up.
TAIL_LINES = 60
# A bound, not a measure: a part that hangs is ended and counts as failed, so that the outcome of the others is seen.
LIMIT_SECONDS = 1200
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is made by mkdtemp
# A run takes 1.3 GB of files, and the programs it starts take 3 GB.
MOST_WRITTEN_BYTES, LEAST_AVAILABLE_BYTES = 4 << 30, 8 << 30
_PREFIX = "argusai-suite-"
_PAUSE_SECONDS = 0.05
_running: set["subprocess.Popen[bytes]"] = set()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`lines`: all that the part printed."""

    name: str
    passed: bool
    seconds: float
    lines: list[str]

    def __str__(self) -> str:
        return f"{self.name} {'passed' if self.passed else 'FAILED'} in {self.seconds:.0f} s"


def environment(name: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / ".stamps" / "bin"), str(BIN), os.environ["PATH"]])
    found = {**os.environ, "PATH": path}
    if name != LAST:  # two runs of pytest cannot share a database file, and the other would be refused
        found.pop("DATABASE_URL", None)
    return found


@contextmanager
def scratch() -> Iterator[None]:
    """`TMPDIR` of this process and all parts is a folder in memory, where there is enough of both."""
    if "TMPDIR" in os.environ or not roomy(MEMORY):
        yield
        return
    for left in MEMORY.glob(f"{_PREFIX}*-*"):  # by a run that was killed
        if not Path("/proc", left.name.removeprefix(_PREFIX).split("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
    prefix = f"{_PREFIX}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=MEMORY, ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        try:
            yield
        finally:
            del os.environ["TMPDIR"]
            tempfile.tempdir = None


def roomy(memory: Path) -> bool:
    try:
        free = shutil.disk_usage(memory).free
        lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
        available = int(lines["MemAvailable"].split()[0]) << 10
    except (OSError, KeyError):
        return False
    return os.access(memory, os.W_OK) and free >= MOST_WRITTEN_BYTES and available >= LEAST_AVAILABLE_BYTES


def say(*lines: str) -> None:
    """All of them in one piece, as two threads speak."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def run(name: str, hear: Callable[[str], None]) -> Outcome:
    """One part to its end; `hear` gets its lines as they come.

    It writes to a file: a pipe would stay open as long as any process that a broken test left behind."""
    folder, command = PARTS[name]
    began, lines = time.monotonic(), list[str]()
    with tempfile.NamedTemporaryFile() as output, Path(output.name).open("rb") as written:
        program = subprocess.Popen(
            command, cwd=folder, env=environment(name), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        _running.add(program)
        try:
            for line in _lines(program, written, began + LIMIT_SECONDS):
                lines.append(line)
                hear(line)
        finally:
            _end(program)
            _running.remove(program)
    return Outcome(name, program.returncode == 0, time.monotonic() - began, lines)


def _lines(program: subprocess.Popen[bytes], written: IO[bytes], deadline: float) -> Iterator[str]:
    rest = b""
    while True:
        ended = program.poll() is not None  # before reading, so that nothing it wrote is missed
        *whole, rest = (rest + written.read()).split(b"\n")
        yield from (line.decode(errors="replace") for line in whole)
        if ended or time.monotonic() > deadline:
            break
        time.sleep(_PAUSE_SECONDS)
    if rest:
        yield rest.decode(errors="replace")
    if not ended:
        yield f"ended here: it took more than {LIMIT_SECONDS} s"


def _end(program: subprocess.Popen[bytes]) -> None:
    """With all that it started and left behind."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


class Beside:
    """The parts `names` in turn, in a thread of their own; each is printed as a whole once it has ended."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._outcomes: list[Outcome] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for name in self._names:
            outcome = run(name, lambda line: None)
            self._outcomes.append(outcome)
            say(f"── {outcome}", *outcome.lines, f"── {outcome}")

    def wait(self) -> list[Outcome]:
        self._thread.join()
        return self._outcomes


class HoldingBack:
    """Prints lines but for the last that says something, and what follows it."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def __call__(self, line: str) -> None:
        if line.strip():
            say(*self.held)
            self.held = []
        self.held.append(line)


def main() -> int:
    with scratch():
        return run_all()


def run_all() -> int:
    *earlier, last = PARTS
    beside, holding_back = Beside(earlier), HoldingBack()
    try:
        backend = run(last, holding_back)
        outcomes = [*beside.wait(), backend]
    finally:  # Ctrl-C reaches none of the parts by itself: each has a session of its own
        for program in list(_running):
            _end(program)
    for outcome in outcomes[:-1]:
        if not outcome.passed:
            say(f"── {outcome.name} FAILED; its last lines:", *outcome.lines[-TAIL_LINES:])
    say("── " + " · ".join(map(str, outcomes)))
    say(*holding_back.held)
    passed = [outcome.name for outcome in outcomes if outcome.passed]
    return 0 if passed == list(PARTS) else 1


if __name__ == "__main__":
    sys.exit(main())
