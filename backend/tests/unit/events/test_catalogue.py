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


def keys(node: Any, path: str = "") -> Iterator[str]:
    """All places in a catalogue, without those that each language has for its own genders."""
    if isinstance(node, dict):
        for key, value in node.items():
            by_gender = path.startswith((".plain", ".one_of", ".colours.")) and key not in {"other", "worn"}
            if not (by_gender and isinstance(value, str)):
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


@pytest.mark.parametrize(
    "group", ["sentences", "verbs", "attention", "claims", "duration", "subject", "join", "unknown"]
)
def test_all_languages_use_the_same_words_in_a_message(group: str) -> None:
    def used(language: str) -> dict[str, set[str]]:
        messages_of = CATALOGUES[language][group]
        return {key: set[str]().union(*fields(messages_of[key])) for key in messages_of}

    assert used("de") == used("en")


_PLACES = (
    *("camera", "verb", "route", "day", "duration", "stayed", "others", "sentence", "part"),
    *("left", "taken", "first_count", "seen"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 13])
def test_every_message_formats_with_every_label(language: str, count: int) -> None:
    words = messages(language)
    every = dict.fromkeys(_PLACES, "…")
    for label in [*LABELS, "skateboard"]:
        subject = words.subject(label, count)
        for name in CATALOGUES[language]["sentences"]:
            text = words.text("sentences", name, count, **every, subject=subject)
            assert "{" not in text
            assert text.endswith((".", "…"))
        said = [words.up_to(label, count), words.some_of(label, count), words.some_of(label, None)]
        assert all(text and "{" not in text for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_verb_formats(language: str, count: int) -> None:
    for kind, verbs in CATALOGUES[language]["verbs"].items():
        for name in verbs:
            assert "{" not in messages(language).verb(kind, name, count, duration="…")


@pytest.mark.parametrize("colour", COLOURS)
def test_german_adjectives_agree_with_their_nouns(colour: str) -> None:
    for label in LABELS:
        noun = CATALOGUES["de"]["labels"][label]
        article, adjective, last = messages("de").subject(label, 1, (colour,)).split()
        assert article == {"m": "ein", "f": "eine", "n": "ein"}[noun["gender"]]
        assert adjective.endswith({"m": "er", "f": "e", "n": "es"}[noun["gender"]])
        assert last == noun["one"]


@pytest.mark.parametrize("colour", COLOURS)
def test_english_articles_agree_with_the_colour(colour: str) -> None:
    for label in LABELS:
        article = "an" if colour == "orange" else "a"
        assert messages("en").subject(label, 1, (colour,)) == f"{article} {colour} {label}"


@pytest.mark.parametrize("said", ["an airplane", "an umbrella", "a car", "a person"])
def test_english_articles(said: str) -> None:
    assert messages("en").subject(said.split()[1], 1) == said


@pytest.mark.parametrize(
    ("label", "count", "said"),
    [("person", 2, "zwei Personen"), ("bus", 5, "fünf Busse"), ("cow", 13, "13 Kühe"), ("dog", 1, "ein Hund")],
)
def test_german_numbers(label: str, count: int, said: str) -> None:
    assert messages("de").subject(label, count) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [("person", "eine von ihnen"), ("dog", "einer von ihnen"), ("car", "eines von ihnen"), ("?", "eines von ihnen")],
)
def test_german_one_of_them(label: str, said: str) -> None:
    assert messages("de").some_of(label, 1) == said


def test_everything_that_is_detected_has_a_word() -> None:
    assert ObjectSettings().labels <= set(LABELS)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 second"),
        (1.4, "1 second"),
        (99, "99 seconds"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (149, "2 minutes 29 seconds"),
        (181, "3 minutes 1 second"),
        (300, "5 minutes"),
        (599.6, "10 minutes"),
        (640, "11 minutes"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert messages("en").duration(seconds) == said


def test_lists() -> None:
    words = messages("en")
    assert words.join(["a"]) == "a"
    assert words.join(["a", "b"]) == "a and b"
    assert words.join(["a", "b", "c"]) == "a, b and c"
