"""A name that nobody can see is refused with a sentence, whatever it is the name of (F31)."""

from typing import Any

import pytest

from argusai.pipeline.notifications.rules.content import Content
from tests.api.whole.conftest import Home

pytestmark = pytest.mark.covers("F31")
_TREE: dict[str, Any] = {"kind": "all", "of": []}
_RTSP = {"kind": "rtsp", "url": "rtsp://192.0.2.1/live"}
_CORNERS = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9]]
_MODEL = {"kind": "compatible", "model": "a", "base_url": "http://192.0.2.1/v1"}
NAMED: list[tuple[str, dict[str, Any]]] = [
    ("modes", {}),
    ("keys", {}),
    ("rules", {"tree": _TREE}),
    ("cameras", {"source": _RTSP, "enabled": False}),
    ("camera-groups", {"camera_ids": []}),
    ("presence/residents", {}),
    ("channels", {"settings": {"kind": "webhook", "url": "https://192.0.2.1/"}}),
    ("describers", _MODEL),
]


@pytest.mark.parametrize(
    "name", ["\u3164", "\u200b\u2060", "\u2800 \u2800", "\u00a0", "\u0301", "\ufe0f", "\U000e0020"]
)
async def test_a_name_without_letters_that_can_be_seen_is_refused(home: Home, name: str) -> None:
    _, anna, _ = home
    for path, more in NAMED:
        answer = await anna.post(path, json={"name": name, **more})
        assert answer.status_code == 422, (path, answer.text)
        said = answer.json()["fields"]["name"]
        assert "can be seen" in said or name.isspace(), (path, answer.text)
    zone = {"zones": [{"name": name, "polygon": _CORNERS}], "lines": [{"name": name, "points": _CORNERS[:2]}]}
    refused = await anna.post("cameras", json={"name": "Yard", "source": _RTSP, "rules": zone})
    assert set(refused.json()["fields"]) == {"rules.zones.0.name", "rules.lines.0.name"}
    renamed = await anna.patch("modes/night", json={"name": name})
    assert renamed.status_code == 422


async def test_names_that_are_written_with_unseen_letters_are_kept(home: Home) -> None:
    """Families among emoji, Persian words, and coloured signs need some."""
    _, anna, _ = home
    for name in (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u2600\ufe0f",
    ):
        answer = await anna.post("modes", json={"name": name})
        assert answer.status_code == 201, answer.text
        assert name in [each["name"] for each in answer.json()["modes"]]


def test_a_rule_that_was_named_so_before_goes_on() -> None:
    assert Content.model_validate({"name": "\u3164", "tree": _TREE}).enabled
