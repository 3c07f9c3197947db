"""Which words claim a weapon, fire, a break-in or violence, and which only sound so (D8)."""

import pytest

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.check import check, second_look
from argusai.pipeline.events.description.providers.contract import Danger
from argusai.pipeline.events.description.providers.grave import grave_claims
from tests.support.describing import an_answer
from tests.unit.providers.test_checking_facts import one_person

pytestmark = pytest.mark.covers("D8")
CHILD = "A small child lies in the water of the pool and does not move any more."


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("A man with a firearm stands at the front door and looks through the window.", "weapon"),
        ("Two gunmen get out of a car.", "weapon"),
        ("A man carries a shotgun over his shoulder.", "weapon"),
        ("A man swings a sword.", "weapon"),
        ("Somebody walks about with an axe in his hand.", "weapon"),
        ("He draws a blade and waits beside the gate.", "weapon"),
        ("A man puts a dagger into his belt.", "weapon"),
        ("Somebody throws a grenade.", "weapon"),
        ("A man with a crowbar works at the window.", "weapon"),
        ("Ein Mann mit einer Schusswaffe steht vor der Tür.", "weapon"),
        ("Eine Person mit einem Gewehr geht am Zaun entlang.", "weapon"),
        ("Ein Mann trägt eine Axt über den Hof.", "weapon"),
        ("Ein Mann trägt ein Beil in der Hand.", "weapon"),
        ("Er zieht ein Messer.", "weapon"),
        ("Ein Mann mit Schwert und Maske steht am Tor.", "weapon"),
        ("An explosion throws parts of the wall onto the street.", "fire"),
        ("The bin beside the door is alight.", "fire"),
        ("A car explodes.", "fire"),
        ("Eine Explosion zerstört das Fenster.", "fire"),
        ("Der Wagen steht in Brand.", "fire"),
        ("A man kicks the door in.", "break-in"),
        ("A man kicks in the back door.", "break-in"),
        ("Somebody kicked down the gate.", "break-in"),
        ("A man breaks the window with a stone.", "break-in"),
        ("A man breaks the lock of the shed.", "break-in"),
        ("Somebody has broken a pane of the door.", "break-in"),
        ("A man breaks open the letter box.", "break-in"),
        ("A man breaks down the front door.", "break-in"),
        ("A man smashes the glass.", "break-in"),
        ("A person climbs through the window into the house.", "break-in"),
        ("A boy climbs in through an open window.", "break-in"),
        ("People loot the shop.", "break-in"),
        ("A man picks the lock of the door.", "break-in"),
        ("Somebody shatters the window with a hammer.", "break-in"),
        ("A boy throws a stone through the window.", "break-in"),
        ("Ein Mann tritt die Tür ein.", "break-in"),
        ("Ein Mann tritt gegen die Tür, bis sie aufspringt.", "break-in"),
        ("Dann tritt ein Mann mehrmals die Haustür ein und verschwindet.", "break-in"),
        ("Jemand bricht das Schloss der Garage auf.", "break-in"),
        ("Eine Person schlägt die Scheibe ein.", "break-in"),
        ("Dann schlägt er die Scheibe ein.", "break-in"),
        ("Mit einem Hammer schlägt ein Mann die Scheibe des Autos ein, dann läuft er weg.", "break-in"),
        ("Ein Mann klettert durch das Fenster in das Haus.", "break-in"),
        ("Ein Mann, der die Tür aufbricht, sieht sich um.", "break-in"),
        ("Jemand hebelt mit einem Werkzeug das Fenster auf.", "break-in"),
        ("Mehrere Leute plündern das Lager.", "break-in"),
        ("A man is hitting another man.", "violence"),
        ("Two men beat somebody up.", "violence"),
        ("A man strangles a woman.", "violence"),
        ("A man hit a woman in the face.", "violence"),
        ("A man threatens a courier.", "violence"),
        ("A man stabs another.", "violence"),
        ("A man kicks a woman who lies on the ground.", "violence"),
        ("Zwei Männer verprügeln einen dritten.", "violence"),
        ("Ein Mann würgt eine Frau.", "violence"),
        ("Ein Mann schießt auf das Haus.", "violence"),
    ],
)
def test_grave_words_are_known_in_both_languages(text: str, claimed: str) -> None:
    assert claimed in grave_claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "The van of a knife sharpener stops and its driver rings.",
        "A woman lays knives and forks on the table in the garden.",
        "A fire engine drives past and a fireman waves.",
        "A broken window frame leans on the wall.",
        "A broken lock lies beside the gate.",
        "A boy with a toy gun and a plastic sword runs past.",
        "A worker with a nail gun repairs the fence.",
        "A man rifles through his bag for the keys.",
        "A one-armed man walks past.",
        "The wiper blades of the car move; it rains.",
        "A gardener sharpens the mower blade.",
        "A few blades of grass move before the camera.",
        "Passengers alight from the bus and walk away.",
        "A delivery van breaks down at the gate.",
        "A boy breaks into a run when the dog comes.",
        "Day breaks and a car leaves.",
        "A man takes a break by the window.",
        "A boy kicks a ball in the yard.",
        "A girl kicks the ball against the garage door.",
        "A cat climbs through the open window.",
        "A window cleaner climbs a ladder to the window.",
        "A man looks through a window and rings.",
        "A man picks up a parcel with a lock on it.",
        "A man hits the ball over the net.",
        "A man hits the brakes and the car stops.",
        "A woman beats a carpet in the yard.",
        "Children kick off their boots and go in.",
        "A man shoots a video of the house.",
        "Boys shoot hoops in the drive.",
        "Fireworks explode over the roofs.",
        "A man in a brand new coat carries a bag of the brand.",
        "A driver kills the engine and gets out.",
        "The sun breaks through the clouds over the fence.",
        "A man breaks off a branch by the fence.",
        "A man slaps the dog's back.",
        "Ein Mann schlägt den Kragen hoch.",
        "Ein Mann tritt vor das Haus und schaltet das Licht ein.",
        "Ein Feuerwehrauto fährt vorbei.",
        "Eine Frau tritt an die Tür und steigt dann in das Auto ein.",
        "Ein Mann tritt aus der Tür und lädt einen Sack ein.",
        "Ein Mann tritt ein.",
        "Ein Mann ist durch die Tür eingetreten.",
        "Eine Familie bricht zu einem Spaziergang auf.",
        "Der Bote wirft einen Brief ein und schließt das Tor.",
        "Jemand schließt die Tür auf.",
        "Ein Kind schießt den Ball in das Tor.",
        "Eine Frau schlägt die Tür zu.",
        "Ein Mann schaut durch das Fenster und klingelt.",
        "Der Wagen der Marke steht am Tor, der Gasmesser wird abgelesen.",
        "Axel trägt eine Leiter zum Auto.",
    ],
)
def test_what_only_sounds_grave_claims_nothing(text: str) -> None:
    assert grave_claims(text) == frozenset()


def test_a_danger_that_has_no_word_of_ours_waits_for_a_second_look_too() -> None:
    checked = check(an_answer(CHILD, attention=Attention.URGENT, danger="other"), one_person())
    assert (checked.marks, checked.needs_second_look) == (("grave",), True)
    assert checked.answer.attention == Attention.ROUTINE


def test_a_danger_of_no_weight_needs_none() -> None:
    assert check(an_answer(CHILD, attention=Attention.NOTABLE, danger="other"), one_person()).marks == ()


@pytest.mark.parametrize("again", ["other", "unsaid"])
def test_whoever_sees_another_kind_of_danger_again_lets_it_rise(again: Danger) -> None:
    first = an_answer(CHILD, attention=Attention.URGENT, danger="other")
    looked = second_look(first, an_answer(CHILD, attention=Attention.URGENT, danger=again), one_person())
    assert (looked.answer.attention, looked.marks) == (Attention.URGENT, ())


@pytest.mark.parametrize(
    ("attention", "again", "shown"),
    [(Attention.NOTABLE, "other", Attention.NOTABLE), (Attention.URGENT, "weapon", Attention.ROUTINE)],
)
def test_whoever_calls_it_less_or_something_else_does_not(
    attention: Attention, again: Danger, shown: Attention
) -> None:
    first = an_answer(CHILD, attention=Attention.URGENT, danger="other")
    looked = second_look(first, an_answer(CHILD, attention=attention, danger=again), one_person())
    assert (looked.answer.attention, looked.needs_second_look) == (shown, False)
