"""What is sealed in a file is held to what may be typed: who knows the passphrase may have sealed anything (C12)."""

import json
from typing import Any

import httpx
import pytest
from cryptography.fernet import Fernet

from argusai.kit.errors import BadInput
from argusai.kit.passphrase import Passphrase
from tests.api.configuration.test_file import PASSPHRASE, export, furnish, take

pytestmark = pytest.mark.covers("C12")


@pytest.fixture(scope="module")
def key() -> Passphrase:
    return Passphrase(PASSPHRASE)


@pytest.mark.parametrize(
    ("sealed", "path"),
    [
        (5, ""),
        ([], ""),
        ({"sub": 1}, ".sub"),
        ({"source": None}, ".source"),
        ({"source": {"password": "x"}}, ".source.in_address"),
        ({"source": {"in_address": []}}, ".source.password"),
        ({"source": {"password": 5, "in_address": []}}, ".source.password"),
        ({"source": {"password": "x" * 257, "in_address": []}}, ".source.password"),
        ({"source": {"password": "x\n", "in_address": []}}, ".source.password"),
        ({"source": {"password": "x", "in_address": None}}, ".source.in_address"),
        ({"source": {"password": "x", "in_address": [1]}}, ".source.in_address.0"),
        ({"source": {"password": "x", "in_address": ["a\0"]}}, ".source.in_address"),
        ({"source": {"password": "x", "in_address": ["x" * 501]}}, ".source.in_address.0"),
        ({"source": {"password": "x", "in_address": [], "username": "x"}}, ".source.username"),
        ({"hall": {"password": "x", "in_address": []}}, ".hall"),
    ],
    ids=lambda each: json.dumps(each)[:60],
)
async def test_what_no_export_seals_is_refused_by_its_path(
    client: httpx.AsyncClient, key: Passphrase, sealed: Any, path: str
) -> None:
    await furnish(client)
    file = await export(client)
    file["salt"], file["cameras"][1]["secrets"] = key.salt, key.seal(sealed)
    problem = await take(client, file, 422, passphrase=PASSPHRASE, preview=True)
    assert list(problem["fields"]) == [f"cameras.1.secrets{path}"]
    assert "The encrypted secrets of this camera are not as an export writes them." in problem["detail"]


@pytest.mark.parametrize("content", [b"no JSON", b"\xff", b"[" * 7000])
def test_what_is_sealed_and_no_json_is_refused(
    key: Passphrase, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(Fernet, "decrypt", lambda *_: content)
    with pytest.raises(BadInput):
        key.open("sealed")
