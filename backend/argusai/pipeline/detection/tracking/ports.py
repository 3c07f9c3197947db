"""What the tracker may ask about a frame besides its detections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box

Floats = npt.NDArray[np.float32]


class Looks(Protocol):
    """How parts of one frame look: worked out when asked, so it costs nothing while nobody competes. Boxes are pixels
    of the full frame; None for one of less than a few pixels inside it."""

    def appearance(self, box: Box) -> Floats | None:
        """The colours of the upper and the lower half of what stands in `box`: a vector of length 1, so that the scalar
        product of two says how alike they are (1: equal)."""

    def place(self, box: Box) -> Floats | None:
        """The brightness pattern inside `box`, of a fixed shape (rows, columns), levels 0–255."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of a frame. `unlooked`: where the detector should have looked and did not. `looks`: None where
    there are no pixels."""

    unlooked: Sequence[Box] = ()
    looks: Looks | None = None
