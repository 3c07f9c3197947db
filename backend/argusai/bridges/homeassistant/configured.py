"""The settings as they are used: with their secrets. Pure."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from argusai.bridges.homeassistant.contract import Broker
from argusai.bridges.homeassistant.models import HomeAssistantRow
from argusai.bridges.homeassistant.topics import Topics
from argusai.kit.faulty_inputs import faulty
from argusai.kit.vault import SealBroken, Vault

_USUAL = Topics("homeassistant", "argusai")
PORT = 1883


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is encrypted together."""

    password: str = field(default="", repr=False)
    authority: str = ""
    certificate: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Configured:
    """`readable` False: its secrets were encrypted under another key, and are gone."""

    installation: UUID
    enabled: bool = False
    host: str = ""
    port: int = PORT
    username: str = ""
    tls: bool = False
    topics: Topics = _USUAL
    secrets: Secrets = Secrets()
    readable: bool = True

    @property
    def broker(self) -> Broker:
        name = f"argusai-{self.installation.hex[-8:]}"
        return Broker(self.host, self.port, name, self.username, tls=self.tls, **asdict(self.secrets))


def read_row(row: HomeAssistantRow, vault: Vault) -> Configured:
    try:
        secrets, readable = Secrets(**json.loads(vault.open(row.sealed))), True
    except SealBroken:
        secrets, readable = Secrets(), False
    topics = Topics(row.discovery_prefix, row.topic_prefix)
    plain = (row.installation, row.enabled, row.host, row.port, row.username, row.tls)
    return Configured(*plain, topics=topics, secrets=secrets, readable=readable)


def write_row(row: HomeAssistantRow, new: Configured, vault: Vault) -> None:
    for name in ("enabled", "host", "port", "username", "tls"):
        setattr(row, name, getattr(new, name))
    row.discovery_prefix, row.topic_prefix = new.topics.discovery, new.topics.own
    if new.readable:  # else the key that opens it may be put back
        row.sealed = vault.seal(json.dumps(asdict(new.secrets)))


def changed(before: Configured, changes: dict[str, Any]) -> Configured:
    """`before` with what `changes` names. Raises BadInput: what does not fit together."""
    topics = Topics(
        changes.pop("discovery_prefix", before.topics.discovery), changes.pop("topic_prefix", before.topics.own)
    )
    names = ("password", "authority", "certificate", "key")
    secret: dict[str, Any] = {name: changes.pop(name) for name in names if name in changes}
    after = replace(before, **changes, topics=topics, secrets=replace(before.secrets, **secret))
    # What nobody can read goes when it is entered anew, or with the broker that it was for.
    anew = "password" in secret or any(secret.values()) or after.host != before.host
    after = replace(after, readable=before.readable or anew)
    faults = dict[str, str]()
    if after.enabled and not after.host:
        faults["host"] = "Needed"
    if topics.own == topics.discovery:
        faults["topic_prefix"] = "Has to differ from the discovery prefix"
    if bool(after.secrets.certificate) != bool(after.secrets.key):
        faults["certificate" if after.secrets.key else "key"] = "Certificate and key belong together: give both"
    for name in ("authority", "certificate"):
        if "PRIVATE KEY" in getattr(after.secrets, name):  # these are shown again
            faults[name] = "Holds a private key, which belongs in the field for the key alone"
    faults |= _unbound(before, after, secret)
    if faults:
        raise faulty(faults)
    return after


def _unbound(before: Configured, after: Configured, given: dict[str, Any]) -> dict[str, str]:
    """A secret goes to the server that it was given for, the way it was given for: another program may listen at
    another port, and without TLS everybody on the way reads it. Else whoever may change these would learn it."""
    if not before.secrets.password or "password" in given:
        return {}
    if (after.host, after.port) != (before.host, before.port):
        return {"password": "The broker is another one: enter its password"}
    if before.tls and not after.tls:
        return {"password": "Without TLS others can read it on its way: enter it again if it shall go so"}
    if before.tls and after.secrets.authority.strip() != before.secrets.authority.strip():
        return {"password": "Others may vouch for the broker from now on: enter its password"}
    return {}
