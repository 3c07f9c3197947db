"""What a text that somebody typed may hold, and how it reaches a terminal."""

import unicodedata

import pytest
from pydantic import Field, ValidationError

from argusai.kit.schemas import Strict
from argusai.kit.text import escaped, holds_control_characters


class Typed(Strict):
    MANY_LINES = frozenset({"note"})

    name: str = ""
    labels: list[str] = Field(default_factory=list)
    note: str = ""


@pytest.mark.covers("F31")
@pytest.mark.parametrize("field", ["name", "note"])
@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[2Jb", "a\x7fb", "a\x9bb", "a\u2028b"])
def test_control_characters_are_refused(field: str, text: str) -> None:
    with pytest.raises(ValidationError, match="control characters"):
        Typed.model_validate({field: text})


@pytest.mark.covers("F31")
def test_a_line_break_is_refused_but_where_one_may_be_and_at_the_ends() -> None:
    for faulty in ({"name": "a\nb"}, {"labels": ["cat", "a\nb"]}):
        with pytest.raises(ValidationError, match="Line breaks"):
            Typed.model_validate(faulty)
    kept = Typed.model_validate({"name": " Kitchen\n", "labels": ["cat"], "note": "one\ntwo"})
    assert (kept.name, kept.note) == ("Kitchen", "one\ntwo")


def test_every_language_is_let_through() -> None:
    for name in ("Küche", "مطبخ", "厨房", "👩‍🍳 kitchen"):
        assert not holds_control_characters(name)
        assert Typed(name=name).name == name


@pytest.mark.covers("F32")
def test_what_is_shown_begins_no_line_and_moves_no_cursor() -> None:
    assert escaped("a\nb\x1b[2J ü") == "a\\x0ab\\x1b[2J ü"
    assert escaped("a\nb\x1b", many_lines=True) == "a\nb\\x1b"


def test_it_goes_by_the_categories_of_unicode() -> None:
    for each in map(chr, (*range(0x3000), *range(0xD700, 0xE100))):
        turns = unicodedata.bidirectional(each) in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
        control = turns or unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}
        assert holds_control_characters(each) == control, hex(ord(each))
        assert holds_control_characters(each, many_lines=True) == (control and each not in "\n\r\t"), hex(ord(each))
