"""`/configuration`: what was changed, and the way back. For administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.configuration.file_schemas import ConfigurationOut, ExportIn, ImportIn
from argusai.configuration.porting import ConfigurationFile
from argusai.configuration.schemas import OutcomeOut, RestoreIn, VersionDetailOut, VersionOut
from argusai.configuration.service import Configuration
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut

router = APIRouter(prefix="/configuration", tags=["configuration"])


def _service(connection: HTTPConnection) -> Configuration:
    service: Configuration = connection.app.state.configuration
    return service


Versions = Annotated[Configuration, Depends(_service)]


def _file(connection: HTTPConnection) -> ConfigurationFile:
    file: ConfigurationFile = connection.app.state.configuration_file
    return file


File = Annotated[ConfigurationFile, Depends(_file)]


@router.get("/versions", responses=problems(401, 403, 422))
async def list_versions(
    versions: Versions,
    _person: Administrator,
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageOut[VersionOut]:
    """Each change of cameras, groups, settings, rules and modes, newest first. 500 are kept, for a year."""
    page = await versions.page(cursor, limit)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.get("/versions/{version_id:uuid}", responses=problems(401, 403, 404))
async def get_version(versions: Versions, _person: Administrator, version_id: UUID) -> VersionDetailOut:
    """What it changed, field by field; never a password."""
    return await versions.get(version_id)


@router.post("/versions/{version_id:uuid}/restore", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def restore_version(versions: Versions, _person: Administrator, version_id: UUID, given: RestoreIn) -> OutcomeOut:
    """Without a restart; only cameras that differ are dialled again. This is a change too, and can be undone."""
    return await versions.restore(version_id, given)


@router.post("/export", responses=problems(401, 403, 413, 422, 503))
async def export_configuration(file: File, _person: Administrator, given: ExportIn) -> ConfigurationOut:
    """Cameras with what they watch for, groups, settings, modes and rules: to be kept as a file, and imported here or
    elsewhere."""
    return ConfigurationOut.model_validate(await file.written(given.passphrase))


@router.post("/import", responses=problems(401, 403, 409, 413, 422, 503))
async def import_configuration(file: File, _person: Administrator, given: ImportIn) -> OutcomeOut:
    """All of it or nothing. What is there is found by id, else by name; what is not in the file stays. It can be undone
    as any other change."""
    return await file.taken(given.configuration, given.passphrase, preview=given.preview)
