"""Whole scenes: neighbours, exchanged cars, a camera that is turned, day and night."""

from dataclasses import replace

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.contract import Verdict
from tests.support.scene import START, Film, Prop, Scene

pytestmark = pytest.mark.covers("E4")
LEFT = Prop(seed=21, left=60, top=100, width=80, height=56)
RIGHT = Prop(seed=22, left=150, top=100, width=80, height=56)


def both(film: Film, frames: int, step: float = 0.0) -> list[dict[int, Verdict]]:
    """Both cars are tracked as if they moved; the left one goes `step` pixels up in each frame."""
    left, right = film.scene.props
    since, found = film.at, []
    for _ in range(frames):
        left.top -= step
        points = [film.point(number, each.box, first_seen_at=since) for number, each in enumerate((left, right))]
        found.append(film.show(points, [left.box, right.box]))
    return found


def yard() -> Film:
    film = Film(Scene([replace(LEFT), replace(RIGHT)]))
    film.wait(40)
    return film


def test_of_two_cars_side_by_side_only_the_one_that_leaves_is_told() -> None:
    found = both(yard(), 15, step=5)
    assert all(1 in verdicts for verdicts in found)
    assert 0 not in found[-1]


def test_neighbours_that_stay_are_both_silent() -> None:
    film = yard()
    film.scene.light, film.scene.rain = 0.7, 30
    assert all(set(verdicts) == {0, 1} for verdicts in both(film, 15))


def test_another_car_in_the_place_of_one_that_left_is_told_and_then_remembered() -> None:
    film = yard()
    other = Prop(seed=23, left=60, top=100, width=80, height=56)
    film.scene.props[0] = Prop(seed=23, left=60, top=-60, width=80, height=56)
    film.wait(40)
    since, found = film.at, []
    for step in range(20 + 85):
        film.scene.props[0] = replace(other, top=min(100, -60 + 8 * step))
        point = film.point(5, film.scene.props[0].box, moving=step <= 21, first_seen_at=since)
        points = [point] if point.box.bottom > 20 else []
        found.append(film.show(points, seconds=0.2 if step < 20 else 1))
    assert not any(found[:80])
    assert found[-1][5].reason == "parked"


def test_a_camera_that_is_turned_brings_no_flood_and_learns_anew() -> None:
    film = yard()
    film.scene.turned, since = 35, film.at
    moved = [replace(prop, left=prop.left - 35).box for prop in (LEFT, RIGHT)]
    found = []
    for _ in range(10):
        found.append(film.show([film.point(n, box, first_seen_at=since) for n, box in enumerate(moved)], moved))
    assert all(set(verdicts) == {0, 1} for verdicts in found)
    props = film.scene.props
    film.scene = Scene([replace(prop, left=prop.left) for prop in props], turned=35)
    later = [film.show(seconds=1) for _ in range(30)]
    assert not any(later)
    since, found = film.at, []
    for _ in range(10):
        found.append(film.show([film.point(7, moved[0], first_seen_at=since)], moved))
    assert all(verdicts[7].reason in {"parked", "still"} for verdicts in found)


def test_tracks_that_were_held_while_the_camera_turned_stay_held() -> None:
    film = yard()
    since = film.at
    for _ in range(5):
        film.show([film.point(1, LEFT.box, first_seen_at=since)])
    found = []
    for step in range(30):
        film.scene.turned = min(40, 4 * step)
        box = replace(LEFT, left=LEFT.left - film.scene.turned).box
        found.append(film.show([film.point(1, box, first_seen_at=since)], [box]))
    assert all(1 in verdicts for verdicts in found)


def test_day_and_night_are_two_looks_of_one_thing() -> None:
    film = Film(Scene([replace(LEFT)]))
    film.wait(40)
    film.scene = Scene([replace(LEFT, seed=31)], light=0.5, ground=9)  # infrared light shows other textures
    film.wait(60)
    assert [len(thing.looks) for thing in film.memory._things] == [2]
    assert film.memory._things.kept[0].first_at < START.replace(minute=1)


def test_looking_again_is_rare_and_cheap() -> None:
    film = yard()
    asked: list[Box] = []
    for _ in range(60):
        film.show(seconds=10)
        asked += film.looked
    assert asked == []  # places that look as before need no detector


def test_somebody_who_was_there_before_the_camera_is_told_when_he_goes() -> None:
    person = Prop(seed=41, left=200, top=120, width=30, height=80, label="person")
    film = Film(Scene([person]))
    film.wait(60)
    since, told = film.at, None
    for step in range(15):
        person.left += 4
        if not film.show([film.point(1, person.box, "person", first_seen_at=since)], [person.box]) and told is None:
            told = 0.2 * step
    assert told is not None
    assert told <= 1.0


def test_a_track_that_jumps_from_the_parked_car_to_a_passer_by_is_told() -> None:
    film = yard()
    since = film.at
    for _ in range(3):
        assert film.show([film.point(1, LEFT.box, first_seen_at=since)], [LEFT.box])
    for step in range(4):
        moving = Prop(seed=24, left=60, top=180 + 6 * step, width=80, height=56)
        film.scene.props[2:] = [moving]
        verdicts = film.show([film.point(1, moving.box, first_seen_at=since)], [moving.box])
    assert verdicts == {}


def walk_through(film: Film, seconds: float, first: int) -> float | None:
    """Somebody walks while the ground changes its looks every second; after how many seconds he is told."""
    person = Prop(seed=41, left=100, top=120, width=30, height=80, label="person")
    film.scene.props.append(person)
    since = film.at
    for step in range(int(seconds * 5)):
        person.left += 8
        film.scene.ground = first + step // 5
        if not film.show([film.point(1, person.box, "person", first_seen_at=since)], [person.box]):
            return 0.2 * step
    return None


@pytest.mark.covers("E5")
def test_who_walks_through_restless_shade_is_told_soon() -> None:
    told = walk_through(yard(), 5, first=50)
    assert told is not None
    assert told <= 1.2


def test_a_picture_that_changes_all_the_time_is_not_waited_for_again_and_again() -> None:
    film = yard()
    for second in range(20):
        film.scene.ground = 50 + second
        film.show(seconds=1)
    assert not film.memory._unsettled(film.at)
