"""What people do with rules. A change makes a new version and counts for what is looked at from then on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from argusai.kit.actor import ACTOR
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.models import RuleVersionRow
from argusai.pipeline.notifications.rules.named import check_named
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.read import content_to_row, rule_of
from argusai.pipeline.notifications.rules.repository import Fired, RuleRepository
from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.schemas import (
    MOST_RULES,
    ChoicesOut,
    PersonOut,
    RuleOut,
    RulePatch,
    RuleVersionOut,
)
from argusai.pipeline.notifications.rules.tree import Every, check_size
from argusai.pipeline.notifications.rules.ways import Way, trouble_of, unknown

_WEEK = timedelta(days=7)
_NEVER = Fired(None, 0)


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule is shown with."""

    speaker: Speaker
    fired: Mapping[UUID, Fired]
    ways: Mapping[UUID, Way]


class RulesService:
    def __init__(self, database: Database, speakers: Speakers, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._speakers = speakers
        self._announce = announce
        self._clock = clock

    async def all(self) -> list[RuleOut]:
        """In the order in which they were made."""
        async with self._database.read() as session:
            repository = RuleRepository(session)
            speaker = await self._speakers.speaker(session)
            fired = await repository.fired(self._clock.now() - _WEEK)
            around = Around(speaker, fired, await repository.ways())
            return [_shown(row, around) for row in await repository.current()]

    async def choices(self) -> ChoicesOut:
        async with self._database.read() as session:
            people = await RuleRepository(session).people()
        return ChoicesOut(people=[PersonOut(id=person_id, name=name) for person_id, name in people.items()])

    async def versions(self, rule_id: UUID) -> list[RuleVersionOut]:
        """Newest first, at most a hundred; also of a rule that was deleted. Raises NotFound."""
        async with self._database.read() as session:
            rows = await RuleRepository(session).versions(rule_id)
            speaker = await self._speakers.speaker(session)
        if not rows:
            raise _unknown()
        return [
            RuleVersionOut(version=row.version, sentence=_sentence(row, speaker), changed_at=row.at, who=row.who)
            for row in rows
        ]

    async def create(self, content: Content) -> RuleOut:
        """Raises BadInput (also slugs `unknown-channel`, `unknown-mode` …), Conflict (slug `too-many-rules`)."""
        async with self._database.write() as session:
            await _check_room(session)
            await _check_ways(session, content)
            await self._check_new(session, content, None)
            return await self._write(session, new_id(), 1, content_to_row(content))

    async def edit(self, rule_id: UUID, patch: RulePatch) -> RuleOut:
        """Raises NotFound, BadInput (slugs `unknown-channel`, `unknown-mode` … where `patch` names one)."""
        changes = {name: getattr(patch, name) for name in patch.model_fields_set}
        changes = {name: value for name, value in changes.items() if value is not None or name == "people"}
        async with self._database.write() as session:
            row = await _required(session, rule_id)
            if (rule := rule_of(row)) is None and "tree" not in changes:
                raise Conflict("Another version made this rule. Build it anew, or delete it.", slug="rule-unknown")
            before = rule.content if rule is not None else _stand_in(row.content)
            after = before.model_copy(update=changes)
            if "channels" in changes:
                await _check_ways(session, after)
            if rule is not None and after == before:
                return await self._out(session, row)
            await self._check_new(session, after, before)
            return await self._write(session, rule_id, row.version + 1, content_to_row(after))

    async def delete(self, rule_id: UUID) -> None:
        """What it did stays explained. Raises NotFound."""
        async with self._database.write() as session:
            await _required(session, rule_id)
            repository = RuleRepository(session)
            await repository.end_all([rule_id], await repository.revision() + 1)
            await self._announce(session, "rules.changed", {})

    async def restore(self, rule_id: UUID) -> RuleOut:
        """As it was when it was deleted, under its id and with all that it did; one that is there stays as it is.
        Raises NotFound, Conflict (slug `too-many-rules`)."""
        async with self._database.write() as session:
            repository = RuleRepository(session)
            row = next(iter(await repository.versions(rule_id)), None)
            if row is None:
                raise _unknown()
            if row.to_revision is None:
                return await self._out(session, row)
            await _check_room(session)
            return await self._write(session, rule_id, row.version + 1, row.content)

    async def put_in(self, session: Session, contents: Mapping[UUID, dict[str, Any] | None]) -> None:
        """In a transaction of the whole configuration: as they were, or as a file has them, in one revision. None:
        delete it. Raises Conflict (slug `too-many-rules`)."""
        if not contents:
            return
        repository = RuleRepository(session)
        revision, newest = await repository.revision() + 1, await repository.newest(contents.keys())
        await repository.end_all([rule_id for rule_id, last in newest.items() if last.there], revision)
        rows = [
            self._row(rule_id, newest[rule_id].version + 1 if rule_id in newest else 1, content, revision)
            for rule_id, content in contents.items()
            if content is not None
        ]
        if await repository.count() + len(rows) > MOST_RULES:
            raise _too_many()
        await repository.add(*rows)
        await self._announce(session, "rules.changed", {})

    async def _check_new(self, session: Session, content: Content, before: Content | None) -> None:
        """What the rule named `before` may have gone since. Raises BadInput."""
        check_size(content.tree, "tree")
        names = (await self._speakers.speaker(session)).names
        check_named(content.tree, before.tree if before else None, names)
        added = set(content.people or ()) - set((before.people if before else None) or ())
        if not added <= names.people.keys():
            raise BadInput("There is no such person any more.", fields={"people": "is not there"})

    async def _write(self, session: Session, rule_id: UUID, version: int, content: dict[str, Any]) -> RuleOut:
        return await self._out(session, await self._add(session, rule_id, version, content))

    async def _add(self, session: Session, rule_id: UUID, version: int, content: dict[str, Any]) -> RuleVersionRow:
        repository = RuleRepository(session)
        revision = await repository.revision() + 1
        await repository.end_all([rule_id], revision)
        row = self._row(rule_id, version, content, revision)
        await repository.add(row)
        await self._announce(session, "rules.changed", {})
        return row

    def _row(self, rule_id: UUID, version: int, content: dict[str, Any], revision: int) -> RuleVersionRow:
        return RuleVersionRow(
            rule_id=rule_id, version=version, content=content, from_revision=revision, to_revision=None,
            at=self._clock.now(), who=ACTOR.get(),
        )  # fmt: skip

    async def _out(self, session: Session, row: RuleVersionRow) -> RuleOut:
        repository = RuleRepository(session)
        fired = await repository.fired(self._clock.now() - _WEEK)
        return _shown(row, Around(await self._speakers.speaker(session), fired, await repository.ways()))


async def _check_room(session: Session) -> None:
    if await RuleRepository(session).count() >= MOST_RULES:
        raise _too_many()


def _too_many() -> Conflict:
    return Conflict(f"There may be at most {MOST_RULES} rules.", slug="too-many-rules")


async def _check_ways(session: Session, content: Content) -> None:
    """A rule that names a channel that is not there would be silent without a word. Raises BadInput."""
    if gone := unknown(content, await RuleRepository(session).ways()):
        there = f"There is no channel {gone[0]}. It may have been removed: choose another, or none"
        raise BadInput(f"{there}.", slug="unknown-channel", fields={"channels": there})


def _shown(row: RuleVersionRow, around: Around) -> RuleOut:
    rule, times = rule_of(row), around.fired.get(row.rule_id, _NEVER)
    content = rule.content if rule is not None else _stand_in(row.content)
    return RuleOut(
        **{name: getattr(content, name) for name in ("name", "tree", "urgent", "cooldown_seconds", "enabled")},
        people=None if content.people is None else list(content.people),
        channels=list(content.channels),
        even_disarmed=content.even_disarmed,
        id=row.rule_id,
        version=row.version,
        sentence=_sentence(row, around.speaker),
        trouble=trouble_of(content, around.ways, around.speaker),
        changed_at=row.at,
        last_fired_at=times.last_at,
        fired_this_week=times.lately,
        understood=rule is not None,
    )


def _sentence(row: RuleVersionRow, speaker: Speaker) -> str:
    rule = rule_of(row)
    return speaker.rule(rule.content) if rule is not None else ""


def _stand_in(plain: Mapping[str, Any]) -> Content:
    """For a rule that is not understood: its name, and nothing that could fire."""
    return Content(name=str(plain.get("name") or "?")[:80], tree=Every(kind="all", of=()), enabled=False)


async def _required(session: Session, rule_id: UUID) -> RuleVersionRow:
    row = await RuleRepository(session).find(rule_id)
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound("There is no such rule. It may have been deleted.", slug="rule-not-found")
