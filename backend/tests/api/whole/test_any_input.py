"""F31: whatever is sent, signed in or not, the answer is one that OpenAPI declares, and never a failure of ours."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from argusai.accounts.contract import COOKIE
from tests.support.secrets import leaks
from tests.support.server import Server, shared_server

pytestmark = pytest.mark.covers("F31")
_CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
# Of each route and kind. The guard refuses who is not signed in before the input matters; `make soak` sends many more.
_EXAMPLES, _SOAK_EXAMPLES = 1, 200
_SIGN_OUT = ("delete", "/api/v1/session")
_JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of them: what is sent to it must not matter to what comes after. Its log is searched at the end."""
    folder = tmp_path_factory.mktemp("any-input")
    with shared_server(folder) as running:
        yield running
        assert "Traceback" not in running.log
    assert leaks([], folder) == []


def _signed_in(server: Server) -> dict[str, str]:
    client = server.client
    return {"X-CSRF-Token": client.headers["X-CSRF-Token"], "Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}


def _document(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{server.url}/openapi.json", headers=_signed_in(server), timeout=60).json()
    return found


def _attack(
    server: Server, headers: dict[str, str], mode: GenerationMode, examples: int, ids: dict[str, str] | None = None
) -> dict[int, int]:
    """Send `examples` made-up requests to every route; how often each status was answered. `ids`: path parameters."""
    schema = schemathesis.openapi.from_dict(_document(server))
    schema.config.update(base_url=server.url)
    statuses: dict[int, int] = {}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found.err()
        operation = found.ok()
        if (operation.method, operation.path) == _SIGN_OUT:
            continue  # it would end the session that the rest needs; it takes no input

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case: Case[Any]) -> None:
            if operation.method != "delete":  # noqa: B023 - called within the round
                case.path_parameters.update({k: v for k, v in (ids or {}).items() if k in case.path_parameters})
            answer = case.call(headers=headers, timeout=60)
            statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
            assert answer.status_code < 500 or (answer.status_code == 503 and answer.headers.get("retry-after"))
            case.validate_response(answer, checks=_CHECKS)

        with contextlib.suppress(Unsatisfiable):  # a route without input has no wrong one
            send()
    return statuses


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_signed_in(server: Server, tmp_path: Path, mode: GenerationMode) -> None:
    (tmp_path / f"{mode.value}.mp4").write_bytes(b"not a video")
    source = {"kind": "file", "path": str(tmp_path / f"{mode.value}.mp4")}
    camera_id = str(server.add({"name": f"Yard {tmp_path.name}", "source": source, "enabled": False}))
    _attack_signed_in(server, mode, _EXAMPLES, camera_id)


@pytest.mark.soak
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_signed_in_for_long(server: Server, tmp_path: Path, mode: GenerationMode) -> None:
    source = {"kind": "file", "path": str(tmp_path / "none.mp4")}
    camera_id = str(server.add({"name": f"Gate {mode.value}", "source": source, "enabled": False}))
    _attack_signed_in(server, mode, _SOAK_EXAMPLES, camera_id)


def _attack_signed_in(server: Server, mode: GenerationMode, examples: int, camera_id: str) -> None:
    statuses = _attack(server, _signed_in(server), mode, examples, {"camera_id": camera_id})
    assert 401 not in {status for status in statuses if statuses[status] > 2 * examples}
    assert sum(statuses.values()) > 60


@pytest.mark.parametrize(
    "mode",
    [GenerationMode.POSITIVE, pytest.param(GenerationMode.NEGATIVE, marks=pytest.mark.soak)],
    ids=lambda mode: mode.value,
)
def test_signed_out(server: Server, mode: GenerationMode) -> None:
    statuses = _attack(server, {}, mode, _EXAMPLES)
    # 404: a link to a picture, which is its own permission, of a kind that we never gave out
    assert set(statuses) <= {200, 400, 401, 403, 404, 409, 422, 429}
    assert statuses[401] > 40


@pytest.mark.parametrize(
    "content",
    [b'{"a":' * 200_000, b"[" * 1_000_000, b"{", b"\xff\xfe", b'{"name": "\\ud800"}', b"9" * 100_000, b"null"],
    ids=lambda content: f"{content[:12]!r} ({len(content)})",
)
def test_malformed_bodies(server: Server, content: bytes) -> None:
    for method, path in [("POST", "/cameras"), ("POST", "/cameras/test"), ("PATCH", "/settings"), ("POST", "/session")]:
        answer = server.client.request(method, path, content=content, headers=_JSON)
        assert answer.status_code in {400, 413, 422}, (path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


def test_ten_megabytes(server: Server) -> None:
    body = b'{"name": "' + b"x" * 10_000_000 + b'"}'

    def in_chunks() -> Iterator[bytes]:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    announced = server.client.post("/cameras", content=body, headers=_JSON)
    assert (announced.status_code, announced.json()["type"]) == (413, "too-large")
    try:
        chunked = server.client.post("/cameras", content=in_chunks(), headers=_JSON)
        assert chunked.status_code == 413
    except httpx.TransportError:
        pass  # the server closed while we were still sending
    assert {httpx.request(how, f"{server.url}/health").status_code for how in ("GET", "HEAD")} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/events/not-an-id",
        "/events/0190a0a0-0000-7000-8000-00000000000g",
        "/cameras/1",
        "/cameras/%00",
        "/media/..%2f..%2fencryption.key",
        "/media/%2e%2e/%2e%2e/encryption.key",
        "/media/..%5c..%5cencryption.key",
        "/media/%252e%252e%252fencryption.key",
        "/media//etc/passwd",
        "/events/%F0%9F%92%A5",
    ],
)
@pytest.mark.covers("F32")
def test_malformed_ids_are_nowhere(server: Server, path: str) -> None:
    key = (server.folder / "data" / "encryption.key").read_text()
    answer = server.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert key not in answer.text


@pytest.mark.parametrize("label", ["' OR 1=1 --", '"; DROP TABLE events; --', "%", "\\", "\x00", "💥" * 50])
def test_a_quote_in_a_filter_finds_nothing(server: Server, label: str) -> None:
    answer = server.client.get("/events", params={"label": label})
    assert answer.status_code in {200, 422}
    assert answer.status_code == 422 or answer.json()["items"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "-1"),
        ("limit", "1e9"),
        ("cursor", "x"),
        ("from", "yesterday"),
        ("camera_id", "x"),
        ("unseen", "7"),
        ("labels", "cat"),
    ],
)
def test_odd_filters_are_refused(server: Server, name: str, value: str) -> None:
    answer = server.client.get("/events", params={name: value})
    assert answer.status_code == 422
