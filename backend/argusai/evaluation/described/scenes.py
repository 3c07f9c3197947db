"""What labelled scenes of the courtyard show, as seen by eye. They ship with the program: the footage is pinned."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

_COURTYARD = Path(__file__).with_name("courtyard.json")


class Scene(BaseModel):
    """`start`, `end`, `frames`: seconds of the clip. `people`: the least and the greatest number that is right: who is
    there at once, and who comes at all. `worn`: colours that stand out. `words`: what a listener needs → beginnings of
    words, one of which says it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    start: float
    end: float
    frames: tuple[float, ...]
    people: tuple[int, int]
    worn: frozenset[str]
    words: dict[str, tuple[str, ...]]


class Scenes(BaseModel):
    """`labels`, `colours`: of anything in the picture; others are invented. `signs`: words that are written there.
    `words`: needed in each scene."""

    model_config = ConfigDict(extra="forbid")

    labels: frozenset[str]
    colours: frozenset[str]
    signs: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    scenes: tuple[Scene, ...]


def courtyard_scenes() -> Scenes:
    return Scenes.model_validate_json(_COURTYARD.read_bytes())
