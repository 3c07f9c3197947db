"""With a camera goes what models said of its events; what it cost stays (D11)."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from argusai.kit.ids import new_id
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from tests.api.whole.conftest import Home
from tests.support.events import report, some_facts

pytestmark = pytest.mark.covers("D11")


async def test_a_removed_camera_takes_the_answers_along(home: Home) -> None:
    house, anna, _ = home
    gone, kept = [await _camera_with_an_answer(home, number) for number in (1, 2)]
    assert (await anna.delete(f"cameras/{gone}")).status_code == 204
    async with house._database.read() as session:
        rows = (await session.scalars(sa.select(DescriptionCallRow))).all()
    assert {row.camera_id: (row.answer, row.counts) for row in rows} == {gone: (None, 9), kept: ({"text": "A."}, 9)}


async def _camera_with_an_answer(home: Home, number: int) -> UUID:
    house, anna, _ = home
    source = {"kind": "rtsp", "url": f"rtsp://192.0.2.{number}/live"}
    made = await anna.post("cameras", json={"name": f"Yard {number}", "source": source, "enabled": False})
    camera_id, now = UUID(made.json()["id"]), house._clock.now()
    facts = some_facts(camera_id, start=now - timedelta(minutes=1))
    await house._storing.recorder.store(report("closed", facts))
    row = DescriptionCallRow(
        id=new_id(), key=f"{new_id()}:1", event_id=facts.event_id, camera_id=camera_id, camera_name="Yard",
        describer_id=new_id(), describer="One", model="m", state="booked", day="2026-01-01", at=now, counts=9,
        price_known=True, pictures=1, failure="", answer={"text": "A."},
    )  # fmt: skip
    async with house._database.write() as session:
        session.add(row)
    return camera_id
