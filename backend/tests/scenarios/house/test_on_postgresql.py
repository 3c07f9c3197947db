"""The whole program on PostgreSQL: people in a clip are told of, a kill loses nothing, and there is one house."""

from pathlib import Path
from typing import Any

import pytest

from argusai.kit.errors import StartError
from argusai.kit.postgresql import DatabaseHold
from tests.support.footage import model
from tests.support.postgresql import Server as Postgresql
from tests.support.server import Server, running_server
from tests.support.waiting import wait_until


def _stored(server: Server) -> dict[str, Any]:
    return {
        "events": [(each["id"], each["state"], each["description"]["text"]) for each in server.events()],
        "notices": [each["id"] for each in server.client.get("/notices").raise_for_status().json()["items"]],
        "rules": server.client.get("/rules").raise_for_status().json(),
    }


@pytest.mark.covers("D1", "F4")
def test_a_clip_becomes_an_event_words_and_a_notice_and_a_kill_loses_none(
    postgresql: Postgresql, visit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model()
    with postgresql.fresh(migrated=False) as name:
        monkeypatch.setenv("DATABASE_URL", postgresql.written(name))
        with running_server(tmp_path / "first", ASSEMBLY__QUIET_SECONDS="2") as server:
            server.add_file(visit)
            event = server.wait_for_event(state="closed")
            assert event["description"]["text"]
            wait_until(lambda: _stored(server)["notices"], 60, "a notice")
            before = _stored(server)
            assert server.client.get("/system").raise_for_status().json()["storage"]["database_bytes"] > 1_000_000
            with pytest.raises(StartError, match="Another ArgusAI is running with the database"):
                DatabaseHold(postgresql.url(name), take_seconds=0.1).take()
            server.kill()
            server.start()
            assert _stored(server) == before
            assert postgresql.password not in server.log
        assert not list(tmp_path.rglob("*.db"))
