"""What one composed clip shows, and the cast and places that recipes choose from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from argusai.evaluation.compose.actors import WALKING, Actor, Leg, Point, Walker, walk
from argusai.evaluation.compose.opencv_cut import Cut, cut_all, cut_outline
from argusai.evaluation.compose.opencv_lens import View
from argusai.evaluation.compose.people import BY_NAME, Half
from argusai.pipeline.capture.streams.contract import Image

Effect = Callable[[npt.NDArray[np.float32], float], npt.NDArray[np.float32]]

# The halves share no walker's stretch and no way, so that what was tuned on one is judged by the other.
WALKERS: dict[Half, tuple[str, ...]] = {
    "tune": ("bald_left", "hood_left", "coat_left", "sweater_left", "bald_right"),
    "held-back": ("red_left", "suit_left", "down_right", "brown_left", "suit_right"),
}
STANDING: dict[Half, tuple[str, str]] = {
    "tune": ("coat_left", "coat_stands"),
    "held-back": ("suit_left", "suit_stands"),
}
WAYS: dict[Half, tuple[tuple[Point, ...], ...]] = {
    "tune": (
        ((810, 330), (-40, 240)),
        ((-50, 470), (820, 540)),
        ((330, 700), (560, 330), (815, 300)),
        ((810, 205), (-40, 228)),
    ),
    "held-back": (
        ((-45, 300), (815, 400)),
        ((815, 470), (-45, 330)),
        ((620, 710), (300, 420), (-45, 380)),
        ((-40, 215), (810, 255)),
    ),
}
SPOTS: dict[Half, tuple[Point, ...]] = {
    "tune": ((560, 300), (240, 330), (330, 480)),
    "held-back": ((520, 255), (160, 280), (620, 500)),
}
_VAN = (  # its outline in the footage
    *(
        (652.3, 86.0),
        (653.1, 71.4),
        (656.4, 51.4),
        (659.3, 46.9),
        (667.1, 45.0),
        (687.1, 44.4),
        (705.7, 44.9),
        (711.7, 48.3),
    ),
    *(
        (714.6, 55.0),
        (716.6, 63.4),
        (723.6, 64.0),
        (723.9, 67.4),
        (721.7, 68.3),
        (722.9, 77.1),
        (722.6, 87.4),
        (720.3, 92.6),
    ),
    *((715.7, 92.4), (703.6, 96.0), (700.3, 99.4), (696.0, 100.6), (672.9, 99.1), (658.6, 97.7), (655.1, 90.7)),
)
VAN_SCALE = 1.75  # of a person's height


@dataclass(frozen=True, slots=True)
class Parcel:
    """Seconds; `box`: left, top, right, bottom in pixels of the scene."""

    left: float
    taken: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Shot:
    """`bit_rate`: bits a second for what is sent at constant rate; None for constant quality."""

    kind: str
    half: Half
    seconds: float
    chance: np.random.Generator
    actors: list[Actor] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    rate: int = 10
    view: View = field(default_factory=View)
    bit_rate: int | None = None


class Footage:
    """The courtyard's frames and what is cut out of them, each thing once."""

    def __init__(self, frames: Sequence[Image], empty: Image) -> None:
        self.empty = empty
        self._frames = frames
        self._cuts: dict[str, list[Cut]] = {}

    def person(self, name: str) -> list[Cut]:
        if name not in self._cuts:
            self._cuts[name] = cut_all(self._frames, self.empty, BY_NAME[name].boxes())
        return self._cuts[name]

    def van(self) -> list[Cut]:
        if "van" not in self._cuts:
            self._cuts["van"] = [cut_outline(self.empty, _VAN)]
        return self._cuts["van"]

    def legs(self, name: str, way: Sequence[Point], speed: float = WALKING) -> list[Leg]:
        return walk(self.person(name), BY_NAME[name].heading, way, speed)

    def walker(self, shot: Shot, begin: float = 5.0, which: int | None = None, speed: float = WALKING) -> Walker:
        """Somebody of the shot's half, on one of its ways; `which` chooses both, otherwise chance does."""
        names, ways = WALKERS[shot.half], WAYS[shot.half]
        name, way = (
            (names[shot.chance.integers(len(names))], ways[shot.chance.integers(len(ways))])
            if which is None
            else (names[which % len(names)], ways[which % len(ways)])
        )
        return Walker(self.legs(name, way, speed), begin)


Recipe = Callable[[Footage, Shot], None]
