"""A dry run says of the events of the last days what live did with them (N4)."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from argusai.kit.errors import BadInput, NotFound
from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import LineCrossing, ParcelFact, RelativeBox
from argusai.pipeline.notifications.modes.models import ModeChangeRow
from argusai.pipeline.notifications.rules.schemas import RulePatch, TrialIn
from argusai.pipeline.notifications.rules.tree import Node
from tests.support.events import T0, History, a_track, report, some_facts
from tests.support.ruling import Ruling, a_rule, node

pytestmark = pytest.mark.covers("N4")
DAWN = T0 - timedelta(hours=4, minutes=10)  # 06:50; half an hour later it gets light in Berlin
PARCEL = RelativeBox(0.1, 0.1, 0.2, 0.2)
GATE = LineCrossing("Gate", "left", "", T0)
Leaf = tuple[str, dict[str, Any]]


def _leaves(camera_id: UUID, group_id: UUID) -> tuple[Leaf, ...]:
    """Every kind of condition, but for the carrier, which only a model reads."""
    return (
        ("labels", {"any_of": ["person"]}),
        ("labels", {"any_of": ["car", "dog"]}),
        ("parcel", {"change": "left"}),
        ("attention", {"at_least": 1}),
        ("words", {"any_of": ["car"]}),
        ("cameras", {"any_of": [str(camera_id)]}),
        ("groups", {"any_of": [str(group_id)]}),
        ("zones", {"any_of": ["Door"]}),
        ("lines", {"any_of": ["Gate"]}),
        ("hours", {"begins": "07:00", "ends": "07:20"}),
        ("sun", {"it_is": "dark"}),
        ("mode", {"any_of": ["away"]}),
        ("stayed", {"seconds": 10}),
        ("stayed", {"seconds": 40}),
        ("count", {"events": 3, "minutes": 10}),
        ("score", {"at_least": 0.7}),
        ("trigger", {"any_of": ["api", "manual"]}),
    )


def _a_tree(random: Random, leaves: tuple[Leaf, ...], depth: int = 0) -> Node:
    kind = random.choice(["leaf", "leaf", "all", "any", "not"]) if depth < 3 else "leaf"
    if kind == "leaf":
        name, fields = random.choice(leaves)
        return node(name, **fields)
    if kind == "not":
        return node("not", of=_a_tree(random, leaves, depth + 1))
    return node(kind, of=[_a_tree(random, leaves, depth + 1) for _ in range(random.randint(1, 3))])


async def _live(history: History, ruling: Ruling, random: Random, cameras: list[UUID]) -> None:
    """Events as they come: opened, grown, closed, by every trigger; rules look now and then, as a busy machine does."""
    ruling.place = (52.5, 13.4)
    for number in range(12):
        start = DAWN + timedelta(minutes=4 * number)
        if random.random() < 0.3:
            await _choose(history, random.choice(["home", "away"]), start)
        label = random.choice(["person", "car", "dog"])
        places: dict[str, Any] = {"zones": random.choice([(), ("Door",)]), "crossings": random.choice([(), (GATE,)])}
        track = a_track(label, start=start, score=random.choice([0.5, 0.75]), **places)
        trigger = random.choice(["track", "manual", "api"])
        facts = some_facts(random.choice(cameras), track, start=start, trigger=trigger)
        await history.recorder.store(report("opened", facts))
        for seconds in (20, 45)[: random.randint(0, 2)]:
            late = start + timedelta(seconds=seconds)
            left = (ParcelFact(uuid4(), "left", late, PARCEL, 0.9),) if random.random() < 0.5 else ()
            facts = replace(
                facts, tracks=(replace(track, last_seen_at=late),), last_activity_at=late, parcels=left or facts.parcels
            )
            await history.recorder.store(report("grown", facts))
            if random.random() < 0.5:
                await ruling.follower.look_at_all()
        await history.recorder.store(report("closed", facts))
    while await ruling.follower.look_at_all():
        pass


async def _choose(history: History, mode: str, at: datetime) -> None:
    async with history.database.write() as session:
        session.add(ModeChangeRow(id=new_id(), mode=mode, at=at, who="", how="hand"))


# Two show it as well as four; the others in `make soak`.
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 12))])
async def test_it_equals_what_live_did_on_the_same_events(ruling: Ruling, history: History, seed: int) -> None:
    """Also when the camera is gone since, its groups are empty and its zones were renamed: what rules saw is kept."""
    random = Random(seed)
    await history.add_person()
    cameras = [await history.add_camera(str(uuid4())) for _ in range(2)]
    leaves = _leaves(cameras[0], await history.add_group([cameras[1]]))
    trees = [node(name, **fields) for name, fields in leaves] + [_a_tree(random, leaves) for _ in range(10)]
    rules = [await ruling.rules.create(a_rule(tree, name=str(number))) for number, tree in enumerate(trees)]
    await _live(history, ruling, random, cameras)
    async with history.database.write() as session:
        await session.execute(sa.text("DELETE FROM camera_group_members"))
        await session.execute(sa.text("UPDATE cameras SET rules = '{}'"))
    told = {(telling.rule_id, telling.event_id) for telling in ruling.told if telling.stage == "opened"}
    for rule in rules:
        trial = await ruling.trials.run(TrialIn(rule=a_rule(rule.tree)))
        assert {event.event_id for event in trial.events if event.now} == {
            event_id for rule_id, event_id in told if rule_id == rule.id
        }, rule.sentence
        assert trial.looked_at == 12
    assert len({rule_id for rule_id, _ in told}) > 12, "a test in which little fires proves little"


async def test_it_shows_the_difference_to_the_stored_rule_and_changes_nothing(ruling: Ruling, history: History) -> None:
    camera_id = await history.add_camera()
    person, car = some_facts(camera_id), some_facts(camera_id, a_track("car"))
    for facts in (person, car):
        await history.recorder.store(report("opened", facts))
    await ruling.follower.look_at_all()
    stored = await ruling.rules.create(a_rule(node("labels", any_of=["person"])))
    changed = a_rule(node("labels", any_of=["car"]))
    trial = await ruling.trials.run(TrialIn(rule=changed, instead_of=stored.id))
    assert {event.event_id: (event.before, event.now) for event in trial.events} == {
        person.event_id: (True, False), car.event_id: (False, True),
    }  # fmt: skip
    assert (trial.fired_before, trial.fires_now, trial.looked_at, trial.complete) == (1, 1, 2, True)
    assert [rule.version for rule in await ruling.rules.all() if rule.id == stored.id] == [1]
    assert ruling.told == []


async def test_it_looks_seven_days_back(ruling: Ruling, history: History) -> None:
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    await ruling.follower.look_at_all()
    ruling.clock.advance(6.9 * 86_400)
    assert (await ruling.trials.run(TrialIn(rule=a_rule()))).fires_now == 1
    ruling.clock.advance(0.2 * 86_400)
    assert (await ruling.trials.run(TrialIn(rule=a_rule()))).fires_now == 0


async def test_what_cannot_be_tried_is_refused(ruling: Ruling) -> None:
    with pytest.raises(NotFound):
        await ruling.trials.run(TrialIn(rule=a_rule(), instead_of=uuid4()))
    deep = node("all", of=[])
    for _ in range(6):
        deep = node("not", of=deep)
    with pytest.raises(BadInput):
        await ruling.trials.run(TrialIn(rule=a_rule(deep)))


@pytest.mark.covers("N2")
async def test_a_rule_keeps_its_versions_and_who_made_them(ruling: Ruling, history: History) -> None:
    rule = await ruling.rules.create(a_rule(name="First"))
    await ruling.rules.edit(rule.id, RulePatch(urgent=True))
    same = await ruling.rules.edit(rule.id, RulePatch(urgent=True))
    assert same.version == 2, "no change, no version"
    await ruling.rules.delete(rule.id)
    versions = await ruling.rules.versions(rule.id)
    assert [(each.version, each.who) for each in versions] == [(2, "ArgusAI"), (1, "ArgusAI")]
    assert versions[0].sentence.endswith("as urgent.")
    with pytest.raises(NotFound):
        await ruling.rules.edit(rule.id, RulePatch(name="x"))


@pytest.mark.covers("N2")
async def test_a_rule_of_another_version_never_fires_and_can_be_built_anew(ruling: Ruling, history: History) -> None:
    rule = await ruling.rules.create(a_rule(name="Later"))
    async with history.database.write() as session:
        plain = '{"name": "Later", "tree": {"kind": "faces", "any_of": ["Anna"]}}'
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE rule_versions SET content = ? WHERE rule_id = ?", (plain, rule.id.hex))
    shown = next(each for each in await ruling.rules.all() if each.id == rule.id)
    assert (shown.name, shown.understood, shown.enabled) == ("Later", False, False)
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    assert await ruling.follower.look_at_all() == 1
    assert (await ruling.rules.edit(rule.id, RulePatch(tree=node("all", of=[])))).understood
