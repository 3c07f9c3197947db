"""What the session routes take and give."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Strict

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
# 10 characters, no rules about kinds of them (NIST SP 800-63B); the upper limit keeps hashing bounded.
NewPassword = Annotated[str, StringConstraints(min_length=10, max_length=256, strip_whitespace=False)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=256, strip_whitespace=False)]


class UserOut(BaseModel):
    id: UUID
    name: str
    role: Literal["administrator", "member"]


class SessionOut(BaseModel):
    """`state` "first-run": no administrator yet. `code_required`: first run from another machine needs the code printed
    at start. `csrf_token`: to be sent as `X-CSRF-Token` with every change; null unless signed in."""

    state: Literal["first-run", "signed-out", "signed-in"]
    code_required: bool
    user: UserOut | None
    csrf_token: str | None


class FirstRunIn(Strict):
    name: Name
    password: NewPassword
    code: Annotated[str, StringConstraints(max_length=40)] | None = None


class SignInIn(Strict):
    name: Name
    password: Password


class PasswordChangeIn(Strict):
    current_password: Password
    new_password: NewPassword = Field(description="At least 10 characters")
