"""Tracks against true boxes."""

import pytest

from argusai.evaluation.match_identities import Bounds, Identities, compare

pytestmark = pytest.mark.covers("E13")
FRAMES = range(1, 11)


def at(left: float) -> Bounds:
    return (left, 100, 30, 80)


def test_perfect_tracks_are_perfect() -> None:
    truth = {frame: {0: at(frame * 5), 1: at(300 - frame * 5)} for frame in FRAMES}
    found = {frame: {7: at(frame * 5), 3: at(300 - frame * 5)} for frame in FRAMES}
    scored = compare(truth, found, FRAMES)
    assert (scored.idf1, scored.mota, scored.switches) == (1, 1, 0)


def test_a_track_that_changes_its_person_is_a_switch_and_costs_identity() -> None:
    truth = {frame: {0: at(100), 1: at(200)} for frame in FRAMES}
    found = {frame: {1: at(100), 2: at(200)} if frame <= 5 else {2: at(100), 1: at(200)} for frame in FRAMES}
    scored = compare(truth, found, FRAMES)
    assert (scored.switches, scored.idf1, scored.hits) == (2, 0.5, 20)
    assert scored.mota == pytest.approx(0.9)


def test_a_person_told_as_two_tracks_keeps_the_longer() -> None:
    truth = {frame: {0: at(100)} for frame in FRAMES}
    found = {frame: {1 if frame <= 7 else 2: at(100)} for frame in FRAMES}
    scored = compare(truth, found, FRAMES)
    assert (scored.same, scored.switches, scored.idf1) == (7, 1, 0.7)


def test_a_box_that_overlaps_by_less_than_half_is_wrong() -> None:
    scored = compare({1: {0: at(100)}}, {1: {1: at(111)}}, [1])  # 19 of 41
    assert (scored.hits, scored.mota) == (0, -1)


def test_boxes_of_nobody_cost_and_frames_that_were_not_analysed_do_not() -> None:
    truth, found = {1: {0: at(100)}, 2: {0: at(100)}}, {1: {1: at(100), 2: at(400)}}
    scored = compare(truth, found, [1])
    assert (scored.truths, scored.boxes, scored.mota) == (1, 2, 0)
    assert scored.idf1 == pytest.approx(2 / 3, abs=1e-4)


def test_who_was_followed_stays_followed_though_another_fits_better() -> None:
    truth = {1: {0: at(100)}, 2: {0: at(104)}}
    found = {1: {1: at(100)}, 2: {1: at(100), 2: at(104)}}
    assert compare(truth, found, [1, 2]).switches == 0


def test_a_track_follows_one_person_at_a_time_the_one_whom_it_followed_last() -> None:
    truth = {1: {0: at(100)}, 2: {1: at(100)}, 3: {0: at(100), 1: at(100)}}
    scored = compare(truth, {frame: {7: at(100)} for frame in (1, 2, 3)}, [1, 2, 3])
    assert (scored.truths, scored.boxes, scored.hits, scored.switches, scored.mota) == (4, 3, 3, 0, 0.75)
    found = {1: {7: at(100)}, 2: {7: at(100)}, 3: {7: at(100), 8: at(100)}}
    scored = compare(truth, found, [1, 2, 3])
    assert (scored.hits, scored.switches, scored.mota) == (4, 1, 0.75)


def test_without_truth_there_is_no_score() -> None:
    assert (Identities().idf1, Identities().mota) == (None, None)


def test_counts_add_up() -> None:
    one = compare({1: {0: at(100)}}, {1: {1: at(100)}}, [1])
    assert one + one == Identities(2, 2, 2, 2, 0)
