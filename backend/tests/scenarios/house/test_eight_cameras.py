"""Half an hour with eight cameras of all kinds, two of which come and go: who walks by is told once, nothing else is,
and the program does not grow."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import psutil
import pytest

from argusai.evaluation.compose.make import load_footage
from argusai.evaluation.scores import Tally, add_up, score_events
from argusai.kit.cache import cache_folder
from tests.support.footage import courtyard, model
from tests.support.looping import RATE, Loop, Turns, make_loop
from tests.support.rtsp import RtspCamera
from tests.support.secrets import secret
from tests.support.server import Server
from tests.support.waiting import wait_until

_MINUTES = 30.0
_TURN_SECONDS = 60.0
_APART_SECONDS = 4.0
_LOOK_SECONDS = 5.0
_DOWN_SECONDS = 8.0
_UP_SECONDS = 150.0
_GROWN_MEGABYTES = 25.0


@dataclass(frozen=True, slots=True)
class Kind:
    clip: str
    size: tuple[int, int]
    codec: str = "h264"
    digest: bool = False
    flaps: bool = False


KINDS = (
    Kind("single", (480, 360)),
    Kind("second", (960, 720), digest=True),
    Kind("crossing", (1440, 1080), "h265"),
    Kind("two-at-once", (960, 720), flaps=True),
    Kind("passer-by", (1440, 1080)),
    Kind("rain-walker", (960, 720), "h265"),
    Kind("wind-walker", (480, 360), flaps=True),
    Kind("clock-walker", (960, 720)),
)


@dataclass(frozen=True, slots=True)
class Told:
    """Implements `evaluation.scores.Told`."""

    start: float
    end: float
    labels: list[str]
    reported_at: float


@dataclass(frozen=True, slots=True)
class Size:
    """Of the program with its children. `megabytes`: PSS."""

    megabytes: float
    threads: int
    descriptors: int


def size_of(pid: int) -> Size:
    main = psutil.Process(pid)
    family = [main, *main.children(recursive=True)]
    return Size(
        sum(each.memory_full_info().pss for each in family) / (1 << 20),
        sum(each.num_threads() for each in family),
        sum(each.num_fds() for each in family),
    )


class Post:
    """One camera: its server, what it showed, and when it is taken away and given back."""

    def __init__(self, number: int, kind: Kind, loop: Loop, folder: Path, origin: float) -> None:
        first = round((loop.seconds - number * _APART_SECONDS) * RATE) % round(loop.seconds * RATE)
        first -= first % (2 * RATE)  # to a keyframe
        options = ("--loop", str(loop.path), "--codec", loop.codec, "--rate", str(RATE), "--begin", str(first))
        folder.mkdir()
        self.kind, self.flaps, self.over = kind, 0, 0.0
        self.server = RtspCamera(
            folder / "rtsp.log",
            (*options, *(("--auth", "digest") if kind.digest else ())),
            "admin" if kind.digest else "",
            secret("p@ss:w/rd") if kind.digest else "",
        )
        self.turns = Turns(self.server, loop, origin)
        self.camera_id: UUID | None = None
        self._since = 0.0

    def add_to(self, house: Server) -> None:
        self.server.start()
        source = {"kind": "rtsp", "url": self.server.address}
        signed = {"username": self.server.username, "password": self.server.password} if self.kind.digest else {}
        self.camera_id = house.add({"name": self.kind.clip, "source": {**source, **signed}})

    def go_on(self, at: float) -> None:
        """Come or go, if it is time."""
        if self.server.pid is None:
            if at - self._since > _DOWN_SECONDS:
                self.server.start()
                self._since = at
        elif self.kind.flaps and at - self._since > _UP_SECONDS and self.turns.calm(at):
            self.turns.go_down()
            self.flaps, self._since = self.flaps + 1, at

    def finish(self, at: float) -> None:
        """At the first moment without anybody; what is told after it does not count."""
        if not self.over and self.server.pid is not None and self.turns.calm(at):
            self.over = at

    def is_done(self, house: Server) -> bool:
        return all(event["state"] == "closed" for event in self.events(house))

    def score(self, house: Server) -> Tally:
        visits, told = self.turns.visits(self.over), self.told(house)
        tally = score_events(visits, told, self.over)
        print(f"{self.kind.clip}: {len(visits)} visits, {tally.found} told, {self.flaps} times down")
        for event in told:
            print("   ", event)
        return tally

    def told(self, house: Server) -> list[Told]:
        return [
            Told(
                self.seconds(event["started_at"]),
                self.seconds(event["ended_at"] or event["started_at"]),
                event["labels"],
                (UUID(event["id"]).int >> 80) / 1000 - self.turns.origin,  # UUIDv7: when its row was made
            )
            for event in self.events(house)
        ]

    def events(self, house: Server) -> list[dict[str, Any]]:
        found = pages(house, camera_id=str(self.camera_id))
        return [event for event in found if self.seconds(event["started_at"]) <= self.over]

    def seconds(self, moment: str) -> float:
        return datetime.fromisoformat(moment).timestamp() - self.turns.origin


def pages(house: Server, **wanted: str) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = house.client.get("/events", params={**wanted, **more}).raise_for_status().json()
        yield from page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return


@pytest.fixture(scope="module")
def loops(tmp_path_factory: pytest.TempPathFactory) -> list[Loop]:
    courtyard()
    folder, footage = tmp_path_factory.mktemp("loops"), cache(partial(load_footage, cache_folder(os.environ)))
    return [make_loop(folder, kind.clip, footage, _TURN_SECONDS, kind.size, kind.codec) for kind in KINDS]


@pytest.mark.soak
@pytest.mark.timeout((_MINUTES + 20) * 60)
@pytest.mark.covers("C3", "E4", "F7")
def test_who_walks_by_eight_cameras_is_told_once_and_memory_stays(loops: list[Loop], tmp_path: Path) -> None:
    model()
    origin = time.time()
    as_people_have_it = {"ARGUSAI_OBJECTS__LOOKS_PER_SECOND": "0", "ARGUSAI_CAPTURE__BUSY_FPS": "10"}
    house = Server(tmp_path / "house", as_people_have_it, fresh=True)
    posts = [
        Post(number, kind, loop, tmp_path / f"camera-{number}", origin)
        for number, (kind, loop) in enumerate(zip(KINDS, loops, strict=True))
    ]
    with ExitStack() as ends:
        ends.callback(house.kill)
        house.start()
        for post in posts:
            ends.callback(post.server.kill)
            post.add_to(house)
        sizes = watch(house, posts, origin)
        whole = add_up([post.score(house) for post in posts])
    print(json.dumps(whole.figures(), indent=1), *sizes[:: max(1, len(sizes) // 12)], sep="\n")
    assert whole.visits == whole.found > 0
    assert (whole.events - whole.true_events, whole.repeats) == (0, 0)
    early, late = (sizes[len(sizes) // 3 : len(sizes) // 2], sizes[-len(sizes) // 6 :])
    assert median(size.megabytes for size in late) < median(size.megabytes for size in early) + _GROWN_MEGABYTES
    assert median(size.threads for size in late) <= median(size.threads for size in early) + 2
    assert median(size.descriptors for size in late) <= median(size.descriptors for size in early) + 8


def watch(house: Server, posts: list[Post], origin: float) -> list[Size]:
    """Until the time is over and each camera had a moment without anybody."""
    sizes = []
    while True:
        at = time.time() - origin
        if at > _MINUTES * 60:
            for post in posts:
                post.finish(at)
            if all(post.over for post in posts):
                break
        else:
            sizes.append(size_of(house.pid))
        for post in posts:
            post.go_on(at)
        time.sleep(_LOOK_SECONDS)
    for post in posts:
        wait_until(partial(post.is_done, house), 60, "the last events to close")
    return sizes
