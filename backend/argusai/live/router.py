"""The two WebSockets of the page: what happens (`/live`), and what a camera sees (`/cameras/{camera_id}/live`). And the
same pictures for other programs, which bring a key."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, WebSocket
from starlette.requests import HTTPConnection

from argusai.accounts.contract import Access
from argusai.accounts.guard import BY_KEY, KeyInAddress, MayLook, SignedIn
from argusai.kit.asgi import GIVE_UP, Receive, Scope, Send
from argusai.kit.errors import NotFound, Unavailable
from argusai.kit.problems import problems
from argusai.live.conversation import TRY_LATER, accept, close, feed
from argusai.live.pictures import PictureStreams
from argusai.live.ports import PictureFormat, StreamName
from argusai.live.streaming import MJPEG_TYPE, Client, View, Wrap, as_it_is, as_parts, stream_to
from argusai.live.updates import LiveUpdates

router = APIRouter(tags=["live"])
NO_SUCH_CAMERA = 4404
ENCODERS_BUSY = 4503


def _file(content_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {content_type: {"schema": {"type": "string", "format": "binary"}}}}}


def _updates(connection: HTTPConnection) -> LiveUpdates:
    updates: LiveUpdates = connection.app.state.live_updates
    return updates


def _pictures(connection: HTTPConnection) -> PictureStreams:
    pictures: PictureStreams = connection.app.state.live_pictures
    return pictures


_Pictures = Annotated[PictureStreams, Depends(_pictures)]
_Stream = Annotated[StreamName, Query(description="`sub`: the small one, where the camera has one")]


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
    with updates.subscribe(after, person.id, administrator=person.role == "administrator") as subscription:
        await feed(socket, subscription)


@router.websocket("/cameras/{camera_id:uuid}/live")
async def live_picture(
    socket: WebSocket,
    camera_id: UUID,
    pictures: Annotated[PictureStreams, Depends(_pictures)],
    _person: SignedIn,
    format: PictureFormat = "mp4",
    stream: StreamName = "main",
) -> None:
    """Accepts first: a browser does not see why a handshake was refused. `overlay`: what the analysis makes of each
    picture, as text."""
    if not await accept(socket):
        return
    try:
        async with pictures.view(camera_id, format, stream) as messages:
            await feed(socket, messages)
    except NotFound:
        await close(socket, NO_SUCH_CAMERA)
    except Unavailable as error:
        await close(socket, ENCODERS_BUSY if error.slug == "encoders-busy" else TRY_LATER)


@router.get(
    "/cameras/{camera_id:uuid}/stream.mp4",
    response_class=Response,
    responses=_file("video/mp4") | problems(401, 403, 404, 429, 503),
    openapi_extra=BY_KEY,
)
async def stream_mp4(
    camera_id: UUID, pictures: _Pictures, access: MayLook, stream: _Stream = "main", _key: KeyInAddress = None
) -> Response:
    """Picture and sound without an end, as fragmented MP4. It begins at a keyframe, at once, and ends when the camera
    is dialled anew."""
    return _Endless(pictures.view(camera_id, "file", stream), access, "video/mp4", as_it_is)


@router.get(
    "/cameras/{camera_id:uuid}/stream.mjpeg",
    response_class=Response,
    responses=_file(MJPEG_TYPE) | problems(401, 403, 404, 429, 503),
    openapi_extra=BY_KEY,
)
async def stream_mjpeg(
    camera_id: UUID, pictures: _Pictures, access: MayLook, stream: _Stream = "main", _key: KeyInAddress = None
) -> Response:
    """Pictures without an end, some a second, for programs that can do no more."""
    return _Endless(pictures.view(camera_id, "jpeg", stream), access, MJPEG_TYPE, as_parts)


class _Endless(Response):
    """Whatever fails before the first byte is answered as a problem."""

    def __init__(self, view: View, access: Access, content_type: str, wrap: Wrap) -> None:
        # Whoever brings a key may show it in a page of another site, such as a dashboard.
        place = "cross-origin" if access.by_key else "same-origin"
        headers = {"cache-control": "no-store", "x-accel-buffering": "no", "cross-origin-resource-policy": place}
        super().__init__(media_type=content_type, headers=headers)
        del self.headers["content-length"]
        self._endless = (view, access, wrap)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        view, access, wrap = self._endless
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        async with view as messages:
            client = Client(receive, send, scope.get("extensions", {}).get(GIVE_UP))
            await stream_to(client, start, wrap(messages), access)
