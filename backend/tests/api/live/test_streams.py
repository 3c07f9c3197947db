"""Live pictures for other programs: a real server, real connections, the real guard."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import uvicorn

from argusai.accounts.keys.service import ApiKeys
from argusai.kit.clock import SimulatedClock
from argusai.live import streaming
from tests.support.sockets import CAMERA, OTHER, Pictures, Site
from tests.support.waiting import until

pytestmark = pytest.mark.covers("C9")
MP4 = f"/api/v1/cameras/{CAMERA}/stream.mp4"
MJPEG = f"/api/v1/cameras/{CAMERA}/stream.mjpeg"


async def make_key(site: Site, cameras: Sequence[UUID] | None = None, **more: Any) -> dict[str, Any]:
    body = {"name": "Kitchen", "camera_ids": None if cameras is None else [str(each) for each in cameras], **more}
    async with site.browser() as anna:
        answer = await anna.post("/api/v1/keys", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@asynccontextmanager
async def program(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody is signed in here."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{site.port}", timeout=60) as caller:
        yield caller


@asynccontextmanager
async def looking(site: Site, pictures: Pictures, path: str, key: str, **query: str) -> AsyncIterator[httpx.Response]:
    """With one piece that has come."""

    async def hand_out() -> None:
        await until(lambda: bool(pictures.watching))
        pictures.watching[-1].pieces.put_nowait(b"first")

    handing = asyncio.create_task(hand_out())
    async with program(site) as caller, caller.stream("GET", path, params={"key": key, **query}) as answer:
        yield answer
    await handing


@pytest.mark.parametrize(("path", "kind"), [(MP4, "video/mp4"), (MJPEG, "multipart/x-mixed-replace")])
async def test_the_head_of_a_stream_ends(site: Site, pictures: Pictures, path: str, kind: str) -> None:
    """It says whether there is one, and nobody is left who watches."""
    key = (await make_key(site))["key"]

    async def hand_out() -> None:
        await until(lambda: bool(pictures.watching))
        pictures.watching[-1].pieces.put_nowait(b"first")

    handing = asyncio.create_task(hand_out())
    async with program(site) as caller:
        head = await caller.head(path, params={"key": key})
        assert (head.status_code, head.headers["content-type"].partition(";")[0], head.content) == (200, kind, b"")
        await handing
        assert (await caller.get("/api/v1/session")).status_code == 200, "the connection goes on"
    await until(lambda: not pictures.watching)


async def test_the_stream_comes_as_it_is(site: Site, pictures: Pictures) -> None:
    key = (await make_key(site))["key"]
    async with looking(site, pictures, MP4, key, stream="sub") as answer:
        assert (answer.status_code, answer.headers["content-type"]) == (200, "video/mp4")
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        pictures.watching[0].pieces.put_nowait(b"second")
        pictures.watching[0].pieces.put_nowait(None)
        assert await answer.aread() == b"firstsecond"
    assert (pictures.formats, pictures.streams) == (["file"], ["sub"])
    assert pictures.watching == []


async def test_pictures_come_each_with_the_boundary_after_it(site: Site, pictures: Pictures) -> None:
    key = (await make_key(site, [CAMERA]))["key"]
    async with looking(site, pictures, MJPEG, key) as answer:
        kind = answer.headers["content-type"]
        boundary = kind.removeprefix("multipart/x-mixed-replace; boundary=").encode()
        pictures.watching[0].pieces.put_nowait(None)
        body = await answer.aread()
    assert body == (
        b"--" + boundary + b"\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nfirst\r\n--" + boundary + b"\r\n"
    )
    assert pictures.formats == ["jpeg"]


async def test_a_program_that_goes_frees_the_camera(site: Site, pictures: Pictures) -> None:
    key = (await make_key(site))["key"]
    async with looking(site, pictures, MP4, key):
        assert len(pictures.watching) == 1
    await until(lambda: not pictures.watching)


async def test_revoking_a_key_ends_what_runs_with_it(site: Site, pictures: Pictures) -> None:
    made = await make_key(site)
    async with looking(site, pictures, MP4, made["key"]) as answer:
        async with site.browser() as anna:
            assert (await anna.delete(f"/api/v1/keys/{made['id']}")).status_code == 204
        assert await asyncio.wait_for(answer.aread(), 60) == b"first"
    async with program(site) as caller:
        again = await caller.get(MP4, params={"key": made["key"]})
    assert (again.status_code, again.json()["type"]) == (401, "wrong-key")


async def test_signing_out_ends_what_runs_with_the_session(site: Site, pictures: Pictures) -> None:
    async with site.browser() as anna, site.browser() as watching:
        reading = asyncio.create_task(watching.get(MP4))
        await until(lambda: bool(pictures.watching))
        pictures.watching[0].pieces.put_nowait(b"first")
        await asyncio.sleep(0)
        await anna.delete("/api/v1/session")
        answer = await asyncio.wait_for(reading, 60)
    assert answer.status_code == 200


async def test_without_a_picture_nothing_begins(site: Site, pictures: Pictures) -> None:
    key, pictures.has_picture = (await make_key(site))["key"], False
    async with program(site) as caller:
        answer = await caller.get(MP4, params={"key": key})
        unknown = await caller.get(f"/api/v1/cameras/{uuid4()}/stream.mp4", params={"key": key})
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"] == "5"
    assert unknown.status_code == 404


@pytest.mark.covers("C3")
@pytest.mark.parametrize("path", [MP4, MJPEG])
async def test_who_takes_nothing_is_let_go_without_a_word(
    path: str,
    site: Site,
    server: tuple[uvicorn.Server, int],
    pictures: Pictures,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(streaming, "_SEND_SECONDS", 0.3)
    monkeypatch.setattr(streaming, "_LAST_SECONDS", 0.2)
    told = logging.getLogger("uvicorn.error")
    told.addHandler(caplog.handler)
    _, writer = await asyncio.open_connection("127.0.0.1", site.port, limit=1024)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {site.cookie}\r\n\r\n".encode())
        await until(lambda: bool(pictures.watching))
        for _ in range(20):
            pictures.watching[0].pieces.put_nowait(bytes(1 << 20))
        await until(lambda: not pictures.watching)
        await until(lambda: not server[0].server_state.connections)
    finally:
        told.removeHandler(caplog.handler)
        writer.transport.abort()
    assert caplog.messages == []


@pytest.mark.parametrize("gap_seconds", [0.05])
async def test_a_stream_without_a_single_piece_is_no_stream(site: Site, pictures: Pictures) -> None:
    key = (await make_key(site))["key"]
    async with program(site) as caller:
        answer = await caller.get(MP4, params={"key": key})  # nothing comes for as long as the limits allow
    assert (answer.status_code, answer.json()["type"]) == (503, "no-picture")


async def test_a_key_opens_its_cameras_and_nothing_else(site: Site, pictures: Pictures) -> None:
    key = (await make_key(site, [OTHER]))["key"]
    bearer = {"Authorization": f"Bearer {key}"}
    async with program(site) as caller:
        answers = {
            "another camera": await caller.get(MP4, headers=bearer),
            "another camera, in the address": await caller.get(MP4, params={"key": key}),
            "what is no stream": await caller.get("/api/v1/name", headers=bearer),
            "the keys": await caller.get("/api/v1/keys", headers=bearer),
            "a change": await caller.post("/api/v1/keys", headers=bearer, json={"name": "more"}),
        }
        elsewhere = await caller.get("/api/v1/keys", params={"key": key})
    assert {name: (each.status_code, each.json()["type"]) for name, each in answers.items()} == dict.fromkeys(
        answers, (403, "key-scope")
    )
    assert elsewhere.status_code == 401
    assert pictures.formats == []


async def test_wrong_keys_are_slowed_down_and_right_ones_are_not(site: Site, pictures: Pictures) -> None:
    key, pictures.has_picture = (await make_key(site))["key"], False
    async with program(site) as caller:
        answers = [await caller.get(MP4, params={"key": f"argus_wrong{n}"}) for n in range(7)]
        right = await caller.get(MP4, params={"key": key})
        nonsense = [await caller.get(MP4, params={"key": "x" * 5000}), await caller.get(MP4, params={"key": ""})]
    assert [each.status_code for each in answers] == [401] * 5 + [429] * 2
    assert answers[-1].headers["retry-after"] == "30"
    assert right.status_code == 503  # let in
    assert [each.status_code for each in nonsense] == [429, 429]
    async with site.browser() as anna:  # a program with an old key locks out no person
        assert (await anna.get("/api/v1/name")).status_code == 200


async def test_an_expired_key_is_a_wrong_one(
    site: Site, keys: ApiKeys, clock: SimulatedClock, pictures: Pictures
) -> None:
    soon = clock.now() + timedelta(hours=1)
    key = (await make_key(site, expires_at=soon.isoformat()))["key"]
    async with looking(site, pictures, MP4, key) as answer:
        clock.advance(3601)
        await keys.tidy()
        assert await asyncio.wait_for(answer.aread(), 60) == b"first"
    async with program(site) as caller:
        assert (await caller.get(MP4, params={"key": key})).status_code == 401
