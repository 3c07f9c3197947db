"""Lists, filters and counts of stored events."""

import contextlib
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import BadInput, NotFound
from argusai.kit.pages import write_cursor
from argusai.pipeline.events.history.browsing.wanted import Wanted
from tests.support.events import T0, History, a_track, report, some_facts

pytestmark = pytest.mark.covers("F15")


SOMEBODY = UUID(int=1)
ALL = Wanted()


async def store(history: History, camera_id: UUID, minute: int, label: str = "person") -> UUID:
    start = T0 + timedelta(minutes=minute)
    facts = some_facts(camera_id, a_track(label, start=start), start=start)
    await history.recorder.store(report("closed", facts))
    return facts.event_id


async def ids(history: History, wanted: Wanted, person_id: UUID = SOMEBODY, limit: int = 100) -> list[UUID]:
    return [event.id for event in (await history.service.page(person_id, wanted, limit, None)).items]


async def test_what_opened_it_narrows_the_list(history: History) -> None:
    camera_id, other = await history.add_camera(), await history.add_camera("Yard")
    made: dict[tuple[str, str], UUID] = {}
    for minute, (trigger, label) in enumerate([("track", "car"), ("manual", "car"), ("manual", "dog"), ("api", "car")]):
        start = T0 + timedelta(minutes=minute)
        facts = some_facts(camera_id, a_track(label, start=start), start=start, trigger=trigger)
        await history.recorder.store(report("closed", facts))
        made[trigger, label] = facts.event_id
    asked = [made["manual", "dog"], made["manual", "car"]]
    assert await ids(history, Wanted(triggers=("manual",))) == asked
    assert await ids(history, Wanted(triggers=("manual",), camera_ids=(camera_id,))) == asked
    assert await ids(history, Wanted(triggers=("manual",), camera_ids=(other,))) == []
    assert await ids(history, Wanted(triggers=("api", "manual"), labels=("car",))) == [made["api", "car"], asked[1]]
    assert await ids(history, Wanted(triggers=("track", "api"), labels=("car", "dog"))) == [
        made["api", "car"],
        made["track", "car"],
    ]


async def test_pages_neither_skip_nor_repeat_while_events_arrive(history: History) -> None:
    camera_id = await history.add_camera()
    old = [await store(history, camera_id, minute) for minute in range(10)]
    found: list[UUID] = []
    cursor: str | None = None
    for round_ in range(10):
        page = await history.service.page(SOMEBODY, ALL, 3, cursor)
        found += [event.id for event in page.items]
        await store(history, camera_id, 100 + round_)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == old[::-1]


async def test_events_of_the_same_instant_are_paged_by_id(history: History) -> None:
    camera_id = await history.add_camera()
    stored = [await store(history, camera_id, 0) for _ in range(5)]
    first = await history.service.page(SOMEBODY, ALL, 2, None)
    second = await history.service.page(SOMEBODY, ALL, 10, first.next_cursor)
    assert [event.id for event in (*first.items, *second.items)] == sorted(stored, reverse=True)
    assert second.next_cursor is None


async def test_the_last_full_page_has_no_cursor(history: History) -> None:
    camera_id = await history.add_camera()
    for minute in range(3):
        await store(history, camera_id, minute)
    assert (await history.service.page(SOMEBODY, ALL, 3, None)).next_cursor is None


async def test_filters_by_camera_label_and_time(history: History) -> None:
    one, two, three = [await history.add_camera(name) for name in ("One", "Two", "Three")]
    a = await store(history, one, 1, "person")
    b = await store(history, two, 2, "car")
    c = await store(history, three, 3, "person")
    assert await ids(history, Wanted(camera_ids=(one,))) == [a]
    assert await ids(history, Wanted(camera_ids=(one, two))) == [b, a]
    assert await ids(history, Wanted(labels=("person",))) == [c, a]
    assert await ids(history, Wanted(labels=("person", "car"))) == [c, b, a]
    assert await ids(history, Wanted(camera_ids=(two, three), labels=("person", "car"))) == [c, b]
    assert await ids(history, Wanted(since=T0 + timedelta(minutes=2))) == [c, b]
    assert await ids(history, Wanted(until=T0 + timedelta(minutes=2))) == [a]
    assert await ids(history, Wanted(camera_ids=(uuid4(),))) == []


@pytest.mark.parametrize("most", [0, 3, 100])
async def test_camera_and_label_find_the_same_however_many_are_chosen(
    history: History, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argusai.pipeline.events.history.browsing.repository._MOST_PARTS", most)
    busy, quiet = await history.add_camera("Busy"), await history.add_camera("Quiet")
    await store(history, busy, 1, "car")
    a, b = await store(history, busy, 2, "dog"), await store(history, quiet, 3, "dog")
    assert await ids(history, Wanted(camera_ids=(busy, quiet), labels=("dog", "cat"))) == [b, a]
    assert await ids(history, Wanted(camera_ids=(busy,), labels=("dog",))) == [a]
    assert await ids(history, Wanted(camera_ids=(quiet,), labels=("car",))) == []


async def test_an_event_with_two_labels_is_listed_once(history: History) -> None:
    camera_id = await history.add_camera()
    facts = some_facts(camera_id, a_track("person", 1), a_track("dog", 2))
    await history.recorder.store(report("closed", facts))
    assert await ids(history, Wanted(labels=("person", "dog"))) == [facts.event_id]


@pytest.mark.covers("F31")
async def test_a_label_with_nul_finds_nothing_or_is_refused_where_it_cannot_be_kept(history: History) -> None:
    with contextlib.suppress(BadInput):
        assert await ids(history, Wanted(labels=("\x00",))) == []
    assert await ids(history, ALL) == []


@pytest.mark.covers("F31")
@pytest.mark.parametrize("label", ["'", '"; DROP TABLE events; --', "%", "\N{PILE OF POO}", "x" * 10_000])
async def test_a_hostile_label_finds_nothing(history: History, label: str) -> None:
    await store(history, await history.add_camera(), 0)
    assert await ids(history, Wanted(labels=(label,))) == []
    assert len(await ids(history, ALL)) == 1


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "cursor",
    ["", "x", "%%%", write_cursor("a"), write_cursor("2026-01-01", str(SOMEBODY)), write_cursor("now", "id"),
     write_cursor("0001-01-01T00:00:00+14:00", str(SOMEBODY)), write_cursor("2026-01-01T00:00:00Z", "'")],
)  # fmt: skip
async def test_a_cursor_that_we_did_not_make_is_refused(history: History, cursor: str) -> None:
    with pytest.raises(BadInput) as refused:
        await history.service.page(SOMEBODY, ALL, 10, cursor)
    assert refused.value.slug == "bad-cursor"


async def test_seen_is_per_person(history: History) -> None:
    camera_id = await history.add_camera()
    anna, ben = await history.add_person(), await history.add_person()
    old, new = await store(history, camera_id, 0), await store(history, camera_id, 1)
    await history.service.mark_seen(anna, new)
    unseen = Wanted(unseen=True)
    assert await ids(history, unseen, anna) == [old]
    assert await ids(history, unseen, ben) == [new, old]
    assert (await history.service.one(anna, new)).seen is True
    assert (await history.service.one(ben, new)).seen is False


async def test_all_up_to_a_moment_become_seen_and_the_mark_never_goes_back(history: History) -> None:
    camera_id, anna = await history.add_camera(), await history.add_person()
    stored = [await store(history, camera_id, minute) for minute in range(4)]
    await history.service.mark_all_seen(anna, T0 + timedelta(minutes=2))
    await history.service.mark_all_seen(anna, T0 + timedelta(minutes=1))
    assert await ids(history, Wanted(unseen=True), anna) == [stored[3]]


async def test_the_future_is_never_seen(history: History) -> None:
    camera_id, anna = await history.add_camera(), await history.add_person()
    await history.service.mark_all_seen(anna, history.clock.now() + timedelta(days=400))
    later = await store(history, camera_id, 61)
    assert await ids(history, Wanted(unseen=True), anna) == [later]


async def test_marking_twice_tells_once(history: History) -> None:
    event_id, anna = await store(history, await history.add_camera(), 0), await history.add_person()
    await history.service.mark_seen(anna, event_id)
    await history.service.mark_seen(anna, event_id)
    told = {"user_id": str(anna), "event_ids": [str(event_id)], "until": None}
    assert [body for kind, body in history.told if kind == "events.seen"] == [told]


async def test_the_summary_counts_what_is_unseen_by_attention(history: History) -> None:
    camera_id, anna = await history.add_camera(), await history.add_person()
    await store(history, camera_id, 0)
    await store(history, camera_id, 13 * 60)  # midnight: a person at night is notable
    second = await store(history, camera_id, 1)
    summary = await history.service.summary(anna)
    assert (summary.unseen, summary.notable, summary.urgent, summary.since) == (3, 1, 0, T0)
    await history.service.mark_seen(anna, second)
    await history.service.mark_all_seen(anna, T0)
    summary = await history.service.summary(anna)
    assert (summary.unseen, summary.notable) == (1, 1)


async def test_the_summary_takes_off_what_was_seen_one_by_one(history: History) -> None:
    camera_id, anna, bert = await history.add_camera(), await history.add_person(), await history.add_person()
    stored = [await store(history, camera_id, minute) for minute in range(5)]
    for event_id in (stored[0], stored[2], stored[3]):
        await history.service.mark_seen(anna, event_id)
    summary = await history.service.summary(anna)
    assert (summary.unseen, summary.since) == (2, T0 + timedelta(minutes=1))
    await history.service.mark_all_seen(anna, T0 + timedelta(minutes=2))
    await history.service.mark_seen(anna, stored[1])  # once more, before the mark
    summary = await history.service.summary(anna)
    assert (summary.unseen, summary.since) == (1, T0 + timedelta(minutes=4))
    assert (await history.service.summary(bert)).unseen == 5


async def test_the_summary_of_nothing(history: History) -> None:
    summary = await history.service.summary(SOMEBODY)
    assert (summary.unseen, summary.since) == (0, None)


async def test_labels_are_listed_once_and_sorted(history: History) -> None:
    assert await history.service.labels() == []
    camera_id = await history.add_camera()
    for minute, label in enumerate(("dog", "car", "dog", "person")):
        await store(history, camera_id, minute, label)
    assert await history.service.labels() == ["car", "dog", "person"]


async def test_one_event_knows_its_neighbours(history: History) -> None:
    camera_id = await history.add_camera()
    old, middle, new = [await store(history, camera_id, minute) for minute in (0, 0, 1)]
    event = await history.service.one(SOMEBODY, middle)
    assert (event.newer_id, event.older_id) == (new, old)
    assert (await history.service.one(SOMEBODY, new)).newer_id is None
    assert (await history.service.one(SOMEBODY, old)).older_id is None


async def test_an_unknown_event_is_not_found(history: History) -> None:
    with pytest.raises(NotFound):
        await history.service.one(SOMEBODY, uuid4())
    with pytest.raises(NotFound):
        await history.service.mark_seen(SOMEBODY, uuid4())


async def test_storage_counts_bytes_and_events(history: History) -> None:
    assert await history.service.storage() == (0, 0, None)
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("closed", facts, history.file(facts, "frame", "frame.jpg", content=b"12345")))
    assert await history.service.storage() == (5, 1, T0)
