"""Rules as the program connects them, on a real database, with what they tell in a list."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.notifications.contract import Telling
from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.follow import RuleFollower
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.note import LookNotes
from argusai.pipeline.notifications.rules.ports import House
from argusai.pipeline.notifications.rules.retention import LookRetention
from argusai.pipeline.notifications.rules.seen import Seen
from argusai.pipeline.notifications.rules.service import RulesService
from argusai.pipeline.notifications.rules.tree import Node
from argusai.pipeline.notifications.rules.trial import RuleTrials
from argusai.pipeline.notifications.rules.why import WhyService
from tests.support.events import T0

_NODE: TypeAdapter[Node] = TypeAdapter(Node)


def node(kind: str, **fields: Any) -> Node:
    return _NODE.validate_python({"kind": kind, **fields})


def a_rule(tree: Node | None = None, **changed: Any) -> Content:
    return Content.model_validate({"name": "A rule", "tree": tree or node("all", of=[]), **changed})


def some_seen(**changed: Any) -> Seen:
    """A person on a Thursday noon, unless told otherwise."""
    usual = {
        "event_id": uuid4(), "camera_id": UUID(int=1), "trigger": "track", "started_at": T0, "weekday": 3,
        "minute": 720, "dark": False, "mode": "home", "silent": False, "labels": ("person",),
    }  # fmt: skip
    return Seen(**{**usual, **changed})


@dataclass
class Ruling:
    database: Database
    clock: SimulatedClock
    told: list[Telling] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    place: tuple[float, float] | None = None
    failing: bool = False

    def __post_init__(self) -> None:
        speakers = Speakers(self._house, messages)
        self.follower = RuleFollower(self.database, self._tell, self._announce, self.clock)
        self.notes = LookNotes(self._house, self.follower.wake, self.clock)
        self.rules = RulesService(self.database, speakers, self._announce, self.clock)
        self.trials = RuleTrials(self.database, speakers, self.clock)
        self.why = WhyService(self.database, speakers, self.clock)
        self.retention = LookRetention(self.database, self.clock)

    async def hear(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        """What history announces, in the same transaction."""
        self.announced.append(kind)
        if kind in {"event.opened", "event.grown", "event.closed", "event.updated"}:
            await self.notes.told(session, kind, UUID(body["event"]["id"]))

    async def _announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        self.announced.append(kind)

    async def _tell(self, session: Session, telling: Telling) -> None:
        if self.failing:
            raise RuntimeError("the notice cannot be written")
        self.told.append(telling)

    async def _house(self, session: Session) -> House:
        return House("en", UTC, self.place)

    def stages(self) -> list[str]:
        return [telling.stage for telling in self.told]
