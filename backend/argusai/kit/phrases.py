"""What the statuses of HTTP are called."""

from http import HTTPStatus

# RFC 9110 renamed them, and Python followed with 3.13: what we answer and describe must not depend on it.
_RENAMED = {413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}


def phrase_of(status: int) -> str:
    """As RFC 9110 has it. Raises ValueError for a status that HTTP does not know."""
    return _RENAMED.get(status) or HTTPStatus(status).phrase
