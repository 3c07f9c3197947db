"""What keeps the connection, and which settings fit together (H1, H2, H20)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import pytest
from aiomqtt import MqttError
from cryptography.fernet import Fernet
from pydantic import ValidationError

from argusai.bridges.homeassistant.aiomqtt import _unreached
from argusai.bridges.homeassistant.configured import Configured, Secrets, changed, read_row, write_row
from argusai.bridges.homeassistant.contract import Broker
from argusai.bridges.homeassistant.conversation import Parts
from argusai.bridges.homeassistant.models import HomeAssistantRow
from argusai.bridges.homeassistant.outbox import Outbox
from argusai.bridges.homeassistant.schemas import HomeAssistantPatch
from argusai.bridges.homeassistant.stage import Bridge, Surroundings
from argusai.bridges.homeassistant.tls import BadCertificate, make_context
from argusai.flow.bridging import Bridging
from argusai.kit.clock import SimulatedClock
from argusai.kit.errors import BadInput
from argusai.kit.vault import Vault
from argusai.system.ports import Stopped
from tests.support.authority import Authority
from tests.support.waiting import until

NOBODY = UUID(int=1)


@pytest.mark.covers("H1")
@pytest.mark.parametrize("shown", ["authority", "certificate"])
def test_a_key_pasted_where_it_would_be_shown_again_is_refused(shown: str) -> None:
    pasted = "-----BEGIN CERTIFICATE-----\n…\n-----BEGIN EC PRIVATE KEY-----"
    with pytest.raises(BadInput) as caught:
        changed(Configured(NOBODY, secrets=Secrets(certificate="one", key="two")), {shown: pasted})
    assert "private key" in caught.value.fields[shown]


@pytest.mark.covers("H1")
def test_a_password_goes_to_the_broker_that_it_was_given_for() -> None:
    before = Configured(NOBODY, host="one", tls=True, secrets=Secrets("sesame"))
    for given in ({"host": "two"}, {"port": 8883}, {"tls": False}, {"authority": "ours"}):
        with pytest.raises(BadInput) as caught:
            changed(before, dict(given))
        assert list(caught.value.fields) == ["password"], given
        assert changed(before, {**given, "password": "open"}).secrets.password == "open"
    assert changed(before, {"host": "two", "password": ""}).secrets.password == ""
    better = changed(replace(before, tls=False), {"tls": True, "authority": "ours"})
    assert better.secrets.password == "sesame", "nobody new reads it"


@pytest.mark.covers("H1")
def test_secrets_of_a_lost_key_wait_for_it_until_they_are_entered_anew_or_the_broker_is_another(
    encryption_key: str,
) -> None:
    row, old, new = HomeAssistantRow(installation=NOBODY), Vault(encryption_key), Vault(Fernet.generate_key().decode())
    write_row(row, Configured(NOBODY, host="one", secrets=Secrets("sesame")), old)
    lost = read_row(row, new)
    assert (lost.readable, lost.secrets) == (False, Secrets())
    write_row(row, changed(lost, {"tls": True, "authority": "", "certificate": ""}), new)
    assert read_row(row, new).readable is False, "people are told until they act"
    assert read_row(row, old).secrets.password == "sesame", "the key was put back"
    for given, kept in (({"password": "open"}, "open"), ({"password": ""}, ""), ({"host": "two"}, "")):
        write_row(row, changed(lost, dict(given)), new)
        assert read_row(row, new) == replace(read_row(row, new), readable=True, secrets=Secrets(kept)), given


@pytest.mark.covers("H1")
def test_a_certificate_may_stand_among_remarks_in_any_language() -> None:
    made = Authority().certificate
    broker = Configured(NOBODY, host="one", secrets=Secrets(authority=f"Behörde von Jürgen\n{made}")).broker
    assert len(make_context(broker).get_ca_certs()) == 1
    with pytest.raises(BadCertificate, match="no certificate"):
        make_context(replace(broker, authority="é"))


@pytest.mark.covers("H1")
def test_a_prefix_that_is_none_is_refused_in_words_and_no_sentence_ends_twice() -> None:
    assert HomeAssistantPatch(topic_prefix="house/argusai_2").topic_prefix == "house/argusai_2"
    for prefix in ("a/#", "/a", "a/", "ä", "a b"):
        with pytest.raises(ValidationError) as caught:
            HomeAssistantPatch(topic_prefix=prefix)
        assert caught.value.errors()[0]["msg"].startswith("Write letters")
    said = "[SSL: X] certificate verify failed: certificate is not valid for '127.0.0.1'. (_ssl.c:992)"
    error = _unreached(MqttError(said), Broker("127.0.0.1", 8883, "us", tls=True))
    assert str(error) == "127.0.0.1 could not prove who it is: certificate is not valid for '127.0.0.1'."


class _Around:
    """An administrator switched it on, for a broker that is not there; the live updates say nonsense once."""

    def __init__(self) -> None:
        self.nonsense = ["nonsense"]
        self.published: list[tuple[str, dict[str, Any]]] = []

    async def configured(self) -> Configured:
        return Configured(NOBODY, enabled=True, host="127.0.0.1", port=1)

    @contextlib.contextmanager
    def follow(self) -> Iterator[AsyncIterator[str]]:
        yield self._texts()

    async def _texts(self) -> AsyncIterator[str]:
        while self.nonsense:
            yield self.nonsense.pop()
        await asyncio.Event().wait()

    def publish(self, kind: str, body: dict[str, Any]) -> None:
        self.published.append((kind, body))


class _Obedience:
    ignored = 0


async def _nothing_else() -> list[Stopped]:
    return []


@pytest.mark.covers("H2", "H20")
async def test_a_fault_of_ours_ends_a_round_not_the_house_and_nobody_hears_of_the_broker() -> None:
    around, clock = _Around(), SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    parts = Parts(cast(Any, None), Outbox(clock), cast(Any, _Obedience()), cast(Any, None), clock)
    bridge = Bridge(Surroundings(around.configured, around.follow, around.publish, "0.1.0"), parts)
    running = asyncio.create_task(bridge.run())
    await until(lambda: "within ArgusAI" in bridge.connection().sentence, 60)
    bridge.obey()  # else it would wait for ten seconds
    await until(lambda: "Nothing answers" in bridge.connection().sentence, 60)
    assert await Bridging(bridge, cast(Any, None)).stopped(_nothing_else)() == []
    clock.advance(301)
    stopped = Bridging(bridge, cast(Any, None)).stopped(_nothing_else)
    assert [each.slug for each in await stopped()] == ["home-assistant-away"], "the banner says so"
    assert not running.done()
    assert set(map(str, around.published)) == {str(("home_assistant.connection", {}))}, "all who are signed in hear it"
    running.cancel()
    await asyncio.wait([running])
