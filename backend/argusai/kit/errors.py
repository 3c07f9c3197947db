"""The error tree.

ArgusError
 ├── BadInput       422  the caller sent something malformed or out of range
 ├── NotSignedIn    401  no session, or it ended
 ├── Forbidden      403  signed in, but not allowed
 ├── NotFound       404  no such thing, or it was deleted
 ├── Conflict       409  it contradicts what is there
 ├── TooLarge       413  more bytes than accepted
 ├── TooMany        429  slow down; `retry_after_seconds` says how long
 └── Unavailable    503  will pass by itself; `retry_after_seconds` says when to ask again

Domains raise these (or small subclasses in their `errors.py`) with a stable `slug` that programs switch on and a
`detail` that tells a person what failed and what to do. `kit.problems` renders them once for the whole API.
"""

from typing import ClassVar


class ArgusError(Exception):
    """Base of all errors that are meant for the caller.

    `slug`: stable, kebab-case, never reworded. `detail`: one or two sentences for a person, without secrets.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something failed"
    slug: str = "error"

    def __init__(
        self,
        detail: str,
        *,
        slug: str | None = None,
        retry_after_seconds: int | None = None,
        fields: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.slug = slug or type(self).slug
        self.retry_after_seconds = retry_after_seconds
        self.fields = fields or {}


class BadInput(ArgusError):
    status = 422
    title = "The input is not valid"
    slug = "bad-input"


class NotSignedIn(ArgusError):
    status = 401
    title = "Please sign in"
    slug = "not-signed-in"


class Forbidden(ArgusError):
    status = 403
    title = "Not allowed"
    slug = "forbidden"


class NotFound(ArgusError):
    status = 404
    title = "Not found"
    slug = "not-found"


class Conflict(ArgusError):
    status = 409
    title = "It contradicts what is there"
    slug = "conflict"


class TooLarge(ArgusError):
    status = 413
    title = "Too large"
    slug = "too-large"


class TooMany(ArgusError):
    status = 429
    title = "Too many tries"
    slug = "too-many"


class Unavailable(ArgusError):
    status = 503
    title = "Not available right now"
    slug = "unavailable"


class StartError(Exception):
    """The program cannot start. The message names each fault and what to do; shown without a stack trace."""

    exit_code: ClassVar[int] = 1


class WrongUse(StartError):
    """It was started with what can never work."""

    exit_code = 2
