"""What the tables of events promise by themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from argusai.kit.db import Database
from argusai.kit.errors import Conflict
from argusai.pipeline.events.history.models import EventLabelRow, EventRow, FeedbackRow, MediaRow, SeenRow
from argusai.pipeline.events.history.schemas import FeedbackIn
from tests.support.events import CAMERAS, T0, USERS, History, a_history, report, some_facts

pytestmark = pytest.mark.covers("F5", "F9")


@pytest.fixture
async def history(database: Database, tmp_path: Any, clock: Any) -> Any:
    async with a_history(database, tmp_path / "media", clock) as made:
        yield made


@pytest.fixture
async def event_id(history: History) -> UUID:
    facts = some_facts(await history.add_camera())
    person_id = await history.add_person()
    await history.recorder.store(report("closed", facts, history.file(facts, "frame", "frame.jpg")))
    await history.feedback.rate(person_id, facts.event_id, FeedbackIn(rating="up"))
    await history.service.mark_seen(person_id, facts.event_id)
    return facts.event_id


async def count(database: Database, table: Any) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


async def run(database: Database, statement: Any) -> None:
    async with database.write() as session:
        await session.execute(statement)


@pytest.mark.parametrize("table", [EventRow, EventLabelRow, MediaRow, SeenRow, FeedbackRow])
async def test_a_camera_takes_its_events_along(database: Database, event_id: UUID, table: Any) -> None:
    assert await count(database, table) == 1
    await run(database, sa.delete(CAMERAS))
    assert await count(database, table) == 0


async def test_a_person_takes_only_their_marks_along(database: Database, event_id: UUID) -> None:
    await run(database, sa.delete(USERS))
    found = [await count(database, table) for table in (EventRow, MediaRow, SeenRow, FeedbackRow)]
    assert found == [1, 1, 0, 0]


async def test_an_event_of_no_camera_is_refused(database: Database, event_id: UUID) -> None:
    with pytest.raises(Conflict):
        await run(database, sa.update(EventRow).values(camera_id=uuid4()))


async def test_two_rows_cannot_hold_one_file(database: Database, event_id: UUID) -> None:
    async with database.read() as session:
        row = (await session.scalars(sa.select(MediaRow))).one()
    columns = {column.name: getattr(row, column.name) for column in sa.inspect(MediaRow).columns}
    with pytest.raises(IntegrityError):
        await run(database, sa.insert(MediaRow).values(columns | {"id": uuid4()}))


async def test_a_continuation_survives_what_it_continues(history: History, event_id: UUID) -> None:
    facts = some_facts(await history.add_camera("Garden"), continues_id=event_id)
    await history.recorder.store(report("opened", facts))
    assert (await history.service.one(uuid4(), facts.event_id)).continues_id == event_id
    await history.service.delete(event_id)
    assert (await history.service.one(uuid4(), facts.event_id)).continues_id is None


async def test_a_time_without_zone_is_refused(database: Database, event_id: UUID) -> None:
    with pytest.raises(StatementError, match="naive"):
        await run(database, sa.update(EventRow).values(started_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - on purpose


async def test_times_come_back_in_utc(database: Database, event_id: UUID) -> None:
    async with database.read() as session:
        started_at = (await session.scalars(sa.select(EventRow.started_at))).one()
    assert (started_at, str(started_at.tzinfo)) == (T0, "UTC")


@pytest.mark.parametrize(
    ("order", "index"),
    [
        ("SELECT id FROM events ORDER BY started_at DESC, id DESC LIMIT 50", "ix_events_started_at_id"),
        (
            "SELECT id FROM events WHERE camera_id = 'x' ORDER BY started_at DESC, id DESC LIMIT 50",
            "ix_events_camera_id_started_at_id",
        ),
        ("SELECT id FROM events WHERE state = 'open'", "ix_events_state"),
        (
            "SELECT event_id FROM event_labels WHERE label = 'x' ORDER BY started_at DESC, event_id DESC LIMIT 50",
            "ix_event_labels_label_started_at",
        ),
    ],
)
async def test_lists_are_served_by_an_index_without_sorting(database: Database, order: str, index: str) -> None:
    async with database.read() as session:
        plan = " ".join(row.detail for row in await session.execute(sa.text(f"EXPLAIN QUERY PLAN {order}")))
    assert index in plan
    assert "TEMP B-TREE" not in plan
