"""Rules look at every event once a stage, whatever happens in between (N3)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from argusai.kit.errors import NotFound
from argusai.pipeline.events.description.requests.models import DescriptionRow
from argusai.pipeline.notifications.rules.schemas import RulePatch
from tests.support.events import History, a_track, report, some_facts
from tests.support.ruling import Ruling, a_rule, node

pytestmark = pytest.mark.covers("N3")
EVENTS = sa.table(
    "events", sa.column("id", sa.Uuid), sa.column("text"), sa.column("describer"), sa.column("description_id", sa.Uuid)
)


async def _only(ruling: Ruling, history: History, **rule: object) -> UUID:
    """The house has a person, and this rule alone."""
    await history.add_person()
    for each in await ruling.rules.all():
        await ruling.rules.delete(each.id)
    return (await ruling.rules.create(a_rule(**rule))).id  # type: ignore[arg-type]


@pytest.mark.covers("N2")
async def test_a_fresh_house_tells_everybody_of_a_ring_until_that_rule_is_deleted(
    ruling: Ruling, history: History
) -> None:
    person_id, camera_id = await history.add_person(), await history.add_camera()
    _, rule = await ruling.rules.all()
    assert rule.sentence == "When somebody rang the doorbell: tell everybody."
    for _ in range(2):
        facts = replace(
            some_facts(camera_id, trigger="doorbell"), tracks=(), said=(), most_at_once={}
        )  # nobody is recognised in the dark
        await history.recorder.store(report("closed", facts))
        await ruling.follower.look_at_all()
        told = [(each.rule_id, each.stage, each.person_ids) for each in ruling.told]
        assert told == [(rule.id, "opened", (person_id,)), (rule.id, "closed", (person_id,))]
        if rule.id in {each.id for each in await ruling.rules.all()}:
            await ruling.rules.delete(rule.id)


async def test_a_fresh_house_has_a_rule_that_tells_everybody(ruling: Ruling, history: History) -> None:
    person_id = await history.add_person()
    rule, _ = await ruling.rules.all()
    assert rule.sentence.endswith("is seen: tell everybody.")
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    await ruling.follower.look_at_all()
    assert [(each.rule_id, each.stage, each.person_ids) for each in ruling.told] == [(rule.id, "opened", (person_id,))]


@pytest.mark.parametrize("trigger", ["track", "manual", "api", "doorbell"])
async def test_each_stage_is_told_once_though_reports_repeat(ruling: Ruling, history: History, trigger: str) -> None:
    await _only(ruling, history)
    facts = some_facts(await history.add_camera(), trigger=trigger)
    for stage in ("opened", "opened", "closed", "closed", "opened"):
        await history.recorder.store(report(stage, facts))
        await ruling.follower.look_at_all()
    assert ruling.stages() == ["opened", "closed"]
    [rule] = await ruling.rules.all()
    assert (rule.fired_this_week, rule.last_fired_at) == (1, ruling.clock.now())


async def test_an_event_that_comes_whole_is_told_once_a_stage(ruling: Ruling, history: History) -> None:
    await _only(ruling, history)
    await history.recorder.store(report("closed", some_facts(await history.add_camera(), trigger="api")))
    await ruling.follower.look_at_all()
    assert ruling.stages() == ["opened", "closed"]


async def test_a_rule_about_staying_tells_when_it_is_true(ruling: Ruling, history: History) -> None:
    await _only(ruling, history, tree=node("stayed", seconds=20))
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    assert ruling.stages() == []
    late = facts.started_at + timedelta(seconds=25)
    grown = replace(facts, tracks=(a_track(last_seen_at=late),), last_activity_at=late)
    await history.recorder.store(report("grown", grown))
    await ruling.follower.look_at_all()
    assert ruling.stages() == ["opened"], "the first that the rule tells may ping"


async def test_better_words_are_told_where_the_first_were(ruling: Ruling, history: History) -> None:
    await _only(ruling, history)
    await ruling.rules.create(a_rule(node("words", any_of=["LADDER"]), name="Ladder"))
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    async with history.database.write() as session:
        words = {"text": "A man carries a ladder.", "describer": "a model"}
        await session.execute(sa.update(EVENTS).where(EVENTS.c.id == facts.event_id).values(words))
        await ruling.hear(session, "event.updated", {"event": {"id": str(facts.event_id)}})
    await ruling.follower.look_at_all()
    assert [(each.rule_name, each.stage) for each in ruling.told] == [
        ("A rule", "opened"), ("Ladder", "opened"), ("A rule", "words"),
    ]  # fmt: skip


async def test_what_was_noted_before_a_kill_is_looked_at_after_it(ruling: Ruling, history: History) -> None:
    await _only(ruling, history)
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    again = Ruling(ruling.database, ruling.clock)  # another process; the first one never looked
    await again.follower.look_at_all()
    await ruling.follower.look_at_all()
    assert (again.stages(), ruling.stages()) == (["opened"], [])


async def _one_look_fails(ruling: Ruling, history: History, *, later: float = 0) -> None:
    """At one event; then, `later` seconds after it, another one opens."""
    await _only(ruling, history)
    camera_id = await history.add_camera()
    await history.recorder.store(report("opened", some_facts(camera_id)))
    ruling.failing = True
    await ruling.follower.look_at_all()
    ruling.failing = False
    ruling.clock.advance(later)
    await history.recorder.store(report("opened", some_facts(camera_id, start=ruling.clock.now())))
    await ruling.follower.look_at_all()


async def test_a_notice_that_cannot_be_written_holds_up_nobody_else(ruling: Ruling, history: History) -> None:
    await _one_look_fails(ruling, history)
    assert ruling.stages() == ["opened"]
    again = Ruling(ruling.database, ruling.clock)
    await again.follower.look_at_all()
    assert again.stages() == ["opened"], "nothing of the failed look was kept, so it is done again"


async def test_a_rule_that_is_deleted_or_switched_off_meanwhile_tells_nothing(ruling: Ruling, history: History) -> None:
    rule_id = await _only(ruling, history)
    other = await ruling.rules.create(a_rule(name="Another"))
    camera_id = await history.add_camera()
    facts = some_facts(camera_id)
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    assert len(ruling.told) == 2
    await ruling.rules.delete(rule_id)
    await ruling.rules.edit(other.id, RulePatch(enabled=False))
    await history.recorder.store(report("closed", facts))
    await history.recorder.store(report("opened", some_facts(camera_id, start=ruling.clock.now())))
    await ruling.follower.look_at_all()
    assert len(ruling.told) == 2


async def test_a_deleted_rule_comes_back_as_the_same_one(ruling: Ruling, history: History) -> None:
    rule_id = await _only(ruling, history, name="Mine", urgent=True)
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    await ruling.follower.look_at_all()
    [before] = await ruling.rules.all()
    await ruling.rules.delete(rule_id)
    assert [(await ruling.rules.restore(rule_id)).version for _ in range(2)] == [2, 2]
    [after] = await ruling.rules.all()
    assert before.fired_this_week == 1
    assert after == before.model_copy(update={"version": 2, "changed_at": after.changed_at})
    with pytest.raises(NotFound):
        await ruling.rules.restore(UUID(int=7))


async def test_a_rule_that_is_made_or_changed_later_counts_for_the_next_event(ruling: Ruling, history: History) -> None:
    rule_id = await _only(ruling, history)
    await ruling.rules.edit(rule_id, RulePatch(enabled=False))
    camera_id = await history.add_camera()
    facts = some_facts(camera_id)
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    await ruling.rules.edit(rule_id, RulePatch(enabled=True))
    await ruling.rules.create(a_rule(name="Another"))
    await history.recorder.store(report("closed", facts))
    await ruling.follower.look_at_all()
    assert ruling.told == []
    await history.recorder.store(report("opened", some_facts(camera_id, start=ruling.clock.now())))
    await ruling.follower.look_at_all()
    assert len(ruling.told) == 2


async def test_a_rule_that_is_edited_meanwhile_goes_on_looking_at_this_event_as_it_was(
    ruling: Ruling, history: History
) -> None:
    rule_id = await _only(ruling, history, tree=node("stayed", seconds=20))
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    await ruling.rules.edit(rule_id, RulePatch(name="Another name", tree=node("stayed", seconds=3000)))
    ruling.clock.advance(25)
    late = facts.started_at + timedelta(seconds=25)
    grown = replace(facts, tracks=(a_track(last_seen_at=late),), last_activity_at=late)
    await history.recorder.store(report("grown", grown))
    await ruling.follower.look_at_all()
    assert [(told.rule_name, told.stage) for told in ruling.told] == [("A rule", "opened")]
    why = await ruling.why.why(facts.event_id)
    assert [(look.rules[0].version, look.rules[0].told) for look in why.looks] == [(1, False), (1, True)]


async def test_events_whose_look_fails_hold_up_no_others_however_many_they_are(
    ruling: Ruling, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argusai.pipeline.notifications.rules.follow._PORTION", 1)
    await _one_look_fails(ruling, history, later=60)
    assert ruling.stages() == ["opened"]


async def test_an_event_that_is_deleted_meanwhile_is_no_fault(ruling: Ruling, history: History) -> None:
    await _only(ruling, history)
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await history.service.delete(facts.event_id)
    assert await ruling.follower.look_at_all() == 0
    assert ruling.told == []


async def test_people_who_are_gone_are_not_told(ruling: Ruling, history: History) -> None:
    person_id = await history.add_person()
    for each in await ruling.rules.all():
        await ruling.rules.edit(each.id, RulePatch(people=(person_id,)))
    async with history.database.write() as session:
        await session.execute(sa.text("DELETE FROM users"))
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    await ruling.follower.look_at_all()
    assert ruling.told == []
    rule, _ = await ruling.rules.all()
    assert "somebody who is gone" in rule.sentence
    assert rule.fired_this_week == 1


async def test_why_tells_each_condition_by_the_version_that_looked(ruling: Ruling, history: History) -> None:
    tree = node("all", of=[node("labels", any_of=["person"]), node("stayed", seconds=30)])
    rule_id = await _only(ruling, history, tree=tree)
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    await ruling.rules.edit(rule_id, RulePatch(tree=node("all", of=[]), name="Another name"))
    [look] = (await ruling.why.why(facts.event_id)).looks
    [told] = look.rules
    assert (told.name, told.version, told.fired, told.told) == ("A rule", 1, False, False)
    assert [(each.clause, each.holds, each.found) for each in told.conditions[1:]] == [
        ("a person is seen", True, "a person"),
        ("somebody or something stays for 30 seconds or longer", False, "9 seconds"),
    ]
    await ruling.rules.delete(rule_id)
    assert len((await ruling.why.why(facts.event_id)).looks[0].rules) == 1, "it stays explained"


async def test_old_looks_go_and_what_waits_stays(ruling: Ruling, history: History) -> None:
    await _only(ruling, history)
    camera_id = await history.add_camera()
    await history.recorder.store(report("opened", some_facts(camera_id)))
    await ruling.follower.look_at_all()
    await history.recorder.store(report("opened", some_facts(camera_id, start=ruling.clock.now())))
    ruling.clock.advance(15 * 86_400)
    assert await ruling.retention.run() == 1
    assert await ruling.follower.look_at_all() == 1
    assert await ruling.retention.run() == 1, "once the rules have looked, it is as old as the other"


@pytest.mark.covers("N2")
async def test_a_rule_asks_for_the_carrier_that_a_describer_read(ruling: Ruling, history: History) -> None:
    await _only(ruling, history, tree=node("carrier", any_of=["dhl"]))
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    assert ruling.stages() == []
    version = DescriptionRow(
        id=uuid4(), event_id=facts.event_id, request_id=uuid4(), at=ruling.clock.now(), text="A parcel.", language="en",
        describer="a model", model="m", confidence=90, marks=[], objects=[], carrier="DHL", attention=0,
        attention_reason="", frames=[], seconds=1.0, cost_micros=None, prompt_version="1", reused_from=None,
    )  # fmt: skip
    async with history.database.write() as session:
        session.add(version)
        await session.flush()
        words = {"describer": "a model", "description_id": version.id}
        await session.execute(sa.update(EVENTS).where(EVENTS.c.id == facts.event_id).values(words))
        await ruling.hear(session, "event.updated", {"event": {"id": str(facts.event_id)}})
    await ruling.follower.look_at_all()
    assert ruling.stages() == ["opened"]
    why = await ruling.why.why(facts.event_id)
    assert [look.rules[0].conditions[0].found for look in why.looks] == ["no carrier was read", "DHL"]
