"""From the errors of the vendors' libraries to ProviderFailed. Nothing of their own texts is passed on: they may repeat
the key, or what a hostile server wrote."""

import ssl
from collections.abc import Iterator

import httpx2
from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
    UserError,
)

from argusai.pipeline.events.description.providers.errors import FailureKind, ProviderFailed
from argusai.pipeline.events.description.providers.vendors.http import TooMuch, WentElsewhere
from argusai.pipeline.events.description.providers.vendors.place import Place
from argusai.pipeline.events.description.providers.vendors.sentences import sentence

# What asking may raise. The libraries let errors of what they build upon through where an answer is no answer.
FAILURES = (
    AgentRunError, UserError, TimeoutError, OSError, ValueError, TypeError, LookupError, AttributeError,
    ArithmeticError, AssertionError, RecursionError, httpx2.HTTPError, httpx2.InvalidURL, TooMuch, WentElsewhere,
)  # fmt: skip
_KINDS: tuple[tuple[type[Exception], FailureKind], ...] = (
    (ModelRateLimitError, "limit"),
    (ModelQuotaExceededError, "quota"),
    (ModelAuthenticationError, "key"),
    (ModelNotFoundError, "address"),
    (ModelContextWindowExceededError, "refused"),
    (ModelRequestRejectedError, "refused"),
    (ContentFilterError, "refused"),
    (ModelUnavailableError, "server"),
    (ModelServerError, "server"),
    (ModelRequestTimeout, "timeout"),
    (TimeoutError, "timeout"),
    (httpx2.TimeoutException, "timeout"),
    (httpx2.TransportError, "cut"),
)
# They say the same whatever the body says; no vendor sends 405, but many a router does.
_CLEAR_STATUSES = {405, 408, 410, 413, 415}
# A gateway gave up waiting, but what it waited for may have gone on.
_GATEWAY_STATUSES = {502, 504}
_MOST_WAIT_SECONDS = 7 * 86_400.0


def failed(error: BaseException, place: Place) -> ProviderFailed:
    """`error`: one of FAILURES."""
    kind, why = _kind(error)
    retry_after = (
        error.retry_after if isinstance(error, ModelAPIError) and kind in {"limit", "quota", "server"} else None
    )
    if retry_after is not None:
        retry_after = min(max(retry_after, 0.0), _MOST_WAIT_SECONDS)
    return ProviderFailed(
        kind, sentence(kind, why, place), retry_after=retry_after, may_have_cost=_may_have_cost(error, kind)
    )


def _kind(error: BaseException) -> tuple[FailureKind, str]:
    """The kind, and which of its sentences fits."""
    causes = list(_causes(error))
    if any(isinstance(cause, WentElsewhere) for cause in causes):
        return "address", "elsewhere"
    if any(isinstance(cause, TooMuch) for cause in causes):
        return "unusable", "long"
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "tls", "certificate"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls", ""
    if isinstance(error, ModelHTTPError) and error.status_code in _CLEAR_STATUSES:
        return _of_status(error.status_code)
    if isinstance(error, ModelTimeoutError):
        return "timeout", "connect" if error.phase in {"connect", "pool"} else ""
    if isinstance(error, ModelConnectionError):
        return ("address", "nobody") if error.phase in {"connect", "pool"} else ("cut", "")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return ("timeout", "connect") if isinstance(error, httpx2.ConnectTimeout) else ("address", "nobody")
    if isinstance(error, ModelContextWindowExceededError):
        return "refused", "long"
    if isinstance(error, ModelRequestRejectedError) and not isinstance(error, ModelAuthenticationError):
        return ("address", "model") if isinstance(error, ModelNotFoundError) else ("refused", "request")
    for class_, kind in _KINDS:
        if isinstance(error, class_):
            return kind, ""
    if isinstance(error, ModelHTTPError):
        return _of_status(error.status_code)
    return "unusable", ""


def _of_status(status: int) -> tuple[FailureKind, str]:
    if status == 413:
        return "refused", "long"
    if status == 408:
        return "timeout", ""
    return ("server", "") if status >= 500 else ("address", "status")


def _may_have_cost(error: BaseException, kind: FailureKind) -> bool:
    if kind in {"limit", "quota", "key", "address", "tls"}:
        return False
    if isinstance(error, httpx2.ConnectTimeout):
        return False
    if isinstance(error, ModelConnectionError):
        return error.phase not in {"connect", "pool"}
    if isinstance(error, ModelHTTPError):
        return error.status_code in _GATEWAY_STATUSES
    return True


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__
