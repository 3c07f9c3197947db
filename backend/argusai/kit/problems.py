"""Every failure of the HTTP API as RFC 9457 `application/problem+json`, rendered here once."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, get_args, get_origin

from fastapi import FastAPI, Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.requests import HTTPConnection
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from argusai.kit.asgi import PROBLEM_TYPE, App, problem_body, problem_headers
from argusai.kit.errors import ArgusError
from argusai.kit.faulty_inputs import faulty_inputs, repeated_queries, unknown_queries
from argusai.kit.heads import Heads
from argusai.kit.json_text import UnrepeatedNames
from argusai.kit.openapi import complete
from argusai.kit.phrases import phrase_of
from argusai.kit.schemas import ProblemOut
from argusai.kit.web_edge import Edge
from argusai.kit.web_headers import SecurityHeaders
from argusai.kit.web_limits import BodyLimit

# The framework's own refusals in our words; the others are told by their status alone.
_DETAILS = {
    400: "The request cannot be read. Send well-formed JSON.",
    404: "There is nothing at this address.",
    405: "This address does not take this kind of request.",
}


def install_problems(
    app: FastAPI,
    guard: Callable[[App], App] | None = None,
    cookie: str = "session",
    streamed: re.Pattern[str] | None = None,
) -> None:
    """Make every failure of `app` a problem, and put the middlewares around it in the one order that holds:
    headers → edge → guard → body limit → names → HEAD → routes. So a refusal has the headers, an error of the guard is
    a problem too, and nobody who is not signed in makes us read a body of a route that is not theirs.

    `cookie`: the session's, for OpenAPI. `streamed`: method and path of requests that take a file."""
    describe = app.openapi
    # Once: FastAPI keeps what it gave, and what is complete already cannot be completed again.
    app.openapi = cache(lambda: complete(describe(), ProblemOut.model_json_schema(), cookie))  # type: ignore[method-assign]
    app.add_exception_handler(ArgusError, _on_argus_error)
    app.add_exception_handler(RequestValidationError, _on_faulty_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_middleware(Heads)
    app.add_middleware(UnrepeatedNames)
    app.add_middleware(BodyLimit, streamed=streamed)
    if guard is not None:
        app.add_middleware(guard)
    app.add_middleware(Edge)
    app.add_middleware(SecurityHeaders)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: the problems it answers with, so that OpenAPI declares them.

    What changes something (503: it may have to wait) may find that what it belongs to was removed meanwhile: 409.
    Without a `model`, of which FastAPI would build one for each status of each route: a second of every start.
    `openapi.complete` names the schema."""
    found = sorted({*statuses, 409} if 503 in statuses else set(statuses))
    return {status: {"description": phrase_of(status), "content": {PROBLEM_TYPE: {}}} for status in found}


async def known_queries_only(connection: HTTPConnection) -> None:
    """For `dependencies=` of a router: refuses query parameters that the route does not declare, and one that comes
    twice where the route takes one. Raises BadInput.

    Not those of a WebSocket: its refusal could not say why."""
    route = connection.scope.get("route")
    if connection.scope["type"] != "http" or not isinstance(route, APIRoute):
        return
    known = {
        field.alias: _takes_several(field.field_info.annotation)
        for field in get_flat_params(route.dependant)
        if isinstance(field.field_info, Query)
    }
    sent = Counter(name for name, _ in connection.query_params.multi_items())
    refusal = unknown_queries(sent, known) or repeated_queries(sent, known)
    if refusal is not None:
        raise refusal


def _takes_several(annotation: Any) -> bool:
    return any(get_origin(each) is list for each in (annotation, *get_args(annotation)))


async def _on_argus_error(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, ArgusError) or request.scope["type"] != "http":
        raise error  # a WebSocket is closed at the edge
    return _respond(problem_body(error, request.scope["path"]), problem_headers(error))


async def _on_faulty_request(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    return _respond(problem_body(faulty_inputs(error.errors(), error.body), request.scope["path"]), {})


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    phrase = phrase_of(error.status_code)
    refusal = ArgusError(_DETAILS.get(error.status_code, f"{phrase}."), slug=phrase.lower().replace(" ", "-"))
    body = problem_body(refusal, request.scope["path"]) | {"title": phrase, "status": error.status_code}
    return _respond(body, dict(error.headers or {}))


def _respond(body: dict[str, Any], headers: dict[str, str]) -> JSONResponse:
    return JSONResponse(body, status_code=body["status"], headers=headers, media_type=PROBLEM_TYPE)
