"""Identities over time: what is confirmed, what never is, and what survives a crossing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.track import Tracker

START = datetime(2026, 1, 1, tzinfo=UTC)
FRAME = (768, 576)


def person(left: float, top: float = 200, score: float = 0.8, label: str = "person") -> Detection:
    return Detection(label, score, Box(left, top, left + 36, top + 90))


def moving(*detections: Detection) -> list[MotionRegion]:
    return [MotionRegion(detection.box, share=0.6) for detection in detections]


@dataclass
class Film:
    """Shows a tracker frame after frame, five a second."""

    tracker: Tracker = field(default_factory=Tracker)
    at: datetime = START

    def show(
        self, detections: Sequence[Detection], regions: Sequence[MotionRegion] = (), seconds: float = 0.2
    ) -> list[TrackPoint]:
        self.at += timedelta(seconds=seconds)
        return self.tracker.see(self.at, detections, regions, FRAME)

    def walk(self, frames: int, left: float = 100, step: float = 8) -> list[TrackPoint]:
        points: list[TrackPoint] = []
        for number in range(frames):
            one = person(left + step * number)
            points = self.show([one], moving(one))
        return points


@pytest.mark.covers("F9")
def test_a_walker_is_confirmed_at_the_third_detection() -> None:
    film = Film()
    confirmed = [film.walk(1, left=100 + 8 * number)[0].confirmed for number in range(4)]
    assert confirmed == [False, False, True, True]


@pytest.mark.covers("E20")
def test_at_one_frame_a_second_the_second_detection_is_enough() -> None:
    film, confirmed = Film(), []
    for number in range(3):
        one = person(100 + 30 * number)
        confirmed.append(film.show([one], moving(one), 1.0)[0].confirmed)
    assert confirmed == [False, True, True]


@pytest.mark.covers("F9")
def test_one_walker_is_one_track() -> None:
    [point] = Film().walk(40)
    assert (point.track_id, point.label, point.detected, point.moving) == (1, "person", True, True)
    assert point.first_seen_at == START + timedelta(seconds=0.2)


@pytest.mark.covers("F9")
@pytest.mark.parametrize("label", ["car", "person"])
def test_what_never_moves_is_never_confirmed(label: str) -> None:
    film = Film()
    still = Detection(label, 0.9, Box(500, 100, 620, 180))
    assert not any(point.confirmed for _ in range(100) for point in film.show([still]))


@pytest.mark.covers("F9")
def test_a_parked_car_stays_unconfirmed_while_people_pass_before_it() -> None:
    film = Film()
    seen: list[TrackPoint] = []
    for number in range(60):
        car = Detection("car", 0.8, Box(300 + number % 3, 180, 420 - number % 2, 260))
        walker = person(220 + 5 * number)
        seen += film.show([car, walker], moving(walker))
    assert {point.label for point in seen if point.confirmed} == {"person"}


def test_some_boxes_drawn_around_the_car_and_a_passer_by_do_not_set_it_in_motion() -> None:
    film = Film()
    seen: list[TrackPoint] = []
    for number in range(20):
        away = 30 if number in {6, 11, 17} else 0
        car = Detection("car", 0.8, Box(300 - away, 180, 420 - away, 260))
        seen += film.show([car], [MotionRegion(Box(290, 170, 430, 270), share=0.3)])
    assert not any(point.confirmed for point in seen)


@pytest.mark.parametrize(("step", "grow"), [(12, 0), (0, 6)])
def test_a_car_that_drives_by_or_towards_us_is_confirmed(step: float, grow: float) -> None:
    film = Film()
    points: list[TrackPoint] = []
    for n in range(10):
        car = Detection(
            "car", 0.8, Box(100 + step * n - grow * n, 180 - grow * n, 200 + step * n + grow * n, 260 + grow * n)
        )
        points = film.show([car], moving(car))
    assert [point.confirmed for point in points] == [True]


@pytest.mark.covers("E9")
@pytest.mark.parametrize(
    ("score", "sway", "told"),
    [(0.47, 1.0, True), (0.47, 0.1, False), (0.39, 1.0, False)],
    ids=["goes its way", "sways on the spot", "is too faint"],
)
def test_a_weak_object_is_confirmed_only_once_it_went_somewhere(score: float, sway: float, told: bool) -> None:
    film = Film()
    for left in (88, 94):
        film.show([person(left, score=0.47)], moving(person(left)))
    confirmed = []
    for number in range(30):
        faint = person(100 + (6 * number if sway == 1.0 else 20 * sway * (number % 3)), score=score)
        confirmed.append(film.show([faint], moving(faint))[0].confirmed)
    assert confirmed[-1] is told
    assert not any(confirmed[:3])


@pytest.mark.covers("F9")
def test_unsure_detections_continue_a_track_but_never_begin_one() -> None:
    film = Film()
    film.walk(5)
    hidden = [film.show([person(140 + 8 * number, score=0.25)])[0] for number in range(3)]
    fresh = Film().show([person(100, score=0.3)])
    assert [(point.track_id, point.detected) for point in hidden] == [(1, True)] * 3
    assert fresh == []


@pytest.mark.covers("F9")
def test_identities_survive_a_crossing() -> None:
    film = Film()
    points: list[TrackPoint] = []
    for number in range(40):
        right, left = person(100 + 8 * number), person(420 - 8 * number, top=206)
        hidden = abs(right.box.left - left.box.left) < 20
        shown = [right] if hidden else [right, left]
        points = film.show(shown, moving(*shown))
    places = {point.track_id: point.box.left for point in points}
    assert places == {1: pytest.approx(412), 2: pytest.approx(108)}


def test_a_short_gap_keeps_the_identity_and_a_long_one_ends_it() -> None:
    film = Film()
    film.walk(10)
    for _ in range(7):
        film.show([])
    assert film.walk(1, left=100 + 8 * 16)[0].track_id == 1
    for _ in range(20):
        film.show([])
    assert film.walk(1, left=300)[0].track_id == 2


def test_an_unseen_track_is_predicted_for_a_moment_and_then_no_longer_told() -> None:
    film = Film()
    film.walk(10)
    [predicted] = film.show([])
    assert (predicted.detected, predicted.moving) == (False, False)
    assert predicted.box.left == pytest.approx(180, abs=6)
    assert [film.show([]) for _ in range(4)][-1] == []


def test_the_label_is_what_most_detections_say() -> None:
    film = Film()
    for number in range(10):
        label = "truck" if number == 3 else "car"
        car = Detection(label, 0.7, Box(100 + 12 * number, 180, 220 + 12 * number, 260))
        points = film.show([car], moving(car))
    assert [(point.track_id, point.label) for point in points] == [(1, "car")]


def test_a_person_does_not_become_a_car() -> None:
    film = Film()
    film.walk(5)
    points = film.show([person(140, label="car")])
    assert {(point.label, point.detected) for point in points} == {("person", False), ("car", True)}


def test_a_track_that_left_is_not_kept_alive_by_something_like_it() -> None:
    film = Film()
    film.walk(10)
    for _ in range(60):
        points = film.show([person(176, score=0.3)])
    assert points == []


def test_a_standing_person_stays_the_same_and_is_looked_for() -> None:
    film = Film()
    film.walk(10)
    for _ in range(300):
        looked = bool(film.tracker.expected_boxes())
        points = film.show([person(172)] if looked else [])
    assert [(point.track_id, point.confirmed) for point in points] == [(1, True)]


@pytest.mark.covers("E11")
def test_what_was_just_found_in_motion_is_looked_for_until_it_is_known() -> None:
    """Or in snow, where looks at motion are put off, three detections would take seconds."""
    film, one = Film(), person(100)
    film.show([one], moving(one))
    assert len(film.tracker.expected_boxes()) == 1
    still = Film()
    still.show([one])
    assert still.tracker.expected_boxes() == []


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.5, 1.0])
def test_any_frame_rate(seconds: float) -> None:
    film = Film()
    for number in range(max(12, round(0.5 / seconds))):
        one = person(100 + 30 * seconds * number)
        points = film.show([one], moving(one), seconds)
    assert [(point.track_id, point.confirmed) for point in points] == [(1, True)]


def test_another_size_starts_anew_and_time_does_not_go_back() -> None:
    film = Film()
    film.walk(5)
    assert film.tracker.see(film.at - timedelta(seconds=1), [person(140)], [], FRAME) == []
    film.at += timedelta(seconds=1)
    [point] = film.tracker.see(film.at, [person(140)], [], (1920, 1080))
    assert (point.track_id, point.confirmed) == (2, False)


@pytest.mark.covers("C20")
def test_a_clock_that_is_set_back_starts_anew() -> None:
    film = Film()
    film.walk(5)
    at = film.at - timedelta(hours=1)
    points = [film.tracker.see(at + timedelta(seconds=n / 10), [person(140)], [], FRAME) for n in range(3)]
    assert [[point.track_id for point in each] for each in points] == [[2], [2], [2]]


def test_a_thousand_boxes() -> None:
    film = Film()
    crowd = [person(index * 7 % 700, top=index * 13 % 480, score=0.3 + index % 60 / 100) for index in range(1000)]
    for _ in range(3):
        points = film.show(crowd, moving(*crowd))
    assert 0 < len(points) <= 100


DETECTIONS = st.lists(
    st.builds(
        lambda label, score, x, y, w, h: Detection(label, score, Box(x, y, x + w, y + h)),
        st.sampled_from(["person", "car", "dog"]),
        st.floats(0, 1),
        st.floats(-50, 800),
        st.floats(-50, 600),
        st.floats(0, 900),
        st.floats(0, 900),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DETECTIONS, st.floats(0, 100)), max_size=10))
def test_whatever_comes_each_track_is_told_once_and_inside_the_frame(
    film_frames: list[tuple[list[Detection], float]],
) -> None:
    film = Film()
    for detections, seconds in film_frames:
        points = film.show(detections, moving(*detections), seconds)
        assert len({point.track_id for point in points}) == len(points)
        for point in points:
            assert 0 <= point.box.left <= point.box.right <= FRAME[0]
            assert 0 <= point.box.top <= point.box.bottom <= FRAME[1]
