"""How a broker and we prove who we are, against a real one (H1, H20)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from argusai.bridges.homeassistant import aiomqtt
from argusai.bridges.homeassistant.contract import Broker
from argusai.bridges.homeassistant.topics import Topics
from argusai.bridges.homeassistant.trial import try_broker
from tests.support.authority import Authority
from tests.support.mosquitto import PASSWORD, USERNAME, Mosquitto, mosquitto
from tests.support.rtsp import free_port

pytestmark = pytest.mark.covers("H1", "H20")
_TOPICS = Topics("homeassistant", "argusai")


class _Tls:
    """A broker that wants our certificate, and one more listener whose own has ended."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority()
        self.good, self.ended = free_port(), free_port()
        (folder / "ca.pem").write_text(self.authority.certificate)
        self.lines = [
            *self._listener(folder, "good", self.good, 30),
            *("require_certificate true", f"cafile {folder / 'ca.pem'}"),
            *self._listener(folder, "ended", self.ended, -1),
        ]

    def _listener(self, folder: Path, name: str, port: int, days: int) -> list[str]:
        signed = self.authority.sign(name, days=days)
        files = {"certfile": signed.certificate, "keyfile": signed.key}
        for kind, text in files.items():
            (folder / f"{name}.{kind}").write_text(text)
        return [f"listener {port} 127.0.0.1", *(f"{kind} {folder / f'{name}.{kind}'}" for kind in files)]


@pytest.fixture
async def tls(tmp_path: Path) -> AsyncIterator[tuple[_Tls, Mosquitto]]:
    made = _Tls(tmp_path)
    async with mosquitto(tmp_path / "broker", *made.lines) as broker:
        yield made, broker


async def test_certificates_are_checked_both_ways(tls: tuple[_Tls, Mosquitto], monkeypatch: pytest.MonkeyPatch) -> None:
    made, plain = tls
    ours, authority = made.authority.sign("us"), made.authority.certificate

    async def said(port: int, host: str = "127.0.0.1", **more: str) -> str:
        return await try_broker(Broker(host, port, "us", USERNAME, PASSWORD, tls=True, **more), _TOPICS)

    assert await said(made.good, authority=authority, certificate=ours.certificate, key=ours.key) == ""
    assert await said(made.good, "localhost", authority=authority, certificate=ours.certificate, key=ours.key) == ""
    assert "could not prove who it is" in await said(made.good, certificate=ours.certificate, key=ours.key)
    other = Authority()
    stranger = other.sign("us")
    assert "could not prove who it is" in await said(made.good, authority=other.certificate)
    assert "certificate has expired" in await said(made.ended, authority=authority)
    assert "speaks no TLS" in await said(plain.port, authority=authority)
    # TLS 1.3 tells a client late that it is refused: as far as it sees, the broker falls silent.
    monkeypatch.setattr(aiomqtt, "_ANSWER_SECONDS", 2.0)
    old = made.authority.sign("us", days=-1)
    refused = [
        said(made.good, authority=authority),
        *(said(made.good, authority=authority, certificate=each.certificate, key=each.key) for each in (stranger, old)),
    ]
    for sentence in await asyncio.gather(*refused):
        assert "may want a certificate of ours" in sentence
