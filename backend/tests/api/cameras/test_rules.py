"""What to watch for: set, shown, refused with a reason, and told to the capture at once."""

import math
from typing import Any

import httpx
import pytest

from argusai.pipeline.capture.cameras.contract import WatchRules, Zone
from tests.support.cameras import Capture

pytestmark = pytest.mark.covers("E8")

SQUARE = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]
NOTHING: dict[str, Any] = {"filters": [], "zones": [], "masks": [], "zones_required": False, "lines": []}
DRIVE = {
    "name": "Drive", "polygon": SQUARE, "labels": ["person"],
    "least_height": 0.1, "loiter_seconds": 12.5, "required": True, "tone": 3,
}  # fmt: skip
GATE = {
    "name": "Gate", "points": [[0.2, 0.5], [0.5, 0.6], [0.8, 0.5]], "direction": "left_to_right",
    "labels": ["person"], "left": "street", "right": "house", "required": False, "tone": 1,
}  # fmt: skip
LOW_PEOPLE = {
    "label": "person", "told": True, "least_score": 0.3, "least_height": 0.08, "most_height": None,
    "least_ratio": None, "most_ratio": None, "dwell_seconds": 2.5,
}  # fmt: skip
ALL = {"filters": [LOW_PEOPLE], "zones": [DRIVE], "masks": [SQUARE], "zones_required": True, "lines": [GATE]}


async def add(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    body = {"name": "Yard", "source": {"kind": "file", "path": "/v/a.mp4"}} | changes
    answer = await client.post("/cameras", json=body)
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


async def set_rules(client: httpx.AsyncClient, camera: dict[str, Any], rules: Any) -> httpx.Response:
    return await client.patch(f"/cameras/{camera['id']}", json={"rules": rules})


async def test_a_new_camera_has_no_rules_of_its_own(client: httpx.AsyncClient, capture: Capture) -> None:
    assert (await add(client))["rules"] == NOTHING
    assert capture.applied[-1][0].rules == WatchRules()


async def test_a_camera_may_be_added_with_rules(client: httpx.AsyncClient) -> None:
    assert (await add(client, rules=ALL))["rules"] == ALL


async def test_rules_are_kept_as_a_whole_and_told_to_the_capture(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client)
    answer = await set_rules(client, camera, ALL)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rules"] == ALL
    (watched,) = capture.applied[-1]
    square = tuple((x, y) for x, y in SQUARE)
    assert watched.rules.zones == (Zone("Drive", square, frozenset({"person"}), 0.1, 12.5, True, 3),)
    [line] = watched.rules.lines
    assert (line.direction, line.left, line.right) == ("left_to_right", "street", "house")
    assert line.points == ((0.2, 0.5), (0.5, 0.6), (0.8, 0.5))
    assert watched.rules.filters[0].dwell_seconds == 2.5
    assert capture.announced[-1][1]["camera"]["rules"] == ALL
    assert (await client.patch(f"/cameras/{camera['id']}", json={"name": "Garden"})).json()["rules"] == ALL
    assert (await set_rules(client, camera, {})).json()["rules"] == NOTHING


async def test_the_default_filters_name_every_label(client: httpx.AsyncClient) -> None:
    page = (await client.get("/cameras/default-filters")).json()
    assert [each["label"] for each in page["items"]] == ["car", "dog", "person"]
    assert all(value is not None for each in page["items"] for value in each.values())


async def test_the_default_filters_need_a_session(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/cameras/default-filters")).status_code == 401


def zones(**changes: Any) -> dict[str, Any]:
    return {"zones": [DRIVE | changes]}


def lines(**changes: Any) -> dict[str, Any]:
    return {"lines": [GATE | changes]}


def people(**changes: Any) -> dict[str, Any]:
    return {"filters": [{"label": "person"} | changes]}


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    ("rules", "field", "word"),
    [
        (zones(polygon=SQUARE[:2]), "rules.zones.0.polygon", "at least 3 corners"),
        (zones(polygon=[[n / 50, n * n / 2500] for n in range(33)]), "rules.zones.0.polygon", "at most 32 corners"),
        (zones(polygon=[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]), "rules.zones.0.polygon", "cross"),
        (zones(polygon=[*SQUARE, SQUARE[0]]), "rules.zones.0.polygon", "two corners at one place"),
        (zones(labels=["dragon"]), "rules.zones.0.labels", "not known"),
        ({"zones": [DRIVE, DRIVE | {"name": "drive "}]}, "rules.zones.1.name", "Two zones"),
        ({"zones": [DRIVE | {"name": f"Z{n}"} for n in range(21)]}, "rules.zones", "at most 20 zones"),
        ({"masks": [SQUARE] * 21}, "rules.masks", "at most 20 masks"),
        ({"masks": [SQUARE, SQUARE[:1]]}, "rules.masks.1", "Mask 2"),
        (lines(points=[[0.5, 0.5]]), "rules.lines.0.points", "at least 2 points"),
        (lines(points=[[0.5, n / 50] for n in range(33)]), "rules.lines.0.points", "at most 32 points"),
        (lines(points=[[0, 0], [1, 1], [1, 0], [0, 1]]), "rules.lines.0.points", "crosses"),
        (lines(points=[[0.5, 0.5], [0.5, 0.5]]), "rules.lines.0.points", "one place"),
        (lines(points=[[0.5, 0.5], [0.505, 0.5]]), "rules.lines.0.points", "too short"),
        (lines(labels=["dragon"]), "rules.lines.0.labels", "not known"),
        ({"lines": [GATE, GATE | {"name": "GATE"}]}, "rules.lines.1.name", "Two lines"),
        ({"lines": [GATE | {"name": f"L{n}"} for n in range(21)]}, "rules.lines", "at most 20 lines"),
        ({"zones_required": True}, "rules.zones_required", "Without a zone"),
        (people(label="dragon"), "rules.filters.0.label", "not known"),
        ({"filters": [{"label": "person"}] * 2}, "rules.filters.1.label", "two filters"),
        (people(least_height=0.5, most_height=0.4), "rules.filters.0.most_height", "smallest height"),
        (people(most_height=0.01), "rules.filters.0.most_height", "smallest height"),
        (people(least_ratio=2, most_ratio=1), "rules.filters.0.most_ratio", "smallest shape"),
    ],
)
async def test_impossible_rules_are_refused_by_name(
    client: httpx.AsyncClient, rules: dict[str, Any], field: str, word: str
) -> None:
    camera = await add(client)
    answer = await set_rules(client, camera, rules)
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] == "bad-rules"
    assert word in answer.json()["fields"][field]
    assert (await client.get(f"/cameras/{camera['id']}")).json()["rules"] == NOTHING


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "rules",
    [
        zones(polygon=[[0.1, 0.1], [1.1, 0.1], [0.5, 0.9]]),
        zones(polygon=[[-0.1, 0.1], [0.9, 0.1], [0.5, 0.9]]),
        zones(polygon=[[0.1], [0.9, 0.1], [0.5, 0.9]]),
        zones(polygon=[[0.1, "0.1"], [0.9, 0.1], [0.5, 0.9]]),
        zones(polygon=[[True, 0.1], [0.9, 0.1], [0.5, 0.9]]),
        zones(polygon=None),
        zones(name=""),
        zones(name="x" * 41),
        zones(name="a\nb"),
        lines(left="a\nb"),
        zones(colour="red"),
        people(least_score=1.1),
        people(least_score="high"),
        people(dwell_seconds=-1),
        people(dwell_seconds=3601),
        people(least_ratio=0),
        people(told="perhaps"),
        {"filters": [{}]},
        {"filters": {}},
        {"more": 1},
        [],
        "x",
    ],
)
async def test_malformed_rules_are_refused(client: httpx.AsyncClient, rules: Any) -> None:
    camera = await add(client)
    assert (await set_rules(client, camera, rules)).status_code == 422
    assert (await client.get(f"/cameras/{camera['id']}")).json()["rules"] == NOTHING


@pytest.mark.covers("F31")
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
async def test_what_is_no_number_is_refused(client: httpx.AsyncClient, number: float) -> None:
    camera = await add(client)
    text = str(number).replace("inf", "Infinity").replace("nan", "NaN")
    answer = await client.patch(
        f"/cameras/{camera['id']}",
        content=f'{{"rules": {{"filters": [{{"label": "person", "least_score": {text}}}]}}}}',
        headers={"Content-Type": "application/json"},
    )
    assert 400 <= answer.status_code < 500, answer.text


async def test_no_rules_means_that_they_stay(client: httpx.AsyncClient) -> None:
    camera = await add(client, rules=ALL)
    assert (await set_rules(client, camera, None)).json()["rules"] == ALL
