"""What stands twice where one is taken is named; all but the last would be passed over (F31)."""

import pytest

from tests.api.whole.conftest import Home

pytestmark = pytest.mark.covers("F31")


async def test_a_parameter_that_stands_twice_is_refused_where_one_is_taken(home: Home) -> None:
    _, anna, _ = home
    refused = await anna.get("events", params=[("limit", "1"), ("limit", "2"), ("label", "car")])
    assert (refused.status_code, refused.json()["fields"]) == (422, {"limit": "Stands more than once"})
    several = await anna.get("events", params=[("label", "car"), ("label", "person"), ("trigger", "track")])
    assert several.status_code == 200


@pytest.mark.parametrize("kinds", [["application/json"], ["application/json", "text/plain"]])
async def test_a_name_that_stands_twice_in_a_body_is_refused_and_nothing_done(home: Home, kinds: list[str]) -> None:
    """However often it says what it is."""
    _, anna, _ = home
    body = '{"name": "Yard", "name": "Street", "cameras": []}'
    headers = [("content-type", kind) for kind in kinds]
    refused = await anna.post("camera-groups", content=body, headers=headers)
    assert (refused.status_code, refused.json()["fields"]) == (422, {"name": "Stands more than once"})
    assert (await anna.get("camera-groups")).json()["items"] == []
