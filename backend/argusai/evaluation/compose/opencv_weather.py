"""What the weather does to a picture. Each maker returns an effect; the generator decides how it looks."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Effect = Callable[[Floats, float], Floats]  # picture (h, w, 3) BGR 0–255 and seconds → picture; may write into it
Chance = np.random.Generator


def rain(chance: Chance, strength: float) -> Effect:
    """`strength`: 1 is a shower. Streaks fall through the picture, and it loses some contrast."""
    slant = chance.uniform(-0.35, 0.35)
    many = int(260 * strength)

    def fall(picture: Floats, seconds: float) -> Floats:
        height, width = picture.shape[:2]
        streaks = np.zeros((height, width), np.float32)
        for x, y, length, light in chance.uniform((-40, -30, 9, 18), (width + 40, height, 34, 95), (many, 4)):
            end = (int(x + slant * length), int(y + length))
            cv2.line(streaks, (int(x), int(y)), end, float(light), 1 + int(length > 28), cv2.LINE_AA)
        soft = np.asarray(cv2.GaussianBlur(streaks, (3, 3), 0))
        picture *= 1 - 0.12 * strength
        picture += 20 * strength
        picture += soft[..., None]
        return picture

    return fall


def snow(chance: Chance, strength: float) -> Effect:
    """Flakes at many distances, carried by the wind."""
    many = int(220 * strength)
    places = chance.uniform((0, 0), (900, 700), (many, 2))
    depth = chance.uniform(0.25, 1.0, many) ** 2
    drift = chance.uniform(-60, 60)

    def fall(picture: Floats, seconds: float) -> Floats:
        height, width = picture.shape[:2]
        flakes = np.zeros((height, width), np.float32)
        sway = 14 * np.sin(seconds * 1.7 + places[:, 0])
        across = (places[:, 0] + drift * seconds * depth + sway) % (width + 40) - 20
        down = (places[:, 1] + 260 * seconds * depth) % (height + 40) - 20
        for x, y, near in zip(across, down, depth, strict=True):
            cv2.circle(flakes, (int(x), int(y)), 1 + int(4 * near), 1.0, -1, cv2.LINE_AA)
        cover = np.asarray(cv2.GaussianBlur(flakes, (5, 5), 0))[..., None] * 0.85
        picture += (238 - picture) * cover
        return picture

    return fall


def foliage(chance: Chance, place: tuple[int, int], size: tuple[int, int]) -> Effect:
    """A bush of `size` at `place` (left, top) whose leaves the wind moves, in gusts."""
    width, height = size
    leaves, cover = _bush(chance, width, height)
    phases = chance.uniform(0, 6.28, 6)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    left, top = place

    def sway(picture: Floats, seconds: float) -> Floats:
        gust = 2.0 + 4.0 * max(0.0, float(np.sin(seconds * 0.9 + phases[0])))
        across = gust * np.sin(seconds * 5.1 + rows / 17 + phases[1]) + 1.5 * np.sin(seconds * 9 + columns / 9)
        down = 0.6 * gust * np.sin(seconds * 6.3 + columns / 13 + phases[2])
        x, y = (columns + across).astype(np.float32), (rows + down).astype(np.float32)
        moved = np.asarray(cv2.remap(leaves, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))
        mask = np.asarray(cv2.remap(cover, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT))[..., None]
        part = picture[top : top + height, left : left + width]
        part += (moved[: part.shape[0], : part.shape[1]] - part) * mask[: part.shape[0], : part.shape[1]]
        return picture

    return sway


def insects(chance: Chance, bright: bool) -> Effect:
    """Blurred specks close to the lens that dart about; `bright`: lit by the camera's own lamp, at night."""
    many = 3
    begins = chance.uniform(0, 9, many)
    every = chance.uniform(5, 11, many)
    bends = chance.uniform(0.5, 3.2, (many, 6))
    middles = chance.uniform((160, 120), (600, 450), (many, 2))
    radii = chance.uniform(7, 26, many)
    level = 235.0 if bright else 25.0

    def dart(picture: Floats, seconds: float) -> Floats:
        cover = np.zeros(picture.shape[:2], np.float32)
        for index in range(many):
            since = (seconds - begins[index]) % every[index]
            if seconds < begins[index] or since > 2.5:
                continue
            bend = bends[index]
            x = middles[index, 0] + 330 * np.sin(bend[0] * since * 2 + bend[1]) + 60 * np.sin(bend[2] * since * 6)
            y = middles[index, 1] + 240 * np.cos(bend[3] * since * 2 + bend[4]) + 60 * np.cos(bend[5] * since * 6)
            cv2.circle(cover, (int(x), int(y)), int(radii[index]), 1.0, -1, cv2.LINE_AA)
        soft = np.asarray(cv2.GaussianBlur(cover, (0, 0), 6))[..., None] * 0.8
        picture += (level - picture) * soft
        return picture

    return dart


def _bush(chance: Chance, width: int, height: int) -> tuple[Floats, Floats]:
    """Leaves as colours (h, w, 3) and how much they cover (h, w), 0–1."""
    leaves = np.full((height, width, 3), (22, 48, 30), np.float32)
    cover = np.zeros((height, width), np.float32)
    for _ in range(width * height // 40):
        x, y = chance.normal(0.5, 0.2) * width, chance.normal(0.5, 0.2) * height
        green = chance.uniform(40, 150)
        axes = (int(chance.integers(2, 7)), int(chance.integers(2, 5)))
        colour = (green * 0.35, green, green * 0.6)
        spot = (int(x), int(y))
        turn = float(chance.uniform(0, 180))
        cv2.ellipse(leaves, spot, axes, turn, 0, 360, colour, -1, cv2.LINE_AA)
        cv2.ellipse(cover, spot, (axes[0] + 1, axes[1] + 1), turn, 0, 360, 1.0, -1, cv2.LINE_AA)
    return leaves, np.asarray(cv2.GaussianBlur(cover, (3, 3), 0), np.float32)
