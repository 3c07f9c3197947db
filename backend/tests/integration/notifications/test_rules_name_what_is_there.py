"""A rule asks for what is there when it is made; what goes later stays named (N2)."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from argusai.kit.errors import BadInput
from argusai.pipeline.notifications.modes.models import ModeRow
from argusai.pipeline.notifications.rules.schemas import RulePatch
from tests.support.events import History
from tests.support.ruling import Ruling, a_rule, node

pytestmark = pytest.mark.covers("N2")
NOWHERE = str(UUID(int=7))


@pytest.mark.parametrize(("kind", "named"), [("mode", "holiday"), ("cameras", NOWHERE), ("groups", NOWHERE)])
async def test_what_never_was_is_refused_however_deep_it_stands(ruling: Ruling, kind: str, named: str) -> None:
    tree = node("all", of=[node("not", of=node(kind, any_of=[named]))])
    with pytest.raises(BadInput) as refused:
        await ruling.rules.create(a_rule(tree))
    assert (refused.value.slug, list(refused.value.fields)) == (f"unknown-{kind.removesuffix('s')}", ["tree"])
    rule = await ruling.rules.create(a_rule())
    with pytest.raises(BadInput):
        await ruling.rules.edit(rule.id, RulePatch(tree=tree))


async def test_what_went_later_stays_named_and_the_rule_can_still_be_changed(ruling: Ruling, history: History) -> None:
    camera_id, person_id = await history.add_camera(), await history.add_person()
    async with history.database.write() as session:
        session.add(ModeRow(id="holiday", name="Holiday", name_key="holiday", silent=False, position=9))
    tree = node("all", of=[node("cameras", any_of=[str(camera_id)]), node("mode", any_of=["holiday"])])
    rule = await ruling.rules.create(a_rule(tree, people=[str(person_id)]))
    await history.remove_camera(camera_id)
    async with history.database.write() as session:
        await session.execute(sa.delete(ModeRow).where(ModeRow.id == "holiday"))
        await session.execute(sa.text("DELETE FROM users"))
    assert not (await ruling.rules.edit(rule.id, RulePatch(enabled=False))).enabled
    with pytest.raises(BadInput):
        await ruling.rules.edit(rule.id, RulePatch(people=(person_id, uuid4())))


def test_a_rule_may_ask_for_every_trigger_at_once() -> None:
    assert node("trigger", any_of=["track", "manual", "api", "doorbell"])
