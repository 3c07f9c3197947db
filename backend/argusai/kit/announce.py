"""How a domain tells connected clients of a change without knowing who carries it."""

from typing import Any, Protocol

from argusai.kit.db import Session

# The key of a body under which that stands which replaces the rest of it where an administrator listens.
FOR_ADMINISTRATORS = "for_administrators"


class Announce(Protocol):
    async def __call__(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        """Record the change in the transaction of `session`; clients hear of it after the commit, never without it.

        `kind`: "noun.verb". `body`: plain JSON values. A body with "user_id" goes to that person's clients only, and
        what stands under `FOR_ADMINISTRATORS` to theirs.
        """
