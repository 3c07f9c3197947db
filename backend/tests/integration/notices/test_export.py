"""What was sent, as a file (N10)."""

import csv
import io
import json

import pytest

from argusai.kit.errors import NotSignedIn
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.notices.delivery import service
from argusai.pipeline.notifications.notices.delivery.export import FileFormat, written
from argusai.pipeline.notifications.notices.delivery.repository import Wanted
from tests.support.notices import Home

pytestmark = pytest.mark.covers("N10")


async def _file(house: Home, format: FileFormat, **wanted: object) -> str:
    portions = house.notifying.deliveries.portions(Wanted(**{"owner_id": house.anna, **wanted}))  # type: ignore[arg-type]
    return b"".join([part async for part in written(portions, format, lambda: False)]).decode()


async def test_the_log_is_a_file_of_ones_own_portion_by_portion(house: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_PORTION", 2)
    mine = await house.channel({"kind": "webhook", "url": "http://127.0.0.1:9/x"}, name="=cmd|' /C calc'!A0")
    await house.channel({"kind": "webhook", "url": "http://127.0.0.1:9/y"}, owner=house.ben)
    for number in range(4):
        event = await house.event(f"@Person {number}, near the gate.")
        await house.fire(event, rule_id=new_id(), person_ids=(house.anna, house.ben))
    rows = list(csv.DictReader(io.StringIO((await _file(house, "csv")).removeprefix("\ufeff"), newline="")))
    assert [row["text"] for row in rows] == [f"'@Person {number}, near the gate." for number in (3, 2, 1, 0)]
    assert {row["channel_name"] for row in rows} == {"'=cmd|' /C calc'!A0"}
    lines = [json.loads(line) for line in (await _file(house, "jsonl", text="Person 2")).splitlines()]
    assert [(line["text"], line["channel_id"]) for line in lines] == [("@Person 2, near the gate.", str(mine.id))]
    assert await _file(house, "jsonl", state="failed") == ""


async def test_a_file_breaks_off_for_who_is_signed_out(house: Home) -> None:
    portions = house.notifying.deliveries.portions(Wanted(owner_id=house.anna))
    with pytest.raises(NotSignedIn):
        _ = [part async for part in written(portions, "jsonl", lambda: True)]
