"""A camera's second, smaller stream: it shares the main one's user name, password and certificate where it has none of
its own and stands on the same server."""

from dataclasses import replace

from argusai.kit.errors import BadInput
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.cameras.credentials import Credentials, seal, unseal
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.resolve import Resolved, Stored, on_server_of, resolve, source_of
from argusai.pipeline.capture.cameras.schemas import FileSourceIn, SourceIn
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceIn


def resolve_second(given: SourceIn, main: Resolved, stored: Stored | None = None) -> Resolved:
    """`stored`: what is known of the second stream so far. Raises BadInput as `resolve`, and where both are one."""
    try:
        resolved = _resolve(given, main, stored)
    except BadInput as error:
        fields = {name.replace("source.", "sub.", 1): said for name, said in (error.fields or {}).items()}
        raise BadInput(error.detail, slug=error.slug, fields=fields) from error
    refuse_main(resolved.key, main.key)
    return resolved


def refuse_main(key: str | None, main_key: str) -> None:
    """`key`: of the second stream, None without one. Raises BadInput where it is the main one."""
    if key == main_key:
        raise BadInput(
            "The second stream has the address of the main one. Leave it out, or enter the address of the smaller one.",
            fields={"sub": "is the main stream"},
        )


def _resolve(given: SourceIn, main: Resolved, stored: Stored | None) -> Resolved:
    if isinstance(given, FileSourceIn | UsbSourceIn) or not on_server_of(given, main.column):
        return resolve(given, stored)
    if not given.certificate:
        given = given.model_copy(update={"certificate": main.source.certificate})
    secrets = stored.credentials.secrets if stored is not None else ()
    return resolve(given, Stored(main.column, replace(main.credentials, secrets=secrets)))


def stored_second(vault: Vault, row: CameraRow) -> Stored | None:
    if row.sub_source is None:
        return None
    return Stored(row.sub_source, unseal(vault, row.sealed_sub_credentials))


def second_source(vault: Vault, row: CameraRow) -> Source | None:
    """For the capture. None without one, and where its password cannot be read: then the main stream is looked at."""
    stored = stored_second(vault, row)
    if stored is None or not stored.credentials.readable:
        return None
    return source_of(stored.source, stored.credentials)


def give_second(vault: Vault, row: CameraRow, resolved: Resolved | None) -> None:
    """None takes it away."""
    row.sub_source = resolved.column if resolved else None
    row.sub_key = resolved.key if resolved else None
    if resolved is None:
        row.sealed_sub_credentials = None
    elif not row.sealed_sub_credentials or unseal(vault, row.sealed_sub_credentials) != resolved.credentials:
        row.sealed_sub_credentials = seal(vault, resolved.credentials)  # each sealing looks different


def follow_main(vault: Vault, row: CameraRow, before: Credentials, main: Credentials) -> None:
    """The main stream's password changed from `before`: a second one that shared it shares the new one."""
    stored = stored_second(vault, row)
    if stored is None or not stored.credentials.readable:
        return
    own = stored.credentials
    if (own.username, own.password) == (before.username, before.password):
        shared = replace(own, username=main.username, password=main.password)
        row.sealed_sub_credentials = seal(vault, shared)
