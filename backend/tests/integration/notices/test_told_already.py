"""Who knows already is not told (N6, N11)."""

import pytest

from tests.support.notices import Home


@pytest.mark.covers("N11")
async def test_two_events_at_once_that_two_rules_tell_make_one_ping(house: Home) -> None:
    first, second = await house.event(), await house.event()
    for event in (first, second):
        for rule in (house.rule, house.anna):
            await house.fire(event, rule_id=rule)
    assert [notice.silent for notice in await house.notices()] == ["", "pause"]


@pytest.mark.covers("N6", "C14")
async def test_who_asked_what_is_there_is_not_told_of_the_answer(house: Home) -> None:
    asked = await house.event()
    house.notifying.teller.asked_by = {asked: house.anna}.get
    for event in (asked, await house.event()):
        await house.fire(event, person_ids=(house.anna, house.ben), rule_id=event)
    assert (len(await house.notices()), len(await house.notices(house.ben))) == (1, 2)
