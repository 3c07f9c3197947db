"""Every candidate that opened no event leaves one decision, with its reason and numbers (E12)."""

from datetime import timedelta
from typing import Any

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.contract import MOST_PICTURE_BYTES, Decision
from argusai.pipeline.detection.decisions.witness import Witness
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.scenery.contract import Verdict
from tests.support.decisions import CAMERA, PLACE, T0, a_point, after, seen, until_over

pytestmark = pytest.mark.covers("E12")
ELSEWHERE = Box(20, 20, 60, 80)


def shown(witness: Witness, frames: int, **changed: Any) -> list[Decision]:
    """A track in `frames` frames, a fifth of a second apart, and what is said until it is long over."""
    said = [one for n in range(frames) for one in witness.see(seen(after(n / 5), a_point(**changed)))]
    return said + until_over(witness, after(frames / 5))


def test_a_shape_that_is_not_sure_enough() -> None:
    [told] = shown(Witness(), 4, score=0.4, median_score=0.38)
    assert (told.reason, told.label, told.camera_id, told.box) == ("low-score", "person", CAMERA, PLACE)
    assert told.numbers == {"score": 0.38, "least_score": 0.5, "pictures": 4, "times": 1}
    assert (told.began_at, told.ended_at) == (T0, after(0.6))


def test_one_that_is_seen_too_briefly() -> None:
    [told] = shown(Witness(), 2)
    assert (told.reason, told.numbers["pictures"], told.numbers["least_pictures"]) == ("brief", 2, 3)


def test_pictures_in_quick_succession_are_brief_too() -> None:
    witness = Witness()
    for n in range(4):
        witness.see(seen(after(n / 30), a_point()))
    [told] = until_over(witness, after(1))
    assert (told.reason, told.numbers["seconds"], told.numbers["least_seconds"]) == ("brief", 0.1, 0.3)


def test_one_that_never_moves() -> None:
    [told] = shown(Witness(), 10, moving=False)
    assert (told.reason, told.numbers["moving_pictures"]) == ("still", 0)


def test_the_last_judge_has_the_word() -> None:
    witness = Witness()
    for n, verdict in enumerate((Verdict("masked"), Verdict("small", {"height_share": 0.02}))):
        witness.see(seen(after(n / 5), a_point(confirmed=True), verdicts={1: verdict}))
    [told] = until_over(witness, after(1))
    assert (told.reason, told.numbers["height_share"]) == ("small", 0.02)


def test_a_track_that_opened_an_event_leaves_none() -> None:
    witness = Witness()
    witness.see(seen(T0, a_point(score=0.4, median_score=0.4)))
    witness.see(seen(after(0.2), a_point(confirmed=True)))
    witness.see(seen(after(0.4), a_point(confirmed=True), verdicts={1: Verdict("masked")}))
    assert until_over(witness, after(1)) == []


def test_an_object_that_comes_back_after_its_event_leaves_none() -> None:
    witness = Witness()
    witness.see(seen(T0, a_point(confirmed=True)))
    until_over(witness, T0, 30)
    witness.see(seen(after(31), a_point(confirmed=True, moving=False)))
    assert until_over(witness, after(31)) == []


def test_a_second_find_of_an_object_that_was_told_leaves_none() -> None:
    witness = Witness()
    for n in range(3):
        double = a_point(2, box=Box(302, 110, 338, 190))
        witness.see(seen(after(n / 5), a_point(confirmed=True), double))
    assert until_over(witness, after(1)) == []


def test_motion_in_which_nothing_was_recognised() -> None:
    witness = Witness()
    for n in range(5):
        witness.see(seen(after(n / 5), moving=[PLACE]))
    [told] = until_over(witness, after(1))
    assert (told.reason, told.label, told.box) == ("nothing-recognised", "", PLACE)
    assert told.numbers == {"seconds": 0.8, "share_of_picture": 0.0174, "times": 1}


def test_motion_in_one_frame_alone_is_noise() -> None:
    witness = Witness()
    witness.see(seen(T0, moving=[PLACE]))
    assert until_over(witness, T0) == []


def test_motion_at_an_object_is_the_objects() -> None:
    witness = Witness()
    for n in range(3):
        witness.see(seen(after(n / 5), a_point(confirmed=True), moving=[Box(335, 180, 400, 210)]))
    assert until_over(witness, after(1)) == []


def test_motion_from_which_an_object_comes_is_explained() -> None:
    witness = Witness()
    for n in range(3):
        witness.see(seen(after(n / 5), moving=[PLACE]))
    for n in range(3, 6):
        witness.see(seen(after(n / 5), a_point(confirmed=True, first_seen_at=after(0.6))))
    assert until_over(witness, after(2)) == []


def test_a_person_in_the_rain_does_not_explain_the_rain() -> None:
    witness = Witness()
    drops = [Box(x, x / 2, x + 30, x / 2 + 30) for x in range(0, 600, 60)]
    for n in range(6):
        witness.see(seen(after(n / 5), *([a_point(confirmed=True, box=ELSEWHERE)] if n > 2 else []), moving=drops))
    assert [one.reason for one in until_over(witness, after(2))] == ["nothing-recognised"]


def test_while_the_detector_fails_that_is_the_reason_wherever_it_did_not_look() -> None:
    witness = Witness()
    for n in range(6):
        witness.see(seen(after(n / 5), moving=[PLACE, ELSEWHERE], unlooked=[PLACE], failed=True))
    assert [one.reason for one in until_over(witness, after(2))] == ["detector"]


@pytest.mark.parametrize(("areas", "reason"), [("masked", "masked"), ("unlooked", "budget")])
def test_motion_that_was_taken_away(areas: str, reason: str) -> None:
    witness = Witness()
    taken: dict[str, Any] = {areas: [PLACE]}
    for n in range(3):
        witness.see(seen(after(n / 5), moving=[PLACE], **taken))
    assert [one.reason for one in until_over(witness, after(1))] == [reason]


def test_light_that_changes_everywhere_is_one_decision() -> None:
    witness = Witness()
    flash = Motion((), global_change=True)
    [told] = [one for n in range(5) for one in witness.see(seen(after(n), motion=flash))]
    assert (told.reason, told.box) == ("light", Box(0, 0, 640, 360))


def test_what_goes_on_is_told_within_a_minute_and_then_once_a_minute() -> None:
    witness = Witness()
    said = [one for n in range(360) for one in witness.see(seen(after(n), a_point(moving=False)))]
    assert len({one.decision_id for one in said}) == 1
    assert said[0].ended_at <= after(61)
    assert 4 <= len(said) <= 6
    assert {one.numbers["times"] for one in said} == {1}
    assert said[-1].ended_at >= after(290)


def test_the_picture_is_tiny_and_sent_once() -> None:
    witness = Witness()
    said = [one for n in range(200) for one in witness.see(seen(after(n), a_point(moving=False)))]
    assert said[0].picture.startswith(b"\xff\xd8\xff")
    assert len(said[0].picture) <= MOST_PICTURE_BYTES
    assert [one.picture for one in said[1:]] == [b""] * (len(said) - 1)


def test_a_camera_that_stops_leaves_what_it_has() -> None:
    witness = Witness()
    for n in range(3):
        witness.see(seen(after(n / 5), a_point(score=0.4, median_score=0.4), moving=[ELSEWHERE]))
    assert sorted(one.reason for one in witness.finish()) == ["low-score", "nothing-recognised"]
    assert witness.finish() == []


def test_a_clock_that_is_set_back_ends_what_is_known() -> None:
    witness = Witness()
    for n in range(3):
        witness.see(seen(after(n / 5), a_point(score=0.4, median_score=0.4)))
    [told] = witness.see(seen(T0 - timedelta(hours=1)))
    assert told.began_at == T0
    assert until_over(witness, T0 - timedelta(hours=1)) == []


def test_nothing_seen_is_nothing_said() -> None:
    witness = Witness()
    assert [*witness.idle(T0), *witness.see(seen(after(1))), *witness.finish()] == []
