"""A model, or a sign before a camera, leads the reader away: to an address, a number, codes of a terminal (D7)."""

import json

import pytest

from argusai.pipeline.events.description.providers.answer import NoAnswer, read

pytestmark = pytest.mark.covers("D7", "D6")
STORY = "A man walks a dog over the yard."


def shown(said: str) -> str:
    found = read(json.dumps({"text": said, "confidence": 80, "attention_reason": said}))
    assert found.text == found.attention_reason
    return found.text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("A man \x1b[31mwalks\x1b[0m a dog.", "A man walks a dog."),
        ("A man \x1b]8;;http://evil.example\x07walks\x1b]8;;\x07 a dog.", "A man walks a dog."),
        ("A man \x1b]0;title\x1b\\walks a dog.", "A man walks a dog."),
        ("A man \x9b1;31mwalks\x1b[2J a dog.", "A man walks a dog."),
        ("A man \\u001b[31mwalks\\x1b[0m a \\033[1mdog\\e[0m.", "A man walks a dog."),
        ("A man [31mwalks[0m a ^[[1mdog^[[0m.", "A man walks a dog."),
        ("A man hxxps://evil[.]example/a walks a dog.", "A man walks a dog."),
        ("A man \uff48\uff54\uff54\uff50\uff53\uff1a\uff0f\uff0fevil walks a dog.", "A man walks a dog."),
        ("A man ht\u200btps:/\u2060/evil.example walks a dog.", "A man walks a dog."),
        ("A man tel:+15550100 walks sms:123 a dog mailto:a@b.example.", "A man walks a dog."),
        ("A man who reads help@evil.example walks a dog.", "A man who reads walks a dog."),
        ("A van of miller.com stops beside bit.ly/3xY.", "A van of miller stops beside bit."),
        ("A man [walks][1] a dog.\n\n[1]: http://evil.example", "A man walks a dog."),
        ("@everyone sees a man who walks a dog.", "everyone sees a man who walks a dog."),
        ("A man walks a dog 0800 123 4567 home.", "A man walks a dog home."),
        ("A man walks a dog +1 (555) 010-0199 home.", "A man walks a dog home."),
        ("A man 0\u200b800\u00ad 12\u2060345 67 walks a dog.", "A man walks a dog."),
        ("A man walks to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq slowly.", "A man walks to slowly."),
        ("A m\u0301\u0302\u0303\u0304\u0305an walks a dog.", "A \u1e3f\u0302\u0303an walks a dog."),
        ("A man\u2800 walks\u3164 a\ufe00\u034f dog.", "A man walks a dog."),
        ("A man\n\nwalks\r\na\u2028dog.\x0b", "A man walks a dog."),
    ],
)
def test_nothing_leads_away(said: str, text: str) -> None:
    assert shown(said) == text


@pytest.mark.parametrize(
    "lure",
    [
        "Call 0800 123 4567 now to get your parcel back.",
        "Please call the number on the door!",
        "Send 0.1 BTC to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.",
        "Visit our page.",
        "Scan the code to claim it.",
        "Now click here.",
        "URGENT: contact us immediately.",
        "Bitte rufen Sie 0800 1234567 an.",
        "Überweisen Sie sofort 100 Euro.",
    ],
)
def test_a_sentence_that_tells_its_reader_what_to_do_is_left_out(lure: str) -> None:
    assert shown(f"{STORY} {lure}") == STORY
    with pytest.raises(NoAnswer):
        read(json.dumps({"text": lure, "confidence": 80}))


@pytest.mark.parametrize(
    "said",
    [
        "At 12:30:45 on 2026-11-30 a van with the number 4711 stops; 2 people get out.",
        "Am 30.11.2026 um 08:15 hält ein Wagen für 120 Sekunden.",
        "The plate M AB 1234 is on a car that stays 1,200 seconds.",
        "Text on the shirt reads “Run 10k”, and a man waits.",
        "Phone in hand, a woman walks through the yard.",
        "Visitors ring, and send a boy to the door.",
        "Send-off at the gate: two people wave.",
        "A man walks through.Then he leaves.",
        "一只猫走过院子，然后离开。",
        "مرحبا شخص يمشي في الفناء ثم يغادر.",
        "Ein Mann trägt Donaudampfschifffahrtsgesellschaftskapitänsmützen.",
    ],
)
def test_what_only_looks_like_it_stays(said: str) -> None:
    assert shown(said) == said


@pytest.mark.parametrize("word", ["ä" * 61, "Wort" * 16, "а" * 61])
def test_a_word_without_end_is_no_answer(word: str) -> None:
    with pytest.raises(NoAnswer):
        read(json.dumps({"text": f"A man walks {word} a dog.", "confidence": 80}))
