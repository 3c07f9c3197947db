"""How much of a time was watched, what became of an event, and which time is meant (N12)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.notifications.notices.schemas import ToldOut
from argusai.pipeline.notifications.rules.schemas import ConditionOut, RuleWhyOut
from argusai.pipeline.notifications.silence.contract import Off, Period, Then
from argusai.pipeline.notifications.silence.outcome import outcome_of
from argusai.pipeline.notifications.silence.period import Asked, period_of
from argusai.pipeline.notifications.silence.say import CATALOGUES, Teller
from argusai.pipeline.notifications.silence.watched import how_watched, watched_seconds

pytestmark = pytest.mark.covers("N12")
T0 = datetime(2026, 1, 1, 12, tzinfo=UTC)
SOME = UUID(int=7)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


HOUR = Period(SOME, T0, at(60))


def a_rule(*, fired: bool = False, silenced: str = "", holds: bool = False) -> RuleWhyOut:
    condition = ConditionOut(clause="a person", holds=holds, depth=1, found="a cat", measured=None, needed=None)
    return RuleWhyOut(
        rule_id=SOME, name="A rule", version=1, sentence="…", fired=fired, told=fired, silenced=silenced,
        conditions=[condition],
    )  # fmt: skip


def told(silent: str = "", *states: str) -> ToldOut:
    delivery = {
        **dict.fromkeys(("id", "notice_id", "channel_id", "person_id"), SOME), "event_id": None,
        "channel_name": "Phone", "channel_kind": "webhook", "title": "", "text": "", "tries": 1, "made_at": T0,
        "next_try_at": None, "sent_at": None, "fault": "", "edited": False,
    }  # fmt: skip
    notice = {
        "person_id": SOME, "person_name": "Anna", "notice_id": SOME, "rules": [], "made_at": T0, "read_at": None,
        "acknowledged_by": "",
    }  # fmt: skip
    deliveries = [{**delivery, "state": state} for state in states]
    return ToldOut.model_validate({**notice, "silent": silent, "deliveries": deliveries})


@pytest.mark.parametrize(
    ("rules", "notices", "outcome"),
    [
        (None, [], "not-kept"),
        ([], [], "no-rule"),
        ([a_rule()], [], "no-match"),
        ([a_rule(silenced="…", holds=True)], [], "mode"),
        ([a_rule(silenced="…", holds=False)], [], "no-match"),
        ([a_rule(), a_rule(fired=True)], [], "others"),
        ([a_rule(fired=True)], [told()], "list-only"),
        ([a_rule(fired=True)], [told("quiet-hours")], "quiet-hours"),
        ([a_rule(fired=True)], [told("pause")], "pause"),
        ([a_rule(fired=True)], [told("", "sent")], "sent"),
        ([a_rule(fired=True)], [told("", "sent", "failed")], "partly"),
        ([a_rule(fired=True)], [told("", "waiting", "failed")], "waiting"),
        ([a_rule(fired=True)], [told("", "unknown", "failed")], "unknown"),
        ([a_rule(fired=True)], [told("", "failed")], "failed"),
        ([a_rule(fired=True)], [told("snoozed"), told("", "sent")], "sent"),
        (None, [told("", "sent")], "sent"),
    ],
)
def test_what_became_of_an_event(rules: list[RuleWhyOut] | None, notices: list[ToldOut], outcome: str) -> None:
    assert outcome_of(rules, notices) == outcome


@pytest.mark.parametrize(
    ("off", "unseen", "minutes", "how"),
    [
        ([], [], 60, "whole"),
        ([(0, 60)], [], 0, "not"),
        ([(10, 30)], [(20, 40, 20)], 30, "partly"),
        ([], [(-90, 10, 100)], 50, "partly"),
        ([], [(-5, 70, 75)], 0, "not"),
        ([], [(0, 60, 0.5)], 59.5, "partly"),  # came and went: lost for half a minute of an hour
        ([], [(-600, 1, 2)], 59, "partly"),  # no more than lies within
    ],
)
def test_how_much_was_watched(
    off: list[tuple[float, float]], unseen: list[tuple[float, float, float]], minutes: float, how: str
) -> None:
    spans = [Off(at(began), at(ended), "schedule") for began, ended in off]
    lost = [(at(began), at(ended), seconds * 60) for began, ended, seconds in unseen]
    seconds = watched_seconds(HOUR, spans, lost, at(60))
    assert (seconds, how_watched(seconds, 3600)) == (minutes * 60, how)


def test_what_is_yet_to_come_was_not_missed() -> None:
    assert watched_seconds(HOUR, [], [], at(15)) == 15 * 60
    assert how_watched(0, 0) == "not-yet"


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        (Asked(), at(-60), T0),
        (Asked(since=at(-30)), at(-30), T0),
        (Asked(until=at(-30)), at(-90), at(-30)),
        (Asked(at(-7 * 24 * 60), T0), at(-7 * 24 * 60), T0),
        (Asked(since=at(5)), at(5), at(5)),
        (Asked(until=datetime.min.replace(tzinfo=UTC)), *[datetime.min.replace(tzinfo=UTC)] * 2),
    ],
)
def test_which_time_is_meant(asked: Asked, since: datetime, until: datetime) -> None:
    assert period_of(SOME, asked, T0) == Period(SOME, since, until)


@pytest.mark.parametrize("asked", [Asked(T0, at(-1)), Asked(at(-8 * 24 * 60), T0), Asked(since=at(-8 * 24 * 60))])
def test_a_time_that_is_none_or_too_long_is_refused(asked: Asked) -> None:
    with pytest.raises(BadInput) as refused:
        period_of(SOME, asked, T0)
    assert set(refused.value.fields) == {"from"}


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_language_says_everything(language: str) -> None:
    assert CATALOGUES[language].keys() == CATALOGUES["en"].keys()
    assert len(set(map(placeholders, (CATALOGUES[language], CATALOGUES["en"])))) == 1


def placeholders(catalogue: dict[str, str]) -> tuple[tuple[str, str], ...]:
    names = ("camera", "mode", "who", "sentence", "watched", "whole", "count", "zones", "labels", "title", "text")
    return tuple((key, name) for key in sorted(catalogue) for name in names if f"{{{name}}}" in catalogue[key])


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (Then("Door"), []),
        (Then("Door", masks=1), ["One masked area: nothing in it counts."]),
        (
            Then("Door", only_zones=("Porch", "Drive"), untold=("cat", "dog")),
            [
                "Only what stands in “Porch” or “Drive” or crosses a line that asks for it is told.",
                "Not told of: a cat, a dog.",
            ],
        ),
    ],
)
def test_what_is_never_told_is_said(then: Then, said: Sequence[str]) -> None:
    assert Teller(messages("en")).standing(then) == said
