"""The table that is printed."""

import pytest

from argusai.evaluation.scores import Tally
from argusai.evaluation.table import by_class, table

pytestmark = pytest.mark.covers("E13", "E30")


def test_each_class_has_a_row_and_the_sum_comes_last() -> None:
    sums = by_class([("rain", Tally(clips=1, visits=2, found=1)), ("empty", Tally(clips=1)), ("rain", Tally(clips=1))])
    assert list(sums) == ["empty", "rain", "overall"]
    lines = table({"default": sums}).splitlines()
    assert [line.split("|")[1].strip() for line in lines] == ["class", "-------", "empty", "rain", "overall"]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert lines[3].split("|")[2:5] == ["     2 ", "      2 ", "   0.50 "]
    assert lines[2].split("|")[4].strip() == "–"


def test_two_settings_stand_below_each_other() -> None:
    sums = by_class([("rain", Tally(clips=1))])
    lines = table({"a.env": sums, "b.env": sums}).splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["rain", "rain", "overall", "overall"]
    assert [line.split("|")[2].strip() for line in lines[2:]] == ["a.env", "b.env"] * 2
