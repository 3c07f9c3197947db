"""What becomes of a send that failed, was cut off, or has an unknown outcome (DESIGN 11.2, N9)."""

from datetime import UTC, datetime, timedelta

import pytest

from argusai.kit.outgoing import Answer, OutgoingFailed
from argusai.pipeline.notifications.channels.answers import failed_answer, failed_request
from argusai.pipeline.notifications.channels.contract import Fault, SendFailed
from argusai.pipeline.notifications.notices.delivery.promises import (
    after_failure,
    after_kill,
    most_within_a_minute,
    rest_seconds,
)

pytestmark = pytest.mark.covers("N9")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
NONE = timedelta(0)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("webhook", "waiting"),
        ("push", "waiting"),
        ("telegram", "waiting"),
        ("email", "unknown"),
        ("apprise", "unknown"),
    ],
)
def test_after_a_kill_only_what_can_be_replaced_is_sent_again(kind: str, state: str) -> None:
    assert after_kill(kind) == state
    lost = SendFailed("It broke off.", "passing", perhaps_received=True)
    assert after_failure(kind, lost, 1, NONE, NOW).state == state


@pytest.mark.parametrize(("fault", "state"), [("passing", "waiting"), ("lasting", "failed"), ("gone", "failed")])
def test_what_would_fail_again_is_not_tried_again(fault: Fault, state: str) -> None:
    assert after_failure("email", SendFailed("No.", fault), 1, NONE, NOW).state == state


def test_waits_grow_and_end_after_six_hours() -> None:
    failed = SendFailed("No.", "passing")
    waits = [after_failure("webhook", failed, tries, NONE, NOW).next_try_at for tries in range(1, 20)]
    seconds = [(at - NOW).total_seconds() for at in waits if at is not None]
    assert seconds == sorted(seconds)
    assert (seconds[0], seconds[-1]) == (2, 1800)
    assert after_failure("webhook", failed, 20, timedelta(hours=6, seconds=1), NOW).state == "failed"


def test_a_receiver_that_says_when_is_believed() -> None:
    slow = SendFailed("Slow down.", "passing", retry_after_seconds=77)
    assert after_failure("webhook", slow, 1, NONE, NOW).next_try_at == NOW + timedelta(seconds=77)


def test_a_channel_rests_after_three_failures_and_longer_each_time() -> None:
    assert [rest_seconds(failures) for failures in (1, 2, 3, 4, 50)] == [None, None, 30, 60, 600]


@pytest.mark.parametrize(
    ("status", "fault"),
    [(301, "lasting"), (400, "lasting"), (404, "lasting"), (408, "passing"), (429, "passing"), (500, "passing")],
)
def test_what_a_status_means(status: int, fault: str) -> None:
    failed = failed_answer("hook", Answer(status, {"location": "http://x/"}, b"why\n", cut=False), NOW)
    assert failed is not None
    assert failed.fault == fault


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5", 5),
        ("999999", 6 * 3600),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60),
        ("Thu, 01 Jan 2020 12:01:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_and_bounded(text: str, seconds: float | None) -> None:
    failed = failed_answer("hook", Answer(429, {"retry-after": text}, b"", cut=False), NOW)
    assert failed is not None
    assert failed.retry_after_seconds == seconds


@pytest.mark.parametrize(("limit", "calm"), [(0, 0), (1, 1), (3, 3), (4, 3), (20, 15)])
def test_a_quarter_of_a_limit_is_kept_for_urgent_ones(limit: int, calm: int) -> None:
    assert most_within_a_minute(limit, urgent=False) == calm
    assert most_within_a_minute(limit, urgent=True) == limit


def test_an_address_that_is_refused_is_not_tried_again() -> None:
    assert failed_request(OutgoingFailed("Inside.", "refused-address")).fault == "lasting"
    assert failed_request(OutgoingFailed("Late.", "timeout", perhaps_received=True)).perhaps_received
