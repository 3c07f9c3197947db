"""`/home-assistant`: how to reach its broker, a test, and what was asked from there."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.bridges.homeassistant.schemas import BrokerTestOut, CommandsOut, HomeAssistantOut, HomeAssistantPatch
from argusai.bridges.homeassistant.service import HomeAssistantService
from argusai.kit.problems import problems

router = APIRouter(prefix="/home-assistant", tags=["home assistant"])


def _service(connection: HTTPConnection) -> HomeAssistantService:
    service: HomeAssistantService = connection.app.state.home_assistant
    return service


HomeAssistant = Annotated[HomeAssistantService, Depends(_service)]


@router.get("", responses=problems(401, 403))
async def read_home_assistant(home_assistant: HomeAssistant, _person: Administrator) -> HomeAssistantOut:
    """The settings, and how the connection stands."""
    return await home_assistant.read()


@router.patch("", responses=problems(401, 403, 413, 422, 503))
async def change_home_assistant(
    home_assistant: HomeAssistant, _person: Administrator, given: HomeAssistantPatch
) -> HomeAssistantOut:
    """Fields left out stay. It is obeyed at once."""
    return await home_assistant.change(given)


@router.post("/test", responses=problems(401, 403, 413, 422))
async def try_home_assistant(
    home_assistant: HomeAssistant, _person: Administrator, given: HomeAssistantPatch
) -> BrokerTestOut:
    """Connects with the settings as they would be, sends a message to itself, and says what came of it."""
    return await home_assistant.test(given)


@router.get("/commands", responses=problems(401, 403))
async def list_home_assistant_commands(home_assistant: HomeAssistant, _person: Administrator) -> CommandsOut:
    """The last twenty that were obeyed, and the last twenty that were refused."""
    return await home_assistant.commands()
