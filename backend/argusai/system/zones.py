"""The time zone of this machine."""

import os
from pathlib import Path

from argusai.kit.zones import is_zone

_FALLBACK = "UTC"
_LOCAL_TIME = Path("/etc/localtime")
_TIMEZONE = Path("/etc/timezone")


def machine_zone(local_time: Path = _LOCAL_TIME, timezone: Path = _TIMEZONE) -> str:
    """The zone that this machine is set to; "UTC" when it does not say."""
    candidates = [os.environ.get("TZ", "").removeprefix(":")]
    if local_time.is_symlink():
        candidates.append(str(local_time.readlink()).partition("zoneinfo/")[2])
    if timezone.is_file():
        candidates.append(timezone.read_text(encoding="ascii", errors="replace").strip())
    return next((name for name in candidates if name and is_zone(name)), _FALLBACK)
