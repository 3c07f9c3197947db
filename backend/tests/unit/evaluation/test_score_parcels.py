"""Parcels that were told against those that were left and taken."""

import pytest

from argusai.analyze import FoundParcel
from argusai.evaluation.labelled import Parcel
from argusai.evaluation.score_parcels import Change, ParcelScore, score_parcels

pytestmark = pytest.mark.covers("E7", "E13")

BOX = [600.0, 400.0, 50.0, 40.0]


def told(change: Change, at: float, left: float = 610.0) -> FoundParcel:
    return FoundParcel(change, at, (left, 410.0, 40.0, 30.0), 0.7)


def test_left_and_taken_are_two_changes() -> None:
    label = Parcel(left=6, taken=31, box=BOX)
    assert score_parcels([label], [told("left", 8), told("taken", 30)]) == ParcelScore(2, 2, 0)
    assert score_parcels([label], [told("left", 8)]) == ParcelScore(2, 1, 0)


def test_one_that_stays_is_one_change() -> None:
    assert score_parcels([Parcel(left=6, box=BOX)], [told("left", 6)]) == ParcelScore(1, 1, 0)


@pytest.mark.parametrize("wrong", [told("left", 12), told("left", 3), told("taken", 6), told("left", 6, left=10)])
def test_another_time_change_or_place_is_false(wrong: FoundParcel) -> None:
    assert score_parcels([Parcel(left=6, box=BOX)], [wrong]) == ParcelScore(1, 0, 1)


def test_told_twice_is_false_once() -> None:
    assert score_parcels([Parcel(left=6, box=BOX)], [told("left", 6), told("left", 7)]) == ParcelScore(1, 1, 1)


def test_a_parcel_where_none_was_is_false() -> None:
    assert score_parcels([], [told("left", 6)]) == ParcelScore(0, 0, 1)
