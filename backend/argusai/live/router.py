"""The two WebSockets: what happens (`/live`), and what a camera sees (`/cameras/{camera_id}/live`)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, WebSocket
from starlette.requests import HTTPConnection

from argusai.accounts.router import SignedIn
from argusai.kit.errors import NotFound, Unavailable
from argusai.live.conversation import TRY_LATER, accept, close, feed
from argusai.live.pictures import PictureStreams
from argusai.live.ports import PictureFormat
from argusai.live.updates import LiveUpdates

router = APIRouter(tags=["live"])
NO_SUCH_CAMERA = 4404


def _updates(connection: HTTPConnection) -> LiveUpdates:
    updates: LiveUpdates = connection.app.state.live_updates
    return updates


def _pictures(connection: HTTPConnection) -> PictureStreams:
    pictures: PictureStreams = connection.app.state.live_pictures
    return pictures


@router.websocket("/live")
async def live_updates(
    socket: WebSocket,
    updates: Annotated[LiveUpdates, Depends(_updates)],
    person: SignedIn,
    after: str | None = None,
) -> None:
    """`after`: the last cursor that the client has seen."""
    if not await accept(socket):
        return
    with updates.subscribe(after, person.id) as subscription:
        await feed(socket, subscription)


@router.websocket("/cameras/{camera_id:uuid}/live")
async def live_picture(
    socket: WebSocket,
    camera_id: UUID,
    pictures: Annotated[PictureStreams, Depends(_pictures)],
    _person: SignedIn,
    format: PictureFormat = "mp4",
) -> None:
    """Accepts first: a browser does not see why a handshake was refused."""
    if not await accept(socket):
        return
    try:
        async with pictures.view(camera_id, format) as messages:
            await feed(socket, messages)
    except NotFound:
        await close(socket, NO_SUCH_CAMERA)
    except Unavailable:
        await close(socket, TRY_LATER)
