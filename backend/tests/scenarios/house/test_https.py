"""N8: the real program behind a certificate that it made itself, and clients that trust its authority alone."""

import asyncio
import ssl
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from argusai.accounts.contract import COOKIE
from tests.support.commands import argusai
from tests.support.secrets import secret
from tests.support.server import Server, running_server

pytestmark = pytest.mark.covers("N8")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of a certificate for nas.local."""
    environment = {"ARGUSAI_DATA_DIR": str(tmp_path / "data")}
    done = argusai("certificate", "make", "--host", "nas.local", **environment)
    assert done.returncode == 0, done.stderr
    again = argusai("certificate", "make", "--host", "nas.local", **environment)
    assert (again.returncode, "nothing was changed" in again.stderr) == (2, True)
    assert "argusai certificate make --force" not in argusai("certificate", "renew", **environment).stderr
    return tmp_path / "data" / "certificates"


async def _live(server: Server, trust: ssl.SSLContext, cookie: str) -> str:
    headers = {"Cookie": f"{COOKIE}={cookie}", "Origin": server.url}
    async with connect(
        server.url.replace("https:", "wss:") + "/api/v1/live", ssl=trust, additional_headers=headers, proxy=None
    ) as line:
        return str(await asyncio.wait_for(line.recv(), 60))


def test_pages_cookies_and_live_updates_are_encrypted(made: Path, tmp_path: Path) -> None:
    given = {"TLS_CERT": str(made / "server.crt"), "TLS_KEY": str(made / "server.key")}
    trust = ssl.create_default_context(cafile=str(made / "authority.crt"))
    with running_server(tmp_path, **given) as server, httpx.Client(base_url=server.url, verify=trust) as client:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(server.url)
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(server.url.replace("https:", "http:"))
        told = client.get("/api/v1/encryption").json()["authority"]
        offered = client.get(told["certificate"])
        assert ssl.DER_cert_to_PEM_cert(offered.content).split() == (made / "authority.crt").read_text().split()
        person = {"name": "Anna", "password": secret("correct horse battery staple")}
        answer = client.post("/api/v1/first-run", json=person)
        assert "; Secure" in answer.headers["set-cookie"]
        assert '"hello"' in asyncio.run(_live(server, trust, answer.cookies[COOKIE]))


def test_what_cannot_serve_ends_with_a_sentence_before_anything_starts(made: Path, tmp_path: Path) -> None:
    good = {"--tls-cert": str(made / "server.crt"), "--tls-key": str(made / "server.key")}
    for changed, sentence in (
        ({"--tls-key": ""}, "--tls-key (or ARGUSAI_TLS_KEY) is missing"),
        ({"--tls-cert": str(made / "none")}, "cannot be read"),
        ({"--tls-cert": str(made / "authority.crt")}, "does not belong"),
        ({"--host": "10.9.8.7"}, "listens on 10.9.8.7"),
    ):
        options = [each for pair in {**good, **changed}.items() if pair[1] for each in pair]
        done = argusai("serve", *options, ARGUSAI_DATA_DIR=str(tmp_path / "house"))
        assert (done.returncode, sentence in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "house").exists()
