"""What a person writes into a rule."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from argusai.kit.schemas import Seen, Strict
from argusai.pipeline.notifications.rules.tree import Node

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
NewName = Annotated[Name, Seen]
People = Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
Channels = Annotated[tuple[UUID, ...], Field(max_length=50)]
Cooldown = Annotated[int, Field(ge=0, le=86_400, strict=True)]


class Content(Strict):
    """`tree`: when it fires. `people` null: everybody. `channels` empty: those that each person chose for himself.
    `cooldown_seconds`: after a notice this rule says nothing more of the same for so long. `even_disarmed`: also in a
    mode that keeps rules silent."""

    name: Name
    tree: Node
    people: People | None = None
    channels: Channels = ()
    urgent: bool = False
    cooldown_seconds: Cooldown = 0
    even_disarmed: bool = False
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule. `revision`: of all rules, since which it is so."""

    id: UUID
    version: int
    content: Content
    changed_at: datetime
    who: str
    revision: int = 0

    @property
    def tree(self) -> Node:
        return self.content.tree

    @property
    def even_disarmed(self) -> bool:
        return self.content.even_disarmed
