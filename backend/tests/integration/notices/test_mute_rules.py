"""A rule whose channel goes says so, before and after; none is silent without a word (N2, N7)."""

from uuid import UUID

import pytest

from argusai.flow.ruling import Ruling, connect_ruling
from argusai.kit.db import Session
from argusai.kit.errors import BadInput, Conflict
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.channels.schemas import ChannelPatch
from argusai.pipeline.notifications.rules.schemas import RulePatch
from argusai.system.settings_service import SettingsService
from tests.support.notices import Home
from tests.support.push_service import pushed_browser
from tests.support.ruling import a_rule
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N2", "N7")


async def _nobody(session: Session, kind: str, body: dict[str, object]) -> None:
    pass


@pytest.fixture
def ruling(house: Home) -> Ruling:
    settings = SettingsService(house.database, house.clock, _nobody, "Europe/Berlin")
    return connect_ruling(house.database, settings, _nobody, house.notifying.teller, house.clock)


async def _trouble(ruling: Ruling, rule_id: UUID) -> str:
    return next(rule.trouble for rule in await ruling.rules.all() if rule.id == rule_id)


async def test_a_channel_that_is_not_there_is_refused_and_named(house: Home, ruling: Ruling) -> None:
    nowhere = new_id()
    with pytest.raises(BadInput, match=str(nowhere)) as refused:
        await ruling.rules.create(a_rule(channels=[nowhere]))
    assert (refused.value.slug, list(refused.value.fields)) == ("unknown-channel", ["channels"])
    rule = await ruling.rules.create(a_rule())
    with pytest.raises(BadInput):
        await ruling.rules.edit(rule.id, RulePatch(channels=(nowhere,)))


async def test_a_channel_that_rules_use_goes_only_when_somebody_says_so(house: Home, ruling: Ruling) -> None:
    mail = (await house.channel({"kind": "webhook", "url": "http://127.0.0.1:1/"}, name="Mail")).id
    chat = (await house.channel({"kind": "webhook", "url": "http://127.0.0.1:1/"}, name="Chat")).id
    alone = await ruling.rules.create(a_rule(name="Night", channels=[mail]))
    both = await ruling.rules.create(a_rule(name="Day", channels=[mail, chat]))
    with pytest.raises(Conflict) as refused:
        await house.notifying.channels.remove(house.me, mail, although_used=False)
    assert (refused.value.slug, refused.value.detail) == (
        "channel-in-use",
        "Rules tell by “Mail”. Without it “Night” would tell nobody, except behind the bell. "
        "“Day” would tell by other channels alone.",
    )
    await house.notifying.channels.remove(house.me, mail, although_used=True)
    assert "tells nobody, except behind the bell: its channel is gone" in await _trouble(ruling, alone.id)
    assert "One of its channels is gone" in await _trouble(ruling, both.id)
    await ruling.rules.edit(alone.id, RulePatch(enabled=False))  # what does not touch its channels still works
    await ruling.rules.edit(both.id, RulePatch(channels=(chat,)))
    assert await _trouble(ruling, both.id) == ""
    await house.notifying.channels.change(house.me, chat, ChannelPatch(enabled=False))
    assert "“Chat” is switched off" in await _trouble(ruling, both.id)
    await ruling.rules.delete(both.id)
    await house.notifying.channels.remove(house.me, chat, although_used=False)


async def test_a_browser_that_ends_its_subscription_says_which_rules_are_mute(house: Home, ruling: Ruling) -> None:
    with pushed_browser() as phone:
        phone.service.status = 410
        made = await house.channel(phone.settings, name="Phone")
        rule = await ruling.rules.create(a_rule(name="Night", channels=[made.id]))
        async with house.delivering():
            await house.fire(await house.event(), rule_id=rule.id, channel_ids=(made.id,))

            async def gone() -> bool:
                return await house.notifying.channels.list(house.me) == []

            await until(gone)
    texts = [notice.text for notice in await house.notices()]
    assert any(text.endswith("Nobody is told by “Night” any more, except behind the bell.") for text in texts)
