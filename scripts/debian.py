"""Installs the Debian packages that ArgusAI's tests need, or says exactly what to install.

usage: python3 scripts/debian.py tests
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# A real MQTT broker, a real RTSP camera (GStreamer's server with H.264, H.265 and AAC), ffmpeg to make faulty clips, a
# compiler for what stands in for the kernel's video devices, fonts for the browser.
PACKAGES = (
    "ffmpeg",
    "fonts-dejavu-core",
    "gcc",
    "gir1.2-gst-rtsp-server-1.0",
    "gstreamer1.0-libav",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-ugly",
    "gstreamer1.0-tools",
    "libc6-dev",
    "mosquitto",
    "python3-gi",
)
# Any of these will do; Ubuntu's package `chromium` is only a pointer to a snap.
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
TRIES = 3
POLICY = Path("/usr/sbin/policy-rc.d")


def missing_packages() -> list[str]:
    """Which of the packages are not installed."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    there = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    wanted = [name for name in PACKAGES if name not in there]
    if not any(shutil.which(browser) for browser in BROWSERS):
        wanted.append("chromium")
    return wanted


def as_root() -> list[str] | None:
    """What to put before a command so that it runs as root; None when that takes a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


@contextlib.contextmanager
def no_daemons(root: list[str]) -> Iterator[None]:
    """While packages are installed none of them may start a service. An existing policy is left as it is."""
    if POLICY.exists():
        yield
        return
    script = 'printf \'#!/bin/sh\\nexit 101\\n\' > "$1" && chmod 755 "$1"'
    subprocess.run([*root, "sh", "-c", script, "sh", str(POLICY)], check=True)
    try:
        yield
    finally:
        subprocess.run([*root, "rm", "-f", str(POLICY)], check=True)


def install(names: list[str], root: list[str]) -> bool:
    """Fetch and install, trying again when the network fails. False after the last try."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "Acquire::Retries=3", "-y"]
    for wait in (0, *(5 * number for number in range(1, TRIES))):
        time.sleep(wait)
        if subprocess.run([*root, *quiet, "update"], check=False).returncode == 0:
            with no_daemons(root):
                command = [*root, *quiet, "install", "--no-install-recommends", *names]
                if subprocess.run(command, check=False).returncode == 0:
                    return True
    return False


def provide() -> int:
    """Exit code 0 when the packages are there now; else 1, after saying what to install."""
    if not shutil.which("dpkg-query"):
        print(f"This is not Debian or Ubuntu. The tests need what these packages hold: {' '.join(PACKAGES)} chromium")
        return 0
    names = missing_packages()
    if not names:
        return 0
    root = as_root()
    if root is not None and shutil.which("apt-get"):
        print(f"Installing Debian packages: {' '.join(names)}", flush=True)
        if install(names, root):
            return 0
        print(f"apt-get could not install them after {TRIES} tries.", file=sys.stderr)
    print(
        "The tests need Debian packages that are not there. Install them and run this again:\n\n"
        f"    sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(names)}\n",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    if sys.argv[1:] != ["tests"]:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(provide())
