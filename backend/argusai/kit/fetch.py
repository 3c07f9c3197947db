"""Runs the ordinary clients of package registries (npm, pip, apt-get), patiently, and checks what they bring."""

import hashlib
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# npm says what it was first, pip says it last.
_FIRST_LINES, _LAST_LINES = 4, 3
_NETWORK_WORDS = (
    "enotfound",
    "econnrefused",
    "econnreset",
    "etimedout",
    "eai_again",
    "network",
    "name resolution",
    "could not resolve",
    "failed to fetch",
    "connection",
    "no matching distribution",
)


class Progress(Protocol):
    """Hears how far a long job is. `share` is 0–1 within this step, None where it cannot be known."""

    def __call__(self, step: str, share: float | None) -> None: ...


def no_progress(step: str, share: float | None) -> None:
    """For callers that do not watch."""


class FetchFailed(Exception):
    """A download did not work after all tries, or brought something else. `slug`: no-network, no-program, disk-full,
    checksum, failed; the message says what failed and what to do."""

    def __init__(self, message: str, slug: str) -> None:
        super().__init__(message)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Patience:
    """`waits_seconds`: the pause before each further try. `limit_seconds`: for one try."""

    waits_seconds: tuple[float, ...] = (2.0, 5.0, 15.0)
    limit_seconds: float = 900.0


def run_client(
    command: Sequence[str | Path],
    folder: Path,
    patience: Patience = Patience(),
    while_running: Callable[[], None] = lambda: None,
) -> str:
    """Run `command` in `folder`, again after a pause when it fails; its standard output. `while_running` is called
    about five times a second. Raises FetchFailed with the beginning and the end of what the last try said."""
    complaint = ""
    for wait in (0.0, *patience.waits_seconds):
        time.sleep(wait)
        code, output, complaint = _run_once(command, folder, patience.limit_seconds, while_running)
        if code == 0:
            return output
        if "enospc" in complaint.lower() or "no space left" in complaint.lower():
            raise FetchFailed(f"The disk is full: {folder} has no room for the download.", "disk-full")
    name = Path(command[0]).name
    slug = "no-network" if any(word in complaint.lower() for word in _NETWORK_WORDS) else "failed"
    advice = "Is this machine connected to the network?" if slug == "no-network" else "It may pass: try again later."
    raise FetchFailed(f"{name} could not download. {advice} It said: {_gist(complaint)}", slug)


def _run_once(
    command: Sequence[str | Path], folder: Path, limit_seconds: float, while_running: Callable[[], None]
) -> tuple[int, str, str]:
    deadline = time.monotonic() + limit_seconds
    try:
        client = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
        )
    except FileNotFoundError as error:
        raise FetchFailed(f"{command[0]} is not installed.", "no-program") from error
    with client:
        try:
            while True:
                try:
                    output, complaint = client.communicate(timeout=0.2)
                except subprocess.TimeoutExpired:
                    while_running()
                    if time.monotonic() > deadline:
                        return 1, "", f"connection too slow: not done after {limit_seconds:.0f} s"
                else:
                    return client.returncode, output, complaint
        finally:
            if client.poll() is None:
                client.kill()


def _gist(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) > _FIRST_LINES + _LAST_LINES:
        lines[_FIRST_LINES:-_LAST_LINES] = ["…"]
    return " / ".join(lines)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_sha256(content: bytes, expected: str, name: str) -> None:
    """Raises FetchFailed (slug checksum) when `content` is not what was pinned."""
    found = sha256_of(content)
    if found != expected:
        raise FetchFailed(
            f"{name} is not the file that was checked when this version was made (sha256 {found[:12]}…, expected "
            f"{expected[:12]}…). Nothing was installed. Try again; if it stays, report it.",
            "checksum",
        )
