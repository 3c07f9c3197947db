"""Decisions in plain words, in every language (E12)."""

from string import Formatter
from typing import get_args

import pytest

from argusai.pipeline.detection.scenery.contract import Reason
from argusai.pipeline.events.decisions import schemas
from argusai.pipeline.events.decisions.say import CATALOGUES, language_of, say
from argusai.pipeline.events.description.messages import messages

pytestmark = pytest.mark.covers("E12")
EN, DE = messages("en"), messages("de")
REASONS = get_args(Reason)


def test_the_api_knows_every_reason() -> None:
    assert get_args(schemas.Reason) == REASONS


def test_every_language_says_the_same_things_with_the_same_words() -> None:
    def fields(catalogue: dict[str, str]) -> dict[str, set[str | None]]:
        return {name: {field for _, field, *_ in Formatter().parse(form)} for name, form in catalogue.items()}

    assert sorted(CATALOGUES) == ["de", "en"]
    assert fields(CATALOGUES["de"]) == fields(CATALOGUES["en"])
    assert set(REASONS) <= CATALOGUES["en"].keys()


@pytest.mark.parametrize("words", [EN, DE])
@pytest.mark.parametrize("label", ["", "person", "forklift"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_a_sentence(reason: str, label: str, words: object) -> None:
    sentence = say(reason, label, {}, words)  # type: ignore[arg-type]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("reason", "label", "numbers", "sentence"),
    [
        (
            "low-score",
            "person",
            {"score": 0.38, "least_score": 0.5},
            "Perhaps a person: 38 % sure, and 50 % is needed.",
        ),
        (
            "low-score",
            "person",
            {"score": 0.4999, "least_score": 0.5},
            "Perhaps a person: 49 % sure, and 50 % is needed.",
        ),
        (
            "small",
            "car",
            {"height_share": 0.04, "least_height_share": 0.05, "most_height_share": 0.9},
            "A car was too small: 4 % of the picture’s height, and at least 5 % is needed.",
        ),
        (
            "small",
            "car",
            {"height_share": 0.95, "least_height_share": 0.05, "most_height_share": 0.9},
            "A car was too large: 95 % of the picture’s height, and at most 90 % is allowed.",
        ),
        (
            "filter",
            "dog",
            {"dwell_seconds": 3.0, "least_dwell_seconds": 10.0},
            "A dog did not stay long enough: 3 seconds, and 10 seconds is needed.",
        ),
        ("filter", "dog", {"ratio": 3.0, "most_ratio": 1.0}, "A dog did not have the shape that your filters ask for."),
        ("masked", "", {}, "Something moved in a masked area."),
        ("masked", "person", {}, "A person was in a masked area."),
        ("light", "car", {}, "What looked like a car came with a change of the light."),
        ("still", "car", {"times": 12.0}, "A car was recognised, but did not move by itself. (12 times)"),
    ],
)
def test_what_is_said(reason: str, label: str, numbers: dict[str, float], sentence: str) -> None:
    assert say(reason, label, numbers, EN) == sentence


def test_in_german() -> None:
    said = say("low-score", "person", {"score": 0.38, "least_score": 0.5}, DE)
    assert said == "Vielleicht eine Person: zu 38 % sicher, nötig sind 50 %."
    assert language_of(DE) == "de"
