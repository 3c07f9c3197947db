"""A file in which two swap their names is taken, and one that takes the name of a third is not (C12)."""

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
