"""Parcels in a drawn yard: a person walks through with a box, or without one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Frame, Image
from argusai.pipeline.detection.motion.contract import Motion, MotionRegion
from argusai.pipeline.detection.parcels.compare import what_happened
from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.detection.parcels.opencv import blobs
from argusai.pipeline.detection.parcels.watch import ParcelWatch
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import ArrayPicture

pytestmark = pytest.mark.covers("E7")

WIDTH, HEIGHT = 320, 216
T0 = datetime(2026, 3, 3, 12, tzinfo=UTC)
STEP = timedelta(seconds=0.5)
BOX = Box(150, 165, 175, 185)  # beside the way, a quarter of a person high
Paint = Callable[[Image, float], None]


def ground() -> Image:
    rng = np.random.default_rng(7)
    coarse = rng.integers(70, 150, (HEIGHT // 4, WIDTH // 4, 3), np.uint8)
    return np.ascontiguousarray(coarse.repeat(4, axis=0).repeat(4, axis=1))


GROUND = ground()


def person_at(second: float, begins: float, speed: float = 40.0) -> Box | None:
    """Walks from left to right, 80 pixels tall, in front of the place of the box."""
    left = (second - begins) * speed
    return Box(left, 110, left + 30, 190) if 0 <= left < WIDTH - 30 else None


@dataclass
class Scene:
    """`box_from`, `box_until`: seconds between which the box stands there. `walks`: when somebody begins to walk."""

    walks: tuple[float, ...] = ()
    box_from: float = 1e9
    box_until: float = 1e9
    box: Box = BOX
    paint: Paint | None = None
    label: str = "person"
    motion: Motion = field(default_factory=lambda: Motion((), global_change=False))
    jump: float = 1e9  # when the light jumps, seconds

    def picture(self, second: float) -> Image:
        pixels = GROUND.copy()
        if self.box_from <= second < self.box_until:
            fill(pixels, self.box, (40, 90, 190))
        for walk in self.walks:
            if (who := person_at(second, walk)) is not None:
                fill(pixels, who, (200, 60, 30))
        if self.paint:
            self.paint(pixels, second)
        return pixels

    def points(self, second: float, at: datetime) -> Iterator[TrackPoint]:
        for number, walk in enumerate(self.walks, 1):
            if (who := person_at(second, walk)) is not None:
                yield TrackPoint(number, self.label, 0.8, 0.8, who, True, True, True, at)

    def run(self, seconds: float, watch: ParcelWatch | None = None, stirs_until: float = 0.0) -> list[ParcelSeen]:
        """`stirs_until`: so long something seems to move where the box is."""
        watch, told = watch or ParcelWatch(), []
        for step in range(int(seconds * 2)):
            second, at = step / 2, T0 + step * STEP
            points = list(self.points(second, at))
            boxes = [*(point.box for point in points), *([self.box] if second < stirs_until else [])]
            moving = tuple(MotionRegion(box, 0.5) for box in boxes)
            motion = Motion(moving, self.motion.global_change or second == self.jump)
            frame = Frame(UUID(int=1), step + 1, second, at, ArrayPicture(self.picture(second)))
            told += watch.see(frame, motion, points, points)
        return told


def fill(pixels: Image, box: Box, colour: tuple[int, int, int]) -> None:
    pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = colour


def test_a_box_that_a_person_leaves_is_told_once_with_its_place_and_person() -> None:
    [seen] = Scene(walks=(5,), box_from=9).run(40)
    assert (seen.change, seen.track_ids) == ("left", (1,))
    assert seen.box.left == pytest.approx(BOX.left, abs=3)
    assert seen.box.bottom == pytest.approx(BOX.bottom, abs=3)
    assert 0.6 < seen.probability <= 0.9
    assert seen.at == T0 + timedelta(seconds=9)  # his box leaves its place at 9.4


def test_motion_that_stays_where_a_box_was_left_does_not_make_it_later() -> None:
    scene = Scene(walks=(5,), box_from=9)
    told = scene.run(40, stirs_until=16.0)
    assert [(each.change, each.at) for each in told] == [("left", T0 + timedelta(seconds=9))]


def test_a_box_that_another_takes_is_told_with_the_same_id() -> None:
    left, taken = Scene(walks=(5, 40), box_from=9, box_until=44).run(70)
    assert (left.change, taken.change) == ("left", "taken")
    assert (taken.parcel_id, taken.track_ids) == (left.parcel_id, (2,))
    assert taken.at == T0 + timedelta(seconds=44)


def test_who_walks_by_leaves_nothing_and_takes_nothing() -> None:
    assert Scene(walks=(5, 20)).run(40) == []
    [left] = Scene(walks=(5, 40, 60), box_from=9).run(90)
    assert left.change == "left"


def test_what_stood_there_before_is_no_parcel() -> None:
    assert Scene(walks=(5,), box_from=-1).run(30) == []


def test_something_that_appears_with_nobody_near_is_no_parcel() -> None:
    assert Scene(box_from=9).run(40) == []
    assert Scene(walks=(5,), box_from=9, label="dog").run(40) == []


def test_a_box_that_goes_with_nobody_near_was_not_taken() -> None:
    [left] = Scene(walks=(5,), box_from=9, box_until=100).run(130)
    assert left.change == "left"


def darker(pixels: Image, second: float) -> None:
    """A cloud, slowly; and a shadow where the person walked."""
    share = 1 - 0.25 * min(1.0, max(0.0, (second - 6) / 4))
    pixels[:] = (pixels * share).astype(np.uint8)


def shadow(pixels: Image, second: float) -> None:
    """A soft patch that is darker from the ninth second on, and has no border of its own."""
    if second >= 9:
        down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
        near = np.exp(-(((down - 175) / 30) ** 2 + ((across - 162) / 30) ** 2))
        pixels[:] = (pixels * (1 - 0.3 * near[:, :, None])).astype(np.uint8)


@pytest.mark.parametrize("paint", [darker, shadow])
def test_light_is_no_parcel(paint: Paint) -> None:
    assert Scene(walks=(5,), paint=paint).run(40) == []


def test_a_parcel_is_found_although_a_cloud_comes() -> None:
    assert [seen.change for seen in Scene(walks=(5,), box_from=9, paint=darker).run(40)] == ["left"]


@pytest.mark.parametrize(
    "box",
    [Box(150, 165, 153, 168), Box(100, 115, 210, 190), Box(115, 180, 200, 186)],
    ids=["letter", "wardrobe", "plank"],
)
def test_other_sizes_are_no_parcels(box: Box) -> None:
    assert Scene(walks=(5,), box_from=9, box=box).run(40) == []


@pytest.mark.parametrize(("rows", "said"), [(3, "unclear"), (4, "new")])
def test_a_few_cells_are_no_thing(rows: int, said: str) -> None:
    """A bit of barrier tape far away, hanging otherwise once somebody went by, fills a rectangle as a box does."""
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[100 : 100 + rows, 100:104] = True
    now = GROUND.copy()
    now[mask] = (40, 90, 190)
    even = np.full_like(GROUND, 110).astype(np.float32)
    assert what_happened(even, np.where(mask[:, :, None], now, even).astype(np.float32), blobs(mask)[0]) == said


def test_an_animal_that_moves_on_is_no_parcel() -> None:
    """It sits there for two seconds once the way is clear."""
    assert Scene(walks=(5,), box_from=9, box_until=14).run(40) == []


def test_switched_light_begins_anew() -> None:
    flash = Scene(walks=(5,), box_from=9, motion=Motion((), global_change=True))
    assert flash.run(40) == []


def infrared(pixels: Image, second: float) -> None:
    """From the fortieth second on without colours, darker and of less contrast, as under an infrared lamp."""
    if second >= 40:
        pixels[:] = (pixels.mean(axis=2, keepdims=True) * 0.6 + 20).astype(np.uint8)


def test_a_told_parcel_outlasts_switched_light_and_is_taken_in_it() -> None:
    scene = Scene(walks=(5, 60), box_from=9, box_until=64, paint=infrared, jump=40)
    left, taken = scene.run(90)
    assert (left.change, taken.change) == ("left", "taken")
    assert (taken.parcel_id, taken.track_ids) == (left.parcel_id, (2,))


def test_a_told_parcel_that_stays_in_switched_light_is_not_taken() -> None:
    [left] = Scene(walks=(5, 60), box_from=9, paint=infrared, jump=40).run(90)
    assert left.change == "left"


def test_no_two_looks_are_nearer_than_half_a_second() -> None:
    watch = ParcelWatch()
    Scene().run(2, watch)
    early = Frame(UUID(int=1), 9, 1.6, T0 + timedelta(seconds=1.6), ArrayPicture(GROUND[:10]))
    assert watch.see(early, Motion((), global_change=False), [], []) == []
    assert Scene(walks=(5,), box_from=9).run(40, watch)[0].change == "left"
