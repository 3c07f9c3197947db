"""The whole HTTP surface on one page."""

from fastapi import APIRouter, Depends

from argusai.accounts.router import router as accounts
from argusai.kit.problems import known_queries_only, problems
from argusai.live.router import router as live
from argusai.pipeline.capture.cameras.router import router as cameras
from argusai.pipeline.events.decisions.router import router as decisions
from argusai.pipeline.events.history.router import router as events
from argusai.system.router import health_router
from argusai.system.router import router as system

__all__ = ["api", "health_router"]

api = APIRouter(prefix="/api/v1", dependencies=[Depends(known_queries_only)], responses=problems(422))
for part in (accounts, cameras, events, decisions, live, system):
    api.include_router(part)
