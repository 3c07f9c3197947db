"""Events and their media over HTTP."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Annotated, Any, BinaryIO, Literal, TypeVar
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.requests import HTTPConnection
from fastapi.responses import FileResponse, StreamingResponse
from pydantic import StringConstraints
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment, PageOut
from argusai.pipeline.events.history.browsing.wanted import Wanted
from argusai.pipeline.events.history.clips.service import EventFiles, StoredFile, WantedPart, gone_from_disk
from argusai.pipeline.events.history.media import OutsideFile, matches, read_range
from argusai.pipeline.events.history.schemas import (
    EventDetailOut,
    EventOut,
    EventSummaryOut,
    EventTrigger,
    SeenAllIn,
)
from argusai.pipeline.events.history.service import HistoryService

router = APIRouter(tags=["events"])
# More than a page of filters could ever make.
_MOST_CHOICES = 50
_MOST_TRIGGERS = 3
_PIECE_BYTES = 64 * 1024
_NO_CONTENT = status.HTTP_204_NO_CONTENT
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": _BINARY, "video/mp4": _BINARY}},
    206: {"description": "The part that was asked for", "content": {"image/jpeg": _BINARY, "video/mp4": _BINARY}},
    304: {"description": "Unchanged"},
}


def _service(connection: HTTPConnection) -> HistoryService:
    service: HistoryService = connection.app.state.history
    return service


def _files(connection: HTTPConnection) -> EventFiles:
    files: EventFiles = connection.app.state.event_files
    return files


Files = Annotated[EventFiles, Depends(_files)]
History = Annotated[HistoryService, Depends(_service)]
_Choice = TypeVar("_Choice")
Label = Annotated[str, StringConstraints(min_length=1, max_length=40)]


def _wanted(
    camera_id: Annotated[list[UUID] | None, Query(max_length=_MOST_CHOICES)] = None,
    label: Annotated[list[Label] | None, Query(max_length=_MOST_CHOICES)] = None,
    since: Annotated[Moment | None, Query(alias="from", description="Started at or after")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Started before")] = None,
    unseen: Annotated[bool, Query(description="Only what you have not seen")] = False,
    trigger: Annotated[
        list[EventTrigger] | None, Query(max_length=_MOST_TRIGGERS, description="What opened it")
    ] = None,
    zone: Annotated[list[Label] | None, Query(max_length=_MOST_CHOICES, description="Stood in a zone so named")] = None,
    line: Annotated[list[Label] | None, Query(max_length=_MOST_CHOICES, description="Crossed a line so named")] = None,
    group: Annotated[UUID | None, Query(description="Only cameras of this group")] = None,
) -> Wanted:
    return Wanted(
        _once(camera_id), _once(label), since, until, unseen,
        triggers=_once(trigger), zones=_once(zone), lines=_once(line), group_id=group,
    )  # fmt: skip


def _once(given: Iterable[_Choice] | None) -> tuple[_Choice, ...]:
    return tuple(dict.fromkeys(given or ()))


Download = Annotated[bool, Query(description="As a file to save")]


def _wanted_part(
    since: Annotated[
        str | None, Query(alias="from", max_length=40, description="Seconds in the clip, or a moment")
    ] = None,
    until: Annotated[
        str | None, Query(alias="to", max_length=40, description="Seconds in the clip, or a moment")
    ] = None,
    kind: Annotated[Literal["h264"] | None, Query(alias="as", description="With pictures of this kind")] = None,
) -> WantedPart:
    return WantedPart(since, until, kind == "h264")


@router.get("/events", responses=problems(401, 422))
async def list_events(
    person: SignedIn,
    history: History,
    wanted: Annotated[Wanted, Depends(_wanted)],
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageOut[EventOut]:
    """Newest first. Several cameras or labels: any of them."""
    page = await history.page(person.id, wanted, limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.get("/events/summary", responses=problems(401))
async def summarise_events(person: SignedIn, history: History) -> EventSummaryOut:
    """What you have not seen yet."""
    return await history.summary(person.id)


@router.get("/events/labels", responses=problems(401))
async def list_labels(_person: SignedIn, history: History) -> list[str]:
    """What was ever seen, for the filter; sorted."""
    return await history.labels()


@router.post("/events/seen", status_code=_NO_CONTENT, responses=problems(401, 403, 413, 422, 503))
async def mark_all_seen(body: SeenAllIn, person: SignedIn, history: History) -> None:
    await history.mark_all_seen(person.id, body.until)


@router.get("/events/{event_id:uuid}", responses=problems(401, 404))
async def read_event(event_id: UUID, person: SignedIn, history: History) -> EventDetailOut:
    return await history.one(person.id, event_id)


@router.delete("/events/{event_id:uuid}", status_code=_NO_CONTENT, responses=problems(401, 403, 404, 503))
async def delete_event(event_id: UUID, _person: Administrator, history: History) -> None:
    """With its pictures and its clip. Cannot be undone."""
    await history.delete(event_id)


@router.put("/events/{event_id:uuid}/seen", status_code=_NO_CONTENT, responses=problems(401, 403, 404, 503))
async def mark_seen(event_id: UUID, person: SignedIn, history: History) -> None:
    await history.mark_seen(person.id, event_id)


@router.get("/media/{media_id:uuid}", response_class=FileResponse, responses=_FILE | problems(401, 404, 416, 422))
async def read_media(
    media_id: UUID,
    request: Request,
    _person: SignedIn,
    files: Files,
    download: Download = False,
) -> Response:
    """A picture or clip. It never changes, so a browser may keep it; one range at a time is answered with 206."""
    return _answer(request, await files.media(media_id), download)


@router.get(
    "/events/{event_id:uuid}/clip", response_class=FileResponse, responses=_FILE | problems(401, 404, 416, 422, 503)
)
async def read_clip(
    event_id: UUID,
    request: Request,
    _person: SignedIn,
    files: Files,
    wanted: Annotated[WantedPart, Depends(_wanted_part)],
    download: Download = False,
) -> Response:
    """The event's clip, or a part of it from the keyframe before its beginning on, cut without encoding anew; with
    `as=h264` for browsers that play no H.265: made when it is asked for, one at a time."""
    return _answer(request, await files.clip(event_id, wanted, request.is_disconnected), download)


def _answer(request: Request, file: StoredFile, download: bool) -> Response:
    headers = {
        "etag": file.etag,
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
    }
    if matches(request.headers.get("if-none-match"), file.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if_range = request.headers.get("if-range", file.etag)
    try:
        part = read_range(request.headers.get("range"), file.bytes) if if_range == file.etag else None
    except OutsideFile as error:
        outside = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        raise HTTPException(outside, headers={"content-range": f"bytes */{file.bytes}"}) from error
    return _Part(file, part, headers, download)


class _Part(StreamingResponse):
    """One range of a file, or all of it. It is opened before anything is answered: a file may go at any moment, and
    what is open is sent to its end."""

    def __init__(
        self, file: StoredFile, part: tuple[int, int] | None, headers: Mapping[str, str], download: bool
    ) -> None:
        first, last = part or (0, file.bytes - 1)
        self._place, self._first, self._bytes = file.place, first, last + 1 - first
        more = {
            "accept-ranges": "bytes",
            "content-length": str(self._bytes),
            "content-disposition": f"{'attachment' if download else 'inline'}; filename*=utf-8''{quote(file.name)}",
        }
        if part is not None:
            more["content-range"] = f"bytes {first}-{last}/{file.bytes}"
        status = HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT
        super().__init__((), status, {**headers, **more}, file.content_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            file = await run_in_threadpool(self._place.open, "rb")
        except FileNotFoundError as error:
            raise gone_from_disk() from error
        with file:
            self.body_iterator = iterate_in_threadpool(self._pieces(file))
            await super().__call__(scope, receive, send)

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        file.seek(self._first)
        left = self._bytes
        while left and (piece := file.read(min(left, _PIECE_BYTES))):
            left -= len(piece)
            yield piece
