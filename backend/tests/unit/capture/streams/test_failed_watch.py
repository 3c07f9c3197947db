"""A camera whose pictures come but cannot be looked at says so."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from argusai.pipeline.capture.streams.contract import Looks, StreamHealth
from argusai.pipeline.capture.streams.failures import Failures
from argusai.pipeline.capture.streams.wire import read_health, write_health

pytestmark = pytest.mark.covers("E20")


def test_one_failure_is_borne_and_the_second_lasts_until_it_went_well_for_a_while() -> None:
    now = [0.0]
    failures = Failures(lambda: now[0])
    assert failures.failed() == 1.0
    assert not failures.lasting
    failures.went_well()
    assert failures.failed() == 2.0
    assert failures.lasting
    failures.went_well()
    now[0] = 9.9
    failures.went_well()
    assert failures.lasting
    now[0] = 10.0
    failures.went_well()
    assert not failures.lasting
    assert failures.failed() == 1.0


def test_the_pause_has_an_end() -> None:
    failures = Failures(lambda: 0.0)
    assert [failures.failed() for _ in range(2000)][-1] == 30.0


def test_the_reason_travels_to_the_main_process() -> None:
    looks = Looks(1.5, 2, "The model is not installed.")
    health = StreamHealth(uuid4(), "connected", datetime.now(UTC), "", "", None, 1, 0, 0, 5.0, looks=looks)
    assert read_health(write_health(health)) == health
