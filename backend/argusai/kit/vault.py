"""Secrets at rest: Fernet (AES-128-CBC + HMAC-SHA256) with key rotation."""

import contextlib
import re

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from argusai.kit.errors import StartError

# The library reads on to the end of the padding and passes over what is no base64, so that two keys joined by a space
# would count as the first of them.
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
HOW_TO_MAKE_A_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class Vault:
    """Encrypts with the first key, decrypts with any: put a new key in front to rotate."""

    def __init__(self, keys: str) -> None:
        """`keys`: Fernet keys joined by commas. Raises StartError naming which key is wrong, never its text."""
        self._take(keys)

    def _take(self, keys: str) -> None:
        parts = [part.strip() for part in keys.split(",") if part.strip()]
        if not parts:
            raise StartError(f"ENCRYPTION_KEY holds no key. Make one: {HOW_TO_MAKE_A_KEY}")
        fernets = []
        for number, part in enumerate(parts, start=1):
            if _KEY.fullmatch(part) is None:
                raise StartError(
                    f"Key {number} of {len(parts)} in ENCRYPTION_KEY is not a Fernet key (44 characters, URL-safe "
                    f"base64 of 32 bytes; several are joined by commas). Put back the key this installation was set "
                    f"up with, or make a new one: {HOW_TO_MAKE_A_KEY}"
                )
            fernets.append(Fernet(part))
        self._first = fernets[0]
        self._fernet = MultiFernet(fernets)
        self.has_older_keys = len(fernets) > 1

    def seal(self, secret: str) -> str:
        return self._fernet.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises SealBroken when no key fits."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise SealBroken from error

    def reseal(self, sealed: str) -> str:
        """The same secret under the first key; `sealed` itself when it is. Raises SealBroken when no key fits."""
        with contextlib.suppress(InvalidToken):
            self._first.decrypt(sealed.encode())
            return sealed
        try:
            return self._fernet.rotate(sealed.encode()).decode()
        except InvalidToken as error:
            raise SealBroken from error


class SealBroken(Exception):
    """No key of this installation opens the stored secret: it was sealed under another ENCRYPTION_KEY."""
