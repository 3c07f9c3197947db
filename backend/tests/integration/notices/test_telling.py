"""From a rule that fires to what each person is told: once, calmly, with the newest words (N6, N11, N13)."""

import json
from uuid import UUID

import pytest

from argusai.kit.errors import BadInput
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.contract import Stage
from argusai.pipeline.notifications.notices.repository import Wanted
from argusai.pipeline.notifications.notices.service import Reader
from argusai.pipeline.notifications.notices.tell import News
from argusai.system.settings_service import SettingsService
from tests.support.notices import Home
from tests.support.receiver import Receiver
from tests.support.waiting import until

HOOK = {"kind": "webhook"}


def _kinds(house: Home) -> list[str]:
    return [told.kind for told in house.page if told.kind.startswith("notice")]


@pytest.mark.covers("N6", "N7")
async def test_two_rules_and_two_stages_make_one_notice(house: Home) -> None:
    event = await house.event("A person walked by.")
    await house.fire(event)
    await house.fire(event, rule_id=house.anna, rule_name="Garden at night", urgent=True)
    await house.reword(event, "A postman brought a letter.")
    await house.fire(event, stage="words")
    await house.fire(event, stage="closed")
    [notice] = await house.notices()
    assert (notice.title, notice.text, notice.urgent) == ("Garden", "A postman brought a letter.", True)
    assert (notice.rules, notice.revision, notice.event_id) == (["People", "Garden at night"], 3, event)
    assert _kinds(house) == ["notice.told", "notice.told", "notice.changed"]
    assert {told.body["user_id"] for told in house.page if told.kind.startswith("notice")} == {str(house.anna)}


@pytest.mark.covers("N6")
@pytest.mark.parametrize("stage", ["words", "closed"])
@pytest.mark.parametrize(("seconds", "revision"), [(19, 2), (21, 1)])
async def test_better_words_replace_what_was_sent_soon_and_later_only_what_is_listed(
    house: Home, there: Receiver, stage: Stage, seconds: float, revision: int
) -> None:
    await house.channel({**HOOK, "url": there.url})
    event = await house.event("A person is there now.")
    await house.fire(event)
    house.clock.advance(seconds)
    await house.reword(event, "A postman brought a letter.")
    for _ in range(2):
        await house.fire(event, stage=stage)
    [notice] = await house.notices()
    assert (notice.text, notice.revision) == ("A postman brought a letter.", revision)
    assert [each.state for each in await house.deliveries()] == ["waiting"]
    assert _kinds(house) == ["notice.told", "notice.changed"]


@pytest.mark.covers("N6")
async def test_a_continuation_is_listed_and_not_sent(house: Home, there: Receiver) -> None:
    await house.channel({**HOOK, "url": there.url})
    first = await house.event()
    await house.fire(await house.event(continues=first))
    assert [notice.silent for notice in await house.notices()] == ["continuation"]
    assert await house.deliveries() == []


@pytest.mark.covers("N11")
async def test_the_same_again_pauses_and_something_urgent_does_not(house: Home) -> None:
    for urgent in (False, False, True, True):
        await house.fire(await house.event(), urgent=urgent)
    house.clock.advance(61)
    await house.fire(await house.event())
    assert [notice.silent for notice in await house.notices()] == ["", "pause", "", "pause", ""]


@pytest.mark.covers("N11", "N2")
async def test_a_rule_s_own_pause_holds_where_it_is_the_longer_one(house: Home) -> None:
    for seconds in (0, 61, 540):
        house.clock.advance(seconds)
        await house.fire(await house.event(), cooldown_seconds=600)
    assert [notice.silent for notice in await house.notices()] == ["", "pause", ""]


@pytest.mark.covers("N11")
async def test_a_snooze_holds_what_is_not_urgent_for_this_person_alone(house: Home) -> None:
    await house.notifying.notices.snooze(house.anna, "hour")
    both = (house.anna, house.ben)
    await house.fire(await house.event(), person_ids=both)
    await house.fire(await house.event(), person_ids=both, urgent=True)
    assert [notice.silent for notice in await house.notices()] == ["snoozed", ""]
    assert [notice.silent for notice in await house.notices(house.ben)] == ["", ""]
    await house.notifying.notices.snooze(house.anna, "end")
    house.clock.advance(61)
    await house.fire(await house.event())
    assert (await house.notices())[-1].silent == ""


@pytest.mark.covers("N11", "N20")
async def test_a_storm_of_500_becomes_ten_messages_and_one_summary(house: Home, there: Receiver) -> None:
    await house.channel({**HOOK, "url": there.url})
    await house.notifying.notices.change_calm(house.anna, {"pause_seconds": 0})
    event_ids = [await house.event() for _ in range(60)]
    for event_id in event_ids:
        await house.fire(event_id)
        house.clock.advance(0.1)
    notices = await house.notices()
    assert sum(notice.kind == "event" for notice in notices) == 60
    [summary] = [notice for notice in notices if notice.kind == "summary"]
    assert summary.text == "50 more notices within a minute: Garden 50."
    waiting = await house.deliveries()
    assert len(waiting) == 11
    assert max(each.next_try_at for each in waiting if each.next_try_at) > house.clock.now()


@pytest.mark.covers("N13")
async def test_a_blind_camera_is_told_once_going_and_once_returning(house: Home, there: Receiver) -> None:
    await house.channel({**HOOK, "url": there.url})
    outage = {
        "id": "0", "camera_id": str(house.camera), "camera_name": "Garden", "began_at": "2026-01-01T11:00:00+00:00",
        "ended_at": "2026-01-01T11:30:00+00:00", "sentence": "No picture from Garden.",
    }  # fmt: skip
    for kind in ("outage.began", "outage.began", "outage.changed", "outage.ended", "outage.ended"):
        async with house.database.write() as session:
            await house.notifying.announced(session, kind, {"outage": outage})
    assert [notice.subject for notice in await house.notices()] == ["outage:0:began", "outage:0:ended"]
    assert len(await house.notices(house.ben)) == 2
    assert len(await house.deliveries()) == 2


@pytest.mark.covers("N11")
async def test_everybody_sees_who_sees_to_it(house: Home) -> None:
    await house.fire(await house.event(), person_ids=(house.anna, house.ben))
    [bens] = await house.notices(house.ben)
    await house.notifying.notices.acknowledge(Reader(house.ben, "Ben"), bens.id)
    [annas] = await house.notices()
    assert (annas.acknowledged_by, annas.read_at) == ("Ben", None)
    changed = [told.body["user_id"] for told in house.page if told.kind == "notice.changed"]
    assert sorted(changed) == sorted([str(house.anna), str(house.ben)])


@pytest.mark.covers("N11")
async def test_an_urgent_notice_that_nobody_sees_to_is_told_once_more_by_every_channel(
    house: Home, there: Receiver
) -> None:
    await house.channel({**HOOK, "url": there.url})
    await house.channel({**HOOK, "url": there.url}, name="At need", usual=False)
    both = (house.anna, house.ben)
    heeded, read, plain = await house.event("A"), await house.event("B"), await house.event("C")
    unheeded = await house.event("Somebody broke the window.")
    for event in (heeded, read, unheeded):
        await house.fire(event, urgent=True, rule_id=event, person_ids=both)
    await house.fire(plain, rule_id=plain, person_ids=both)
    of = {notice.event_id: notice for notice in await house.notices()}
    await house.notifying.notices.acknowledge(Reader(house.anna, "Anna"), of[heeded].id)
    await house.notifying.notices.mark_read(house.anna, of[read].id)
    house.clock.advance(299)
    assert await house.notifying.escalation.look() == 0
    house.clock.advance(1)
    # Anna: the window; Ben, who read nothing: that, and what Anna only read.
    assert await house.notifying.escalation.look() == 3
    assert await house.notifying.escalation.look() == 0
    [again] = [notice for notice in await house.notices() if notice.subject.startswith("again:")]
    assert (again.text, again.event_id) == ("Nobody sees to it yet: Somebody broke the window.", unheeded)
    assert sum(each.text == again.text for each in await house.deliveries()) == 2
    await house.notifying.notices.acknowledge(Reader(house.anna, "Anna"), again.id)
    seen_to = {notice.event_id for notice in await house.notices(house.ben) if notice.acknowledged_by == "Anna"}
    assert seen_to == {heeded, unheeded}


@pytest.mark.covers("N11")
async def test_what_is_over_for_an_hour_wakes_nobody(house: Home) -> None:
    await house.fire(await house.event(), urgent=True)
    house.clock.advance(3601)
    assert await house.notifying.escalation.look() == 0


@pytest.mark.covers("N13")
async def test_a_full_disk_is_told_once_going_and_once_returning_also_over_a_start(house: Home) -> None:
    full = {"slug": "disk-nearly-full", "sentence": "The disk is nearly full.", "severity": "warning", "link": "/"}
    other = {**full, "slug": "camera-down"}
    for troubles in ([other], [full, other], [full], None, [full], [], [other], [full]):
        if troubles is None:
            house.connect()
        else:
            house.notifying.troubles.heard("system.troubles", {"troubles": troubles})
            await house.notifying.troubles.tell()
        house.clock.advance(601)
    again = ["The disk is nearly full.", "The disk has room again.", "The disk is nearly full."]
    assert [notice.text for notice in await house.notices()] == again
    assert [notice.text for notice in await house.notices(house.ben)] == again


@pytest.mark.covers("N7")
async def test_the_bell_counts_filters_and_pages(house: Home) -> None:
    service = house.notifying.notices
    for number in range(5):
        await house.fire(await house.event(f"Person {number}"), urgent=number == 4)
    assert (await service.summary(house.anna)).model_dump() == {"unread": 5, "urgent": 1}
    first = await service.page(house.anna, Wanted(), 2, None)
    second = await service.page(house.anna, Wanted(), 3, first.next_cursor)
    assert [each.text[-1] for each in (*first.items, *second.items)] == list("43210")
    await service.mark_read(house.anna, first.items[0].id)
    assert (await service.summary(house.anna)).urgent == 0
    assert len((await service.page(house.anna, Wanted(unread=True), 9, None)).items) == 4
    assert len((await service.page(house.anna, Wanted(text="person 3"), 9, None)).items) == 1
    await service.mark_all_read(house.anna, house.clock.now())
    assert (await service.summary(house.anna)).unread == 0


async def test_an_event_that_is_gone_and_people_who_left_are_told_of_nothing(house: Home) -> None:
    await house.fire(house.rule)
    await house.fire(await house.event(), person_ids=(house.rule,))
    assert await house.notices() == []


@pytest.mark.covers("N11")
async def test_who_chose_no_time_zone_follows_the_house_whatever_else_he_changes(house: Home) -> None:
    notices, settings = house.notifying.notices, SettingsService(house.database, house.clock, house.announce, "UTC")
    await notices.change_calm(house.anna, {"pause_seconds": 300})
    await notices.snooze(house.anna, "hour")
    await settings.change({"time_zone": "Asia/Tokyo"})
    calm = await notices.calm(house.anna)
    assert (calm.zone, calm.own_zone, calm.pause_seconds) == ("Asia/Tokyo", False, 300)
    assert (await notices.change_calm(house.anna, {"zone": "Europe/Lisbon"})).own_zone
    assert (await notices.change_calm(house.anna, {"pause_seconds": 60})).zone == "Europe/Lisbon"
    assert (await notices.change_calm(house.anna, {"zone": ""})).zone == "Asia/Tokyo"


@pytest.mark.covers("N11", "N20")
@pytest.mark.parametrize(
    ("zone", "meant"),
    [("Factory", "Europe/Berlin"), ("localtime", "Europe/Berlin"), ("lisbon", "Europe/Lisbon")],
)
async def test_what_is_no_place_is_no_time_zone(house: Home, zone: str, meant: str) -> None:
    with pytest.raises(BadInput) as refused:
        await house.notifying.notices.change_calm(house.anna, {"zone": zone})
    assert refused.value.fields["zone"].endswith(meant)


@pytest.mark.covers("N11", "N13", "N20")
async def test_a_storm_of_news_becomes_ten_messages_and_one_summary(house: Home, there: Receiver) -> None:
    """As when a switch dies, and all cameras with it."""
    await house.channel({**HOOK, "url": there.url})
    for number in range(30):
        news = News(f"outage:{number}:began", f"Camera {number}", "No picture.", house.clock.now(), to=(house.anna,))
        async with house.database.write() as session:
            await house.notifying.teller.tell_news(session, news)
        house.clock.advance(0.1)
    [summary] = [notice for notice in await house.notices() if notice.kind == "summary"]
    assert summary.text.startswith("20 more notices within a minute: Camera")
    assert len(await house.deliveries()) == 11


async def _told_calmly(house: Home, there: Receiver) -> UUID:
    await house.channel({**HOOK, "url": there.url})
    event = await house.event()
    await house.fire(event)
    await until(lambda: len(there.got) == 1)
    return event


@pytest.mark.covers("N11", "N6")
async def test_what_was_told_calmly_becomes_urgent_in_place_and_is_told_again_five_minutes_after_that(
    house: Home, there: Receiver
) -> None:
    async with house.delivering():
        event = await _told_calmly(house, there)
        house.clock.advance(290)
        [calm] = await house.notices()
        await house.notifying.notices.mark_read(house.anna, calm.id)
        await house.fire(event, rule_id=new_id(), urgent=True)
        await until(lambda: len(there.got) == 2, what="the words to be replaced")
        house.clock.advance(20)
        assert await house.notifying.escalation.look() == 0, "it has been urgent for 20 seconds"
        house.clock.advance(281)
        assert await house.notifying.escalation.look() == 1
    first, second = (json.loads(got.body) for got in there.got[:2])
    assert (second["id"], second["type"], second["notice"]["urgent"]) == (first["id"], "notice.words", True)
    assert there.got[0].headers["idempotency-key"] != there.got[1].headers["idempotency-key"]


@pytest.mark.covers("N11")
async def test_what_somebody_sees_to_stays_seen_to_when_it_becomes_urgent(house: Home, there: Receiver) -> None:
    async with house.delivering():
        event = await _told_calmly(house, there)
        [calm] = await house.notices()
        await house.notifying.notices.acknowledge(Reader(house.anna, "Anna"), calm.id)
        await house.fire(event, rule_id=new_id(), urgent=True)
        house.clock.advance(301)
        assert await house.notifying.escalation.look() == 0
    [notice] = await house.notices()
    assert (notice.urgent, notice.read_at is not None) == (True, True)
