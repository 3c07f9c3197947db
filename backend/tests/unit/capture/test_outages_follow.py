"""Following when cameras are not seen: begins, ends, flaps, reasons, and clocks that are set (C4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from argusai.pipeline.capture.outages.outage import Outage
from tests.support.outages import DOOR, YARD, Stage

pytestmark = pytest.mark.covers("C4")


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.watch(DOOR, YARD)
    made.wait(100)
    return made


def only(stage: Stage) -> Outage:
    [outage] = stage.saved
    return outage


def test_a_blind_time_is_one_outage_with_its_reason(stage: Stage) -> None:
    began = stage.clock.now()
    stage.away(90)
    outage = only(stage)
    assert (outage.began_at, outage.ended_at, outage.seconds) == (began, began + timedelta(seconds=90), 90)
    assert (outage.kind, outage.slug, outage.told) == ("away", "timeout", True)


def test_it_is_written_when_it_is_worth_listing_told_and_over(stage: Stage) -> None:
    stage.away(90)
    assert [(word.ended_at is None, word.told) for word in stage.words] == [(True, False), (True, True), (False, True)]
    assert [round(word.seconds) for word in stage.words] == [10, 61, 90]


def test_one_of_less_than_a_minute_is_listed_and_not_told(stage: Stage) -> None:
    stage.away(59)
    assert only(stage).told is False


def test_one_that_was_noticed_late_is_told_when_it_is_over(stage: Stage) -> None:
    """The program was busy, or asleep, and looked at nothing meanwhile."""
    stage.down()
    stage.clock.advance(300)
    stage.up()
    assert [(word.told, word.seconds) for word in stage.words] == [(True, 300)]


def test_hundreds_of_flaps_are_one_entry_an_hour(stage: Stage) -> None:
    began = stage.clock.now()
    for _ in range(400):
        stage.away(3)
        stage.wait(24)
    entries = stage.saved
    assert [entry.kind for entry in entries] == ["flaps"] * 3
    assert sum(entry.times for entry in entries) == 400
    assert sum(entry.seconds for entry in entries) == 1200
    assert not any(entry.told for entry in entries)
    assert entries[0].began_at == began


def test_a_camera_that_is_being_connected_the_first_time_is_no_flap(stage: Stage) -> None:
    stage.is_now(DOOR, "connecting")
    stage.wait(5)
    stage.up()
    assert stage.saved == []


def test_one_that_never_comes_is_an_outage_from_its_beginning(stage: Stage) -> None:
    stage.is_now(DOOR, "connecting")
    began = stage.clock.now()
    stage.wait(20)
    assert (only(stage).began_at, only(stage).slug) == (began, "")


def test_dialling_again_goes_on_with_the_same_outage_and_its_reason(stage: Stage) -> None:
    stage.down()
    for _ in range(20):
        stage.wait(5)
        stage.is_now(DOOR, "connecting")
        stage.wait(1)
        stage.down()
    stage.up()
    assert (only(stage).seconds, only(stage).slug) == (120, "timeout")


def test_the_reason_stays_the_one_that_was_told(stage: Stage) -> None:
    stage.down(slug="timeout")
    stage.wait(5)
    stage.down(slug="no-route")
    stage.wait(100)
    stage.down(slug="refused")  # it answers, but is still starting
    stage.wait(10)
    stage.up()
    assert only(stage).slug == "no-route"


def test_two_cameras_are_two_outages(stage: Stage) -> None:
    stage.down(DOOR)
    stage.wait(30)
    stage.down(YARD, "wrong-password")
    stage.wait(30)
    stage.up(DOOR)
    stage.wait(30)
    stage.up(YARD)
    assert [(one.camera_id, one.slug, one.seconds) for one in stage.saved] == [
        (DOOR, "timeout", 60), (YARD, "wrong-password", 60),
    ]  # fmt: skip


def test_our_own_part_that_stopped_is_another_kind(stage: Stage) -> None:
    stage.follower.lost([DOOR, YARD])
    stage.down(DOOR, "failed", "The part of the program that watches this camera stopped.")
    stage.wait(15)
    assert only(stage).kind == "capture-lost"
    stage.up(DOOR)
    stage.down(DOOR, "failed", "Unknown.")
    stage.wait(15)
    assert stage.saved[-1].kind == "away"


def test_a_paused_camera_is_not_missed(stage: Stage) -> None:
    stage.follower.watch([YARD])
    stage.healths.pop(DOOR)
    stage.wait(300)
    assert stage.saved == []


def test_pausing_ends_an_outage(stage: Stage) -> None:
    stage.down()
    stage.wait(90)
    stage.follower.watch([YARD])
    stage.wait(90)
    assert (only(stage).seconds, only(stage).ended_at is None) == (90, False)


def test_a_file_that_ended_is_not_missed(stage: Stage) -> None:
    stage.is_now(DOOR, "ended")
    stage.wait(300)
    assert stage.saved == []


@pytest.mark.parametrize("step", [3600, -3600])
def test_setting_the_clock_invents_no_outage(stage: Stage, step: int) -> None:
    stage.clock.set_by(step)
    stage.wait(300)
    assert stage.saved == []


@pytest.mark.parametrize("step", [3600, -3600])
def test_setting_the_clock_meanwhile_keeps_the_length(stage: Stage, step: int) -> None:
    stage.down()
    stage.wait(50)
    stage.clock.set_by(step)
    assert not any(word.told for word in stage.words)
    stage.wait(50)
    stage.up()
    outage = only(stage)
    assert (outage.seconds, outage.ended_at) == (100, stage.clock.now())
    assert outage.began_at == stage.clock.now() - timedelta(seconds=100)


@pytest.mark.parametrize("step", [3600, -3600])
def test_a_camera_that_tells_its_time_by_another_clock_is_not_believed(stage: Stage, step: int) -> None:
    began = stage.clock.now()
    since = began + timedelta(seconds=step)
    stage.healths[DOOR] = replace(stage.healths[DOOR], condition="down", since=since, reason_slug="timeout")
    stage.follower.look(DOOR)
    stage.wait(20)
    assert only(stage).began_at == began
