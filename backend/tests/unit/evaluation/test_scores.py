"""Events against visits: what counts as found, false, told twice, late."""

from dataclasses import dataclass, field

import pytest

from argusai.evaluation.scores import Tally, add_up, score_events

pytestmark = pytest.mark.covers("E13")


@dataclass(frozen=True)
class Visit:
    start: float
    end: float
    label: str = "person"


@dataclass(frozen=True)
class Event:
    start: float
    end: float
    reported_at: float = 0.0
    labels: list[str] = field(default_factory=lambda: ["person"])


def test_a_visit_told_once_and_at_once_is_perfect() -> None:
    figures = score_events([Visit(4, 18)], [Event(4.2, 18, 4.8)], 24).figures()
    assert (figures["recall"], figures["precision"], figures["repeats_per_visit"]) == (1, 1, 0)
    assert figures["latency_median_seconds"] == figures["latency_worst_seconds"] == pytest.approx(0.8)
    assert (figures["false_events"], figures["strange_labels"]) == (0, 0)


def test_an_event_at_another_time_is_false_and_finds_nothing() -> None:
    tally = score_events([Visit(10, 12)], [Event(1, 9.9)], 24)
    assert (tally.found, tally.true_events, tally.events) == (0, 0, 1)


def test_touching_in_time_is_enough() -> None:
    assert score_events([Visit(10, 12)], [Event(12, 15, 12)], 24).found == 1


def test_a_label_of_the_same_family_fits_and_another_does_not() -> None:
    visit = Visit(1, 5, "car")
    assert score_events([visit], [Event(1, 5, 1, ["truck"])], 9).found == 1
    assert score_events([Visit(1, 5, "vehicle")], [Event(1, 5, 1, ["bus"])], 9).found == 1
    wrong = score_events([visit], [Event(1, 5, 1, ["person"])], 9)
    assert (wrong.found, wrong.strange_labels) == (0, 1)


def test_a_label_that_was_not_there_is_strange_though_the_event_is_true() -> None:
    tally = score_events([Visit(1, 5)], [Event(1, 5, 1, ["car", "person"])], 9)
    assert (tally.true_events, tally.strange_labels) == (1, 1)


def test_the_second_event_of_one_visit_is_a_repeat() -> None:
    tally = score_events([Visit(1, 60)], [Event(1, 20, 2), Event(30, 60, 31), Event(61, 70, 62)], 80)
    assert (tally.repeats, tally.true_events, tally.events) == (1, 2, 3)
    assert tally.latencies == [1]


def test_one_event_may_tell_of_two_visits() -> None:
    tally = score_events([Visit(1, 9), Visit(3, 12)], [Event(1, 12, 1.5)], 20)
    assert (tally.found, tally.repeats) == (2, 0)
    assert tally.latencies == [0.5]  # the second came while the event was open already


def test_the_order_of_events_does_not_matter() -> None:
    events = [Event(30, 60, 31), Event(1, 20, 2)]
    assert score_events([Visit(1, 60)], events, 60).latencies == [1]


def test_only_clips_without_a_visit_count_as_nuisance() -> None:
    whole = add_up(
        [
            score_events([], [Event(1, 2)], 1800),
            score_events([], [], 1800),
            score_events([Visit(50, 60)], [Event(1, 2)], 60),
        ]
    )
    figures = whole.figures()
    assert figures["false_events_per_nuisance_hour"] == 1
    assert (figures["false_events"], figures["nuisance_hours"], figures["clips"]) == (2, 1, 3)


def test_nothing_to_divide_by_is_no_figure() -> None:
    figures = Tally().figures()
    assert {figures[name] for name in ("recall", "precision", "latency_worst_seconds", "idf1", "mota")} == {None}


def test_cost_is_for_a_second_of_video() -> None:
    tally = Tally(seconds=10, looks=30, decode_cpu=1, detector_cpu=2, other_cpu=3, wall_seconds=5)
    figures = tally.figures()
    assert (figures["looks_per_second"], figures["cpu_per_video_second"], figures["wall_per_video_second"]) == (
        3,
        0.6,
        0.5,
    )
