"""Rules and modes in the file of the configuration, and in its history."""

from datetime import UTC, tzinfo
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from argusai.flow.ruling import speakers_of
from argusai.kit.clock import Clock, SimulatedClock
from argusai.kit.db import Database, Session
from argusai.pipeline.notifications.modes.router import router as modes
from argusai.pipeline.notifications.modes.service import ModesService
from argusai.pipeline.notifications.rules.router import router as rules
from argusai.pipeline.notifications.rules.service import RulesService
from tests.api.configuration.conftest import Told
from tests.api.configuration.test_file import BASE, FILE, export, take
from tests.support.web import include

pytestmark = pytest.mark.covers("C12", "N2", "N5")

EVENING = [{"days": ["fri"], "at": "22:00", "mode": "night"}]
NOBODY = str(uuid4())


@pytest.fixture(autouse=True)
def ruled(app: FastAPI, database: Database, clock: Clock, capture: Told) -> None:
    async def zone(session: Session) -> tzinfo:
        return UTC

    speakers = speakers_of(app.state.settings_service)
    app.state.rules = RulesService(database, speakers, capture.announce, clock)
    app.state.modes = ModesService(database, capture.announce, zone, clock)
    include(app, modes, rules)


async def furnish(client: httpx.AsyncClient) -> dict[str, str]:
    """A camera, a group, a mode, and a rule that names all three. Ids by what they are."""
    camera = (await client.post("/cameras", json={"name": "Yard", "source": FILE})).json()["id"]
    group = (await client.post("/camera-groups", json={"name": "Outside", "camera_ids": [camera]})).json()["id"]
    made = (await client.post("/modes", json={"name": "Holiday", "silent": True})).json()
    mode = next(each["id"] for each in made["modes"] if each["name"] == "Holiday")
    tree = {
        "kind": "all",
        "of": [
            {"kind": "cameras", "any_of": [camera]},
            {"kind": "not", "of": {"kind": "groups", "any_of": [group]}},
            {"kind": "mode", "any_of": ["away", mode]},
        ],
    }
    answer = await client.post("/rules", json={"name": "Somebody", "tree": tree, "urgent": True})
    assert answer.status_code == 201, answer.text
    schedule = {"entries": [*EVENING, {"days": ["sat"], "at": "08:00", "mode": mode}]}
    assert (await client.put("/modes/schedule", json=schedule)).status_code == 200
    return {"camera": camera, "group": group, "mode": mode, "rule": answer.json()["id"]}


async def the_rule(client: httpx.AsyncClient, name: str = "Somebody") -> Any:
    """None: there is no such. A rule of that first day is always there."""
    found = [each for each in (await client.get("/rules")).json()["items"] if each["name"] == name]
    assert len(found) < 2
    return found[0] if found else None


async def empty_house(client: httpx.AsyncClient, ids: dict[str, str]) -> None:
    await client.delete(f"/rules/{ids['rule']}")
    await client.put("/modes/schedule", json={"entries": []})
    for path in (f"/modes/{ids['mode']}", f"/camera-groups/{ids['group']}", f"/cameras/{ids['camera']}"):
        assert (await client.delete(path)).status_code < 300, path


async def summaries(client: httpx.AsyncClient) -> list[str]:
    return [each["summary"] for each in (await client.get("/configuration/versions")).json()["items"]]


async def back(client: httpx.AsyncClient, place: int = 0) -> Any:
    versions = (await client.get("/configuration/versions")).json()["items"]
    answer = await client.post(
        f"/configuration/versions/{versions[place]['id']}/restore", json={"may_delete_cameras": True}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_they_come_back_from_a_file_as_they_were_and_twice_is_once(client: httpx.AsyncClient) -> None:
    ids = await furnish(client)
    file, rule = await export(client), await the_rule(client)
    await empty_house(client, ids)
    seen = await take(client, file, preview=True)
    said = {"Rule Somebody: added", "Mode Holiday: added", "Modes: schedule changed"}
    assert (said <= set(seen["sentences"]), await the_rule(client)) == (True, None)
    assert (await take(client, file))["applied"]
    again = await export(client)
    assert again == {**file, "exported_at": again["exported_at"]}
    now = await the_rule(client)
    assert (now["id"], now["sentence"], now["version"]) == (rule["id"], rule["sentence"], 2)
    assert (await take(client, file))["sentences"] == []
    assert {"Rule Somebody: deleted", "Mode Holiday: deleted"} <= set((await back(client))["sentences"])
    assert await the_rule(client) is None


async def test_in_another_house_rules_name_what_is_found_by_name(client: httpx.AsyncClient) -> None:
    """There the camera, the group, the mode and the rule of the first day have other ids."""
    old = await furnish(client)
    file = await export(client)
    first = next(each for each in file["rules"] if each["name"] != "Somebody")
    first["id"] = str(uuid4())
    await empty_house(client, old)
    new = await furnish(client)
    await client.delete(f"/rules/{new['rule']}")
    said = await take(client, file)
    assert (said["sentences"], said["notes"]) == (["Rule Somebody: added"], [])
    rule = await the_rule(client)
    parts = rule["tree"]["of"]
    assert (parts[0]["any_of"], parts[1]["of"]["any_of"]) == ([new["camera"]], [new["group"]])
    assert parts[2]["any_of"] == ["away", new["mode"]]


async def test_whom_a_rule_cannot_tell_here_is_said(client: httpx.AsyncClient) -> None:
    rule = {"name": "Any", "tree": {"kind": "all", "of": []}, "people": [NOBODY]}
    file = {**BASE, "rules": [rule, {**rule, "name": "Way", "people": None, "channels": [NOBODY]}]}
    notes = (await take(client, file))["notes"]
    assert [note.split(":")[0] for note in notes] == ["Any", "Way"]
    assert notes == [f"{name}: {(await the_rule(client, name))['trouble']}" for name in ("Any", "Way")]
    assert (await take(client, file))["applied"] is False  # found by their names


async def test_each_change_is_a_version_and_can_be_undone(client: httpx.AsyncClient) -> None:
    ids = await furnish(client)
    await client.patch(f"/rules/{ids['rule']}", json={"urgent": False, "enabled": False})
    await client.patch("/modes/night", json={"name": "Sleep", "silent": True})
    await client.put("/modes/current", json={"mode": "away"})  # no change of the configuration
    assert (await summaries(client))[:3] == [
        "Mode Sleep: renamed, before “Night”, whether it keeps rules silent changed",
        "Rule Somebody: switched off, urgency changed",
        "Modes: schedule changed",
    ]
    await client.put("/modes/schedule", json={"entries": []})
    await back(client, 0)
    await back(client, 3)
    rule = await the_rule(client)
    assert (rule["urgent"], rule["enabled"], rule["version"]) == (True, True, 3)
    read = (await client.get("/modes")).json()
    assert [each["name"] for each in read["modes"] if each["id"] == "night"] == ["Night"]
    assert (len(read["schedule"]), read["current"]["mode"]) == (2, "away")
    await client.delete(f"/rules/{ids['rule']}")
    await back(client)
    assert (await the_rule(client))["id"] == ids["rule"]


async def test_a_schedule_that_comes_back_makes_up_for_nothing(
    client: httpx.AsyncClient, app: FastAPI, clock: SimulatedClock
) -> None:
    await client.put("/modes/schedule", json={"entries": EVENING})
    await client.put("/modes/schedule", json={"entries": []})
    clock.advance(8 * 86_400)  # a Friday went by
    for place in (0, 2):  # changed back, and taken away
        await back(client, place)
        await app.state.modes.obey_schedule()
        assert (await client.get("/modes")).json()["current"]["mode"] == "home"
    await back(client)
    await app.state.modes.obey_schedule()
    read = (await client.get("/modes")).json()
    assert (read["schedule"], read["current"]["mode"]) == (EVENING, "home")


async def test_a_mode_that_counts_is_not_undone(client: httpx.AsyncClient) -> None:
    ids = await furnish(client)
    await client.put("/modes/current", json={"mode": ids["mode"]})
    oldest = (await client.get("/configuration/versions")).json()["items"][-1]
    restore = f"/configuration/versions/{oldest['id']}/restore"
    assert (await client.post(restore, json={"may_delete_cameras": True})).json()["type"] == "mode-in-use"
    assert (await client.get("/modes")).json()["current"]["mode"] == ids["mode"]
    await client.put("/modes/current", json={"mode": "home"})
    assert (await client.post(restore, json={"may_delete_cameras": True})).status_code == 200


ANY: dict[str, Any] = {"kind": "all", "of": []}
HALF = {"kind": "all", "of": [ANY] * 50}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"rules": {}}, "rules"),
    ({"rules": [7]}, "rules.0"),
    ({"rules": [{"name": "A", "tree": {"kind": "guess"}}]}, "rules.0.tree"),
    ({"rules": [{"name": "A", "tree": ANY, "colour": "red"}]}, "rules.0.colour"),
    ({"rules": [{"name": "A", "tree": ANY}, {"name": "A", "tree": ANY}]}, "rules.1.name"),
    ({"rules": [{"name": "A", "tree": {"kind": "all", "of": [HALF] * 3}}]}, "rules.0.tree"),
    ({"modes": [{"id": "mine", "name": "A"}]}, "modes.0.id"),
    ({"modes": [{"name": "A"}, {"name": "a"}]}, "modes.1.name"),
    ({"modes": [{"id": "home", "name": "Night"}]}, "modes.0.name"),
    ({"modes": [{"name": f"Mode {number}"} for number in range(30)]}, "modes.16"),
    ({"mode_schedule": [{"days": ["fri"], "at": "22:00", "mode": "gone"}]}, "mode_schedule.0.mode"),
    ({"mode_schedule": [{"days": ["fri"], "at": "25:00", "mode": "home"}]}, "mode_schedule.0.at"),
    ({"mode_schedule": EVENING * 51}, "mode_schedule"),
]  # fmt: skip


async def test_what_is_wrong_is_named_and_nothing_is_changed(client: httpx.AsyncClient) -> None:
    for wrong, path in WRONG:
        problem = await take(client, {**BASE, "settings": {"retention_days": 5}, **wrong}, 422)
        assert path in problem["fields"], (wrong, problem)
    assert (await client.get("/configuration/versions")).json()["items"] == []
    assert len((await client.get("/modes")).json()["modes"]) == 4
