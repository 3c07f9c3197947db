"""The whole HTTP surface on one page."""

import re

from fastapi import APIRouter, Depends

from argusai.accounts.keys.router import router as keys
from argusai.accounts.people.router import router as people
from argusai.accounts.router import router as accounts
from argusai.bridges.homeassistant.router import router as home_assistant
from argusai.configuration.router import router as configuration
from argusai.kit.problems import known_queries_only, problems
from argusai.live.router import router as live
from argusai.pipeline.capture.cameras.groups.router import router as groups
from argusai.pipeline.capture.cameras.router import router as cameras
from argusai.pipeline.capture.outages.router import router as outages
from argusai.pipeline.detection.objects.own.router import router as detectors
from argusai.pipeline.events.decisions.router import router as decisions
from argusai.pipeline.events.description.batches.router import router as batches
from argusai.pipeline.events.description.describers.router import router as describers
from argusai.pipeline.events.description.prompts.router import router as prompts
from argusai.pipeline.events.description.questions.router import router as questions
from argusai.pipeline.events.description.requests.router import router as descriptions
from argusai.pipeline.events.history.asking.router import router as asking
from argusai.pipeline.events.history.feedback.router import router as feedback
from argusai.pipeline.events.history.parcels.router import router as parcels
from argusai.pipeline.events.history.router import router as events
from argusai.pipeline.notifications.channels.router import house_router as channel_settings
from argusai.pipeline.notifications.channels.router import router as channels
from argusai.pipeline.notifications.modes.router import router as modes
from argusai.pipeline.notifications.notices.router import router as notices
from argusai.pipeline.notifications.presence.router import router as presence
from argusai.pipeline.notifications.rules.router import router as rules
from argusai.pipeline.notifications.selftest.router import router as self_test
from argusai.pipeline.notifications.silence.router import router as silence
from argusai.system.certificates.router import router as certificates
from argusai.system.router import health_router
from argusai.system.router import router as system

__all__ = ["STREAMED", "api", "health_router"]

# These take a file of any size that the route allows, read as it comes.
STREAMED = re.compile(r"PUT /api/v1/detectors/[^/]+/model|POST /api/v1/events")

api = APIRouter(prefix="/api/v1", dependencies=[Depends(known_queries_only)], responses=problems(422))
for part in (
    accounts,
    asking,
    batches,
    cameras,
    certificates,
    channel_settings,
    channels,
    configuration,
    decisions,
    describers,
    descriptions,
    detectors,
    events,
    feedback,
    groups,
    home_assistant,
    keys,
    live,
    notices,
    modes,
    outages,
    parcels,
    prompts,
    presence,
    questions,
    people,
    rules,
    self_test,
    silence,
    system,
):
    api.include_router(part)
