"""A camera is given its main stream and its second: none that another camera has, and never one as both."""

from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.credentials import seal, unseal
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.cameras.resolve import Resolved, Stored, resolve, source_of
from argusai.pipeline.capture.cameras.schemas import CameraPatch, SourceIn
from argusai.pipeline.capture.cameras.second import (
    follow_main,
    give_second,
    refuse_main,
    resolve_second,
    stored_second,
)
from argusai.pipeline.capture.cameras.taken import refuse_watched


def stored_main(vault: Vault, row: CameraRow) -> Stored:
    """What is known of the main stream, decrypted."""
    return Stored(row.source, unseal(vault, row.sealed_credentials))


async def give_streams(
    repository: CameraRepository, vault: Vault, row: CameraRow, main: Resolved, second: Resolved | None
) -> None:
    """To a camera that is added. Raises Conflict where another one has them."""
    await _give_main(repository, vault, row, main)
    await _give_second(repository, vault, row, second)


async def change_streams(repository: CameraRepository, vault: Vault, row: CameraRow, patch: CameraPatch) -> None:
    """What `patch` leaves out stays. Raises BadInput (`password-needed` among them), Conflict."""
    if patch.source is not None:
        before = stored_main(vault, row)
        resolved = resolve(patch.source, before)
        await _give_main(repository, vault, row, resolved)
        if before.credentials != resolved.credentials:
            follow_main(vault, row, before.credentials, resolved.credentials)
    if "sub" in patch.model_fields_set:
        await _give_second(repository, vault, row, _resolve_second(vault, row, patch.sub))
    elif patch.source is not None:
        refuse_main(row.sub_key, row.source_key)


def _resolve_second(vault: Vault, row: CameraRow, given: SourceIn | None) -> Resolved | None:
    if given is None:
        return None
    known = stored_main(vault, row)
    main = Resolved(source_of(known.source, known.credentials), row.source_key, known.credentials)
    return resolve_second(given, main, stored_second(vault, row))


async def _give_main(repository: CameraRepository, vault: Vault, row: CameraRow, resolved: Resolved) -> None:
    await refuse_watched(repository, row, resolved.key, "source")
    row.source, row.source_key = resolved.column, resolved.key
    if not row.sealed_credentials or unseal(vault, row.sealed_credentials) != resolved.credentials:
        row.sealed_credentials = seal(vault, resolved.credentials)  # each sealing looks different


async def _give_second(repository: CameraRepository, vault: Vault, row: CameraRow, resolved: Resolved | None) -> None:
    if resolved is not None:
        await refuse_watched(repository, row, resolved.key, "sub")
    give_second(vault, row, resolved)
