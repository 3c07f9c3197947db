"""Identities where place alone does not decide: who stands, hides, crosses, or was not looked at."""

from itertools import chain

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Opinion
from tests.support.stage_play import BLACK, BLUE, RED, Actor, Scene

pytestmark = pytest.mark.covers("E1")
EVERYWHERE = [Box(0, 0, 768, 576)]


@pytest.mark.parametrize("rate", [5, 10])
def test_a_standing_person_whom_the_detector_misses_stays_the_same(rate: float) -> None:
    scene = Scene(rate)
    scene.walk(100, 200)
    scene.walk(200, 200, moves=False)
    for _ in range(4):
        missed = scene.walk(200, 200, seconds=9, seen=0, moves=False)
        assert [(point.track_id, point.held, point.detected) for point in missed] == [(1, True, False)]
        again = scene.walk(200, 200, seconds=1, moves=False)
        assert [(point.track_id, point.detected) for point in again] == [(1, True)]


def test_who_left_while_nobody_looked_is_not_held() -> None:
    scene = Scene()
    scene.walk(100, 200)
    scene.walk(200, 200, moves=False)
    for _ in range(40):
        points = scene.show()
    assert points == []


def test_who_was_last_seen_half_gone_is_not_held() -> None:
    lawn_and_path = np.full((576, 768, 3), 90, np.uint8)
    lawn_and_path[245:] = 180
    scene = Scene(background=lawn_and_path)
    scene.walk(100, 200)
    scene.walk(200, 200, moves=False)
    scene.walk(200, 200, seconds=0.5, moves=False, faint=True)
    for _ in range(40):
        points = scene.show()
    assert points == []


def test_nobody_is_held_for_ever() -> None:
    scene = Scene(rate=2)
    scene.walk(100, 200)
    scene.walk(200, 200, moves=False)
    assert [point.held for point in scene.walk(200, 200, seconds=58, seen=0, moves=False)] == [True]
    assert scene.walk(200, 200, seconds=4, seen=0, moves=False) == []


def test_who_stands_half_hidden_with_low_scores_is_not_dropped() -> None:
    scene = Scene(rate=5)
    scene.walk(100, 200)
    scene.walk(200, 200, moves=False)
    points = scene.walk(200, 200, seconds=20, seen=0.3, moves=False)
    assert [(point.track_id, point.detected) for point in points] == [(1, True)]


def test_a_standing_person_is_looked_at_rarely_and_not_forgotten() -> None:
    scene = Scene(rate=5)
    scene.walk(100, 200)
    looks = 0
    for _ in range(300):
        looked = bool(scene.tracker.expected_boxes())
        looks += looked
        [point] = scene.show(Actor(200, seen=0.8 if looked else 0, moves=False))
    assert (point.track_id, point.confirmed, point.present) == (1, True, True)
    assert 40 < looks < 110


@pytest.mark.covers("E11")
def test_who_fidgets_is_asked_for_in_every_third_frame_where_nothing_moves() -> None:
    scene = Scene()
    scene.walk(100, 200, seconds=3)
    scene.walk(200, 200, seconds=1.5, moves=False)
    asked, told = 0, set()
    for number in range(60):
        expected, stirs = bool(scene.tracker.expected_boxes()), number % 20 == 0
        asked += expected
        [point] = scene.show(Actor(200, seen=0.8 if expected or stirs else 0, moves=stirs))
        told.add((point.track_id, point.present))
    assert 18 <= asked <= 24
    assert told == {(1, True)}


@pytest.mark.parametrize("rate", [5, 10])
def test_who_comes_out_from_behind_a_van_is_the_same(rate: float) -> None:
    scene = Scene(rate)
    scene.walk(100, 220, seconds=3)
    scene.walk(220, 330, seconds=5, hidden=True)
    [point] = scene.walk(330, 450, seconds=3)
    assert (point.track_id, point.confirmed) == (1, True)


def test_who_was_last_seen_in_part_is_the_same_when_he_comes_out() -> None:
    scene = Scene()
    scene.walk(100, 220, seconds=3)
    scene.walk(220, 232, seconds=0.4, seen=0.3, part=True)
    scene.walk(232, 330, seconds=4, hidden=True)
    [point] = scene.walk(330, 450, seconds=3)
    assert (point.track_id, point.confirmed) == (1, True)


def test_somebody_else_who_comes_out_there_is_another() -> None:
    scene = Scene()
    scene.walk(100, 220, seconds=3)
    scene.walk(220, 330, seconds=5, hidden=True)
    [point] = scene.walk(330, 450, seconds=3, colour=BLUE)
    assert point.track_id != 1


def test_who_looks_the_same_but_is_too_far_away_is_another() -> None:
    scene = Scene()
    scene.walk(100, 220, seconds=3)
    scene.walk(220, 220, seconds=1.5, hidden=True)
    [point] = scene.walk(600, 700, seconds=3)
    assert point.track_id != 1


def test_two_who_turn_back_where_they_meet_keep_their_identities() -> None:
    """Place and speed say that they crossed; colours say that they did not."""
    scene = Scene()
    for number in range(60):
        way = 4.0 * (number if number < 30 else 60 - number)
        met = abs(number - 30) < 5
        scene.show(Actor(200 + way), Actor(450 - way, colour=BLACK, hidden=met))
    last = scene.show(Actor(200), Actor(450, colour=BLACK))
    assert {round(point.box.left): point.track_id for point in last} == {200: 1, 450: 2}


def test_a_person_taken_for_another_gets_his_own_identity() -> None:
    """The one in blue steps in where the one in red stays hidden: after some time it is clear who it is."""
    scene = Scene()
    for number in range(20):
        scene.show(Actor(200 + 4 * number), Actor(360 - 4 * number, colour=BLUE, seen=0))
    for number in range(10):
        scene.show(Actor(284, colour=BLUE), Actor(290, top=230, colour=BLACK, seen=0.5 if number < 5 else 0))
    points = scene.walk(284, 360, seconds=4, colour=BLUE)
    assert 1 not in {point.track_id for point in points}


def test_frames_without_a_look_cost_no_identity() -> None:
    scene = Scene()
    ids = set()
    scene.walk(100, 160, seconds=1.5)
    for number in range(60):
        points = scene.show(Actor(164 + 4 * number), unlooked=EVERYWHERE if number % 5 else ())
        ids |= {point.track_id for point in points}
    assert ids == {1}


def test_where_nobody_looked_motion_shows_the_way() -> None:
    scene = Scene()
    scene.walk(100, 180)
    for number in range(6):
        [point] = scene.show(Actor(184 + 10 * number), unlooked=EVERYWHERE)
    assert not point.detected
    assert point.box.left == pytest.approx(234, abs=14)


def test_a_new_person_survives_frames_in_which_nobody_looked() -> None:
    scene = Scene()
    scene.show(Actor(100))
    for number in range(4):
        scene.show(Actor(102 + 2 * number), unlooked=EVERYWHERE)
    [point] = scene.show(Actor(110))
    assert point.track_id == 1


def test_many_frames_of_one_moment_confirm_nobody() -> None:
    scene = Scene(rate=50)
    confirmed = [scene.show(Actor(100 + n))[0].confirmed for n in range(20)]
    assert confirmed[:14] == [False] * 14
    assert confirmed[-1]


def test_what_each_model_said_is_told() -> None:
    scene = Scene()
    one, two = Opinion("nanodet", "person", 0.8), Opinion("ssd", "person", 0.6)
    wrong = Opinion("ssd", "dog", 0.3)
    said = [(one, two), (one, wrong), (one,), (one, two)]
    points = list(chain(*(scene.show(Actor(100 + 4 * n, opinions=each)) for n, each in enumerate(said))))
    assert points[-1].opinions == (one, two)


def test_a_red_and_a_blue_one_are_told_apart_by_the_same_scene() -> None:
    scene = Scene()
    points = [scene.show(Actor(100 + 4 * n, colour=RED), Actor(400, colour=BLUE)) for n in range(20)]
    assert {point.track_id for point in points[-1]} == {1, 2}
