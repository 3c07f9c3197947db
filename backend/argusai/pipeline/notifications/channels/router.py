"""Where people are told: each their own channels; an administrator says how far these may reach."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.notifications.channels.schemas import (
    ChannelHouseOut,
    ChannelHousePatch,
    ChannelIn,
    ChannelMadeOut,
    ChannelOut,
    ChannelPatch,
    TestOut,
)
from argusai.pipeline.notifications.channels.service import ChannelsService, Who

router = APIRouter(prefix="/channels", tags=["channels"])
house_router = APIRouter(prefix="/channel-settings", tags=["channels"])


def _channels(connection: HTTPConnection) -> ChannelsService:
    channels: ChannelsService = connection.app.state.channels
    return channels


def _who(person: SignedIn) -> Who:
    return Who(person.id, person.role == "administrator")


Channels = Annotated[ChannelsService, Depends(_channels)]
Asking = Annotated[Who, Depends(_who)]


@router.get("", responses=problems(401))
async def list_channels(who: Asking, channels: Channels) -> PageOut[ChannelOut]:
    """Your own; an administrator sees those of others too, without their settings. Always one page."""
    return PageOut(items=await channels.list(who), next_cursor=None)


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def make_channel(body: ChannelIn, who: Asking, channels: Channels) -> ChannelMadeOut:
    """The secret of a webhook is in this answer and nowhere else."""
    return await channels.create(who, body)


@router.patch("/{channel_id:uuid}", responses=problems(401, 403, 404, 413, 422, 503))
async def change_channel(channel_id: UUID, body: ChannelPatch, who: Asking, channels: Channels) -> ChannelOut:
    return await channels.change(who, channel_id, body)


@router.delete("/{channel_id:uuid}", status_code=204, responses=problems(401, 403, 404, 409, 422, 503))
async def remove_channel(
    channel_id: UUID,
    who: Asking,
    channels: Channels,
    although_used: Annotated[bool, Query(description="Also when rules tell by it")] = False,
) -> None:
    """What was on its way there is dropped. Rules that tell by it keep it from going, until you say so."""
    await channels.remove(who, channel_id, although_used=although_used)


@router.post("/{channel_id:uuid}/test", responses=problems(401, 403, 404, 503))
async def test_channel(channel_id: UUID, who: Asking, channels: Channels) -> TestOut:
    """Sends a test now, and answers when its outcome is known: within half a minute."""
    return await channels.test(who, channel_id)


@house_router.get("", responses=problems(401, 503))
async def read_channel_settings(_person: SignedIn, channels: Channels) -> ChannelHouseOut:
    return await channels.house()


@house_router.patch("", responses=problems(401, 403, 413, 422, 503))
async def change_channel_settings(
    body: ChannelHousePatch, _person: Administrator, channels: Channels
) -> ChannelHouseOut:
    return await channels.change_house(body)
