"""The demo camera: real footage as a camera of a new installation. The pause in it, in which nobody is there, is
composed; the people are real."""

from pathlib import Path

from argusai.demo.footage import COURTYARD, COURTYARD_WITH_PAUSE, PREPARE_COMMAND, STREET, demo_clips
from argusai.kit.errors import Conflict
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.schemas import CameraIn, FileSourceIn
from argusai.pipeline.capture.cameras.service import CamerasService

_log = get_log("demo")
_COURTYARD = "Courtyard (demo)"
NAMES = {COURTYARD_WITH_PAUSE: _COURTYARD, COURTYARD.file_name: _COURTYARD, STREET.file_name: "Street (demo)"}


async def add_demo_camera(cameras: CamerasService, cache: Path) -> bool:
    """Add the demo camera unless it is there. True when it is there afterwards."""
    clips = demo_clips(cache)
    if not clips:
        _log.warning(f"the demo footage is not prepared; run: {PREPARE_COMMAND}")
        return False
    source = FileSourceIn(kind="file", path=str(clips[0]), loop=True)
    try:
        await cameras.create(CameraIn(name=NAMES[clips[0].name], source=source))
    except Conflict:
        return True
    return True
