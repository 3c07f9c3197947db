"""When a second detector is asked, and what two answers become."""

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from argusai.pipeline.detection.objects.looks import Wanted
from argusai.pipeline.detection.objects.opinions import area_around, doubtful_boxes, merge

FRAME = (768, 576)
ALL = [Box(0, 0, *FRAME)]
CAR = Box(100, 100, 220, 180)
WALKER = Box(400, 200, 424, 260)

pytestmark = pytest.mark.covers("E3")


def detection(label: str, score: float, box: Box = CAR, model: str = "nanodet") -> Detection:
    return Detection(label, score, box, (Opinion(model, label, score),))


def second(label: str, score: float, box: Box = CAR) -> Detection:
    return detection(label, score, box, "ssd-mobilenet")


def moving(*boxes: Box) -> Wanted:
    return Wanted([MotionRegion(box, 0.5) for box in boxes])


def test_a_large_moving_thing_that_nobody_recognised_is_in_doubt() -> None:
    assert doubtful_boxes(moving(CAR), [], ALL, FRAME) == [CAR]


@pytest.mark.parametrize("box", [Box(10, 10, 40, 110), Box(10, 10, 34, 40)])
def test_upright_and_small_things_are_not(box: Box) -> None:
    assert doubtful_boxes(moving(box), [], ALL, FRAME) == []


def test_what_was_recognised_is_not() -> None:
    assert doubtful_boxes(moving(CAR), [detection("person", 0.7)], ALL, FRAME) == []
    assert doubtful_boxes(moving(CAR), [detection("car", 0.7)], ALL, FRAME) == []


def test_an_unsure_vehicle_is_in_doubt_once_and_only_where_something_moves() -> None:
    unsure = detection("truck", 0.3)
    assert doubtful_boxes(moving(CAR), [unsure], ALL, FRAME) == [CAR]
    assert doubtful_boxes(moving(Box(500, 400, 520, 440)), [unsure], ALL, FRAME) == []


def test_an_unsure_person_is_in_doubt_where_what_moves_is_about_as_large() -> None:
    unsure = detection("person", 0.3, WALKER)
    assert doubtful_boxes(moving(Box(400, 196, 424, 252)), [unsure], ALL, FRAME) == [WALKER]
    assert doubtful_boxes(moving(Box(418, 180, 448, 240)), [unsure], ALL, FRAME) == []  # a post that he passes
    assert doubtful_boxes(moving(WALKER), [detection("person", 0.6, WALKER)], ALL, FRAME) == []


def test_an_unsure_person_beside_a_sure_one_is_not() -> None:
    sure, post = detection("person", 0.7, WALKER), detection("person", 0.3, Box(408, 190, 430, 262))
    assert doubtful_boxes(moving(WALKER), [sure, post], ALL, FRAME) == []


def test_where_the_first_did_not_look_nothing_is_in_doubt() -> None:
    assert doubtful_boxes(moving(CAR), [], [Box(400, 300, 700, 500)], FRAME) == []


def test_an_expected_vehicle_that_was_not_found_is_in_doubt() -> None:
    assert doubtful_boxes(Wanted([], expected=[CAR]), [], ALL, FRAME) == [CAR]


@pytest.mark.parametrize("box", [CAR, Box(0, 0, 60, 40), Box(700, 540, 768, 576), Box(-20, -20, 900, 900)])
def test_what_is_shown_lies_inside_the_frame_and_holds_the_box(box: Box) -> None:
    area = area_around(box, FRAME)
    assert area.left >= 0
    assert area.top >= 0
    assert area.right <= FRAME[0]
    assert area.bottom <= FRAME[1]
    assert area.right >= min(box.right, FRAME[0])
    assert area.left <= max(box.left, 0)


def test_two_that_agree_are_surer_and_both_are_kept() -> None:
    [merged] = merge([detection("car", 0.4)], [second("car", 0.4)])
    assert merged.label == "car"
    assert 0.4 < merged.score < 0.7
    assert merged.score == pytest.approx(1 - (1 - 0.4) * (1 - 0.4))  # both would have to be wrong
    assert merged.opinions == (Opinion("nanodet", "car", 0.4), Opinion("ssd-mobilenet", "car", 0.4))


def test_in_a_few_pixels_both_may_err() -> None:
    tuft = Box(436, 37, 454, 60)
    [merged] = merge([detection("car", 0.3, tuft)], [second("car", 0.39, tuft)])
    assert (merged.score, len(merged.opinions)) == (0.39, 2)


def test_the_better_seen_box_and_score_lead() -> None:
    better = Box(98, 102, 222, 182)
    [merged] = merge([detection("truck", 0.25)], [second("vehicle", 0.88, better)])
    assert (merged.label, merged.box) == ("truck", better)
    assert 0.88 <= merged.score <= 1


def test_a_second_box_of_one_model_is_no_further_opinion() -> None:
    once = merge([detection("car", 0.4)], [second("car", 0.5)])
    twice = merge([detection("car", 0.4)], [second("car", 0.5), second("car", 0.45, Box(105, 100, 220, 185))])
    assert twice == once


def test_of_two_names_the_surer_one_wins() -> None:
    [merged] = merge([detection("bus", 0.3)], [second("car", 0.8)])
    assert merged.label == "car"


def test_what_only_the_second_saw_is_a_car_when_it_knows_no_better() -> None:
    [merged] = merge([], [second("vehicle", 0.6)])
    assert (merged.label, merged.score) == ("car", 0.6)
    assert merged.opinions == (Opinion("ssd-mobilenet", "vehicle", 0.6),)


def test_a_person_whom_both_saw_unsurely_is_surer_and_keeps_the_box_of_the_first() -> None:
    [merged] = merge([detection("person", 0.33, WALKER)], [second("person", 0.43, Box(397, 196, 425, 262))])
    assert (merged.label, merged.box) == ("person", WALKER)
    assert merged.score == pytest.approx(1 - (1 - 0.33) * (1 - 0.43))


def test_where_one_saw_only_a_part_of_a_person_the_surer_box_leads() -> None:
    leg = Box(410, 232, 424, 260)
    [merged] = merge([detection("person", 0.22, leg)], [second("person", 0.49, WALKER)])
    assert merged.box == WALKER


def test_a_square_around_everything_confirms_nobody() -> None:
    person, shown = detection("person", 0.43, WALKER), second("person", 0.28, Box(330, 150, 500, 320))
    assert merge([person], [shown]) == [person]


def test_of_a_person_of_few_pixels_the_better_score_stays() -> None:
    far = Box(400, 200, 412, 232)
    [merged] = merge([detection("person", 0.3, far)], [second("person", 0.4, far)])
    assert merged.score == 0.4


def test_its_guesses_and_its_people_are_left_out() -> None:
    assert merge([], [second("car", 0.3), second("person", 0.9)]) == []


def test_people_and_other_cars_stay_as_they_were() -> None:
    person, parked = detection("person", 0.9), detection("car", 0.55, Box(500, 300, 600, 380))
    merged = merge([person, parked], [second("car", 0.7)])
    assert merged[0] == person
    assert parked in merged
    assert len(merged) == 3
