"""Counts what people said of descriptions: no shares, for of three nobody can say a percentage. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar
from uuid import UUID

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote the words that are judged. `model`: empty of the built-in one. `said`: None: not known any more."""

    describer: str
    model: str
    said: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`at`: when the event began. `describer`, `model`: None: not known."""

    describer: str | None
    model: str | None
    camera_id: UUID
    camera_name: str
    at: datetime
    rating: str
    mistake: str | None


@dataclass(slots=True)
class Tally:
    right: int = 0
    wrong: int = 0
    mistakes: Counter[str] = field(default_factory=Counter)

    def add(self, judgement: Judgement) -> None:
        if judgement.rating == "up":
            self.right += 1
            return
        self.wrong += 1
        if judgement.mistake is not None:
            self.mistakes[judgement.mistake] += 1


def tally_by(judgements: Iterable[Judgement], key: Callable[[Judgement], Key]) -> dict[Key, Tally]:
    """The most judged first."""
    found: dict[Key, Tally] = {}
    for each in judgements:
        found.setdefault(key(each), Tally()).add(each)
    return dict(sorted(found.items(), key=lambda one: -(one[1].right + one[1].wrong)))


def week_of(at: datetime, zone: tzinfo) -> date:
    """Its Monday, by the clock of the house."""
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
