"""What the steps of a request share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.vault import Vault
from argusai.pipeline.events.description.money.treasury import Treasury
from argusai.pipeline.events.description.requests.at_once import Places
from argusai.pipeline.events.description.requests.breakers import Breakers
from argusai.pipeline.events.description.requests.ports import FindProvider, StoredEvents

# In the transaction in which one of its requests ended.
BatchChanged = Callable[[Session], Awaitable[None]]
# In a transaction that leaves the words of that event as they are, and what stands beside them not.
DescriptionsChanged = Callable[[Session, UUID], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Parts:
    database: Database
    vault: Vault
    clock: Clock
    events: StoredEvents
    providers: FindProvider
    breakers: Breakers
    treasury: Treasury
    wanted: Callable[[], bool]
    since: Callable[[], datetime]
    batch_changed: BatchChanged
    changed: DescriptionsChanged
    places: Places
