"""A rule whose camera, zone, mode or person went says so in the list (N2)."""

from typing import Any

import pytest

from tests.api.whole.conftest import Home

pytestmark = pytest.mark.covers("N2")
_ZONE = {"name": "Porch", "polygon": [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9]]}
_YARD: dict[str, Any] = {
    "name": "Yard",
    "source": {"kind": "rtsp", "url": "rtsp://192.0.2.1/live"},
    "enabled": False,
    "rules": {"zones": [_ZONE]},
}


async def test_a_rule_says_what_went(home: Home) -> None:
    _, anna, _ = home
    yard = (await anna.post("cameras", json=_YARD)).json()["id"]
    modes = (await anna.post("modes", json={"name": "Party"})).json()["modes"]
    party = next(each["id"] for each in modes if each["name"] == "Party")
    parts = {"cameras": yard, "zones": "Porch", "mode": party}
    for kind, one in parts.items():
        made = await anna.post("rules", json={"name": kind, "tree": {"kind": kind, "any_of": [one]}})
        assert (made.status_code, made.json()["trouble"]) == (201, "")

    async def troubles() -> dict[str, str]:
        rules = (await anna.get("rules")).json()["items"]
        return {each["name"]: each["trouble"].partition(": ")[2] for each in rules if each["name"] in parts}

    assert (await anna.patch(f"cameras/{yard}", json={"rules": {"zones": []}})).status_code == 200
    said = await troubles()
    assert said == {"cameras": "", "zones": "no camera has a zone called “Porch” any more. Choose another.", "mode": ""}
    assert (await anna.delete(f"modes/{party}")).status_code == 200
    assert (await anna.delete(f"cameras/{yard}")).status_code == 204
    said = await troubles()
    assert said["mode"] == "the mode that it asks for is gone. Choose another."
    assert said["cameras"] == "the camera that it asks for is gone. Choose another."
