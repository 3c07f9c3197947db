"""Completes the OpenAPI document with what lies around the routes: the problems of the middlewares and the sign-in."""

from http import HTTPStatus
from typing import Any

from argusai.kit.asgi import PROBLEM_TYPE
from argusai.kit.phrases import phrase_of

_PROBLEM = {"$ref": "#/components/schemas/ProblemOut"}
_METHODS = ("get", "put", "post", "delete", "patch")
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


def complete(document: dict[str, Any], problem_schema: dict[str, Any], cookie: str) -> dict[str, Any]:
    """`document` with every problem declared as such. A route marks itself as open to everybody with
    `openapi_extra={"security": []}`; all others need the session `cookie`."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["ProblemOut"] = problem_schema
    for name in _FRAMEWORKS_OWN:
        schemas.pop(name, None)
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": cookie},
        "key": {"type": "apiKey", "in": "query", "name": "key"},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    document["security"] = [{"session": []}]
    shared: dict[str, Any] = {}
    for path in document["paths"].values():
        for method in _METHODS:
            if method in path:
                _complete_operation(path[method], method, shared)
    components["responses"] = dict(sorted(shared.items()))
    return document


def _complete_operation(operation: dict[str, Any], method: str, shared: dict[str, Any]) -> None:
    """A problem of which there is no more to say than what it is goes into `shared`: written down a thousand times, it
    would make the document twice as long."""
    responses = operation["responses"]
    for status in _around(operation, method):
        responses.setdefault(str(status), {"description": phrase_of(status)})
    for status, response in responses.items():
        if status.isdigit() and int(status) >= HTTPStatus.BAD_REQUEST:
            response["content"] = {PROBLEM_TYPE: {"schema": _PROBLEM}}
            if response == {"description": phrase_of(int(status)), "content": response["content"]}:
                shared[f"Problem{status}"] = response
                responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = dict(sorted(responses.items()))


def _around(operation: dict[str, Any], method: str) -> list[int]:
    """The statuses that may come before the route runs, or while it looks at the records: not signed in, not allowed
    to this person or key, too many wrong keys; and records that cannot be reached."""
    statuses = [503] if operation.get("security") == [] else [401, 403, 429, 503]
    if method != "get":
        statuses += [403]
    if "requestBody" in operation:
        statuses += [400, 408, 413]
    return statuses
