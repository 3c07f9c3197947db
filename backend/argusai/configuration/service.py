"""The configuration's versions: each change written down with who and what, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from argusai.configuration.changes import CHANNELS, RULES, Change, State, compare, read_changes, undone, write_changes
from argusai.configuration.contract import CameraChange
from argusai.configuration.models import VersionRow
from argusai.configuration.ports import ApplyConfiguration, KeepRules, LetModesGo, TellCameras
from argusai.configuration.repository import ConfigurationRepository
from argusai.configuration.schemas import (
    ChangeOut,
    FieldOut,
    OutcomeOut,
    RestoreIn,
    VersionDetailOut,
    VersionOut,
)
from argusai.configuration.words import names_in, names_of, sentences, shown, summary, undoing
from argusai.kit.actor import ACTOR
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, before_commit
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.kit.pages import Page, read_cursor, write_cursor
from argusai.system.contract import HouseSettings

MOST_VERSIONS = 500
_KEPT = timedelta(days=366)
_KINDS = {
    "cameras": "camera", "camera_groups": "group", "camera_group_members": "member", "settings": "setting",
    CHANNELS: "channels",
    "modes": "mode", "mode_schedule": "mode_schedule", RULES: "rule",
}  # fmt: skip
_SETTINGS = frozenset(each.name for each in fields(HouseSettings))
_WORDS = "argusai_configuration_words"


@dataclass(frozen=True, slots=True)
class Around:
    announce: Announce
    tell: TellCameras
    apply: ApplyConfiguration
    rules: KeepRules
    let_modes_go: LetModesGo


class Configuration:
    def __init__(self, database: Database, clock: Clock, around: Around) -> None:
        self._database = database
        self._clock = clock
        self._around = around

    def note(self, session: Session) -> None:
        """Something of the configuration changes in this transaction: write down what, at its end."""
        before_commit(session, "configuration", partial(self._write_down, session))

    async def state(self, session: Session) -> State:
        found = await ConfigurationRepository(session, _SETTINGS).state()
        return {**found, RULES: await self._around.rules.rows(session)}

    async def page(self, cursor: str | None, limit: int) -> Page[VersionOut]:
        """The newest first."""
        before = _read_number(cursor) if cursor is not None else None
        async with self._database.read() as session:
            rows = await ConfigurationRepository(session, _SETTINGS).page(before, limit + 1)
        more = len(rows) > limit
        return Page(tuple(map(_version, rows[:limit])), write_cursor(str(rows[limit - 1].number)) if more else None)

    async def get(self, version_id: UUID) -> VersionDetailOut:
        """Raises NotFound."""
        async with self._database.read() as session:
            row = await _required(session, version_id)
            names = names_in(await self.state(session))
        changes = read_changes(row.changes)
        said = sentences(changes, {**names, **names_of(changes)})
        shown_changes = [_change(change) for change in changes]
        return VersionDetailOut(**_version(row).model_dump(), sentences=said, changes=shown_changes)

    async def of_camera(self, session: Session, camera_id: UUID, since: datetime) -> list[CameraChange]:
        """What was changed of it from then on, oldest first."""
        found = []
        for row in await ConfigurationRepository(session, _SETTINGS).made_since(since):
            for change in read_changes(row.changes):
                if (change.table, change.key) == ("cameras", str(camera_id)):
                    said = summary(sentences([change], {}))
                    found.append(CameraChange(row.id, row.at, row.who, said, change.before, change.after))
        return found

    async def restore(self, version_id: UUID, given: RestoreIn) -> OutcomeOut:
        """Raises NotFound, Conflict (slugs `would-delete-cameras`, `mode-in-use`)."""
        async with self._database.write() as session:
            repository = ConfigurationRepository(session, _SETTINGS)
            row = await _required(session, version_id)
            now = await self.state(session)
            later = await repository.since(row.number + (given.to == "after"))
            target = now
            for version in later:
                target = undone(target, read_changes(version.changes))
            changes = compare(now, target)
            outcome = outcome_of(changes, now, target)
            if given.preview or not changes:
                return outcome
            if outcome.deletes and not given.may_delete_cameras:
                raise Conflict(
                    f"This deletes {', '.join(outcome.deletes)} with all events. Confirm that, or leave it.",
                    slug="would-delete-cameras",
                )
            await self._write(session, changes)
            say(session, undoing(row.summary, given.to, len(later)), alone=True)
            deleted = await self.tell(session, changes)
        await self._around.apply(deleted)
        return outcome.model_copy(update={"applied": True})

    async def _write(self, session: Session, changes: Sequence[Change]) -> None:
        gone = [each.key for each in changes if each.table == "modes" and each.after is None]
        await self._around.let_modes_go(session, gone)
        rows = [each for each in changes if each.table != RULES]
        await ConfigurationRepository(session, _SETTINGS).write(rows, self._clock.now())
        await self._around.rules.put(session, {UUID(each.key): each.after for each in changes if each.table == RULES})

    async def tell(self, session: Session, changes: Sequence[Change]) -> list[UUID]:
        """In the transaction of `session`, which made `changes`. The cameras that were deleted."""
        cameras = [each for each in changes if each.table == "cameras"]
        deleted = [UUID(each.key) for each in cameras if each.after is None]
        await self._around.tell(session, [UUID(each.key) for each in cameras if each.after is not None], deleted)
        if any(each.table == "settings" for each in changes):
            await self._around.announce(session, "settings.changed", {})
        if any(each.table == CHANNELS for each in changes):
            await self._around.announce(session, "channels.changed", {})
        if any(each.table.startswith("camera_group") for each in changes):
            await self._around.announce(session, "groups.changed", {})
        if any(each.table in {"modes", "mode_schedule"} for each in changes):
            await self._around.announce(session, "modes.changed", {})
        return deleted

    async def apply(self, deleted: Sequence[UUID]) -> None:
        await self._around.apply(deleted)

    async def _write_down(self, session: Session) -> None:
        # Another connection still sees what was committed last: nothing has to be told beforehand.
        async with self._database.read() as other:
            before = await self.state(other)
        after = await self.state(session)
        changes = compare(before, after)
        said = sentences(changes, names_in(before, after))
        if not said:
            return
        repository, now = ConfigurationRepository(session, _SETTINGS), self._clock.now()
        number = await repository.last_number() + 1
        words, alone = session.info.get(_WORDS, ("", False))
        line = summary(said)
        row = VersionRow(id=new_id(), number=number, at=now, who=ACTOR.get()[:80])
        row.summary = words if alone else f"{words}: {line}" if words else line
        row.changes = write_changes(changes)
        await repository.add(row)
        await repository.forget(number - MOST_VERSIONS, now - _KEPT)
        await self._around.announce(session, "configuration.changed", {})


def say(session: Session, words: str, *, alone: bool = False) -> None:
    """What is done to the configuration in this transaction as a whole: put before what changed, or `alone`."""
    session.info[_WORDS] = (words, alone)


def outcome_of(changes: Sequence[Change], before: State, after: State) -> OutcomeOut:
    gone = [each.before["name"] for each in changes if each.table == "cameras" and each.before and not each.after]
    said = sentences(changes, names_in(before, after))
    return OutcomeOut(applied=False, sentences=said, deletes=gone, notes=[])


async def _required(session: Session, version_id: UUID) -> VersionRow:
    row = await ConfigurationRepository(session, _SETTINGS).get(version_id)
    if row is None:
        raise NotFound("There is no such change. It may be too old to be kept.", slug="version-not-found")
    return row


def _version(row: VersionRow) -> VersionOut:
    return VersionOut(id=row.id, number=row.number, at=row.at, who=row.who, summary=row.summary)


def _change(change: Change) -> ChangeOut:
    how = "added" if change.before is None else "deleted" if change.after is None else "changed"
    found = [FieldOut(field=name, before=before, after=after) for name, before, after in shown(change)]
    return ChangeOut.model_validate({"kind": _KINDS[change.table], "id": change.key, "change": how, "fields": found})


def _read_number(cursor: str) -> int:
    (text,) = read_cursor(cursor, 1)
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise BadInput("This page marker is not valid. Start again from the first page.", slug="bad-cursor")
    return int(text)
