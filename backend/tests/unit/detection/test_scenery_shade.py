"""Shade of leaves that has the shape of a person, and people who walk in it."""

from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Image
from tests.support.footage import ArrayPicture
from tests.support.scene import SIZE, Film, Scene, texture

pytestmark = pytest.mark.covers("E5")
PATCH = (150, 120, 36, 70)  # left, top, width, height of the shade where it does not sway
COLOURS = {"red": (40, 40, 170), "black": (14, 12, 12), "white": (235, 235, 235)}


@dataclass
class Leaves(Scene):
    """A coloured yard under a tree. `moved`: pixels by which its shade lies to the right. `body`: who walks there."""

    shade: float = 0.55
    moved: float = 0.0
    body: tuple[Box, tuple[int, int, int]] | None = None

    def picture(self, number: int) -> ArrayPicture:
        ground = 0.5 * texture(self.ground, *SIZE).astype(np.float32) + 100
        colours = ground[..., None] * np.array([0.7, 1.0, 0.85], np.float32)
        if self.body is not None:
            box, colour = self.body
            colours[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = colour
        colours *= (1 - (1 - self.shade) * self._leaves())[..., None]
        colours += np.random.default_rng(number).standard_normal(colours.shape, np.float32) * np.float32(1.5)
        return ArrayPicture(np.clip(colours, 0, 255).astype(np.uint8))

    def _leaves(self) -> Image:
        dark = np.zeros(SIZE[::-1], np.float32)
        left, top, width, height = PATCH
        dark[top : top + height, left : left + width] = 1
        dark[40:90, 60:300] = 1
        way = np.array([[1, 0, self.moved], [0, 1, 0]], np.float32)
        return cv2.blur(cv2.warpAffine(dark, way, SIZE), (3, 3))  # type: ignore[return-value]

    @property
    def box(self) -> Box:
        left, top, width, height = PATCH
        return Box(left + self.moved, top, left + self.moved + width, top + height)


def swayed(scene: Leaves) -> Film:
    """A minute of shade to and fro, of which nothing was recognised."""
    film = Film(scene)
    for second in range(60):
        scene.moved = 45 * np.sin(0.9 * second)
        film.show(seconds=1)
    return film


def reasons(film: Film, scene: Leaves, frames: int = 40) -> list[str | None]:
    """It is recognised from now on, five times a second, and followed."""
    since, found = film.at, []
    for step in range(frames):
        scene.moved = 45 * np.sin(0.9 * (60 + 0.2 * step))
        verdict = film.show([film.point(1, scene.box, "person", first_seen_at=since)], [scene.box]).get(1)
        found.append(verdict.reason if verdict else None)
    return found


def told_after(film: Film, scene: Leaves, colour: tuple[int, int, int]) -> float:
    """Somebody walks through the shade, 10 pixels a frame: seconds until they may be told."""
    since = film.at
    for step in range(20):
        box = Box(60 + 10 * step, 115, 90 + 10 * step, 190)
        scene.moved, scene.body = 45 * np.sin(0.9 * (60 + 0.2 * step)), (box, colour)
        if not film.show([film.point(1, box, "person", first_seen_at=since)], [box]):
            return (film.at - since).total_seconds()
    return float("inf")


def test_shade_that_sways_is_never_told() -> None:
    scene = Leaves()
    found = reasons(swayed(scene), scene, frames=150)
    assert None not in found
    assert found[-1] == "shade"


def test_it_is_still_shade_when_one_detection_shows_more() -> None:
    scene = Leaves()
    film = swayed(scene)
    since = film.at
    found = []
    for step in range(25):
        scene.moved = 45 * np.sin(0.9 * (60 + 0.2 * step))
        scene.body = (scene.box, COLOURS["red"]) if step == 20 else None
        found.append(film.show([film.point(1, scene.box, "person", first_seen_at=since)], [scene.box]))
    assert [verdicts[1].reason for verdicts in found[19:]] == ["shade"] * 6


@pytest.mark.parametrize("colour", COLOURS.values(), ids=COLOURS)
def test_who_walks_in_the_shade_is_told_at_once(colour: tuple[int, int, int]) -> None:
    scene = Leaves()
    assert told_after(swayed(scene), scene, colour) <= 0.4


def test_who_is_as_grey_as_the_shade_is_told_for_walking() -> None:
    scene = Leaves()
    film = swayed(scene)
    since, found = film.at, []
    for step in range(20):
        scene.moved = 12.0 * step
        found.append(film.show([film.point(1, scene.box, "person", first_seen_at=since)], [scene.box]))
    assert found[0] != {}
    assert found[-1] == {}


def test_where_no_shade_lay_before_the_same_is_told() -> None:
    scene = Leaves(shade=1.0)
    film = swayed(scene)
    scene.shade = 0.55
    assert None in reasons(film, scene, 20)


def test_night_is_no_shade() -> None:
    scene = Leaves(shade=0.2)
    assert None in reasons(swayed(scene), scene, 20)
