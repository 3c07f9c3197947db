"""How soon somebody is told: `python -m tests.performance.bench_notices`, from `backend`; run by `make bench`.

The whole program watches clips in which people come, one after the other, and a receiver of webhooks on this machine
writes down when it is told. An event's id says when it was opened (UUID version 7, milliseconds). A storm is told to
the very parts that tell, on a real database: so many events at once no camera sees.
"""

import asyncio
import json
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

import structlog
from sqlalchemy.engine import make_url
from websockets.exceptions import ConnectionClosed

from argusai.kit.db import Database
from argusai.kit.migrate import migrate
from tests.performance.bench_house import visits
from tests.support.footage import model
from tests.support.notices import home
from tests.support.receiver import Receiver, receiver
from tests.support.server import Server, running_server
from tests.support.updates import UpdateReader
from tests.support.waiting import until, wait_until

_VISITS = 20
_STORM = 500
_LIMIT_SECONDS = 900


def spread(seconds: Sequence[float]) -> str:
    return f"median {median(seconds):.2f} s, p95 {quantiles(seconds, n=20, method='inclusive')[-1]:.2f} s"


def opened_at(event_id: str) -> float:
    """Seconds since 1970."""
    return (UUID(event_id).int >> 80) / 1000


def _closings(server: Server, closed: dict[str, float]) -> None:
    """Writes down when each event is over, as a browser hears it. Ends with the server."""
    with suppress(ConnectionClosed), UpdateReader(server.url, server.client) as updates:
        while True:
            update = updates.wait_for("event.closed", _LIMIT_SECONDS)
            closed[update["body"]["event"]["id"]] = time.time()


def told(folder: Path, there: Receiver) -> tuple[list[float], list[float]]:
    """Seconds from opening to the first notice, and from the end of an event to the better words of it."""
    quick = {"ASSEMBLY__QUIET_SECONDS": "3", "OBJECTS__LOOKS_PER_SECOND": "10"}
    with running_server(folder / "house", **quick) as server:
        server.client.patch("/channel-settings", json={"reach": "machine"}).raise_for_status()
        server.client.patch("/calm", json={"pause_seconds": 0}).raise_for_status()
        body = {"name": "Here", "settings": {"kind": "webhook", "url": there.url}}
        server.client.post("/channels", json=body).raise_for_status()
        closed: dict[str, float] = {}
        threading.Thread(target=_closings, args=(server, closed), daemon=True).start()
        clip = visits(folder / "visits.mp4")
        for number in range(1, _VISITS + 1):  # one camera each: the same people on the same one would be no news
            server.add_file(Path(shutil.copy(clip, folder / f"{number}.mp4")), f"Yard {number}")
            wait_until(partial(_were_bettered, there, number), _LIMIT_SECONDS, "better words")
        first = [at - opened_at(id_) for id_, at in _of(there, "notice.opened").items()]
        better = [at - closed[id_] for id_, at in _of(there, "notice.words").items() if id_ in closed]
    return first, better


def _were_bettered(there: Receiver, many: int) -> bool:
    return len(_of(there, "notice.words")) >= many


def _of(there: Receiver, kind: str) -> dict[str, float]:
    """When each event was first told so."""
    found: dict[str, float] = {}
    for got in list(there.got):
        body = json.loads(got.body)
        if body["type"] == kind:
            found.setdefault(body["event"]["id"], got.at)
    return found


async def storm(folder: Path, there: Receiver) -> str:
    url = make_url(f"sqlite+aiosqlite:///{folder / 'storm.db'}")
    migrate(url)
    database = Database(url)
    async with home(database, folder) as house:
        await house.reach_this_machine()
        await house.channel({"kind": "webhook", "url": there.url})
        await house.notifying.notices.change_calm(house.anna, {"pause_seconds": 0})
        events = [await house.event() for _ in range(_STORM)]
        async with house.delivering():
            began = time.time()
            for event in events:
                await house.fire(event)
            took = time.time() - began
            await until(lambda: len(there.got) >= 10, what="ten messages")
        last = max(got.at for got in there.got[:10]) - began
    await database.close()
    return f"{_STORM} events at once: noted in {took:.1f} s; {len(there.got)} messages, the tenth after {last:.1f} s"


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    model()
    with tempfile.TemporaryDirectory() as name, receiver() as there:
        first, better = told(Path(name), there)
        print(f"opened → first notice at a receiver    {len(first)} events: {spread(first)} (limit 2 s)")
        print(f"over → better words at the receiver    {len(better)} events: {spread(better)}")
    with tempfile.TemporaryDirectory() as name, receiver() as there:
        print(asyncio.run(storm(Path(name), there)))
    print(f"load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
