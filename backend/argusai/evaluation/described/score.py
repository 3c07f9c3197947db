"""Holds one English sentence against what a scene shows. Pure.

The same claims are read as in the check of every description; what it cannot read counts as not said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argusai.evaluation.described.scenes import Scene, Scenes
from argusai.pipeline.events.description.providers.claims import Claims, claims_of
from argusai.pipeline.events.description.providers.grave import grave_claims

_COLOURS = {
    "black": "black dark-clad", "grey": "grey gray", "white": "white", "red": "red maroon crimson burgundy",
    "orange": "orange", "yellow": "yellow", "green": "green olive khaki", "blue": "blue navy denim jeans teal",
    "brown": "brown beige tan", "purple": "purple violet lilac", "pink": "pink magenta",
}  # fmt: skip
_COLOUR_OF = {word: colour for colour, words in _COLOURS.items() for word in words.split()}
_PARTS = re.compile(r"[,;.:]|\band\b|\bwhile\b|\bwith\b|\bbefore\b|\bas\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:an?|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Score:
    """`people`: the number that was said, None: none. `colours`, `words`: which of those of the scene were said.
    `invented`: what is not there."""

    people: int | None
    counted: bool
    labelled: bool
    colours: tuple[str, ...]
    words: tuple[str, ...]
    invented: tuple[str, ...]


def score(text: str, scene: Scene, shown: Scenes) -> Score:
    plain = _without(text, shown.signs)
    said, colours = claims_of(plain), colours_in(plain)
    least, most = scene.people
    numbers = people_in(plain, said)
    right = next((number for number in numbers if least <= number <= most), None)
    invented = {
        *(said.labels - shown.labels),
        *(colours - shown.colours),
        *grave_claims(plain),
        *(["nobody"] if said.nobody else []),
    }
    return Score(
        people=right if right is not None else next(iter(numbers), None),
        counted=right is not None,
        labelled="person" in said.labels and not said.nobody,
        colours=tuple(sorted(colours & scene.worn)),
        words=tuple(words_in(plain, needed(scene, shown))),
        invented=tuple(sorted(invented)),
    )


def needed(scene: Scene, shown: Scenes) -> Mapping[str, Sequence[str]]:
    return {**shown.words, **scene.words}


def people_in(text: str, said: Claims) -> list[int]:
    """Numbers of people that were perhaps said: the greatest, and the sum, for "two men and a woman" are three."""
    total = 0
    for part in _PARTS.split(text):
        claims = claims_of(part)
        number = claims.counts.get("person")
        total += number if number is not None else bool("person" in claims.labels and _ONE.search(part))
    return list(dict.fromkeys(number for number in (said.counts.get("person"), total) if number))


def colours_in(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return frozenset(colour for word in words if (colour := _COLOUR_OF.get(word)))


def words_in(text: str, wanted: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Which of `wanted` were said, by name."""
    for name, beginnings in wanted.items():
        if re.search(rf"\b(?:{'|'.join(map(re.escape, beginnings))})", text, re.IGNORECASE):
            yield name


def _without(text: str, signs: Iterable[str]) -> str:
    for sign in signs:
        text = re.sub(re.escape(sign), " ", text, flags=re.IGNORECASE)
    return text
