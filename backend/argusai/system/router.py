"""Settings, system health, and the one question that needs no sign-in: is it running?"""

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.system.schemas import NULLABLE, HealthOut, SettingsOut, SettingsPatch, SystemOut
from argusai.system.service import System
from argusai.system.settings_service import SettingsService

router = APIRouter(tags=["system"])
health_router = APIRouter(tags=["system"])


def _settings(connection: HTTPConnection) -> SettingsService:
    service: SettingsService = connection.app.state.settings_service
    return service


def _system(connection: HTTPConnection) -> System:
    service: System = connection.app.state.system
    return service


_Settings = Annotated[SettingsService, Depends(_settings)]
_System = Annotated[System, Depends(_system)]


@health_router.head("/health", include_in_schema=False)
@health_router.get("/health", responses={503: {"model": HealthOut}}, openapi_extra={"security": []})
async def read_health(service: _System, response: Response) -> HealthOut:
    """Whether the program runs: 200 while all of it goes around, 503 when a part of it stands still. Needs no sign-in,
    and tells nothing else."""
    missed = service.missed()
    if missed:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return HealthOut(status="degraded" if missed else "ok", sentences=missed)


@router.get("/settings", responses=problems(401))
async def read_settings(service: _Settings, person: SignedIn) -> SettingsOut:
    return SettingsOut(**asdict(await service.read()))


@router.patch("/settings", responses=problems(401, 403, 503))
async def change_settings(body: SettingsPatch, service: _Settings, person: Administrator) -> SettingsOut:
    """Change what the body names, and nothing else. `retention_gb` null: no limit by size; no
    `latitude` or `longitude`: nobody says where the house stands."""
    changes = {
        name: value
        for name, value in body.model_dump(exclude_unset=True).items()
        if value is not None or name in NULLABLE
    }
    return SettingsOut(**asdict(await service.change(changes)))


@router.get("/system", responses=problems(401, 503))
async def read_system(service: _System, person: SignedIn) -> SystemOut:
    return await service.read()
