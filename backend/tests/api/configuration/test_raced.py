"""What several people change at once (C12): one after the other, each written down, and all of it can be undone."""

import asyncio

import httpx
import pytest

from tests.api.configuration.test_versions import add, restore, versions

pytestmark = pytest.mark.covers("C12")


async def test_orders_groups_switches_and_a_deletion_at_once_are_one_after_the_other(client: httpx.AsyncClient) -> None:
    ids = [(await add(client, name))["id"] for name in ("Yard", "Hall", "Gate", "Shed")]
    group = (await client.post("/camera-groups", json={"name": "Outside", "camera_ids": ids[:2]})).json()
    (before, *_), shown = await versions(client), (await client.get("/cameras")).json()["items"]
    orders = [ids[::-1], [*ids[1:], ids[0]], [ids[2], ids[0], ids[3], ids[1]]]
    answers = await asyncio.gather(
        *(client.put("/cameras/order", json={"camera_ids": order}) for order in orders),
        client.delete(f"/cameras/{ids[3]}"),
        *(
            client.post("/cameras/changes", json={"change": change, "group_id": group["id"]})
            for change in ("pause", "disable", "resume", "enable")
        ),
        client.patch(f"/camera-groups/{group['id']}", json={"camera_ids": ids}),
        client.patch(f"/cameras/{ids[0]}", json={"name": "Garden"}),
    )
    assert {answer.status_code for answer in answers} <= {200, 204, 422}
    left = [each["id"] for each in (await client.get("/cameras")).json()["items"]]
    assert left in [[each for each in order if each != ids[3]] for order in (ids, *orders)]
    (kept,) = (await client.get("/camera-groups")).json()["items"]
    assert set(kept["camera_ids"]) <= set(left)
    numbers = [each["number"] for each in await versions(client)]
    assert numbers == list(range(len(numbers), 0, -1))
    await restore(client, before, to="after")
    unlike = {"updated_at", "health"}
    again = (await client.get("/cameras")).json()["items"]
    assert [{**each, **dict.fromkeys(unlike)} for each in again] == [
        {**each, **dict.fromkeys(unlike)} for each in shown
    ]
    assert (await client.get("/camera-groups")).json()["items"] == [group]
