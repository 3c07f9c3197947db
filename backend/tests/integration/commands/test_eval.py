"""`argusai eval descriptions` as the person at the machine starts it (D14)."""

import json
from asyncio import to_thread
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from argusai.evaluation.described.look import Looked, look
from argusai.evaluation.described.scenes import courtyard_scenes
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.kit.vault import Vault
from argusai.pipeline.events.description.describers.schemas import DescriberIn
from argusai.pipeline.events.description.describers.service import DescribersService
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.providers.contract import AskedPicture
from argusai.pipeline.events.description.requests.breakers import Breakers
from tests.support.commands import Done, argusai
from tests.support.database import copy_template, url_of
from tests.support.events import T0, some_facts
from tests.support.footage import courtyard, detector
from tests.support.models_served import a_jpeg, local_server
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("D14")
KEY = secret(Fernet.generate_key().decode())
SAID = "Three men in black jackets and a woman in red walk across the courtyard with a sheet of paper."


def evaluate(folder: Path, *arguments: str | Path) -> Done:
    places = {"ARGUSAI_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'argusai.db'}"}
    return argusai("eval", "descriptions", *arguments, ENCRYPTION_KEY=KEY, **places)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenes that were looked at already: the detector takes a quarter of a minute for each."""
    facts, picture = some_facts(UUID(int=0)), AskedPicture(a_jpeg(), T0, 64, 48)

    def at_once(_cache: Path, shown: Any) -> list[Looked]:
        return [Looked(scene, replace(facts), (picture,)) for scene in shown.scenes]

    monkeypatch.setattr("argusai.commands.eval._looked", at_once)


@pytest.fixture
def house(tmp_path: Path, database_template: Path) -> Path:
    copy_template(database_template, tmp_path / "argusai.db")
    return tmp_path


async def _hire(house: Path, url: str, **chosen: Any) -> Database:
    database, clock = Database(url_of(house / "argusai.db")), SystemClock()

    async def to_nobody(session: Any, kind: str, body: Any) -> None: ...

    service = DescribersService(database, Vault(KEY), to_nobody, Breakers(clock), clock)
    priced = {"kind": "compatible", "base_url": url, "at_home": True, "input_price": 1, "output_price": 1}
    await service.create(DescriberIn(**{"name": "Cellar", "model": "llava:7b", **priced, **chosen}))
    return database


@pytest.mark.usefixtures("looked")
async def test_a_model_is_asked_scored_and_paid(house: Path) -> None:
    report = house / "out.json"
    async with local_server(json.dumps({"text": SAID, "confidence": 80}), prompt_tokens=900, completion_tokens=100) as (
        url,
        asked,
    ):
        database = await _hire(house, url)
        done = await to_thread(evaluate, house, "--only", "woman-with-paper", "--describer", "cellar", "--json", report)
    assert done.returncode == 0, done.stderr
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["describer", rows[1][0], "built-in", "Cellar"]
    cellar = dict(zip(rows[0], rows[3], strict=True))
    assert (cellar["counts"], cellar["invented"], cellar["$"], cellar["answered"]) == ("1.00", "0", "0.0010", "1")
    assert len(asked) == 1
    assert json.loads(report.read_text())["Cellar"]["by_scene"]["woman-with-paper"]["text"] == SAID
    async with database.read() as session:
        [call] = (await session.scalars(sa.select(DescriptionCallRow))).all()
    await database.close()
    assert (call.state, call.counts, call.camera_name) == ("booked", 1000, "argusai eval")


@pytest.mark.usefixtures("looked")
async def test_one_that_says_nothing_is_named_and_the_command_fails(house: Path) -> None:
    database = await _hire(house, "http://127.0.0.1:9/v1")
    await database.close()
    done = await to_thread(evaluate, house, "--only", "six-meet", "--describer", "Cellar")
    assert done.returncode == 1
    assert "| Cellar" in done.stdout
    assert "Cellar said nothing: " in done.stderr


@pytest.mark.usefixtures("looked")
async def test_wrong_words_are_said_before_anything_is_looked_at(house: Path, tmp_path: Path) -> None:
    unknown = await to_thread(evaluate, house, "--describer", "Attic")
    assert (unknown.returncode, "There is no describer “Attic”" in unknown.stderr) == (1, True)
    for arguments in (("--only", "nowhere"), ("--json", tmp_path / "no" / "out.json"), ("--nonsense",)):
        assert (await to_thread(evaluate, house, *arguments)).returncode == 2
    nowhere = await to_thread(evaluate, tmp_path / "none", "--describer", "Attic")
    assert (nowhere.returncode, "Start it once" in nowhere.stderr) == (1, True)


async def test_without_the_footage_it_says_how_to_get_it(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(house / "empty"))
    monkeypatch.setenv("ARGUSAI_CACHE_DIR", str(house / "empty"))
    done = await to_thread(evaluate, house)
    assert done.returncode == 1
    assert "argusai demo prepare" in done.stderr


@pytest.fixture
def scene() -> Any:
    return next(each for each in courtyard_scenes().scenes if each.name == "six-meet")


@pytest.mark.soak  # the real detector looks at every frame
def test_a_scene_of_the_real_footage_has_facts_and_its_pictures(scene: Any) -> None:
    [found] = look(courtyard(), (scene,), detector())
    assert found.facts is not None
    assert scene.people[0] <= found.facts.most_at_once["person"] <= scene.people[1]
    assert len(found.pictures) == 4
    assert {(each.width, each.height) for each in found.pictures} == {(768, 576)}
