"""What is told of a camera, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.events.description.describers.schemas import CameraDescribing
from argusai.pipeline.events.description.prompts.schemas import CameraPromptOut, PromptTrialIn, PromptTrialOut
from argusai.pipeline.events.description.prompts.service import PromptsService

router = APIRouter(prefix="/cameras/{camera_id:uuid}/prompts", tags=["descriptions"])


def _service(connection: HTTPConnection) -> PromptsService:
    service: PromptsService = connection.app.state.prompts
    return service


_Prompts = Annotated[PromptsService, Depends(_service)]


@router.get("", responses=problems(401, 403, 404))
async def list_camera_prompts(camera_id: UUID, _person: Administrator, prompts: _Prompts) -> PageOut[CameraPromptOut]:
    """What was told of the camera, newest first; the last 50. Always one page."""
    return PageOut(items=await prompts.of_camera(camera_id), next_cursor=None)


@router.post("/trial", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def try_camera_prompt(
    camera_id: UUID, body: PromptTrialIn, _person: Administrator, prompts: _Prompts
) -> PromptTrialOut:
    """Describes a past event with another text, and keeps nothing but what it cost."""
    return await prompts.rehearse(camera_id, body)


@router.post("/{prompt_id:uuid}/restore", responses=problems(401, 403, 404, 503))
async def restore_camera_prompt(
    camera_id: UUID, prompt_id: UUID, _person: Administrator, prompts: _Prompts
) -> CameraDescribing:
    """That text is told again."""
    return await prompts.restore(camera_id, prompt_id)
