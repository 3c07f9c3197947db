"""Every language says everything, for one and for many."""

import string
from collections.abc import Iterator
from typing import Any

import pytest

from argusai.pipeline.detection.objects.settings import ObjectSettings
from argusai.pipeline.events.description.messages import CATALOGUES, messages

pytestmark = pytest.mark.covers("F11")
LANGUAGES = sorted(CATALOGUES)
LABELS = sorted(CATALOGUES["en"]["labels"])
COLOURS = sorted(CATALOGUES["en"]["colours"])
GRAMMAR = {"gender"}  # each language has its own


def keys(node: Any, path: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if (
                path.startswith((".plain", ".colours."))
                and key not in {"other", "worn"}
                and not isinstance(value, dict)
            ):
                continue
            yield from keys(value, f"{path}.{key}")
    else:
        yield path


def fields(node: Any) -> Iterator[set[str]]:
    if isinstance(node, dict):
        for value in node.values():
            yield from fields(value)
    else:
        yield {name for _, name, _, _ in string.Formatter().parse(node) if name}


def test_english_and_german_are_there() -> None:
    assert LANGUAGES == ["de", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_keys(language: str) -> None:
    assert set(keys(CATALOGUES[language])) == set(keys(CATALOGUES["en"]))


@pytest.mark.parametrize("group", ["sentences", "verbs", "attention", "duration", "subject", "join", "unknown"])
def test_all_languages_use_the_same_words_in_a_message(group: str) -> None:
    def used(language: str) -> dict[str, set[str]]:
        found = {}
        for key in CATALOGUES[language][group]:
            found[key] = set().union(*fields(CATALOGUES[language][group][key]))
        return found

    assert used("de") == used("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 13])
@pytest.mark.parametrize("label", [*LABELS, "skateboard"])
def test_every_message_formats(language: str, count: int, label: str) -> None:
    words = messages(language)
    subject = words.subject(label, count)
    for name in CATALOGUES[language]["sentences"]:
        every = dict.fromkeys(["camera", "verb", "route", "day", "duration", "stayed", "others", "sentence"], "…")
        text = words.text("sentences", name, count, **every, subject=subject)
        assert "{" not in text
        assert text.endswith((".", "…"))
    for kind in CATALOGUES[language]["verbs"]:
        for name in CATALOGUES[language]["verbs"][kind]:
            assert words.verb(kind, name, count, duration="…")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_label_in_every_colour(language: str, label: str, colour: str) -> None:
    said = messages(language).subject(label, 1, (colour,))
    noun = CATALOGUES[language]["labels"][label]
    assert said.endswith(noun["one"])
    if language == "de":
        ending = {"m": "er", "f": "e", "n": "es"}[noun["gender"]]
        article = {"m": "ein", "f": "eine", "n": "ein"}[noun["gender"]]
        assert said.split()[0] == article
        assert said.split()[1].endswith(ending)
    else:
        assert said.startswith("an orange" if colour == "orange" else "a ")


@pytest.mark.parametrize(
    ("label", "said"), [("airplane", "an airplane"), ("umbrella", "an umbrella"), ("car", "a car")]
)
def test_english_articles(label: str, said: str) -> None:
    assert messages("en").subject(label, 1) == said


@pytest.mark.parametrize(
    ("label", "count", "said"),
    [("person", 2, "zwei Personen"), ("bus", 5, "fünf Busse"), ("cow", 13, "13 Kühe"), ("dog", 1, "ein Hund")],
)
def test_german_numbers(label: str, count: int, said: str) -> None:
    assert messages("de").subject(label, count) == said


def test_everything_that_is_detected_has_a_word() -> None:
    assert ObjectSettings().labels <= set(LABELS)


@pytest.mark.parametrize(("seconds", "said"), [(0, "1 second"), (1.4, "1 second"), (89, "89 seconds"), (90, "2 minutes"),
                                               (60 * 5, "5 minutes")])  # fmt: skip
def test_durations(seconds: float, said: str) -> None:
    assert messages("en").duration(seconds) == said


def test_lists() -> None:
    words = messages("en")
    assert words.join(["a"]) == "a"
    assert words.join(["a", "b"]) == "a and b"
    assert words.join(["a", "b", "c"]) == "a, b and c"
