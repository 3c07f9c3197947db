"""A real Home Assistant on a free port of 127.0.0.1, where the machine has one: `hass` on the path, or named by
ARGUSAI_TEST_HASS. It wants a Python of its own, so it is no requirement of ours."""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import textwrap
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.support.mosquitto import PASSWORD, USERNAME, Mosquitto
from tests.support.rtsp import free_port
from tests.support.secrets import secret
from tests.support.waiting import until

_START_SECONDS = 240.0
_OWNER, _SECRET = "owner", secret("the owner's password")
_CONFIG = """
homeassistant:
  {{name: Test, unit_system: metric, time_zone: UTC, country: DE, language: en, internal_url: "http://127.0.0.1:{port}"}}
http: {{server_host: 127.0.0.1, server_port: {port}}}
api:
config:
sun:
logger: {{default: warning}}
"""
_ONBOARDED = {
    "version": 4, "minor_version": 1, "key": "onboarding",
    "data": {"done": ["user", "core_config", "analytics", "integration"]},
}  # fmt: skip


def hass_program() -> str | None:
    return os.environ.get("ARGUSAI_TEST_HASS") or shutil.which("hass")


@dataclass
class HomeAssistant:
    """`automations`: of which each is a mapping, in YAML. `more`: further lines of its configuration."""

    folder: Path
    program: str
    port: int = field(default_factory=free_port)
    automations: tuple[str, ...] = ()
    more: str = ""
    _running: subprocess.Popen[bytes] | None = None
    _client: httpx.AsyncClient | None = None

    async def prepare(self) -> None:
        """Its configuration and its owner."""
        storage = self.folder / ".storage"
        await asyncio.to_thread(storage.mkdir, parents=True, exist_ok=True)
        items = "".join(textwrap.indent(each, "    ").replace("    ", "  - ", 1) for each in self.automations)
        config = _CONFIG.format(port=self.port) + (f"automation:\n{items}" if items else "") + self.more
        (self.folder / "configuration.yaml").write_text(config)
        (storage / "onboarding").write_text(json.dumps(_ONBOARDED))
        command = [self.program, "--script", "auth", "-c", str(self.folder), "add", _OWNER, _SECRET]
        await asyncio.to_thread(subprocess.run, command, env=_environment(), check=True, capture_output=True)

    async def start(self) -> None:
        """Returns once somebody may sign in."""
        command = [self.program, "-c", str(self.folder), "--skip-pip"]
        with (self.folder / "out.log").open("ab") as out:
            self._running = await asyncio.to_thread(
                subprocess.Popen, command, env=_environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        self._client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=30)
        await until(self._answers, _START_SECONDS, "Home Assistant to answer")
        token = await self._sign_in()
        self._client.headers["Authorization"] = f"Bearer {token}"

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.aclose()
        if self._running is not None:
            self._running.kill()
            await asyncio.to_thread(self._running.wait)
            self._running = None

    async def add_broker(self, broker: Mosquitto) -> None:
        flow = await self._post("/api/config/config_entries/flow", {"handler": "mqtt"})
        given = {"broker": "127.0.0.1", "port": broker.port, "username": USERNAME, "password": PASSWORD}
        done = await self._post(f"/api/config/config_entries/flow/{flow['flow_id']}", given)
        assert done["type"] == "create_entry", done

    async def add_by_hand(self, integration: str) -> None:
        """One that asks nothing."""
        done = await self._post("/api/config/config_entries/flow", {"handler": integration})
        assert done["type"] == "create_entry", done

    async def add_phone(self, name: str, push_url: str) -> None:
        """As its app does: what shall be told to the phone goes to `push_url`."""
        named = ("app_id", "app_name", "app_version", "manufacturer", "model", "os_name", "os_version")
        about = dict.fromkeys(named, "test")
        given = {**about, "device_name": name, "app_data": {"push_token": "-", "push_url": push_url}}
        await self._post("/api/mobile_app/registrations", {**given, "supports_encryption": False})

    async def states(self) -> dict[str, Any]:
        """Each entity's state and attributes, by its id."""
        answer = await self._http().get("/api/states")
        return {each["entity_id"]: each for each in answer.raise_for_status().json()}

    async def state(self, entity: str) -> str | None:
        found = (await self.states()).get(entity)
        return None if found is None else str(found["state"])

    async def picture(self, entity: str) -> bytes:
        return await self.fetch((await self.states())[entity]["attributes"]["entity_picture"])

    async def fetch(self, path: str) -> bytes:
        return (await self._http().get(path)).raise_for_status().content

    async def call(self, service: str, entity: str, **more: Any) -> None:
        """`service`: such as select/select_option."""
        await self._post(f"/api/services/{service}", {"entity_id": entity, **more})

    async def be(self, entity: str, state: str, **attributes: str) -> None:
        """It is so from now on, as an integration of Home Assistant's would say."""
        await self._post(f"/api/states/{entity}", {"state": state, "attributes": attributes})

    async def render(self, template: str) -> str:
        """Raises what the template has wrong."""
        return (await self._http().post("/api/template", json={"template": template})).raise_for_status().text

    def complaints(self) -> list[str]:
        """What it says of MQTT in its log, which holds warnings and worse."""
        log = self.folder / "out.log"
        lines = log.read_text(errors="replace").splitlines()
        return [line for line in lines if "components.mqtt" in line and "onnect" not in line]

    async def _answers(self) -> bool:
        assert self._running is not None
        assert self._running.poll() is None, (self.folder / "out.log").read_text(errors="replace")[-2000:]
        try:
            return (await self._http().get("/auth/providers")).is_success
        except httpx.HTTPError:
            return False

    async def _sign_in(self) -> str:
        us = f"http://127.0.0.1:{self.port}/"
        asked = {"client_id": us, "handler": ["homeassistant", None], "redirect_uri": us}
        flow = await self._post("/auth/login_flow", asked)
        given = {"client_id": us, "username": _OWNER, "password": _SECRET}
        code = (await self._post(f"/auth/login_flow/{flow['flow_id']}", given))["result"]
        asked_token = {"grant_type": "authorization_code", "code": code, "client_id": us}
        answer = await self._http().post("/auth/token", data=asked_token)
        return str(answer.raise_for_status().json()["access_token"])

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        return (await self._http().post(path, json=body)).raise_for_status().json()

    def _http(self) -> httpx.AsyncClient:
        assert self._client is not None
        return self._client


def _environment() -> dict[str, str]:
    """Without what belongs to our Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


@contextlib.asynccontextmanager
async def home_assistant(folder: Path, program: str, *automations: str, more: str = "") -> AsyncIterator[HomeAssistant]:
    home = HomeAssistant(folder, program, automations=automations, more=more)
    await home.prepare()
    try:
        await home.start()
        yield home
    finally:
        await home.stop()
