"""What may be lost goes its own way: it never blocks, and a refused note stops nothing (E12)."""

import asyncio
import socket
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from argusai.flow.keeping import Keeper
from argusai.flow.watching import NoteDecisions
from argusai.kit.errors import BadInput
from argusai.kit.link import ChildLink, ParentLink
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.child import LinkOutbox
from argusai.pipeline.detection.decisions.wire import from_wire, to_wire
from tests.support.decisions import CAMERA, a_decision

pytestmark = pytest.mark.covers("E12")
YARD = Camera(CAMERA, "Yard", Source("file", "clip"))


class Full:
    """An outbox that takes nothing."""

    def __init__(self) -> None:
        self.offered = 0

    def send(self, report: Mapping[str, Any]) -> None:
        raise AssertionError("a decision is no report")

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        self.offered += 1
        return False


async def nothing(*_given: object) -> Any:
    return None


def keeper(**given: Any) -> Keeper:
    return Keeper(nothing, nothing, lambda health: None, lambda kind, body: None, **given)  # type: ignore[arg-type, return-value]


async def test_a_decision_crosses_the_link() -> None:
    ours, theirs = socket.socketpair()
    child = ChildLink(theirs.detach(), on_gone=lambda: None)
    child.start(lambda message: None)
    parent = await ParentLink.open(ours)
    decision = a_decision()
    assert LinkOutbox(child).note(*to_wire(decision))
    async with asyncio.timeout(5):
        message = await anext(parent.messages())
    assert (message.head["kind"], message.wants_answer) == ("note", False)
    assert from_wire(message.head["note"], message.body) == decision
    child.close()
    await parent.close()


def test_a_full_outbox_costs_decisions_and_nothing_else() -> None:
    outbox = Full()
    NoteDecisions(YARD, outbox)([a_decision(), a_decision()])
    assert outbox.offered == 2


async def test_reports_go_to_who_stores_their_kind() -> None:
    stored: list[Mapping[str, Any]] = []

    async def store(report: Mapping[str, Any]) -> None:
        stored.append(report)

    keeping = keeper(others=MappingProxyType({"parcel": store}))
    await keeping.report({"kind": "parcel", "id": str(UUID(int=1))})
    assert [each["kind"] for each in stored] == ["parcel"]


@pytest.mark.parametrize("kind", ["burst", None, ["event"], 7])
async def test_a_report_of_a_kind_that_nobody_stores_is_refused(kind: object) -> None:
    with pytest.raises(BadInput) as refused:
        await keeper().report({"kind": kind})
    assert refused.value.slug == "bad-report"


def test_notes_go_to_who_takes_them() -> None:
    taken: list[bytes] = []
    keeper(take_note=lambda note, body: taken.append(body)).note({"kind": "decision"}, b"x")
    assert taken == [b"x"]
