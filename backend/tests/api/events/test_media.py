"""Media over HTTP: whole, in parts, unchanged, gone."""

from pathlib import Path

import httpx
import pytest

from argusai.kit.asgi import Message, Receive, Scope, Send
from argusai.pipeline.events.assembly.contract import MediaFile
from tests.api.events.conftest import Events
from tests.support.events import report, some_facts
from tests.support.web import HERE, browser

pytestmark = pytest.mark.covers("F15")
CONTENT = bytes(range(256)) * 4


@pytest.fixture
async def clip(events: Events) -> MediaFile:
    facts = some_facts(await events.history.add_camera("Tür: vorn / links"))
    clip = events.history.file(facts, "clip", "clip.mp4", content=CONTENT)
    await events.history.recorder.store(report("closed", facts, clip))
    return clip


@pytest.fixture
async def url(events: Events, clip: MediaFile) -> str:
    event = (await events.caller.get("/api/v1/events")).json()["items"][0]
    detail = (await events.caller.get(f"/api/v1/events/{event['id']}")).json()
    link: str = detail["clip"]["url"]
    return link


async def test_the_whole_file(events: Events, url: str) -> None:
    answer = await events.caller.get(url)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "private" in answer.headers["cache-control"]
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [("bytes=0-", 0, 1024), ("bytes=10-19", 10, 20), ("bytes=-4", 1020, 1024), ("bytes=1000-99999", 1000, 1024)],
)
async def test_a_part(events: Events, url: str, asked: str, first: int, end: int) -> None:
    answer = await events.caller.get(url, headers={"range": asked})
    assert (answer.status_code, answer.content) == (206, CONTENT[first:end])
    assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/1024"


@pytest.mark.parametrize("asked", ["", "bytes=10-19", "bytes=1024-", "bytes=x"])
async def test_its_head_says_what_the_whole_would_without_it(events: Events, url: str, asked: str) -> None:
    headers = {"range": asked} if asked else {}
    whole, head = await events.caller.get(url, headers=headers), await events.caller.head(url, headers=headers)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert dict(head.headers) == dict(whole.headers)
    assert head.headers["content-length"] == str(len(whole.content)) != "0"


async def test_a_part_outside_the_file(events: Events, url: str) -> None:
    answer = await events.caller.get(url, headers={"range": "bytes=1024-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1024")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.covers("F31")
@pytest.mark.parametrize("asked", ["bytes", "bytes=", "bytes=-", "bytes=9-1", "items=0-1", "bytes=0-1,5-6", "bytes=x-y",
                                   "bytes=0-" + "9" * 5000, "'"])  # fmt: skip
async def test_a_range_that_makes_no_sense_is_ignored(events: Events, url: str, asked: str) -> None:
    answer = await events.caller.get(url, headers={"range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)


async def test_an_unchanged_file_is_not_sent_again(events: Events, url: str) -> None:
    etag = (await events.caller.get(url)).headers["etag"]
    answer = await events.caller.get(url, headers={"if-none-match": f'"other", W/{etag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    part = {"range": "bytes=0-1"}
    assert (await events.caller.get(url, headers=part | {"if-range": etag})).status_code == 206
    assert (await events.caller.get(url, headers=part | {"if-range": '"other"'})).status_code == 200


async def test_a_download_has_a_name_for_any_system(events: Events, url: str) -> None:
    answer = await events.caller.get(f"{url}?download=1")
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=utf-8''T%C3%BCr_%20vorn%20_%20links%202026-01-01%2011-00-00%20clip.mp4"
    )


async def test_a_file_that_is_gone_says_so(events: Events, url: str, clip: MediaFile) -> None:
    (events.history.root / clip.path).unlink()
    answer = await events.caller.get(url)
    assert (answer.status_code, answer.json()["type"]) == (404, "media-gone")


@pytest.mark.covers("F17", "F30")
@pytest.mark.parametrize("last_look", ["is_file", "stat"])
async def test_a_file_that_goes_while_it_is_asked_for_says_so_too(
    events: Events, url: str, clip: MediaFile, last_look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retention deletes when it likes: here after it was seen there, and after its size was read."""
    gone, look = events.history.root / clip.path, getattr(Path, last_look)

    def look_once(place: Path, **options: bool) -> object:
        seen = look(place, **options)
        if place == gone:
            gone.unlink(missing_ok=True)
        return seen

    monkeypatch.setattr(Path, last_look, look_once)
    answer = await events.caller.get(url)
    assert (answer.status_code, answer.json()["type"]) == (404, "media-gone")


@pytest.mark.covers("F17", "F30")
async def test_what_goes_once_it_is_answered_is_sent_to_its_end(events: Events, url: str, clip: MediaFile) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def watch(message: Message) -> None:
            (events.history.root / clip.path).unlink(missing_ok=True)
            await send(message)

        await events.app(scope, receive, watch)

    way = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=way, base_url=HERE, cookies=events.caller.cookies) as caller:
        assert (await caller.get(url)).content == CONTENT


@pytest.mark.covers("F32")
@pytest.mark.parametrize(
    "path", ["..%2f..%2fargusai.db", "%2e%2e/%2e%2e/argusai.db", "../../argusai.db", "x", "..%5c..%5cargusai.db", ""]
)
async def test_no_path_leads_out_of_the_media(events: Events, path: str) -> None:
    answer = await events.caller.get(f"/api/v1/media/{path}")
    assert answer.status_code == 404
    assert b"SQLite" not in answer.content


@pytest.mark.covers("F32")
async def test_media_need_sign_in(events: Events, url: str) -> None:
    async with browser(events.app) as stranger:
        assert (await stranger.get(url)).status_code == 401
