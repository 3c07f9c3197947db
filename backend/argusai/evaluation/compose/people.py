"""Who can be cut out of the courtyard's footage: stretches where one person walks or stands alone.

Boxes were read off the footage; between two of them a straight line is near enough, for the cut looks around it.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Half = Literal["tune", "held-back"]
Key = tuple[int, int, int, int, int]  # frame (from 1), left, top, width, height


@dataclass(frozen=True, slots=True)
class Stretch:
    """`heading`: −1 the person walks to the left, 1 to the right, 0 neither (away, or standing)."""

    name: str
    half: Half
    heading: int
    keys: tuple[Key, ...]

    def boxes(self) -> dict[int, tuple[float, float, float, float]]:
        """Frame → (left, top, right, bottom), for every frame of the stretch."""
        found: dict[int, tuple[float, float, float, float]] = {}
        for one, other in pairwise(self.keys):
            for frame in range(one[0], other[0] + 1):
                share = (frame - one[0]) / (other[0] - one[0])
                left, top, width, height = (a + (b - a) * share for a, b in zip(one[1:], other[1:], strict=True))
                found[frame] = (left, top, left + width, top + height)
        return found


STRETCHES = (
    Stretch(
        "bald_away", "tune", 0,
        ((46, 706, 271, 43, 116), (54, 655, 252, 38, 108), (62, 612, 230, 38, 106), (70, 590, 212, 32, 99),
         (78, 575, 197, 29, 92), (86, 565, 180, 30, 92), (94, 574, 164, 32, 87), (102, 591, 152, 30, 80)),
    ),
    Stretch(
        "bald_left", "tune", -1,
        ((179, 599, 127, 21, 71), (187, 562, 132, 21, 75), (195, 523, 142, 25, 74), (203, 476, 148, 33, 77)),
    ),
    Stretch(
        "bald_right", "tune", 1,
        ((352, 485, 187, 25, 89), (360, 528, 193, 37, 93), (368, 580, 198, 37, 96), (376, 618, 207, 43, 94),
         (384, 677, 217, 48, 95)),
    ),
    Stretch(
        "hood_left", "tune", -1,
        ((160, 365, 174, 31, 72), (168, 304, 169, 31, 72), (176, 241, 166, 35, 69), (184, 183, 160, 25, 68),
         (192, 135, 156, 28, 66), (200, 87, 155, 30, 61), (208, 40, 149, 27, 61)),
    ),
    Stretch(
        "coat_stands", "tune", 0,
        ((553, 642, 302, 27, 108), (561, 641, 304, 30, 105), (569, 642, 305, 29, 104), (577, 630, 305, 39, 104),
         (580, 638, 304, 31, 106)),
    ),
    Stretch(
        "coat_away", "tune", 0,
        ((632, 552, 265, 36, 98), (640, 513, 249, 33, 89), (648, 475, 232, 33, 84), (656, 459, 213, 33, 81),
         (664, 461, 199, 30, 76), (672, 468, 182, 29, 77)),
    ),
    Stretch(
        "coat_left", "tune", -1,
        ((225, 713, 230, 31, 85), (233, 659, 211, 28, 83), (241, 614, 200, 27, 78), (249, 564, 190, 24, 76),
         (257, 515, 180, 25, 77)),
    ),
    Stretch(
        "jeans_stands", "tune", 0,
        ((120, 373, 183, 29, 78), (128, 383, 181, 23, 81), (136, 379, 186, 26, 80), (144, 386, 187, 22, 84)),
    ),
    Stretch(
        "sweater_left", "tune", -1,
        ((198, 228, 195, 42, 78), (206, 184, 186, 29, 73), (214, 136, 183, 30, 70), (222, 93, 181, 27, 71),
         (230, 45, 178, 33, 68)),
    ),
    Stretch(
        "red_left", "held-back", -1,
        ((425, 715, 279, 46, 101), (433, 671, 268, 31, 98), (441, 616, 256, 30, 97), (449, 572, 247, 33, 93),
         (456, 539, 236, 31, 90)),
    ),
    Stretch(
        "down_right", "held-back", 1,
        ((590, 333, 319, 41, 118), (598, 412, 309, 61, 122), (606, 495, 298, 46, 112), (614, 563, 290, 36, 109)),
    ),
    Stretch(
        "down_away", "held-back", 0,
        ((632, 623, 232, 38, 96), (640, 645, 216, 35, 95), (648, 644, 196, 33, 89), (656, 628, 183, 33, 85),
         (664, 601, 173, 34, 79)),
    ),
    Stretch(
        "curly_away", "held-back", 0,
        ((625, 363, 411, 56, 155), (633, 350, 394, 53, 146), (641, 333, 387, 55, 139), (649, 337, 376, 52, 141),
         (657, 323, 363, 48, 133)),
    ),
    Stretch(
        "suit_right", "held-back", 1,
        ((168, 504, 208, 28, 83), (176, 554, 213, 29, 89), (184, 605, 224, 44, 90), (192, 653, 232, 42, 94),
         (200, 700, 252, 39, 101)),
    ),
    Stretch(
        "suit_left", "held-back", -1,
        ((235, 697, 281, 41, 110), (243, 645, 266, 38, 107), (251, 600, 256, 43, 99), (259, 539, 246, 50, 98)),
    ),
    Stretch(
        "suit_stands", "held-back", 0,
        ((569, 575, 162, 26, 72), (577, 573, 167, 30, 76), (585, 597, 177, 32, 81)),
    ),
    Stretch(
        "brown_left", "held-back", -1,
        ((597, 588, 207, 37, 91), (605, 537, 193, 35, 88), (613, 494, 183, 34, 84), (619, 467, 176, 35, 81)),
    ),
)  # fmt: skip
BY_NAME = {stretch.name: stretch for stretch in STRETCHES}
