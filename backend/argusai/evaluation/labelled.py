"""Labelled clips: a video, and beside it a JSON file of the same name that says who really came."""

import codecs
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from argusai.evaluation.table import OVERALL
from argusai.kit.errors import StartError
from argusai.kit.json_text import RepeatedName, read_json
from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.detection.objects.labels import LABELS

ENDINGS = frozenset({".mp4", ".mkv", ".mov", ".avi", ".ts", ".webm", ".m4v"})
_FAMILIES = frozenset({family_of(label) for label in LABELS})


def _one_spelling(name: Any) -> Any:
    if isinstance(name, str) and not re.fullmatch("-?(0|[1-9][0-9]*)", name, re.ASCII):
        raise ValueError("a name here is a whole number, such as 1, without zeros before it")
    return name


def _sized(box: list[float]) -> list[float]:
    if min(box[2:]) < 0:
        raise ValueError("a box is left, top, width, height; its width and height are not negative")
    return box


def _cell(kind: str) -> str:
    if "|" in kind or not kind.isprintable() or not kind.strip():
        raise ValueError("a class is a printable word or several, without “|”: it stands in a table")
    if kind == OVERALL:
        raise ValueError(f"“{OVERALL}” is the row of all classes together; choose another word")
    return kind


Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Seconds = Annotated[Number, Field(ge=0, le=1e6)]
Rectangle = Annotated[list[Number], Field(min_length=4, max_length=4), AfterValidator(_sized)]
Place = Annotated[int, BeforeValidator(_one_spelling)]
FrameNumber = Annotated[int, BeforeValidator(_one_spelling), Field(ge=1)]


class Visit(BaseModel):
    """Somebody or something came. `label`: a word that the detector knows (person, car …) or that of a family
    (vehicle, two-wheeler, animal). From `start`, when half of it is in the picture, to `end`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    start: Seconds
    end: Seconds

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.label not in LABELS and self.label not in _FAMILIES:
            raise ValueError(
                f"“{self.label}” is no label; those of people, vehicles and animals are: person, car, dog …"
            )
        if self.end <= self.start:
            raise ValueError("a visit ends after its start")
        return self


class Parcel(BaseModel):
    """`left`, `taken`: when somebody let go of it and took it; None: before or after the clip. `box`: left, top, width,
    height in pixels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: Seconds | None = None
    taken: Seconds | None = None
    box: Rectangle

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        if self.left is not None and self.taken is not None and self.taken < self.left:
            raise ValueError("a parcel is taken after it was left")
        return self


class Labels(BaseModel):
    """`kind` (in the file: class): what the clip is an example of. `boxes`: by the visit's place in `visits` (from
    "0"), by frame (from "1"), left, top, width, height in pixels. `notes` are not scored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: Annotated[str, AfterValidator(_cell)] = Field(default="all", alias="class", min_length=1, max_length=60)
    half: Literal["tune", "held-back"] | None = None
    visits: list[Visit]
    boxes: dict[Place, dict[FrameNumber, Rectangle]] = Field(default_factory=dict)
    parcels: list[Parcel] = Field(default_factory=list)
    notes: Any = None

    @model_validator(mode="after")
    def _boxes_of_visits(self) -> Self:
        if strange := [index for index in self.boxes if not 0 <= index < len(self.visits)]:
            raise ValueError(f"boxes of visit {strange[0]}, but there are {len(self.visits)} visits, from 0")
        return self


@dataclass(frozen=True, slots=True)
class LabelledClip:
    """`name`: of the video, relative to the folder."""

    name: str
    path: Path
    labels: Labels


def load_clips(folder: Path, only: str = "*") -> list[LabelledClip]:
    """Every video below `folder` whose name fits `only` and that has labels, by name. Raises StartError that names the
    file that is wrong, or when there is no such clip."""
    if not folder.is_dir():
        raise StartError(f"There is no folder {folder}.")
    clips = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file() and fnmatch(path.stem, only):
            beside = path.with_suffix(".json")
            if beside.is_file():
                clips.append(LabelledClip(str(path.relative_to(folder)), path, read_labels(beside)))
    if not clips:
        named = "" if only == "*" else f" whose name fits {only}"
        raise StartError(
            f"{folder} holds no labelled clip{named}: a video, and a JSON file of the same name beside it."
        )
    return clips


def read_labels(path: Path) -> Labels:
    """Raises StartError that names `path` and what is wrong in it."""
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)  # some editors begin a text with a mark
        _refuse_repeated(content, path)
        return Labels.model_validate_json(content)
    except OSError as error:
        raise StartError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = " → ".join(str(part) for part in first["loc"])
        raise StartError(f"{path}: {place + ': ' if place else ''}{first['msg']}.") from error


def _refuse_repeated(content: bytes, path: Path) -> None:
    try:
        read_json(content)
    except RepeatedName as error:
        raise StartError(f"{path}: “{error.name}” stands more than once in one object.") from error
    except (ValueError, RecursionError):
        pass  # whoever reads it next says what is wrong
