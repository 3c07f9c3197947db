"""Who stands, loiters, rests and goes on is told once; who comes again is told again."""

import pytest

from tests.unit.events.test_assemble import Play, a_point, at

pytestmark = pytest.mark.covers("E1")


def test_a_minute_of_standing_with_a_flickering_detector_is_one_event() -> None:
    play = Play()
    play.walk(0, 3, a_point())
    for second in range(3, 63):
        seen = second % 12 < 2
        play.see(second + 0.5, a_point(moving=False, detected=seen, held=not seen))
    play.walk(63, 66, a_point(200))
    play.idle(80)
    assert play.stages().count("opened") == 1
    assert play.changes[-1].facts.ended_at == at(66)
    assert play.changes[-1].facts.tracks[0].still_seconds == pytest.approx(63, abs=3)


def test_four_minutes_of_standing_are_one_event() -> None:
    play = Play()
    play.walk(0, 2, a_point(), rate=2)
    play.walk(2.5, 240, a_point(moving=False), rate=2)
    play.walk(240.5, 243, a_point(300), rate=2)
    play.idle(260)
    assert play.stages().count("opened") == play.stages().count("closed") == 1


@pytest.mark.parametrize("moving", [True, False])
def test_six_minutes_of_loitering_are_one_event_and_one_silent_continuation(moving: bool) -> None:
    play = Play()
    play.walk(0, 2, a_point(), rate=2)
    play.walk(2.5, 355, a_point(moving=moving), rate=2)
    play.walk(355.5, 360, a_point(300), rate=2)
    play.idle(400)
    opened = [change.facts for change in play.changes if change.stage == "opened"]
    assert [facts.continues_id is None for facts in opened] == [True, *[False] * (len(opened) - 1)]
    if moving:
        assert len(opened) == 2


def test_who_rested_for_long_and_goes_on_continues_what_was_told() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.walk(2.5, 400, a_point(moving=False), rate=2)
    before = [change.facts for change in play.changes if change.stage == "closed"][-1]
    play.walk(400.5, 402, a_point(300))
    assert play.changes[-1].stage == "opened"
    assert play.changes[-1].facts.continues_id == before.event_id


def test_who_joins_somebody_who_goes_on_is_news() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.walk(2.5, 400, a_point(moving=False), rate=2)
    play.see(400.5, a_point(300), a_point(600, number=2, first_seen_at=at(400)))
    assert play.changes[-1].stage == "opened"
    assert play.changes[-1].facts.continues_id is None


def test_who_was_forgotten_is_news_under_the_same_number() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.idle(20)
    play.see(700, a_point(300))
    assert play.changes[-1].facts.continues_id is None


def test_a_car_that_drives_off_is_news() -> None:
    play = Play()
    play.walk(0, 2, a_point(label="car"))
    play.walk(2.5, 100, a_point(label="car", moving=False), rate=2)
    play.see(100.5, a_point(300, label="car"))
    assert play.changes[-1].stage == "opened"
    assert play.changes[-1].facts.continues_id is None


def test_two_visits_20_seconds_apart_are_two_events() -> None:
    play = Play()
    play.walk(0, 5, a_point())
    for second in range(6, 25):
        play.idle(second)
    play.walk(25, 30, a_point(number=2, first_seen_at=at(25)))
    play.idle(60)
    opened = [change.facts for change in play.changes if change.stage == "opened"]
    assert [facts.continues_id for facts in opened] == [None, None]


def test_one_who_leaves_while_another_comes_are_one_event_with_both() -> None:
    play = Play()
    play.walk(0, 5, a_point())
    play.walk(5.2, 8, a_point(), a_point(500, number=2, first_seen_at=at(5)))
    play.walk(8.2, 12, a_point(600, number=2, first_seen_at=at(5)))
    play.idle(30)
    facts = play.changes[-1].facts
    assert play.stages().count("opened") == 1
    assert (len(facts.tracks), facts.most_at_once) == (2, {"person": 2})


def test_one_who_is_hidden_for_5_seconds_and_comes_back_under_another_number_is_one_event() -> None:
    play = Play()
    play.walk(0, 5, a_point())
    play.walk(10, 12, a_point(number=2, first_seen_at=at(10)))
    play.idle(30)
    assert play.stages().count("opened") == 1
    assert play.changes[-1].facts.most_at_once == {"person": 1}


def test_being_held_opens_nothing() -> None:
    play = Play()
    play.walk(0, 5, a_point(detected=False, moving=False, held=True))
    assert play.changes == []
