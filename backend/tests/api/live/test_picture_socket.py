import asyncio
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from tests.support.sockets import CAMERA, Pictures, Site, closing_code, hear
from tests.support.waiting import until

PATH = f"/cameras/{CAMERA}/live"


@pytest.mark.covers("F16")
async def test_a_viewer_gets_the_header_and_then_the_pieces(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH) as viewer:
        assert await hear(viewer) == {"format": "mp4", "tracks": ["video/mp4"]}
        for piece in (b"\x00init", b"\x00moof"):
            pictures.watching[0].pieces.put_nowait(piece)
        assert [await asyncio.wait_for(viewer.recv(), 60) for _ in range(2)] == [b"\x00init", b"\x00moof"]
    assert pictures.formats == ["mp4"]


@pytest.mark.covers("F16")
async def test_jpeg_is_to_be_had_instead(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH + "?format=jpeg") as viewer:
        await hear(viewer)
    assert pictures.formats == ["jpeg"]


@pytest.mark.covers("C13")
async def test_what_the_analysis_makes_of_it_comes_as_text(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH + "?format=overlay") as viewer:
        await hear(viewer)
        pictures.watching[0].pieces.put_nowait(b'{"tracks": []}')
        assert await asyncio.wait_for(viewer.recv(), 60) == '{"tracks": []}'
    assert pictures.formats == ["overlay"]


@pytest.mark.covers("F16")
async def test_the_end_of_the_stream_asks_the_viewer_to_come_back(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH) as viewer:
        await hear(viewer)
        pictures.watching[0].pieces.put_nowait(None)
        assert await closing_code(viewer) == 1012


@pytest.mark.covers("F16", "F30")
@pytest.mark.parametrize("gap_seconds", [0.05])
async def test_a_stream_that_stands_still_is_said_so(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH) as viewer:
        await hear(viewer)
        assert await closing_code(viewer) == 1013
    await until(lambda: not pictures.watching)


@pytest.mark.covers("F16")
async def test_without_a_picture_the_viewer_shall_try_later(site: Site, pictures: Pictures) -> None:
    pictures.has_picture = False
    async with site.open(PATH) as viewer:
        assert await closing_code(viewer) == 1013


@pytest.mark.covers("F16")
async def test_an_unknown_camera_has_a_code_of_its_own(site: Site) -> None:
    async with site.open(f"/cameras/{uuid4()}/live") as viewer:
        assert await closing_code(viewer) == 4404


@pytest.mark.covers("F31", "F32")
@pytest.mark.parametrize("path", ["/cameras/1/live", "/cameras/../live/x", PATH + "?format=exe"])
async def test_nonsense_is_refused_at_the_door(site: Site, path: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with site.open(path):
            raise AssertionError("let in")
    assert refusal.value.response.status_code == 403


@pytest.mark.covers("F16", "F32")
async def test_nobody_looks_without_signing_in(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH, cookie="", headers={"X-Forwarded-For": "127.0.0.1"}) as viewer:
        assert await closing_code(viewer) == 4401
    assert pictures.formats == []


@pytest.mark.covers("F16")
async def test_a_viewer_that_vanishes_is_noticed_while_nothing_is_sent(site: Site, pictures: Pictures) -> None:
    async with site.open(PATH) as viewer:
        await hear(viewer)
        viewer.transport.abort()
        await until(lambda: not pictures.watching)
