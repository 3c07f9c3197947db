"""User name and password of a camera at rest: one sealed JSON text."""

import json
from dataclasses import dataclass, field

from argusai.kit.vault import SealBroken, Vault


@dataclass(frozen=True, slots=True)
class Credentials:
    """Both empty: the camera asks for none. `readable` False: they were sealed under another ENCRYPTION_KEY and have
    to be typed again."""

    username: str = ""
    password: str = field(default="", repr=False)
    readable: bool = True


NONE = Credentials()
LOST = Credentials(readable=False)


def seal(vault: Vault, credentials: Credentials) -> str | None:
    if not credentials.username and not credentials.password:
        return None
    return vault.seal(json.dumps({"username": credentials.username, "password": credentials.password}))


def unseal(vault: Vault, sealed: str | None) -> Credentials:
    if sealed is None:
        return NONE
    try:
        kept = json.loads(vault.open(sealed))
    except SealBroken:
        return LOST
    return Credentials(username=kept["username"], password=kept["password"])
