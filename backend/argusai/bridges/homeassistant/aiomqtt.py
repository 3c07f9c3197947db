"""The connection to a broker: MQTT 5 through aiomqtt. Loaded when it is switched on, or tried."""

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, cast

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from argusai.bridges.homeassistant.answers import Answers
from argusai.bridges.homeassistant.awaited import heeding
from argusai.bridges.homeassistant.contract import (
    Broker,
    LinkFailed,
    NotTaken,
    Publication,
    Received,
    TakenOver,
)
from argusai.bridges.homeassistant.inbox import Inbox
from argusai.bridges.homeassistant.tls import BadCertificate, TlsFor, make_context
from argusai.kit.addresses import read_ip
from argusai.kit.outgoing import OutgoingFailed, Reach, pin

_ANSWER_SECONDS = 10.0
_KEEPALIVE_SECONDS = 30
_QOS = 1
# Commands are short; the broker keeps longer messages to itself.
_LARGEST_RECEIVED = 16_384
_TAKEN_OVER, _NO_REASON = 0x8E, 0x80
# Protocol error, and packet too large. Mosquitto says the first where a limit of its own is passed that it told nobody.
_TOO_LONG = frozenset({0x82, 0x95})
_NAMES_US = frozenset({"localhost", "ip6-localhost"})
_quiet = logging.getLogger("argusai.bridges.homeassistant.mqtt")
_quiet.setLevel(logging.CRITICAL)  # what fails is told by what is raised


class AiomqttLink:
    """Implements `ports.Link`."""

    def __init__(self, client: aiomqtt.Client, broker: Broker, answers: Answers) -> None:
        self._client = client
        self._inbox = cast(Inbox, client._queue)
        self._broker = broker
        self._answers = answers

    async def publish(self, publication: Publication) -> None:
        if not self._answers.takes(len(publication.payload)):
            most = f"{(self._answers.most_bytes or 0) / 1000:g} kB"
            raise NotTaken(f"{self._broker.host} takes no message above {most}: what is longer is left out.")
        properties = None
        if publication.expires_seconds is not None:
            properties = _properties(PacketTypes.PUBLISH)
            properties.MessageExpiryInterval = publication.expires_seconds
        try:
            await heeding(
                self._client.publish(
                    publication.topic, publication.payload, qos=_QOS, retain=publication.retain, properties=properties
                )
            )
        except aiomqtt.MqttError as error:  # that it waited in vain; the broker may have said why before
            ended = self._client._disconnected
            said = ended.exception() if ended.done() else None
            raise _lost(said if isinstance(said, aiomqtt.MqttError) else error, self._broker) from error
        if self._answers.refused():
            whom = self._broker.username or "us"
            raise NotTaken(f"{self._broker.host} does not let {whom} write {publication.topic}.")

    def lost(self) -> int:
        return self._inbox.lost()

    async def subscribe(self, topics: Sequence[str]) -> None:
        self._inbox.subscribed(topics)
        try:
            granted: Sequence[Any] = await heeding(self._client.subscribe([(topic, _QOS) for topic in topics]))
        except aiomqtt.MqttError as error:
            raise _lost(error, self._broker) from error
        for topic, code in zip(topics, granted, strict=False):
            if (code if isinstance(code, int) else code.value) >= 0x80:
                refused = f"{self._broker.host} does not let {self._broker.username or 'us'} read {topic}."
                raise LinkFailed(refused, lasting=True)

    async def received(self) -> AsyncIterator[Received]:
        try:
            async for message in self._client.messages:
                payload = message.payload if isinstance(message.payload, bytes) else b""
                yield Received(str(message.topic), payload, bool(message.retain))
        except aiomqtt.MqttError as error:
            raise _lost(error, self._broker) from error


@contextlib.asynccontextmanager
async def connect(broker: Broker, will: Publication | None) -> AsyncGenerator[AiomqttLink, None]:
    """Implements `ports.Connect`."""
    async with contextlib.AsyncExitStack() as stack:
        client, answers = await _enter(stack, broker, will)
        yield AiomqttLink(client, broker, answers)


async def _enter(
    stack: contextlib.AsyncExitStack, broker: Broker, will: Publication | None
) -> tuple[aiomqtt.Client, Answers]:
    """Tries each address that the name stands for."""
    # The broker is in the house, often on this very machine; the latter only for an owner who wrote so.
    ip = read_ip(broker.host)
    written = ip.is_loopback if ip is not None else broker.host.lower().rstrip(".") in _NAMES_US
    try:
        addresses = await pin(broker.host, broker.port, Reach(private=True, loopback=written))
        context = await asyncio.to_thread(make_context, broker) if broker.tls else None
    except OutgoingFailed as error:
        raise LinkFailed(str(error), lasting=error.slug == "refused-address") from error
    except BadCertificate as error:
        raise LinkFailed(f"{error}.", lasting=True) from error
    failed: LinkFailed | None = None
    for address in addresses:
        client = aiomqtt.Client(
            address, broker.port, identifier=broker.name, username=broker.username or None,
            password=broker.password or None, protocol=aiomqtt.ProtocolVersion.V5, logger=_quiet,
            will=_will(will), timeout=_ANSWER_SECONDS, keepalive=_KEEPALIVE_SECONDS,
            queue_type=Inbox, tls_context=context, properties=_limits(),
        )  # fmt: skip
        answers = Answers(client._client)
        with contextlib.ExitStack() as giving_up:
            giving_up.callback(_abandon, client, context)
            try:
                await heeding(client.__aenter__())
            except MqttConnectError as error:
                raise _refused(error, broker) from error
            except aiomqtt.MqttError as error:
                failed = _unreached(error, broker)
                continue
            giving_up.pop_all()
        stack.push_async_exit(_leaving(client))
        return client, answers
    raise failed or LinkFailed(f"There is no host named {broker.host}.")


def _abandon(client: aiomqtt.Client, context: TlsFor | None) -> None:
    """Else each failed attempt would leave its socket open until it is collected."""
    client._client.disconnect()
    if context is not None:
        context.abandon()


def _properties(kind: int) -> Properties:
    return Properties(kind)  # type: ignore[no-untyped-call]


def _limits() -> Properties:
    properties = _properties(PacketTypes.CONNECT)
    properties.MaximumPacketSize = _LARGEST_RECEIVED
    return properties


def _will(will: Publication | None) -> aiomqtt.Will | None:
    return None if will is None else aiomqtt.Will(will.topic, will.payload, _QOS, will.retain)


def _leaving(client: aiomqtt.Client) -> Callable[..., Awaitable[bool]]:
    async def leave(*why: object) -> bool:
        with contextlib.suppress(aiomqtt.MqttError):  # it is lost already
            await heeding(client.__aexit__(None, None, None))
        return False

    return leave


def _refused(error: MqttConnectError, broker: Broker) -> LinkFailed:
    said = re.sub(r"^\[code:\d+\] ?", "", str(error)) or "no reason given"
    advice = " Check user name and password." if "auth" in said.lower() or "password" in said.lower() else ""
    return LinkFailed(f"{broker.host} refused the connection: {said}.{advice}", lasting=bool(advice))


def _unreached(error: aiomqtt.MqttError, broker: Broker) -> LinkFailed:
    said = str(error)
    if "certificate verify failed" in said:
        reason = said.partition("certificate verify failed: ")[2].partition(" (_ssl")[0] or said
        reason = reason.rstrip(".")
        return LinkFailed(f"{broker.host} could not prove who it is: {reason}.", lasting=True)
    if "[SSL" in said or "EOF occurred" in said or (broker.tls and "reset by peer" in said):
        return LinkFailed(f"{broker.host} speaks no TLS at port {broker.port}: {said}.")
    if "Operation timed out" in said:
        return LinkFailed(
            f"{broker.host} took the connection, but did not answer within {_ANSWER_SECONDS:g} seconds. It may "
            f"{'want a certificate of ours' if broker.tls else 'expect TLS'} at port {broker.port}."
        )
    if "timed out" in said:
        return LinkFailed(f"{broker.host} did not answer at port {broker.port}.")
    said = re.sub(r"^\[Errno -?\d+\] ", "", said).rstrip(".")
    return LinkFailed(f"Nothing answers at {broker.host}, port {broker.port}: {said}.")


def _lost(error: aiomqtt.MqttError, broker: Broker) -> LinkFailed:
    cause = error if isinstance(error, aiomqtt.MqttCodeError) else error.__cause__
    reason = cause.rc if isinstance(cause, aiomqtt.MqttCodeError) else None
    if isinstance(reason, ReasonCode) and reason.value == _TAKEN_OVER:
        return TakenOver(f"{broker.host} ended the connection: another program came under our name.")
    if isinstance(reason, ReasonCode) and reason.value != _NO_REASON:
        advice = (
            " Brokers do so when a message is longer than they take: raise message_size_limit, or max_packet_size, "
            "there to 500 kB."
        )
        return LinkFailed(f"{broker.host} ended the connection: {reason}.{advice if reason.value in _TOO_LONG else ''}")
    said = str(error).replace("Disconnected during message iteration", "it hung up, or is out of reach")
    return LinkFailed(f"The connection to {broker.host} broke: {said}.")
