"""Whether a provider is asked now, and who is asked next (D4)."""

from typing import Any
from uuid import UUID

import pytest

from argusai.pipeline.events.description.requests.breaker import Breaker
from argusai.pipeline.events.description.requests.chain import Tried, may_succeed_later, next_turn

pytestmark = pytest.mark.covers("D4")
ONE, TWO = UUID(int=1), UUID(int=2)


def failing(times: int, kind: Any = "server") -> Breaker:
    breaker = Breaker()
    for number in range(times):
        breaker = breaker.failed(kind, None, float(number))
    return breaker


def test_it_opens_at_the_fifth_failure_in_a_row_and_one_call_finds_out_after_90_seconds() -> None:
    assert failing(4).ready(4)
    opened = failing(5)
    assert opened.state(5) == "open"
    assert opened.seconds_left(5) == 89
    assert opened.state(94) == "trying"
    asked = opened.asked(94)
    assert not asked.ready(95), "one call at a time while nobody knows"
    assert asked.failed("server", None, 96).state(97) == "open"
    assert asked.succeeded().state(97) == "closed"
    assert asked.abandoned().ready(97)


def test_a_success_between_failures_begins_the_count_anew() -> None:
    assert failing(4).succeeded().failed("cut", None, 9).failures == 1
    assert failing(4).failed("refused", None, 9).failures == 0, "it answered as a server should"


@pytest.mark.parametrize(("kind", "said", "wait"), [("limit", 7, 7), ("limit", None, 30), ("quota", None, 900),
                                                   ("limit", 1e9, 86_400), ("limit", 0, 1)])  # fmt: skip
def test_a_limit_is_honoured_and_is_no_failure(kind: Any, said: float | None, wait: float) -> None:
    limited = Breaker().failed(kind, said, 100)
    assert (limited.state(100 + wait - 0.1), limited.failures) == ("limited", 0)
    assert limited.state(100 + wait) == "closed"


def test_a_server_with_a_fault_that_asks_for_a_pause_gets_it_and_one_that_does_not_is_tried_again() -> None:
    paused = Breaker().failed("server", 120, 100)
    assert (paused.state(219), paused.state(220), paused.failures) == ("limited", "closed", 1)
    assert Breaker().failed("server", None, 100).ready(100)


@pytest.mark.parametrize("kind", ["limit", "server", "refused", None])
def test_a_pause_that_was_asked_for_holds_whatever_calls_under_way_bring(kind: Any) -> None:
    limited = Breaker().failed("limit", 120, 100)
    after = limited.succeeded() if kind is None else limited.failed(kind, None, 101)
    assert (after.state(219), after.seconds_left(219)) == ("limited", 1)
    assert after.ready(220)


def turns(*tried: tuple[UUID, Any], ready: frozenset[UUID] = frozenset({ONE, TWO})) -> UUID | None:
    turn = next_turn((ONE, TWO), [Tried(*each) for each in tried], lambda each: each in ready, 0.5)
    return None if turn is None else turn.describer_id


def test_the_order_of_the_owner_holds_and_who_is_not_ready_is_passed_over() -> None:
    assert turns() == ONE
    assert turns(ready=frozenset({TWO})) == TWO
    assert turns(ready=frozenset()) is None
    assert turns((ONE, "no-money")) == TWO


def test_what_may_pass_is_tried_once_more_after_a_moment() -> None:
    turn = next_turn((ONE, TWO), [Tried(ONE, "timeout")], lambda _: True, 0.5)
    assert turn is not None
    assert (turn.describer_id, turn.pause_seconds) == (ONE, 1.25)
    assert turns((ONE, "timeout"), (ONE, "cut")) == TWO
    assert turns((ONE, "limit")) == TWO
    assert turns((ONE, "lost")) == ONE
    assert turns((ONE, "lost"), (ONE, "lost")) == TWO
    assert turns((ONE, "server"), (ONE, "server"), (TWO, "unusable")) is None


def test_only_what_may_pass_is_worth_another_time() -> None:
    assert may_succeed_later((ONE,), [])
    assert may_succeed_later((ONE, TWO), [Tried(ONE, "refused"), Tried(TWO, "server")])
    assert not may_succeed_later((ONE,), [Tried(ONE, "no-money")])
    assert not may_succeed_later((ONE, TWO), [Tried(ONE, "refused"), Tried(TWO, "unusable")])
