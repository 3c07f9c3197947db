"""Answers are the same whichever Python they come from."""

from http import HTTPStatus

import pytest

from argusai.kit.phrases import phrase_of


@pytest.mark.covers("F6")
def test_statuses_are_called_as_the_newest_standard_has_it() -> None:
    now = {413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}
    assert {status: phrase_of(status) for status in now} == now
    assert phrase_of(404) == HTTPStatus(404).phrase == "Not Found"
    with pytest.raises(ValueError, match="799"):
        phrase_of(799)
