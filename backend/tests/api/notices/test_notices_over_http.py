"""Channels, notices and picture links over HTTP, on the real program: who may do what, and what is never shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.receiver import Receiver, receiver
from tests.support.secrets import secret
from tests.support.server import Server, shared_server

HIDDEN = secret("a secret of sixteen")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with shared_server(tmp_path_factory.mktemp("notices")) as running:
        yield running


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as state:
        yield state


def _hook(there: Receiver, **changed: Any) -> dict[str, Any]:
    settings = {"kind": "webhook", "url": there.url, "secret": HIDDEN, "headers": {"X-Key": HIDDEN}}
    return {"name": "Hook", "settings": settings, **changed}


@pytest.mark.covers("N7", "N10")
def test_a_channel_is_made_tested_changed_and_removed(server: Server, there: Receiver, tmp_path: Path) -> None:
    client = server.client
    client.patch("/channel-settings", json={"reach": "network"}).raise_for_status()  # whoever used the house before
    refused = client.post("/channels", json=_hook(there))
    assert (refused.status_code, "An administrator can allow" in refused.json()["detail"]) == (422, True)
    client.patch("/channel-settings", json={"reach": "machine"}).raise_for_status()
    made = client.post("/channels", json=_hook(there)).raise_for_status().json()
    assert (made["secret"], made["settings"]["header_names"]) == (HIDDEN, ["X-Key"])
    path = f"/channels/{made['id']}"
    assert client.post(f"{path}/test").raise_for_status().json()["sent"] is True
    assert there.got[0].headers["x-key"] == HIDDEN
    listed = client.get("/channels").text
    assert HIDDEN not in listed
    assert '"fault":""' in listed
    changed = client.patch(path, json={"name": "Other", "settings": {"kind": "webhook", "url": there.url + "2"}})
    assert changed.raise_for_status().json()["name"] == "Other"
    assert client.post(f"{path}/test").json()["sent"] is True
    assert (there.got[-1].path, there.got[-1].headers["x-key"]) == ("/hook2", HIDDEN)
    elsewhere = client.patch(path, json={"settings": {"kind": "webhook", "url": "https://elsewhere.example/hook"}})
    assert (elsewhere.status_code, set(elsewhere.json()["fields"])) == (422, {"settings.headers"})
    database = (server.folder / "data").rglob("*.db*")
    assert not any(HIDDEN.encode() in file.read_bytes() for file in database)
    assert client.patch(path, json={"settings": {"kind": "apprise", "url": "ntfy://x"}}).status_code == 422
    assert client.delete(path).status_code == 204
    assert client.post(f"{path}/test").json()["type"] == "channel-not-found"


@pytest.mark.covers("N7")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "settings": {"kind": "apprise", "url": "ntfy://x"}}, "name"),
        ({"name": "x", "settings": {"kind": "apprise"}}, "settings.url"),
        ({"name": "x", "settings": {"kind": "webhook", "url": "x"}}, "settings.url"),
        ({"name": "x", "settings": {"kind": "pigeon"}}, "settings"),
        ({"name": "x", "settings": None}, "settings"),
    ],
)
def test_what_cannot_work_is_named(server: Server, body: dict[str, Any], field: str) -> None:
    answer = server.client.post("/channels", json=body)
    assert (answer.status_code, field in answer.json()["fields"]) == (422, True), answer.text


@pytest.mark.covers("N10")
def test_why_an_address_cannot_be_used_is_said(server: Server) -> None:
    body = {"name": "x", "settings": {"kind": "webhook", "url": "ftp://x/"}}
    fields = server.client.post("/channels", json=body).json()["fields"]
    assert "must begin with http" in fields["settings.url"]
    assert "after the host" in server.client.patch("/channel-settings", json={"own_address": "https://x/y"}).text


@pytest.mark.covers("N11")
def test_quiet_hours_and_snooze_are_ones_own(server: Server) -> None:
    client = server.client
    calm = client.patch("/calm", json={"quiet_from": 1320, "quiet_until": 420, "zone": "Asia/Kolkata"}).json()
    assert (calm["quiet_from"], calm["zone"], calm["pause_seconds"]) == (1320, "Asia/Kolkata", 60)
    assert client.post("/calm/snooze", json={"length": "hour"}).json()["quiet_now"] is True
    assert client.post("/calm/snooze", json={"length": "end"}).json()["snoozed_until"] is None
    assert "zone" in client.patch("/calm", json={"zone": "Mars/Olympus"}).json()["fields"]
    assert client.patch("/calm", json={"quiet_from": 1440}).status_code == 422


@pytest.mark.covers("N10")
def test_a_forged_picture_link_opens_nothing(server: Server) -> None:
    with httpx.Client(base_url=server.url) as stranger:
        for token in ("A" * 54, "x" * 20, "_-" * 30):
            answer = stranger.get(f"/api/v1/notice-pictures/{token}")
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        assert stranger.get("/api/v1/notice-pictures/").status_code in {401, 404}
        assert stranger.post(f"/api/v1/notice-pictures/{'A' * 54}").status_code == 401


@pytest.mark.covers("N10")
def test_the_log_of_what_was_sent_is_a_file(server: Server) -> None:
    answer = server.client.get("/deliveries/export", params={"format": "csv", "q": "nothing says this"})
    assert answer.text.startswith('\ufeff"made_at","sent_at","channel_name"')
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="argusai-sent.csv"'
    assert server.client.get("/deliveries/export", params={"format": "jsonl"}).text == ""
    for wrong in ({"format": "xlsx"}, {"state": "x"}, {"limit": "3"}):
        assert server.client.get("/deliveries/export", params=wrong).status_code == 422


@pytest.mark.covers("N7")
def test_what_is_not_there_or_not_mine_is_not_found(server: Server) -> None:
    id_ = "01980000-0000-7000-8000-000000000001"
    client = server.client
    assert client.post(f"/notices/{id_}/read").json()["type"] == "notice-not-found"
    assert client.post(f"/notices/{id_}/acknowledgement").status_code == 404
    assert client.post(f"/deliveries/{id_}/resend").status_code == 404
    assert client.get(f"/events/{id_}/notices").status_code == 404
    assert client.get("/notices", params={"cursor": "x"}).json()["type"] == "bad-cursor"
    assert client.get("/notices/summary").json() == {"unread": 0, "urgent": 0}
