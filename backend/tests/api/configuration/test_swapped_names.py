"""A file in which two swap their names or sources is taken, and one that takes those of a third is not (C12)."""

from typing import Any

import httpx
import pytest

from tests.api.configuration.test_file import export, furnish, take
from tests.api.configuration.test_rules_in_file import ruled

pytestmark = pytest.mark.covers("C12")
__all__ = ["ruled"]


def _names(file: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {kind: {each["id"]: each["name"] for each in file[kind]} for kind in ("cameras", "groups", "modes")}


async def test_names_are_swapped_and_go_round(client: httpx.AsyncClient) -> None:
    await furnish(client)
    await client.post("/camera-groups", json={"name": "Inside", "camera_ids": []})
    file = await export(client)
    for kind in ("cameras", "groups", "modes"):
        names = [each["name"] for each in file[kind]]
        for each, name in zip(file[kind], [*names[1:], names[0]], strict=True):
            each["name"] = name
    for group in file["groups"]:
        group["cameras"] = ["Hall"] if group["cameras"] else []
    outcome = await take(client, file)
    assert [each for each in outcome["sentences"] if "renamed" in each]
    again = await export(client)
    assert _names(again) == _names(file)
    assert await take(client, again) == {**outcome, "applied": False, "sentences": [], "notes": []}


async def test_a_name_of_one_that_is_not_in_the_file_stays_taken(client: httpx.AsyncClient) -> None:
    modes = (await export(client))["modes"]
    night = next(each for each in modes if each["id"] == "night")
    file = {"argusai": "configuration", "format": 1, "modes": [{**night, "name": "Away"}]}
    assert (await take(client, file, 422))["type"] == "mode-name-taken"
    assert (await export(client))["modes"] == modes


async def _watched(client: httpx.AsyncClient) -> dict[str, tuple[str, str | None]]:
    """The paths of both streams, by name."""
    items = (await client.get("/cameras")).json()["items"]
    return {each["name"]: (each["source"]["path"], each["sub"] and each["sub"]["path"]) for each in items}


def _file(path: str) -> dict[str, str]:
    return {"kind": "file", "path": path}


async def test_sources_are_swapped_and_go_round(client: httpx.AsyncClient) -> None:
    for name in ("A", "B", "C"):
        body = {"name": name, "source": _file(f"/v/{name}.mp4"), "sub": _file(f"/v/{name}-small.mp4")}
        assert (await client.post("/cameras", json=body)).status_code == 201
    before, file = await _watched(client), await export(client)
    cameras = file["cameras"]
    sources = [each["source"] for each in cameras]
    for each, source in zip(cameras, [*sources[1:], sources[0]], strict=True):
        each["source"] = source
    cameras[0]["sub"], cameras[1]["sub"] = cameras[1]["sub"], cameras[0]["sub"]
    cameras[2]["source"], cameras[2]["sub"] = cameras[2]["sub"], cameras[2]["source"]
    del cameras[1]["id"]  # found by its name
    outcome = await take(client, file)
    assert await _watched(client) == {
        "A": ("/v/B.mp4", "/v/B-small.mp4"),
        "B": ("/v/C.mp4", "/v/A-small.mp4"),
        "C": ("/v/C-small.mp4", "/v/A.mp4"),
    }
    assert await take(client, file) == {**outcome, "applied": False, "sentences": [], "notes": []}
    newest = (await client.get("/configuration/versions")).json()["items"][0]
    assert (await client.post(f"/configuration/versions/{newest['id']}/restore", json={})).json()["applied"]
    assert await _watched(client) == before


async def test_a_second_stream_that_the_file_leaves_out_stays_taken(client: httpx.AsyncClient) -> None:
    for name, sub in (("A", _file("/v/small.mp4")), ("B", None)):
        await client.post("/cameras", json={"name": name, "source": _file(f"/v/{name}.mp4"), "sub": sub})
    before = await _watched(client)
    cameras = [
        {"name": "A", "source": _file("/v/other.mp4")},
        {"name": "B", "source": _file("/v/small.mp4")},
    ]
    file = {"argusai": "configuration", "format": 1, "cameras": cameras}
    assert (await take(client, file, 422))["fields"] == {"cameras.1.source": "is already watched"}
    assert await _watched(client) == before
