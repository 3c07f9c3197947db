"""Labelled clips: a video, and beside it a JSON file of the same name that says who really came."""

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from argusai.kit.errors import StartError
from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.detection.objects.labels import LABELS

ENDINGS = frozenset({".mp4", ".mkv", ".mov", ".avi", ".ts", ".webm", ".m4v"})
_FAMILIES = frozenset({family_of(label) for label in LABELS})
Seconds = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
Rectangle = Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(min_length=4, max_length=4)]


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


class Labels(BaseModel):
    """`kind` (in the file: class): what the clip is an example of. `boxes`: by the visit's place in `visits` (from
    "0"), by frame (from "1"), left, top, width, height in pixels. `notes` are not scored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: str = Field(default="all", alias="class", min_length=1, max_length=60)
    half: Literal["tune", "held-back"] | None = None
    visits: list[Visit]
    boxes: dict[int, dict[int, Rectangle]] = Field(default_factory=dict)
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
        return Labels.model_validate_json(path.read_bytes())
    except OSError as error:
        raise StartError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = " → ".join(str(part) for part in first["loc"])
        raise StartError(f"{path}: {place + ': ' if place else ''}{first['msg']}.") from error
