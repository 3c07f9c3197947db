"""What the configuration routes take and give."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from argusai.kit.schemas import Strict


class FieldOut(BaseModel):
    """*** stands for a secret."""

    field: str
    before: Any
    after: Any


class ChangeOut(BaseModel):
    """`id`: of the camera, group, mode or rule; the name of a setting."""

    kind: Literal["camera", "group", "member", "setting", "channels", "mode", "mode_schedule", "rule"]
    id: str
    change: Literal["added", "changed", "deleted"]
    fields: list[FieldOut]


class VersionOut(BaseModel):
    """One change of the configuration, at once and as a whole. `summary`: in words."""

    id: UUID
    number: int
    at: datetime
    who: str
    summary: str


class VersionDetailOut(VersionOut):
    sentences: list[str]
    changes: list[ChangeOut]


class RestoreIn(Strict):
    """`to`: to what was before this change, or right after it; all later changes are undone with it. `preview`: tell
    what would change, and change nothing. Cameras that were added since are deleted with their events only with
    `may_delete_cameras`."""

    to: Literal["before", "after"] = "before"
    preview: bool = False
    may_delete_cameras: bool = False


class OutcomeOut(BaseModel):
    """`applied` false: nothing was changed, because it was a preview or nothing is different. `deletes`: the names of
    cameras that go, with their events. `notes`: what needs somebody."""

    applied: bool
    sentences: list[str]
    deletes: list[str]
    notes: list[str]
