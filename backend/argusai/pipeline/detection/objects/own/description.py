"""What a user says of a detector of his own: how pictures go in, and what the answer means. One small JSON file.

The three styles of answer cover what the common exports give:
"yolox": one output of (1, n, 5 + classes), cells of strides 8, 16, 32 (YOLOX).
"dense": boxes (1, n, 4) and scores (1, n, classes), not yet sifted (YOLO-NAS flat, RF-DETR, DETR).
"sifted": boxes (1, n, 4), scores (1, n) and classes (1, n), and perhaps how many of them count (D-FINE, RT-DETR, and
YOLO-NAS exported with non-maximum suppression).
"""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from argusai.kit.errors import BadInput
from argusai.kit.json_text import RepeatedName, read_json
from argusai.pipeline.detection.objects.labels import LABELS

DESCRIPTION_BYTES = 64 * 1024

Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Levels = tuple[float, float, float]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class DetectorInput(_Part):
    """A value that goes in is (pixel / `scale` - `mean`) / `spread`, by channel in the order of `colour`. `fit`
    "letterbox" keeps the shape of the picture and fills the rest with `filling`; `align`: where the picture lies then.
    `size_name`: a second input that takes (width, height) of the first, shape (1, 2), int64."""

    name: Word
    width: int = Field(ge=32, le=4096)
    height: int = Field(ge=32, le=4096)
    colour: Literal["bgr", "rgb"] = "rgb"
    layout: Literal["nchw", "nhwc"] = "nchw"
    type: Literal["float32", "float16", "uint8"] = "float32"
    scale: float = Field(default=1.0, gt=0)
    mean: Levels = (0.0, 0.0, 0.0)
    spread: Levels = (1.0, 1.0, 1.0)
    fit: Literal["letterbox", "stretch"] = "letterbox"
    align: Literal["corner", "middle"] = "corner"
    filling: int = Field(default=114, ge=0, le=255)
    size_name: Word | None = None

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if any(value <= 0 for value in self.spread):
            raise ValueError("each of “spread” must be above 0")
        if self.width * self.height > 4096 * 2304:
            raise ValueError("the input is larger than a 4K picture")
        return self


class DetectorOutput(_Part):
    """The names are those of the model's outputs; "yolox" needs `boxes` only. `box_form`: two corners, or the centre
    and the size. `box_unit`: pixels of the input, or shares of it. `score_form`: what has to become a probability.
    `first_class`: the class number of the first of `labels` (1 where 0 is the background)."""

    style: Literal["yolox", "dense", "sifted"]
    boxes: Word
    scores: Word | None = None
    classes: Word | None = None
    count: Word | None = None
    box_form: Literal["corners", "centre"] = "corners"
    box_unit: Literal["pixels", "share"] = "pixels"
    score_form: Literal["probability", "logit"] = "probability"
    first_class: int = Field(default=0, ge=0, le=10)

    @model_validator(mode="after")
    def _named(self) -> Self:
        needed = {"yolox": (), "dense": ("scores",), "sifted": ("scores", "classes")}[self.style]
        if missing := [name for name in needed if getattr(self, name) is None]:
            raise ValueError(f"the style “{self.style}” also needs the name of {' and '.join(missing)}")
        return self


class DetectorDescription(_Part):
    """`labels`: the model's words for its classes, in order. `words`: our word for one of them where it has another
    name; a label that is neither ours nor in `words` is never reported. `reliable_score`: from which score (0–1) this
    model is mostly right: models differ much in that, and ours is 0.5."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
    licence: Annotated[str, StringConstraints(max_length=120)] = ""
    input: DetectorInput
    output: DetectorOutput
    labels: tuple[Word, ...] = Field(min_length=1, max_length=1000)
    words: dict[Word, Word] = Field(default_factory=dict, max_length=1000)
    reliable_score: float = Field(default=0.5, gt=0, lt=1)

    @model_validator(mode="after")
    def _ours(self) -> Self:
        if unknown := sorted(set(self.words.values()).difference(LABELS)):
            raise ValueError(f"“words” names what ArgusAI has no word for: {', '.join(unknown)}")
        if unused := sorted(set(self.words).difference(self.labels)):
            raise ValueError(f"“words” names what is not in “labels”: {', '.join(unused)}")
        if not any(self.our_words()):
            raise ValueError("none of the labels is a word that ArgusAI knows; say in “words” what they mean")
        return self

    def our_words(self) -> tuple[str, ...]:
        """For each class our word; "" for what is not reported."""
        return tuple(self.words.get(label, label if label in LABELS else "") for label in self.labels)


def read_description(text: bytes) -> DetectorDescription:
    """Raises BadInput (slug `bad-description`) that names every wrong field."""
    if len(text) > DESCRIPTION_BYTES:
        raise _bad(f"it is larger than {DESCRIPTION_BYTES // 1024} KB")
    try:
        return DetectorDescription.model_validate(read_json(text))
    except ValidationError as error:
        raise _bad("; ".join(_sentence(fault["loc"], fault["msg"]) for fault in error.errors()[:10])) from error
    except RepeatedName as error:
        raise _bad(f"“{error.name}” stands more than once") from error
    except (ValueError, RecursionError) as error:
        raise _bad("it is not JSON") from error


def read_description_file(path: Path) -> DetectorDescription:
    """Raises BadInput."""
    try:
        with path.open("rb") as file:
            return read_description(file.read(DESCRIPTION_BYTES + 1))
    except OSError as error:
        raise _bad(f"{path.name} cannot be read ({error.strerror})") from error


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ")
    return f"{'.'.join(map(str, place))}: {said}" if place else said


def _bad(why: str) -> BadInput:
    return BadInput(f"The description of the detector cannot be used: {why}.", slug="bad-description")
