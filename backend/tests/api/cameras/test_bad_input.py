from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from argusai.accounts.models import UserRow
from argusai.kit.db import Database
from tests.support.web import sign_in

NOBODY = "01980000-0000-7000-8000-000000000000"  # fixed: it is part of the names of tests
FILE = {"kind": "file", "path": "/v/a.mp4"}
RTSP = {"kind": "rtsp", "url": "rtsp://10.0.0.5/s"}


def camera(**changes: Any) -> dict[str, Any]:
    return {"name": "Yard", "source": FILE} | changes


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "body",
    [
        camera(name=""),
        camera(name="   "),
        camera(name="x" * 81),
        camera(name="a\nb"),
        camera(name="a\x00b"),
        camera(name=7),
        camera(name=None),
        camera(source=None),
        camera(source={}),
        camera(source={"kind": "usb"}),
        camera(source={"kind": "file"}),
        camera(source=FILE | {"path": "a.mp4"}),
        camera(source=FILE | {"path": "/" + "x" * 500}),
        camera(source=FILE | {"loop": "perhaps"}),
        camera(source=FILE | {"url": "rtsp://10.0.0.5"}),
        camera(source=RTSP | {"url": "http://10.0.0.5"}),
        camera(source=RTSP | {"url": "rtsp://169.254.169.254/"}),
        camera(source=RTSP | {"url": "rtsp://admin:12/34@yard/s"}),
        camera(source=RTSP | {"username": "x" * 257}),
        camera(source=RTSP | {"password": "a\nb"}),
        camera(enabled="perhaps"),
        camera(colour="red"),
        [],
        "x",
        None,
    ],
)
async def test_a_malformed_camera_is_refused_with_a_reason(client: httpx.AsyncClient, body: Any) -> None:
    answer = await client.post("/cameras", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get("/cameras")).json()["items"] == []


@pytest.mark.covers("F31")
@pytest.mark.parametrize("text", ['{"name": "\\ud800", "source": {"kind": "file", "path": "/a"}}', "{", "", "\xff"])
async def test_a_body_that_is_no_text_is_refused(client: httpx.AsyncClient, text: str) -> None:
    answer = await client.post("/cameras", content=text.encode("latin-1"), headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.covers("F31", "F32")
async def test_a_refused_password_is_not_repeated(client: httpx.AsyncClient) -> None:
    for source in (RTSP | {"password": "hush-hush", "x": 1}, RTSP | {"url": "rtsp://u:hush-hush@/s"}):
        answer = await client.post("/cameras", json=camera(source=source))
        assert answer.status_code == 422
        assert "hush-hush" not in answer.text


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "limit=1e3", "cursor=x", "cursor=%27", "cursor=WyJ4Il0", f"cursor={'A' * 600}"],
)
async def test_a_malformed_page_is_refused(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"/cameras?{query}")).status_code == 422


@pytest.mark.covers("F31", "F32")
@pytest.mark.parametrize("camera_id", ["1", "x", "..%2f", "%00", "'", f"{NOBODY}0"])
async def test_a_malformed_id_names_nothing(client: httpx.AsyncClient, camera_id: str) -> None:
    assert [
        (await client.request(method, f"/cameras/{camera_id}{tail}")).status_code
        for method, tail in (("GET", ""), ("DELETE", ""), ("GET", "/snapshot"))
    ] in ([404, 404, 404], [404, 405, 404])


@pytest.mark.covers("F32")
async def test_no_route_is_shadowed_by_another(client: httpx.AsyncClient) -> None:
    assert (await client.get("/cameras/test")).status_code == 405
    assert (await client.post("/cameras/test", json={})).status_code == 422
    assert (await client.patch(f"/cameras/{NOBODY}", json={"name": "x"})).json()["type"] == "camera-not-found"


ROUTES = [
    ("GET", "/cameras"),
    ("POST", "/cameras"),
    ("POST", "/cameras/test"),
    ("GET", f"/cameras/{NOBODY}"),
    ("PATCH", f"/cameras/{NOBODY}"),
    ("DELETE", f"/cameras/{NOBODY}"),
    ("GET", f"/cameras/{NOBODY}/snapshot"),
    ("PUT", f"/cameras/{NOBODY}/privacy"),
]


@pytest.mark.covers("F14", "F32")
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a_stranger_gets_nothing(stranger: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await stranger.request(method, path, headers={"User-Agent": "testclient", "X-Forwarded-For": "127.0.0.1"})
    assert answer.status_code == 401


@pytest.mark.covers("F14")
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a_member_looks_and_changes_nothing(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, database: Database, method: str, path: str
) -> None:
    async with database.write() as session:
        await session.execute(sa.update(UserRow).values(role="member"))
    # Signed in anew: the open session still holds the role of before.
    stranger.base_url = httpx.URL(str(stranger.base_url).removesuffix("/api/v1/"))
    headers = await sign_in(stranger)
    answer = await stranger.request(method, "/api/v1" + path, json=camera(), headers=headers)
    assert answer.status_code == (403 if method != "GET" else 200 if path == "/cameras" else 404)
