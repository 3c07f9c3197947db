"""The whole way through the real program: people in a picture, the rule of a fresh house, the bell and a receiver."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.receiver import receiver
from tests.support.server import Server
from tests.support.updates import UpdateReader
from tests.support.waiting import wait_until


@pytest.mark.covers("N6", "N7", "N10")
def test_people_in_a_clip_reach_the_bell_and_a_webhook_once_with_their_picture(server: Server, visit: Path) -> None:
    with receiver() as there, UpdateReader(server.url, server.client) as updates:
        own = {"reach": "machine", "own_address": server.url}
        server.client.patch("/channel-settings", json=own).raise_for_status()
        hook = {"name": "Hook", "settings": {"kind": "webhook", "url": there.url}}
        server.client.post("/channels", json=hook).raise_for_status()
        server.add_file(visit)
        told = updates.wait_for("notice.told", 60)["body"]["notice"]
        wait_until(lambda: there.got, 60, "a webhook")
        event = server.wait_for_event(state="closed")

        def settled() -> list[dict[str, Any]]:
            [person] = server.client.get(f"/events/{event['id']}/notices").json()["items"]
            return [each for each in person["deliveries"] if each["state"] == "sent"]

        wait_until(settled, 60, "a delivery that is recorded")
        opened = [json.loads(got.body) for got in there.got if json.loads(got.body)["type"] == "notice.opened"]
        assert [(each["id"], each["event"]["id"]) for each in opened] == [(told["id"], event["id"])]
        assert {json.loads(got.body)["id"] for got in there.got} == {told["id"]}
        picture = httpx.get(opened[0]["links"]["picture"])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
        [notice] = server.client.get("/notices").json()["items"]
        assert (notice["event_id"], notice["read_at"], notice["silent"]) == (event["id"], None, "")
        assert server.client.get("/notices/summary").json()["unread"] == 1
