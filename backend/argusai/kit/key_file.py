"""The encryption key of an installation that was given none: made once, kept in the data folder."""

import base64
import os
import secrets
from pathlib import Path

from argusai.kit.errors import StartError
from argusai.kit.files import make_folder_durably, sync_folder
from argusai.kit.log import get_log
from argusai.kit.vault import Vault

NAME = "encryption.key"
_log = get_log("kit")


def open_vault(keys: str, folder: Path) -> Vault:
    """The vault under `keys` (ENCRYPTION_KEY), or, when that is empty, under the key in `folder`. One that is not there
    is made, and said so, once the vault is used: a start that is refused leaves none behind. Raises StartError when a
    key is wrong, or the folder cannot be used."""
    return Vault(keys) if keys.strip() else _KeptVault(folder / NAME)


class _KeptVault(Vault):
    """Under the key in a file."""

    has_older_keys = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = False
        if _is_there(path):
            self._open()

    def seal(self, secret: str) -> str:
        self._open()
        return super().seal(secret)

    def open(self, sealed: str) -> str:
        self._open()
        return super().open(sealed)

    def reseal(self, sealed: str) -> str:
        self._open()
        return super().reseal(sealed)

    def _open(self) -> None:
        if not self._opened:
            self._take(_kept(self._path))
            self._opened = True


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # opening it says why


def _kept(path: Path) -> str:
    try:
        if not path.exists() and _make(path):
            _log.warning(
                "an encryption key was made; keep a copy, camera passwords are lost without it", path=str(path)
            )
        path.chmod(0o600)
        kept = path.read_text(encoding="ascii")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise StartError(
            f"The encryption key {path} cannot be used: {reason}. Put it back from your copy, or set ENCRYPTION_KEY."
        ) from error
    try:
        Vault(kept)
    except StartError as error:
        raise StartError(
            f"The file {path} does not hold an encryption key. Put it back from your copy; if there is none, delete "
            "the file: a new key is made at the next start, and the passwords of your cameras have to be typed again."
        ) from error
    return kept


def _make(path: Path) -> bool:
    """False when somebody else was first."""
    make_folder_durably(path.parent)
    key = base64.urlsafe_b64encode(secrets.token_bytes(32))
    partial = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)  # unlike a rename it never replaces the key of one that started at the same moment
        except FileExistsError:
            return False
    finally:
        partial.unlink()
    sync_folder(path.parent)
    return True
