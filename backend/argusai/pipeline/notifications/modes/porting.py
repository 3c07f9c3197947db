"""Modes and their schedule to and from a file of the whole configuration."""

from collections.abc import Collection, Sequence
from typing import Annotated, Any

from pydantic import StringConstraints

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.kit.errors import ArgusError, BadInput, Conflict
from argusai.kit.faulty_inputs import placed, validated
from argusai.kit.ids import new_id
from argusai.kit.schemas import Strict
from argusai.pipeline.notifications.modes.models import ModeRow, ModeScheduleRow
from argusai.pipeline.notifications.modes.repository import ModeRepository, step_aside
from argusai.pipeline.notifications.modes.schemas import MOST_ENTRIES, MOST_MODES, ModeEntry, ModeName
from argusai.pipeline.notifications.modes.service import rename

_ID = "^(home|away|night|disarmed|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"


class ModeItem(Strict):
    id: Annotated[str, StringConstraints(pattern=_ID)] | None = None
    name: ModeName
    silent: bool = False


class ModePorter:
    def __init__(self, announce: Announce, clock: Clock) -> None:
        self._announce = announce
        self._clock = clock

    async def written(self, session: Session) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        repository = ModeRepository(session)
        modes = [{"id": row.id, "name": row.name, "silent": row.silent} for row in await repository.all()]
        schedule = await repository.schedule()
        return modes, [] if schedule is None else list(schedule.entries)

    async def taken(
        self, session: Session, plain: Sequence[object], schedule: Sequence[object] | None
    ) -> dict[str, str]:
        """Which mode counts stays. Raises BadInput with the path of what is wrong."""
        items = [validated(ModeItem, each, f"modes.{place}") for place, each in enumerate(plain)]
        _refuse_twins(items)
        await _step_aside(session, items)
        ids = {}
        for place, item in enumerate(items):
            try:
                mode_id = await self._take(session, item)
            except ArgusError as error:
                raise placed(error, f"modes.{place}") from error
            ids[item.id or mode_id] = mode_id
        if schedule is not None:
            await self._take_schedule(session, schedule, ids)
        await self._announce(session, "modes.changed", {})
        return ids

    async def let_go(self, session: Session, gone: Collection[str]) -> None:
        """Before these are deleted. Raises Conflict (slug `mode-in-use`): the house would be in Home without a word."""
        if (counts := await ModeRepository(session).current()).id in gone:
            sentence = f"This deletes the mode “{counts.name}”, which counts at the moment. Choose another one first."
            raise Conflict(sentence, slug="mode-in-use")

    async def _take(self, session: Session, item: ModeItem) -> str:
        repository = ModeRepository(session)
        row = await repository.get(item.id) if item.id is not None else None
        row = row or await repository.named(item.name.casefold())
        if row is None:
            if (count := len(await repository.all())) >= MOST_MODES:
                raise BadInput(f"There may be at most {MOST_MODES} modes.", slug="too-many-modes")
            row = ModeRow(id=item.id or str(new_id()), silent=item.silent, position=count)
            await rename(repository, row, item.name)
            await repository.add(row)
        elif (row.name, row.silent) != (item.name, item.silent):
            await rename(repository, row, item.name)
            row.silent = item.silent
            await session.flush()
        return row.id

    async def _take_schedule(self, session: Session, plain: Sequence[object], ids: dict[str, str]) -> None:
        if len(plain) > MOST_ENTRIES:
            raise BadInput(f"There may be at most {MOST_ENTRIES} entries.", fields={"mode_schedule": "is too long"})
        repository, entries = ModeRepository(session), []
        known = {row.id for row in await repository.all()}
        for place, each in enumerate(plain):
            entry = validated(ModeEntry, each, f"mode_schedule.{place}")
            entry = entry.model_copy(update={"mode": ids.get(entry.mode, entry.mode)})
            if entry.mode not in known:
                at = f"mode_schedule.{place}.mode"
                raise BadInput(f"{at} is no mode.", fields={at: "There is no such mode"})
            entries.append(entry.model_dump())
        there = await repository.schedule()
        if entries != ([] if there is None else there.entries):
            await repository.keep_schedule(ModeScheduleRow(id=1, entries=entries, looked_at=self._clock.now()))


async def _step_aside(session: Session, items: Sequence[ModeItem]) -> None:
    """Modes that the file renames may swap their names."""
    for item in items:
        row = await ModeRepository(session).get(item.id) if item.id is not None else None
        if row is not None and row.name_key != item.name.casefold():
            step_aside(row)
    await session.flush()


def _refuse_twins(items: Sequence[ModeItem]) -> None:
    ids = [item.id or "" for item in items]
    for what, keys in (("id", ids), ("name", [item.name.casefold() for item in items])):
        for place, key in enumerate(keys):
            if key and key in keys[:place]:
                sentence = f"The {what} of modes.{place} is that of modes.{keys.index(key)} too."
                raise BadInput(sentence, fields={f"modes.{place}.{what}": "stands twice"})
