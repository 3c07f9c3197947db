"""A made-up event for the rules' loop: does it still look, and can it tell?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from argusai.kit.db import Session
from argusai.pipeline.notifications.rules.evaluate import Judged
from argusai.pipeline.notifications.rules.seen import Seen


class ProbeFailed(Exception):
    """The message says in a sentence what failed."""


@dataclass(frozen=True, slots=True)
class Probe:
    """`rule`: must fire for `seen`; then `tell` is called in the transaction of the look, as for a stored event.
    `looked`: how many other rules looked."""

    seen: Seen
    rule: Judged
    tell: Callable[[Session], Awaitable[None]]
    looked: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
