"""What goes wrong with ArgusAI itself: told to whom it concerns, once going and once returning (N13)."""

import pytest

from tests.support.notices import Home

pytestmark = pytest.mark.covers("N13")


async def _hear(house: Home, *slugs: str, then: float = 0.0) -> None:
    """What the page is told now, and that nothing changes for a while."""
    troubles = [{"slug": slug, "sentence": f"{slug} is so.", "severity": "warning", "link": "/"} for slug in slugs]
    house.notifying.troubles.heard("system.troubles", {"troubles": troubles})
    await house.notifying.troubles.tell()
    house.clock.advance(then)
    await house.notifying.troubles.tell()


async def _texts(house: Home) -> list[str]:
    return [notice.text for notice in await house.notices()]


async def test_a_certificate_is_told_to_administrators_alone(house: Home) -> None:
    await _hear(house, "certificate-not-renewed", then=60)
    await _hear(house, "certificate-ends", then=60)
    await _hear(house, then=60)  # half written, say
    await _hear(house, "certificate-ends", then=60)
    await _hear(house, then=3601)
    good = "The certificate of this page is good for a long time again."
    assert await _texts(house) == ["certificate-not-renewed is so.", good]
    assert await house.notices(house.ben) == []


async def test_describers_that_rest_a_moment_are_not_told_of(house: Home) -> None:
    for _ in range(20):
        await _hear(house, "describers-down", then=30)
        await _hear(house, then=30)
    assert await _texts(house) == []


@pytest.mark.parametrize(("slug", "topic"), [("describers-down", "describers"), ("describing-capped", "cap")])
async def test_describers_are_back_when_one_was_asked_and_not_when_argusai_starts(
    house: Home, slug: str, topic: str
) -> None:
    await _hear(house, slug, then=301)
    house.connect()  # after a start nobody knows yet
    await _hear(house, then=900)
    assert await _texts(house) == [f"{slug} is so."]
    asked = house.clock.monotonic()
    house.notifying.troubles.signs[topic] = lambda: asked
    await _hear(house)
    await _hear(house, slug)
    await _hear(house)
    assert len(await _texts(house)) == (3 if slug == "describing-capped" else 2)


async def test_a_disk_that_got_room_while_argusai_was_off_is_told_of(house: Home) -> None:
    await _hear(house, "disk-full")
    house.connect()
    house.clock.advance(601)  # and nothing is wrong, so nothing is heard
    await house.notifying.troubles.tell()
    assert await _texts(house) == ["disk-full is so.", "The disk has room again."]
