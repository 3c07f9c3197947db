"""Things that stand about: a parcel, a poster that shows a person."""

import cv2
import numpy as np

from argusai.evaluation.compose.opencv_cut import Cut

_PAPER = (196, 205, 210)
_WOOD = (40, 52, 66)


def parcel(chance: np.random.Generator) -> Cut:
    """A cardboard box with tape, seen from a little above."""
    width, height, lid = int(chance.integers(52, 70)), int(chance.integers(34, 48)), int(chance.integers(14, 22))
    brown = np.array([92, 132, 172], np.float32) * float(chance.uniform(0.85, 1.1))
    whole = np.zeros((height + lid + 4, width + 16, 3), np.float32)
    cover = np.zeros(whole.shape[:2], np.float32)
    front = np.array([(2, lid), (width, lid), (width, lid + height), (2, lid + height)], np.int32)
    top = np.array([(2, lid), (12, 2), (width + 12, 2), (width, lid)], np.int32)
    side = np.array([(width, lid), (width + 12, 2), (width + 12, height), (width, lid + height)], np.int32)
    for corners, light in ((front, 1.0), (top, 1.25), (side, 0.6)):
        cv2.fillPoly(whole, [corners], tuple(float(each) for each in brown * light), cv2.LINE_AA)
        cv2.fillPoly(cover, [corners], 1.0, cv2.LINE_AA)
    middle = width // 2
    cv2.line(whole, (middle, lid), (middle, lid + height // 2), (150, 185, 205), 5, cv2.LINE_AA)
    cv2.line(whole, (middle, lid), (middle + 10, 2), (165, 200, 220), 5, cv2.LINE_AA)
    cv2.rectangle(whole, (8, lid + height - 18), (24, lid + height - 6), (225, 225, 225), -1)
    colours = np.clip(whole, 0, 255).astype(np.uint8)
    return Cut(colours, cover, (middle + 4.0, float(lid + height)), float(height + lid))


def poster(person: Cut) -> Cut:
    """A board with the picture of `person` on it, a little taller and wider."""
    border = 8
    height, width = person.cover.shape[0] + 4 * border, person.cover.shape[1] + 4 * border
    board = np.full((height, width, 3), _WOOD, np.float32)
    board[4:-4, 4:-4] = _PAPER
    left, top = (width - person.cover.shape[1]) // 2, 2 * border
    part = board[top : top + person.cover.shape[0], left : left + person.cover.shape[1]]
    part += (person.colours - part) * person.cover[..., None]
    return Cut(board.astype(np.uint8), np.ones((height, width), np.float32), (width / 2, float(height)), float(height))
