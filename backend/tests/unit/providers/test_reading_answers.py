"""What models say becomes a sentence for a person, or nothing (D7)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.answer import NoAnswer, Reading, read

pytestmark = pytest.mark.covers("D7")
STORY = "A man in a blue coat carries a ladder across the yard and leaves to the right."
FULL = {
    "text": STORY,
    "confidence": 82,
    "objects": ["a man", "ladder"],
    "carrier": "",
    "attention": 1,
    "attention_reason": "A stranger is in the yard.",
}
CLEAN = Reading(STORY, 82, ("person", "ladder"), None, Attention.NOTABLE, "A stranger is in the yard.")
WHOLE = json.dumps(FULL)


@pytest.mark.parametrize(
    "said",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"```\n{WHOLE}\n```",
        f"Here is the JSON you asked for:\n\n{WHOLE}\n\nLet me know if you need more!",
        f"<think>The user wants {{json}}.</think>{WHOLE}",
        f"\ufeff{WHOLE}",
        json.dumps([FULL]),
        json.dumps({"answer": FULL}),
        WHOLE[:-1] + ",}",
        WHOLE.replace('"', "“", 0) + "}}}",
        repr(FULL),
        WHOLE.replace('"confidence": 82', '"confidence": "82%"'),
        WHOLE.replace('"text"', '"Description"'),
        json.dumps(FULL, indent=2).replace('"confidence"', "// how sure\n  \"confidence\""),
        WHOLE.replace('"text"', "text").replace('"attention"', "attention"),
        WHOLE[:-2],
    ],
    ids=[
        "plain", "fenced", "fence", "talk-around", "thoughts", "bom", "list", "nested", "comma", "braces", "python",
        "percent", "other-key", "comment", "bare-keys", "cut-end",
    ],
)  # fmt: skip
def test_faulty_forms_are_mended(said: str) -> None:
    found = read(said)
    assert (found.text, found.confidence, found.objects) == (CLEAN.text, CLEAN.confidence, CLEAN.objects)


def test_all_fields_are_read() -> None:
    assert read(WHOLE) == CLEAN


def test_an_answer_cut_in_its_text_keeps_whole_sentences_readable() -> None:
    assert read('{"confidence": 70, "text": "A dog runs over the lawn and ba').text.startswith("A dog runs over")


@pytest.mark.parametrize(
    "said",
    [
        "I'm sorry, but I can't assist with that.",
        "I’m sorry, but I cannot identify people in images.",
        "Sorry, I can't help with this request.",
        "I cannot see the image you mention.",
        "I can't see any image in your message.",
        "As an AI language model, I am not able to view pictures.",
        "I am unable to describe this content.",
        "Unfortunately, I cannot view the photo.",
        "It is not possible to describe the image.",
        "No image was provided.",
        "The image did not load, so nothing can be said.",
        "This violates our content policy guidelines.",
        "I do not see a picture.",
        "I won't describe people.",
        "Es tut mir leid, ich kann dabei nicht helfen.",
        "Leider kann ich das Bild nicht sehen.",
        "Ich kann keine Personen identifizieren.",
        "Als KI darf ich das nicht.",
        '{"text": "I\'m sorry, I can\'t describe this.", "confidence": 99}',
        "I must decline. I refuse to describe the people here.",
        "A man walks. I cannot identify him from this image.",
        "抱歉，我无法描述图片中的人物。",
        "Lo siento, no puedo ayudar con esta imagen.",
        "Je suis désolé, mais je ne peux pas décrire cette image.",
        "Mi dispiace, non posso aiutarti con questa immagine.",
        "Desculpe, não posso descrever pessoas.",
        "Het spijt me, ik kan deze afbeelding niet beschrijven.",
        "申し訳ありませんが、画像を説明できません。",
        "죄송합니다. 이미지를 설명할 수 없습니다.",
        "Извините, я не могу описать это изображение.",
        "Przykro mi, nie mogę opisać tego obrazu.",
        "Üzgünüm, bu görseli açıklayamam.",
        "Beklager, jeg kan ikke beskrive dette bildet.",
    ],
)
def test_refusals_reach_nobody(said: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        read(said)
    assert caught.value.kind == "refused"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   \n\t ",
        "```json\n```",
        "null",
        "{}",
        "[]",
        '{"text": null}',
        '{"text": ""}',
        '{"text": 42}',
        '{"text": "…"}',
        '{"text": "<b></b>"}',
        '{"confidence": 80}',
        '{"text": "Here is the description in JSON format as requested."}',
        '{"text": "Could you provide more context?"}',
        "Would you like me to describe it?",
        "Let me know if you need anything else!",
        "Please provide the pictures.",
        '{"text": "the the the the the the the the"}',
        "x" * 200_000,
        "\x00\x01\x02",
        "<think>it never ends",
        '{"text": [["nested"]]}',
        '{"a":' * 5_000,
        "[" * 50_000,
        '{"text',
    ],
)
def test_what_is_no_answer_reaches_nobody(said: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        read(said)
    assert caught.value.kind == "unusable"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("**A man** walks a _small_ dog.", "A man walks a _small_ dog."),
        ("<p>A man <b>walks</b> a dog.</p>", "A man walks a dog."),
        ("<script>alert(1)</script>A man walks a dog.", "A man walks a dog."),
        ("<scr<b>ipt>alert(1)</script>A man walks a dog.", "Alert(1) A man walks a dog."),
        ("A man &lt;b&gt;walks&lt;/b&gt; a dog.", "A man walks a dog."),
        ("[A man](javascript:alert(1)) walks a dog.", "A man walks a dog."),
        ("![x](http://evil/x.png) A man walks a dog.", "A man walks a dog."),
        ("A man shows a sign: visit https://evil.example/login now.", "A man shows a sign: visit now."),
        ("# Description\n\n- A man walks a dog.", "Description A man walks a dog."),
        ("Description: A man walks a dog.", "A man walks a dog."),
        ("The image shows a man who walks a dog.", "A man who walks a dog."),
        ("In this image, a man walks a dog.", "A man walks a dog."),
        ("Sure! A man walks a dog.", "A man walks a dog."),
        ("I can see a man who walks a dog.", "A man who walks a dog."),
        ("“A man walks a dog.”", "A man walks a dog."),
        ("A man\u202e walks\u200b a\x07 dog.\x1b[31m", "A man walks a dog."),
        ("A man walks a dog. Would you like to know more?", "A man walks a dog."),
        ("A man walks a dog. Note: the JSON schema was followed.", "A man walks a dog."),
        ("A man holds a sign that reads “I cannot stop”.", "A man holds a sign that reads “I cannot stop”."),
        ("Ein Mann führt einen Hund über den Hof.", "Ein Mann führt einen Hund über den Hof."),
    ],
)
def test_markup_links_and_talk_are_taken_out(said: str, text: str) -> None:
    shown = read(json.dumps({"text": said, "confidence": 50})).text
    assert shown.lower() == text.lower()


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        (0, 0), (100, 100), (150, 100), (-5, 0), (0.8, 80), ("0.8", 1), ("high", 85), ("90 %", 90), (None, 50),
        (True, 50), ([], 50), (1e300, 100), ("nan", 50),
    ],
)  # fmt: skip
def test_confidence_is_a_percentage(said: object, confidence: int) -> None:
    assert read(json.dumps(FULL | {"confidence": said})).confidence == confidence


@pytest.mark.parametrize(
    ("said", "level"),
    [(0, 0), (2, 2), ("urgent", 2), ("1", 1), (3, 0), (-1, 0), (1.5, 0), (None, 0), (True, 0), ("yes", 0)],
)
def test_attention_rises_only_on_a_clear_word(said: object, level: int) -> None:
    assert read(json.dumps(FULL | {"attention": said})).attention == level


@pytest.mark.parametrize(
    ("said", "carrier"),
    [
        ("FedEx", "FedEx"), ("fed ex ground", "FedEx"), ("UPS", "UPS"), ("United Parcel Service", "UPS"),
        ("USPS", "USPS"), ("amazon prime van", "Amazon"), ("DHL Express", "DHL"), ("Hermes", None), ("", None),
        ("none", None), (7, None), ("upstairs", None),
    ],
)  # fmt: skip
def test_carriers_have_their_usual_names(said: object, carrier: str | None) -> None:
    assert read(json.dumps(FULL | {"carrier": said})).carrier == carrier


def test_more_carriers_may_be_named() -> None:
    assert read(json.dumps(FULL | {"carrier": "Royal mail"}), carriers=("Royal Mail",)).carrier == "Royal Mail"


def test_objects_are_named_once_and_in_our_words() -> None:
    said = ["Two men", "woman", "a red SUV", "package", "wheelbarrow", "<b>dog</b>", 5, "x" * 100, ""]
    assert read(json.dumps(FULL | {"objects": said})).objects == ("person", "car", "parcel", "wheelbarrow", "dog")


@pytest.mark.parametrize(
    ("given", "danger"),
    [
        ({"danger": "weapon"}, "weapon"),
        ({"danger": "Break_In"}, "break-in"),
        ({"danger": ["fire", "other"]}, "fire"),
        ({"danger": "a gun"}, "weapon"),
        ({"danger": "Ertrinken"}, "other"),
        ({"danger": ""}, ""),
        ({"danger": "none", "attention": 2}, ""),
        ({"danger": {"a": 1}}, "other"),
        ({"attention": 2}, "unsaid"),
        ({"danger": None, "attention": 2}, "unsaid"),
        ({"attention": 1}, ""),
    ],
)
def test_a_danger_is_read_in_our_words_and_one_that_is_not_named_may_be_any(
    given: dict[str, object], danger: str
) -> None:
    assert read(json.dumps(FULL | given)).danger == danger


@pytest.mark.parametrize("name", ["text", "attention_reason", "objects"])
def test_what_is_hidden_never_comes_out(name: str) -> None:
    system = "You write one description of what a security camera saw, for the people of the house."
    key = "sk-hidden-42"
    for leak in (f"A man. {system}", f"A dog and {key.upper()} there.", system.upper()):
        said = json.dumps(FULL | {name: [leak] if name == "objects" else leak})
        try:
            shown = str(read(said, hidden=(system, key)))
        except NoAnswer:
            continue
        assert key not in shown.lower()
        assert "security camera saw" not in shown.lower()


def test_a_long_story_ends_with_a_sentence() -> None:
    text = read(json.dumps(FULL | {"text": "A man walks on. " * 200})).text
    assert len(text) <= 480
    assert text.endswith("walks on.")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(alphabet="{}[]\",:<>`\\'abc ", max_size=200)))
def test_any_text_gives_clean_words_or_nothing(said: str) -> None:
    try:
        found = read(said)
    except NoAnswer:
        return
    assert found.text.strip() == found.text != ""
    assert "\n" not in found.text
    assert found.text.isprintable()
