"""User name, password and the secrets in the address of a camera at rest: one sealed JSON text."""

import json
from dataclasses import dataclass, field

from argusai.kit.vault import SealBroken, Vault
from argusai.pipeline.capture.cameras.hidden import Secret


@dataclass(frozen=True, slots=True)
class Credentials:
    """All empty: the camera asks for none. `readable` False: they were sealed under another ENCRYPTION_KEY and have
    to be typed again."""

    username: str = ""
    password: str = field(default="", repr=False)
    readable: bool = True
    secrets: tuple[Secret, ...] = field(default=(), repr=False)


NONE = Credentials()
LOST = Credentials(readable=False)


def seal(vault: Vault, credentials: Credentials) -> str | None:
    if not credentials.username and not credentials.password and not credentials.secrets:
        return None
    kept = {"username": credentials.username, "password": credentials.password}
    secrets = [[secret.name, secret.value] for secret in credentials.secrets]
    return vault.seal(json.dumps({**kept, "secrets": secrets} if secrets else kept))


def unseal(vault: Vault, sealed: str | None) -> Credentials:
    if sealed is None:
        return NONE
    try:
        kept = json.loads(vault.open(sealed))
    except SealBroken:
        return LOST
    secrets = tuple(Secret(name, value) for name, value in kept.get("secrets", ()))
    return Credentials(kept["username"], kept["password"], secrets=secrets)
