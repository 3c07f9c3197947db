"""What a sentence is worth, held against what a scene shows (D14)."""

import json

import pytest

from argusai.evaluation.described.asking import Said
from argusai.evaluation.described.scenes import Scene, courtyard_scenes
from argusai.evaluation.described.score import people_in, score
from argusai.evaluation.described.tally import Sheet, sheets_table
from argusai.pipeline.events.description.providers.claims import claims_of

pytestmark = pytest.mark.covers("D14")
SHOWN = courtyard_scenes()
PAPER = next(scene for scene in SHOWN.scenes if scene.name == "woman-with-paper")
GOOD = "Three men in black jackets and blue jeans and a woman in red with a sheet of paper walk across the courtyard."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Four people walk by.", [4]),
        ("Three men and a woman walk by.", [3, 4]),
        ("A man in a dark coat, another man and two women wait.", [2, 4]),
        ("Up to six people at a time were there.", [6]),
        ("A man walks by.", [1]),
        ("Several people walk by.", []),
        ("A white van stands there.", []),
    ],
)
def test_numbers_of_people_are_read_as_a_listener_would(text: str, numbers: list[int]) -> None:
    assert people_in(text, claims_of(text)) == numbers


def test_what_is_right_counts_and_nothing_is_invented() -> None:
    found = score(GOOD, PAPER, SHOWN)
    assert (found.people, found.counted, found.labelled, found.invented) == (4, True, True, ())
    assert found.colours == ("black", "blue", "red")
    assert found.words == ("how they move", "where", "which way", "what she carries")


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("A dog runs past a man with a knife.", ("dog", "weapon")),
        ("A woman in a pink dress leaves a parcel.", ("parcel", "pink")),
        ("The courtyard lies empty, and nobody is there.", ("nobody",)),
        ("Men pass the sign “Fire assembly point” near a white van.", ()),
    ],
)
def test_what_is_not_there_is_invented(text: str, invented: tuple[str, ...]) -> None:
    assert score(text, PAPER, SHOWN).invented == invented


def test_a_wrong_number_or_none_is_no_right_one() -> None:
    two, none = (score(text, PAPER, SHOWN) for text in ("Two people walk by.", "People walk by."))
    assert (two.people, two.counted, two.labelled) == (2, False, True)
    assert (none.people, none.counted, none.labelled) == (None, False, True)


def test_silence_counts_as_nothing_right_and_unknown_costs_are_unknown() -> None:
    sheet = Sheet("Cellar")
    sheet.add(PAPER, Said(GOOD, "llava", 2.0, 0.01), SHOWN)
    sheet.add(PAPER, Said("", "llava", 0.0, 0.0, "It did not answer."), SHOWN)
    figures = sheet.figures(SHOWN)
    assert {name: figures[name] for name in ("answered", "counts", "colours", "words", "cost_dollars")} == {
        "answered": 1, "counts": 0.5, "colours": 0.5, "words": 0.5, "cost_dollars": 0.01,
    }  # fmt: skip
    assert json.loads(json.dumps(sheet.plain(SHOWN)))["by_scene"][PAPER.name]["failure"] == "It did not answer."
    sheet.add(PAPER, Said(GOOD, "llava", 4.0, None), SHOWN)
    lines = sheets_table([sheet], SHOWN).splitlines()
    assert len({len(line) for line in lines}) == 1
    cells = [cell.strip() for cell in lines[2].split("|")[1:-1]]
    assert cells == ["Cellar", "llava", "3", "2", "0.67", "0.67", "0.67", "0.67", "0", "3.00", "?"]


@pytest.mark.parametrize("scene", SHOWN.scenes, ids=lambda scene: scene.name)
def test_the_labels_that_ship_make_sense(scene: Scene) -> None:
    assert 0 <= scene.start < min(scene.frames) < max(scene.frames) < scene.end < 79.5
    assert 0 < scene.people[0] <= scene.people[1]
    assert scene.worn <= SHOWN.colours
