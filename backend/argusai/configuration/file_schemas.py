"""What the routes of the file take and give."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.passphrase import LEAST_LETTERS
from argusai.kit.schemas import Strict

NewPassphrase = Annotated[str, StringConstraints(min_length=LEAST_LETTERS, max_length=256, strip_whitespace=False)]
OldPassphrase = Annotated[str, StringConstraints(max_length=256, strip_whitespace=False)]


class ExportIn(Strict):
    """`passphrase`: with it the cameras' secrets are in the file, encrypted; null: *** stands for them."""

    passphrase: NewPassphrase | None = None


class ImportIn(Strict):
    """`configuration`: the content of an exported file. `preview`: tell what would change, and change nothing."""

    configuration: Annotated[dict[str, Any], Field(description="The file")]
    passphrase: OldPassphrase | None = None
    preview: bool = False


class ConfigurationOut(BaseModel):
    """The file."""

    argusai: str
    format: int
    version: str
    exported_at: str
    salt: str | None = None
    settings: dict[str, Any]
    cameras: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    modes: list[dict[str, Any]]
    mode_schedule: list[dict[str, Any]]
    rules: list[dict[str, Any]]
