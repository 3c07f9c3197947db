"""Secrets in a file that leaves the house: scrypt makes a key of a passphrase, Fernet encrypts with it."""

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from argusai.kit.errors import BadInput

# 64 MB and about 0.2 s for each try. Fixed by the format, never read from the file: that could name any cost.
_COST, _BLOCK, _PARALLEL = 2**16, 8, 1
_SALT_BYTES = 16
LEAST_LETTERS = 10


class Passphrase:
    """Slow to make: not in an event loop. Raises BadInput for a salt that is none."""

    def __init__(self, text: str, salt: str | None = None) -> None:
        self.salt = salt or base64.urlsafe_b64encode(secrets.token_bytes(_SALT_BYTES)).decode()
        try:
            raw = base64.urlsafe_b64decode(self.salt)
        except ValueError as error:
            raise BadInput("salt: This is not the salt of an export.", fields={"salt": "is not valid"}) from error
        kdf = Scrypt(salt=raw, length=32, n=_COST, r=_BLOCK, p=_PARALLEL)
        self._fernet = Fernet(base64.urlsafe_b64encode(kdf.derive(text.encode())))

    def seal(self, known: Mapping[str, Any]) -> str:
        return self._fernet.encrypt(json.dumps(known).encode()).decode()

    def open(self, sealed: str) -> object:
        """Plain JSON, of whatever shape. Raises BadInput (slug `wrong-passphrase` among them)."""
        try:
            content = self._fernet.decrypt(sealed.encode())
        except InvalidToken as error:
            raise BadInput(
                "This passphrase does not open the secrets of this file. Type the one that was chosen when it was "
                "exported: capital letters and spaces count. When it is lost, leave it empty: everything but the "
                "secrets is imported then.",
                slug="wrong-passphrase",
                fields={"secrets": "cannot be opened with this passphrase"},
            ) from error
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise BadInput(
                "What is encrypted here was not written by an export.", fields={"secrets": "are not those of an export"}
            ) from error
