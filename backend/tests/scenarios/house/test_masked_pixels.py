"""Everything that leaves the program, and everything that it keeps, read for a colour that lies under a mask (C6)."""

import asyncio
import base64
import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from websockets.asyncio.client import connect

from tests.support.footage import model
from tests.support.marker import PLACE, pictures_in, shows_marker, with_marker
from tests.support.server import Server, shared_server
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("C6")
MASK = [list(corner) for corner in PLACE]


@dataclass
class Found:
    """Where pictures were, and where the marker was among them."""

    pictures: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)

    def look(self, place: str, content: bytes) -> None:
        for picture in pictures_in(content):
            self.pictures[place] = self.pictures.get(place, 0) + 1
            if shows_marker(picture):
                self.marked.add(place)


@pytest.fixture(scope="module")
def house(visit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    model()
    with shared_server(tmp_path_factory.mktemp("masked"), ASSEMBLY__QUIET_SECONDS="2") as running:
        yield running


@pytest.fixture(scope="module")
def clip(visit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_marker(visit, tmp_path_factory.mktemp("marker") / "visit.mp4")


def add(house: Server, clip: Path, name: str, **more: Any) -> UUID:
    """A camera with a copy of the clip of its own, looped."""
    own = house.folder / f"{name}.mp4"
    own.write_bytes(clip.read_bytes())
    return house.add({"name": name, "source": {"kind": "file", "path": str(own), "loop": True}, **more})


def all_of(house: Server, camera_id: UUID) -> Found:
    """Waits for an event, and reads every answer that can hold a picture of this camera."""
    found = Found()
    event = house.wait_for_event(camera_id=str(camera_id))
    found.look("snapshot", house.client.get(f"/cameras/{camera_id}/snapshot").content)
    tested = house.client.post(
        "/cameras/test", json={"source": house.camera(camera_id)["source"], "camera_id": str(camera_id)}
    )
    found.look("test", base64.b64decode(tested.json()["picture"]))
    for name in ("stream.mjpeg", "stream.mp4"):
        with house.client.stream("GET", f"/cameras/{camera_id}/{name}") as answer:
            if answer.status_code == 200:
                found.look(name, first_bytes(answer.iter_bytes(), 400_000))
    for live_format in ("mp4", "jpeg", "h264"):
        for track in asyncio.run(live(house, camera_id, live_format)).values():
            found.look(f"live {live_format}", track)
    # A camera that is switched off closes its event, with the clip.
    house.client.patch(f"/cameras/{camera_id}", json={"enabled": False}).raise_for_status()
    event = house.wait_for_event(state="closed", id=event["id"])
    for kind, media in media_of(house.event(event["id"])):
        found.look(f"event {kind}", house.client.get(f"{house.url}{media['url']}").raise_for_status().content)
    house.client.patch(f"/cameras/{camera_id}", json={"enabled": True}).raise_for_status()
    return found


def _is_seen_everywhere(house: Server, camera_id: UUID) -> bool:
    for event in house.events():
        house.client.delete(f"/events/{event['id']}").raise_for_status()
    places = {"event clip", "event snapshot", "snapshot", "test", "live mp4", "live jpeg"}
    return places <= all_of(house, camera_id).marked


def media_of(event: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in ("thumbnail", "snapshot", "clip"):
        if event[kind] is not None:
            yield kind, event[kind]
    for frame in event["frames"]:
        yield "frame", frame


def first_bytes(pieces: Iterator[bytes], most: int) -> bytes:
    content = b""
    for piece in pieces:
        content += piece
        if len(content) >= most:
            break
    return content


async def live(house: Server, camera_id: UUID, live_format: str) -> dict[int, bytes]:
    """The first pieces of a live picture, by track."""
    session = "; ".join(f"{name}={value}" for name, value in house.client.cookies.items())
    address = f"{house.url.replace('http', 'ws')}/api/v1/cameras/{camera_id}/live?format={live_format}"
    tracks: dict[int, bytes] = {}
    async with connect(address, additional_headers={"Cookie": session, "Origin": house.url}) as socket:
        json.loads(await asyncio.wait_for(socket.recv(), 20))
        for _ in range(8 if live_format == "jpeg" else 25):
            try:
                piece = await asyncio.wait_for(socket.recv(), 5)
            except TimeoutError:
                break
            assert isinstance(piece, bytes)
            number, body = (0, piece) if live_format == "jpeg" else (piece[0], piece[1:])
            tracks[number] = tracks.get(number, b"") + body
    return tracks


def kept(house: Server, own: str) -> Found:
    """Every file of the data folder, and every blob of its databases."""
    found = Found()
    # `walk` bears that folders go meanwhile, `rglob` does not.
    paths = [Path(folder) / name for folder, _, names in os.walk(house.folder / "data") for name in names]
    for path in paths:
        if path.suffix in {".db", ".sqlite", ".sqlite3"}:
            for table, blob in blobs(path):
                found.look(f"{own} {table}", blob)
        elif path.suffix in {".jpg", ".mp4", ".partial", ".json"}:
            with contextlib.suppress(FileNotFoundError):
                found.look(f"{own} {path.suffix}", path.read_bytes())
    return found


def blobs(path: Path) -> Iterator[tuple[str, bytes]]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            for row in database.execute(f'select * from "{table}"'):  # noqa: S608 - its own names
                yield from ((table, value) for value in row if isinstance(value, bytes))


def test_the_marker_is_nowhere_under_a_mask_and_seen_without(house: Server, clip: Path) -> None:
    masked = _nowhere(house, clip, "masked")
    # The mask goes: now it must be found, or this test could not fail.
    house.client.put(f"/cameras/{masked}/privacy", json={"polygons": []}).raise_for_status()
    wait_until(lambda: _marked(house, masked), 60, "the marker without the mask")


def _nowhere(house: Server, clip: Path, name: str) -> UUID:
    """A camera whose pictures showed the marker in no place."""
    masked = add(house, clip, name, privacy={"polygons": [MASK]})
    seen = all_of(house, masked)
    assert seen.marked == set()
    assert {"event clip", "event snapshot", "event thumbnail", "snapshot", "test", "live mp4", "live jpeg"} <= set(
        seen.pictures
    )
    stored = kept(house, "data")
    assert stored.marked == set()
    assert {"data .jpg", "data .mp4"} <= set(stored.pictures)
    health = wait_until(lambda: house.camera(masked)["health"]["masked"], 20, "the camera to connect again")
    assert health["video"] == "reencode"
    return masked


@pytest.mark.soak  # it waits for an event without the mask, and for one with it again
def test_the_marker_is_everywhere_without_a_mask_and_nowhere_once_it_is_back(house: Server, clip: Path) -> None:
    masked = _nowhere(house, clip, "masked for a while")
    house.client.put(f"/cameras/{masked}/privacy", json={"polygons": []}).raise_for_status()
    wait_until(lambda: _marked(house, masked), 30, "the marker without the mask")
    # An event that opened under the mask may still be stored late: then the next one is looked at.
    wait_until(lambda: _is_seen_everywhere(house, masked), 240, "the marker in all that can hold a picture")
    assert "data .mp4" in kept(house, "data").marked

    # And comes back, with everything from before deleted: from the answer on it is nowhere again.
    answer = house.client.put(f"/cameras/{masked}/privacy", json={"polygons": [MASK], "older": "delete"})
    assert answer.status_code == 200
    assert not _marked(house, masked)
    wait_until(lambda: not kept(house, "data").marked, 20, "what the old stream told last to be refused")
    wait_until(lambda: house.camera(masked)["health"]["condition"] == "connected", 20)
    assert kept(house, "data").marked == set()


def _marked(house: Server, camera_id: UUID) -> bool:
    answer = house.client.get(f"/cameras/{camera_id}/snapshot")
    return answer.status_code == 200 and any(map(shows_marker, pictures_in(answer.content)))


@pytest.mark.soak  # it waits until each video that there is not is given up
def test_pictures_only_keeps_and_shows_no_video(house: Server, clip: Path) -> None:
    camera = add(house, clip, "pictures", privacy={"polygons": [MASK], "video": "pictures"})
    seen = all_of(house, camera)
    assert seen.marked == set()
    assert {"event snapshot", "snapshot", "live jpeg", "stream.mjpeg"} <= set(seen.pictures)
    assert not {"event clip", "stream.mp4", "live mp4", "live h264"} & set(seen.pictures)
