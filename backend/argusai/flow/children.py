"""How child processes are started, and where they find what they need."""

import sys
from pathlib import Path

from argusai.flow.watching import WatchSettings
from argusai.settings import Settings


def child_command(settings: Settings, name: str = "capture-child") -> list[str]:
    """`name`: or "sent-child". Its settings hold no secret: every user of the machine can read
    arguments."""
    watch = WatchSettings(
        log_level=settings.log_level,
        cache_dir=settings.cache_dir,
        detectors_folder=detectors_folder(settings),
        scenery_folder=scenery_folder(settings),
        capture=settings.capture,
        motion=settings.motion,
        detector=settings.detector,
        objects=settings.objects,
        tracking=settings.tracking,
        assembly=settings.assembly,
    )
    return [sys.executable, "-m", "argusai", name, "--settings", watch.model_dump_json()]


def scenery_folder(settings: Settings) -> Path:
    return settings.data_dir / "scenery"


def detectors_folder(settings: Settings) -> Path:
    return settings.data_dir / "detectors"
