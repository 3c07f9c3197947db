"""Apologies, faults of a server and "nothing can be seen" reach nobody, and what is honest does (D7)."""

import json

import pytest

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.answer import NoAnswer, read
from argusai.pipeline.events.description.providers.check import check
from argusai.pipeline.events.description.providers.reply import read_reply
from tests.support.describing import an_answer
from tests.support.events import some_facts
from tests.unit.providers.test_checking_facts import one_person

pytestmark = pytest.mark.covers("D7")
STORY = "A man in a blue coat carries a ladder across the yard and leaves to the right."


@pytest.mark.parametrize(
    "said",
    [
        "This image cannot be processed.",
        "The picture could not be loaded.",
        "All of these frames failed to load.",
        "The provided video can't be opened at the moment.",
        "Request declined due to safety reasons.",
        "Your request was blocked.",
        "Content blocked by the safety system.",
        "The response was filtered because of our content policy.",
        "The image was rejected by the moderation system.",
        "Output withheld for privacy reasons.",
        "Blocked by content filter.",
        "This content may violate the usage guidelines.",
        "We cannot provide a description.",
        "I apologize, but this is nothing to be described.",
        "Failed to generate a description.",
        "Unable to process.",
        "Error: internal",
        "Error 500",
        "An error occurred while processing the image.",
        "Internal server error",
        "ValueError: bad image",
        "Traceback (most recent call last)",
        "HTTP 503 Service Unavailable",
        "The service is temporarily unavailable.",
        "Rate limit exceeded, try again later.",
        "Access denied.",
        "[object Object]",
        "Something went wrong while processing your request.",
        "Image not found.",
        "Processing failed.",
        "Die Anfrage wurde aus Sicherheitsgründen abgelehnt.",
        "Inhalt durch den Sicherheitsfilter blockiert.",
        "Das Bild konnte nicht geladen werden.",
        "Dieses Video kann nicht verarbeitet werden.",
        "Die Bilder lassen sich nicht öffnen.",
        "Fehler: intern",
        "Ein Fehler ist aufgetreten.",
        "Zugriff verweigert.",
        "Ihre Anfrage verstößt gegen unsere Richtlinien.",
        "Diese Inhalte kann ich nicht beschreiben.",
        "Ich kann dazu nichts sagen.",
        "Wir können dazu keine Angaben machen.",
    ],
)
def test_who_declines_or_fails_is_not_heard_whatever_else_it_says(said: str) -> None:
    for text in (said, f"{STORY} {said}"):
        with pytest.raises(NoAnswer) as caught:
            read(json.dumps({"text": text, "confidence": 86, "attention": 2}))
        assert caught.value.kind == "refused"


NOTHING = [
    "No description available.",
    "No description can be given.",
    "No further details are available.",
    "Description not available at this time.",
    "Description unavailable.",
    "A description of the scene is not possible.",
    "The image is too dark to make anything out, so no description can be given of it.",
    "The picture is very dark and blurry.",
    "The frames are completely black.",
    "It is too dark to see anything.",
    "The scene is too dark to identify any people, vehicles or animals.",
    "Too dark to tell.",
    "The footage is of poor quality, which makes it hard to say what is happening.",
    "Due to the low resolution it is difficult to tell what is going on.",
    "It is not possible to tell what is happening here.",
    "It is unclear what happens in this scene.",
    "It cannot be determined what is happening.",
    "What is happening cannot be determined.",
    "Nothing can be seen because the picture is black.",
    "Nothing is visible.",
    "Unfortunately nothing can be made out here.",
    "There's nothing to describe.",
    "There is nothing that could be described.",
    "There is not enough light to see what is going on.",
    "Not enough information to give a description.",
    "Insufficient visual information.",
    "This picture does not contain any recognizable content.",
    "No objects or people could be identified in the images.",
    "Das Bild ist zu dunkel, um etwas zu erkennen.",
    "Das Bild ist schwarz, daher ist nichts zu sehen.",
    "Die Aufnahme ist leider sehr unscharf.",
    "Die Bilddatei ist beschädigt.",
    "The image file is corrupted.",
    "Es ist zu dunkel, um zu sagen, was passiert.",
    "Auf dem Bild ist nichts zu erkennen.",
    "Man kann nichts erkennen.",
    "Es lässt sich nicht sagen, was hier geschieht.",
    "Es ist nicht möglich zu erkennen, was hier vor sich geht.",
    "Es gibt nichts zu beschreiben.",
    "Kein Inhalt erkennbar.",
    "Keine Beschreibung verfügbar.",
    "Eine Beschreibung ist derzeit nicht möglich.",
    "Es ist unklar, was hier passiert.",
]


@pytest.mark.parametrize("said", NOTHING)
def test_that_nothing_can_be_told_is_no_description(said: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        read(json.dumps({"text": said, "confidence": 86, "attention": 2}))
    assert caught.value.kind == "unusable"


@pytest.mark.parametrize("said", NOTHING)
def test_beside_a_story_it_is_left_out(said: str) -> None:
    found = read(json.dumps({"text": f"{STORY} {said}", "confidence": 86, "attention": 1, "attention_reason": said}))
    assert (found.text, found.attention_reason) == (STORY, "")


@pytest.mark.parametrize(
    "said",
    [
        "A man in dark clothes walks past; his face cannot be seen.",
        "A cat runs along the wall. It is black.",
        "A man tries the gate. It cannot be opened.",
        "A light is seen in the dark yard.",
        "The gate is open and nobody is there.",
        "The man cannot be identified because he wears a mask.",
        "A courier fails to deliver the parcel and leaves a card.",
        "A vehicle is blocked by another one.",
        "Somebody blocks the camera with a hand.",
        "The picture is partly blocked by a hand that covers the lens.",
        "The picture is dark, but a person with a torch crosses the yard from left to right.",
        "It is too dark to see the face of the man, who crosses the yard and opens the gate.",
        "It is dark and a car with its headlights on turns into the drive.",
        "The picture turns black as somebody hangs a cloth over the camera.",
        "The lens is covered by snow, so nothing can be seen but a light on the left.",
        "Nothing can be seen except a cat that runs along the wall.",
        "Nothing moves in the yard but the branches of a tree.",
        "A person declines a parcel and closes the door.",
        "A courier is refused at the door and takes the parcel back to his van.",
        "A woman rejects the delivery and the courier leaves with the box.",
        "A delivery is rejected by a woman at the door, who sends the courier away.",
        "A man is denied access at the gate and walks away.",
        "A lorry blocks the drive; the car behind it cannot pass.",
        "A man tries the handle, but the door cannot be opened.",
        "The gate could not be opened, so the driver gets out and rings.",
        "The man loads boxes into a van, but the last one cannot be loaded.",
        "No parcel is left at the door; the courier returns to the van.",
        "No one is visible in the yard; the gate stands open.",
        "A man holds up a photo which cannot be read from here.",
        "A woman takes a picture of the house and walks on.",
        "A man hangs a picture on the wall, and a woman helps him.",
        "A worker in a safety vest puts a fence around the hole for safety reasons.",
        "A technician opens the box of the safety system beside the gate.",
        "A driver makes an error while parking and hits the bin.",
        "Two children try again and again to climb over the wall.",
        "A man hands over a request for a signature and gets it.",
        "A man with something unclear in his hand stands at the door.",
        "A dark van with black windows stops in front of the house.",
        "The scene is quiet until a fox crosses the lawn.",
        "A person whose face is too dark to make out rings the bell.",
        "A boy carries a blank sheet of paper past the door.",
        "An unavailable parking space forces the van to stop in the street.",
        "A man and a woman talk, and the woman shows her access card.",
        "A repairman describes something to a woman with his hands.",
        "A poor quality bag tears, and apples roll over the path.",
        "Ein Mann in dunkler Kleidung geht vorbei, sein Gesicht ist nicht zu erkennen.",
        "Das Bild ist dunkel, aber eine Person mit einer Lampe geht über den Hof.",
        "Es ist zu dunkel, um das Gesicht zu erkennen, doch ein Mann steht an der Tür.",
        "Eine Frau lehnt ein Paket ab und schließt die Tür.",
        "Jemand hält die Kamera mit der Hand zu.",
        "Ein Lastwagen blockiert die Einfahrt und fährt dann weiter.",
        "Ein Kind malt ein Bild, das nicht zu erkennen ist.",
        "Niemand ist zu sehen, nur das Tor steht offen.",
        "Nichts bewegt sich außer einer Katze auf der Mauer.",
        "Das Tor kann nicht geöffnet werden, deshalb klingelt der Fahrer.",
        "Ein Mann sucht einen Fehler am Motor des Wagens.",
        "Eine Katze läuft über den Hof. Sie ist schwarz.",
        "Man sieht einen Hund, der nicht zu halten ist.",
    ],
)
def test_honest_words_pass_whole(said: str) -> None:
    assert read(json.dumps({"text": said, "confidence": 86})).text == said


def test_an_apology_is_no_object_and_a_thing_of_one_word_is() -> None:
    said = [
        "I'm sorry, I can't help with that",
        "No description available",
        "[object Object]",
        "What would you like to know?",
        "The JSON you asked for",
        "none",
        "null",
        "phone",
        "ring",
        "a black box",
        "dark car",
    ]
    found = read(json.dumps({"text": STORY, "confidence": 86, "objects": said}))
    assert found.objects == ("phone", "ring", "parcel", "car")


def test_to_a_question_it_is_an_answer_that_nothing_can_be_seen() -> None:
    said = "It is too dark to tell which colour the jacket has."
    assert read_reply(json.dumps({"text": said, "known": True, "confidence": 70}), (), 1).text == said


@pytest.mark.parametrize("said", ["Something happened here.", "Motion was detected in front of the house by the gate."])
def test_vague_words_raise_no_attention(said: str) -> None:
    checked = check(an_answer(said, attention=Attention.URGENT), one_person())
    assert (checked.marks, checked.answer.attention) == (("vague",), Attention.ROUTINE)


def test_vague_words_leave_the_attention_that_the_facts_give() -> None:
    facts = some_facts(one_person().camera_id, trigger="doorbell")
    assert check(an_answer("He rings.", attention=Attention.URGENT), facts).answer.attention == Attention.NOTABLE
