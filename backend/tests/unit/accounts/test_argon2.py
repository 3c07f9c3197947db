"""F14: argon2id, bounded in time and number, the same time for names that do not exist."""

import asyncio
import statistics
import time
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from argusai.accounts import argon2
from argusai.accounts.argon2 import Passwords
from argusai.kit.errors import Unavailable
from tests.support.web import PASSWORD

pytestmark = pytest.mark.covers("F14")


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made = Passwords()
    yield made
    made.close()


async def test_it_is_argon2id_with_at_least_the_recommended_cost(passwords: Passwords) -> None:
    hashed = await passwords.hash(PASSWORD)
    cost = extract_parameters(hashed)
    assert (cost.type, cost.memory_cost >= 19 * 1024, cost.time_cost >= 2) == (Type.ID, True, True)
    assert await passwords.fits(PASSWORD, hashed)
    assert not await passwords.fits(PASSWORD + "x", hashed)
    assert not passwords.is_outdated(hashed)


@pytest.mark.parametrize("stored", [None, "", "plain text", "$argon2id$v=19$m=8"])
async def test_what_is_no_hash_fits_nothing(passwords: Passwords, stored: str | None) -> None:
    assert not await passwords.fits("nobody's password", stored)


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(passwords: Passwords) -> None:
    hashed = await passwords.hash(PASSWORD)
    await passwords.fits("x", None)

    async def took(stored: str | None) -> float:
        before = time.process_time()  # of the processor: a busy machine must not decide this
        await passwords.fits("x", stored)
        return time.process_time() - before

    known = [await took(hashed) for _ in range(7)]
    unknown = [await took(None) for _ in range(7)]
    assert 0.4 < statistics.median(unknown) / statistics.median(known) < 2.5


async def test_a_hash_of_other_costs_is_outdated(passwords: Passwords) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    assert passwords.is_outdated(old)
    assert await passwords.fits(PASSWORD, old)


async def test_a_crowd_is_sent_away_instead_of_queueing_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2, "_MOST_WAITING", 4)
    crowded = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    answers = await asyncio.gather(*(crowded.hash(PASSWORD) for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(answer, Unavailable) for answer in answers) == 6
    assert await crowded.hash(PASSWORD), "and the place is free again"
    crowded.close()
