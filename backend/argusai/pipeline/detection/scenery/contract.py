"""What later stages may know of scenery, and the form in which every judge says no to a track."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Reason = Literal[
    "light",  # most of the picture changed at once
    "nothing-recognised",  # something moved, and the detector found nothing it knows there
    "still",  # an object that never moved by itself
    "brief",  # seen too rarely to be sure
    "low-score",
    "masked",
    "outside-zones",
    "small",  # or too large
    "filter",  # shape or time spent
    "parked",  # a remembered vehicle or thing
    "shade",  # nothing but the ground with less light on it
    "scenery",  # a picture of a person, a statue, a reflection
    "budget",  # the detector had no time to look
    "detector",  # it looked, and the detector did not answer
    "schedule",  # outside the hours in which the camera watches, or while it was paused
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a track may not open an event. `numbers`: what was measured and the limit, by name (units in the name)."""

    reason: Reason
    numbers: Mapping[str, float] = field(default_factory=dict)
