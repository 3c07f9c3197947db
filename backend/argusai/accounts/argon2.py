"""Password hashes: argon2id in a small pool of its own, so that many sign-ins at once neither stop the loop nor fill
the memory."""

from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from argusai.kit.errors import Unavailable
from argusai.kit.workers import Workers

Answer = TypeVar("Answer")

# Above OWASP's least (19 MiB, 2 passes), and still about a tenth of a second on a small machine.
_PASSES, _MEMORY_KIB, _LANES = 3, 32 * 1024, 1
_AT_ONCE = 2
_MOST_WAITING = 64


class Passwords:
    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        self._workers = Workers("passwords", _AT_ONCE)
        self._waiting = 0
        self._nobodys = ""

    async def hash(self, password: str) -> str:
        """Raises Unavailable (slug `busy`) when too many are waiting already."""
        return await self._run(lambda: self._hasher.hash(password))

    async def fits(self, password: str, stored: str | None) -> bool:
        """Whether `password` made the hash `stored`. None, for a person who does not exist: False after the same time.

        Raises Unavailable (slug `busy`) when too many are waiting already.
        """
        return await self._run(lambda: self._fits(password, stored))

    def is_outdated(self, stored: str) -> bool:
        """Whether `stored` was made with other costs than today's."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        self._workers.close()

    def _fits(self, password: str, stored: str | None) -> bool:
        if stored is None and not self._nobodys:
            self._nobodys = self._hasher.hash("nobody's password")
        try:
            return self._hasher.verify(stored or self._nobodys, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], Answer]) -> Answer:
        if self._waiting >= _MOST_WAITING:
            raise Unavailable("Too many people sign in at once. Try again.", slug="busy", retry_after_seconds=3)
        self._waiting += 1
        try:
            return await self._workers.run(work)
        finally:
            self._waiting -= 1
