"""Cameras that are to be watched and cannot be dialled, because nobody can read their password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.kit.db import Database
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.credentials import unseal
from argusai.pipeline.capture.cameras.repository import CameraRepository


@dataclass(frozen=True, slots=True)
class Unreadable:
    """`since`: when the camera was changed last. `slug`, `reason`: as of a camera that is down."""

    camera_id: UUID
    since: datetime
    slug: str
    reason: str


def why_unreadable(sealed: str | None) -> tuple[str, str]:
    """A slug, and a sentence that says what to do, for credentials that cannot be read."""
    if not sealed:  # as an import leaves them
        return "password-missing", "The file that it was imported from holds no password. Edit the camera and type it."
    return (
        "password-unreadable",
        "The password cannot be read with this ENCRYPTION_KEY. Edit the camera and type the password again.",
    )


async def unreadable(database: Database, vault: Vault) -> list[Unreadable]:
    """Those of the cameras that are enabled."""
    async with database.read() as session:
        rows = await CameraRepository(session).enabled()
    return [
        Unreadable(row.id, row.updated_at, *why_unreadable(row.sealed_credentials))
        for row in rows
        if not unseal(vault, row.sealed_credentials).readable
    ]
