"""The routes that answer why nothing was told (E12)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from argusai.kit.db import Database, Session
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.events.decisions.intake import Intake
from argusai.pipeline.events.decisions.router import router
from argusai.pipeline.events.decisions.service import DecisionsService
from argusai.pipeline.events.description.messages import messages
from tests.api.events.conftest import Events
from tests.support.decisions import JPEG, a_decision, after
from tests.support.web import browser, include

pytestmark = pytest.mark.covers("E12")
HOUR = {"from": "2026-01-01T02:00:00Z", "to": "2026-01-01T03:00:00Z"}


@dataclass
class House:
    events: Events
    database: Database
    camera_id: UUID

    async def take(self, *decisions: Decision) -> None:
        intake = Intake(self.database)
        for decision in decisions:
            intake.take(decision)
        await intake.flush()

    async def ask(self, **params: Any) -> dict[str, Any]:
        address = f"/api/v1/cameras/{self.camera_id}/decisions"
        answer = await self.events.caller.get(address, params={**HOUR, **params})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def sentences(self, **params: Any) -> list[str]:
        items = (await self.ask(**params))["items"]
        assert isinstance(items, list)
        return [item["sentence"] for item in items]


@pytest.fixture
async def house(events: Events, database: Database) -> House:
    async def language(session: Session) -> str:
        return "en"

    include(events.app, router)
    events.app.state.decisions = DecisionsService(database, language, messages, events.history.clock)
    return House(events, database, await events.history.add_camera())


async def test_a_decision_is_told_in_words_and_numbers(house: House) -> None:
    decision = a_decision(house.camera_id)
    await house.take(decision)
    assert (await house.ask())["items"] == [
        {
            "id": str(decision.decision_id),
            "camera_id": str(house.camera_id),
            "reason": "low-score",
            "label": "person",
            "score": 0.38,
            "box": {"left": 0.4688, "top": 0.2778, "right": 0.5312, "bottom": 0.5556},
            "began_at": "2026-01-01T02:14:00Z",
            "ended_at": "2026-01-01T02:14:02Z",
            "times": 1,
            "numbers": {"score": 0.38, "least_score": 0.5},
            "sentence": "Perhaps a person: 38 % sure, and 50 % is needed.",
            "language": "en",
            "picture": f"/api/v1/decisions/{decision.decision_id}/picture",
        }
    ]


async def test_a_minute_shows_what_was_going_on_in_it(house: House) -> None:
    await house.take(a_decision(house.camera_id, ended_at=after(600)), a_decision(house.camera_id, at=after(700)))
    minute = {"from": "2026-01-01T02:20:00Z", "to": "2026-01-01T02:21:00Z"}
    assert len(await house.sentences(**minute)) == 1
    assert await house.sentences(**{"from": "2026-01-01T02:30:00Z"}) == []
    assert await house.sentences(**{"from": "2026-01-01T02:00:00Z", "to": "2026-01-01T02:14:00Z"}) == []


async def test_a_reason_of_a_later_version_hides_no_other(house: House) -> None:
    await house.take(replace(a_decision(house.camera_id), reason="eclipse"), a_decision(house.camera_id, at=after(9)))  # type: ignore[arg-type]
    assert len(await house.sentences()) == 1


async def test_another_cameras_decisions_are_not_shown(house: House) -> None:
    await house.take(a_decision(await house.events.history.add_camera("Yard")))
    assert await house.sentences() == []


async def test_reasons_can_be_chosen(house: House) -> None:
    light = a_decision(house.camera_id, reason="light", label="", numbers={})
    await house.take(a_decision(house.camera_id), light)
    assert await house.sentences(reason="light") == ["The light changed over most of the picture at once."]
    assert len(await house.sentences(reason=["light", "low-score"])) == 2


async def test_pages_go_from_new_to_old_and_show_each_once(house: House) -> None:
    same = [a_decision(house.camera_id, at=after(n // 2)) for n in range(7)]
    await house.take(*same)
    found: list[str] = []
    cursor: dict[str, Any] = {}
    for _ in range(4):
        page = await house.ask(limit=2, **cursor)
        assert isinstance(page["items"], list)
        found += [item["id"] for item in page["items"]]
        cursor = {"cursor": page["next_cursor"]}
    expected = sorted(same, key=lambda one: (one.began_at, one.decision_id), reverse=True)
    assert found == [str(one.decision_id) for one in expected]
    assert page["next_cursor"] is None


@pytest.mark.parametrize(
    "params",
    [
        {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
        {"from": "2026-01-01T00:00:00Z", "to": "2026-02-02T00:00:00Z"},
        {"from": "2026-01-01T00:00:00"},
        {"from": "yesterday"},
        {"from": "0001-01-01T00:00:00+14:00"},
        {"reason": "because"},
        {"limit": 0},
        {"cursor": "nonsense"},
    ],
)
async def test_bad_questions_are_refused_with_a_reason(house: House, params: dict[str, str]) -> None:
    answer = await house.events.caller.get(f"/api/v1/cameras/{house.camera_id}/decisions", params={**HOUR, **params})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("params", [{"to": "0001-01-01T00:10:00Z"}, {"from": "9999-12-31T23:00:00Z"}])
async def test_the_ends_of_the_calendar_are_fine(house: House, params: dict[str, str]) -> None:
    answer = await house.events.caller.get(f"/api/v1/cameras/{house.camera_id}/decisions", params=params)
    assert (answer.status_code, answer.json()["items"]) == (200, [])


async def test_an_unknown_camera_is_not_found(house: House) -> None:
    answer = await house.events.caller.get(f"/api/v1/cameras/{uuid4()}/decisions")
    assert (answer.status_code, answer.json()["type"]) == (404, "camera-not-found")


async def test_the_picture_is_a_jpeg_that_may_be_kept_for_a_while(house: House) -> None:
    decision = a_decision(house.camera_id)
    await house.take(decision)
    address = f"/api/v1/decisions/{decision.decision_id}/picture"
    answer = await house.events.caller.get(address)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, JPEG, "image/jpeg")
    assert answer.headers["cache-control"] == "private, max-age=300"
    again = await house.events.caller.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_without_a_picture_there_is_none(house: House) -> None:
    decision = a_decision(house.camera_id, picture=b"")
    await house.take(decision)
    items = (await house.ask())["items"]
    assert isinstance(items, list)
    assert items[0]["picture"] is None
    for decision_id in (decision.decision_id, uuid4()):
        assert (await house.events.caller.get(f"/api/v1/decisions/{decision_id}/picture")).status_code == 404


async def test_a_stranger_sees_nothing(house: House) -> None:
    async with browser(house.events.app) as stranger:
        for address in (f"cameras/{house.camera_id}/decisions", f"decisions/{uuid4()}/picture"):
            assert (await stranger.get(f"/api/v1/{address}")).status_code == 401
