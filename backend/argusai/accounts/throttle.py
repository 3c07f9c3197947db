"""Slows down guessing: after five failures each further one costs a growing wait, per account and per address."""

import hashlib
import ipaddress
import math
from datetime import datetime, timedelta

from argusai.accounts.models import ThrottleRow
from argusai.accounts.repository import AccountsRepository
from argusai.kit.errors import TooMany

FREE_TRIES = 5
_FIRST_BLOCK_SECONDS = 30
_LONGEST_BLOCK_SECONDS = 15 * 60  # longer would let a stranger lock the owner out for good
REMEMBERED = timedelta(days=1)


def block_seconds(failures: int) -> int:
    """How long nothing may be tried after that many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    # The inner min(): a counter of thousands must not make a number of thousands of digits.
    return min(_FIRST_BLOCK_SECONDS << min(failures - FREE_TRIES, 16), _LONGEST_BLOCK_SECONDS)


def account_subject(name_key: str) -> str:
    """Hashed: people type passwords into the name field."""
    return "account:" + hashlib.sha256(name_key.encode()).hexdigest()


def address_subject(address: str) -> str:
    """One IPv4 address, or the /64 that one IPv6 subscriber owns."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "address:unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return f"address:{ipaddress.ip_network((parsed, 64), strict=False)}"
        parsed = parsed.ipv4_mapped
    return f"address:{parsed}"


def _wait(row: ThrottleRow, now: datetime) -> timedelta:
    """A block that ends later than its length allows is of a clock that was set back since: nobody knows when it ends,
    and it must not keep the owner out until that clock's time comes again."""
    left = row.blocked_until - now
    return left if left <= timedelta(seconds=block_seconds(row.failures)) else timedelta(0)


async def count_try(repository: AccountsRepository, subjects: list[str], now: datetime) -> None:
    """Count a try as failed *before* the password is looked at, so that tries at the same moment cannot slip past each
    other. Raises TooMany when one of `subjects` has to wait; then nothing is counted."""
    known = await repository.throttles(subjects)
    wait = max((_wait(row, now) for row in known.values()), default=timedelta(0))
    if wait > timedelta(0):
        seconds = math.ceil(wait.total_seconds())
        raise TooMany(f"Too many wrong tries. Try again in {_in_words(seconds)}.", retry_after_seconds=seconds)
    for subject in subjects:
        row = known.get(subject)
        failures = 1 if row is None or row.last_failed_at < now - REMEMBERED else row.failures + 1
        until = now + timedelta(seconds=block_seconds(failures))
        await repository.put_throttle(
            ThrottleRow(subject=subject, failures=failures, blocked_until=until, last_failed_at=now)
        )


async def forgive(repository: AccountsRepository, account: str, others: list[str], now: datetime) -> None:
    """The try was right: forget the account's failures, and take this one try back from `others`."""
    for subject, row in (await repository.throttles([account, *others])).items():
        failures = 0 if subject == account else max(0, row.failures - 1)
        await repository.put_throttle(
            ThrottleRow(subject=subject, failures=failures, blocked_until=now, last_failed_at=row.last_failed_at)
        )


def _in_words(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} seconds"
    return f"{math.ceil(seconds / 60)} minutes"
