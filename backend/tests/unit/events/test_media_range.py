"""Which bytes a request asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.pipeline.events.history.media import OutsideFile, matches, read_range

pytestmark = pytest.mark.covers("F15", "F31")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None), ("bytes=0-0", (0, 0)), ("bytes=0-99", (0, 9)), ("bytes=-3", (7, 9)), ("bytes=-99", (0, 9)),
        ("Bytes = 2 - 4", (2, 4)), ("bytes=4-2", None), ("bytes=-", None), ("bytes=1-2,4-5", None), ("lines=1-2", None),
        ("bytes=0-" + "9" * 20, (0, 9)), ("bytes=-" + "9" * 900, (0, 9)), ("bytes=" + "9" * 5000 + "-", None),
    ],
)  # fmt: skip
def test_ranges(header: str | None, part: tuple[int, int] | None) -> None:
    assert read_range(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999-", "bytes=" + "9" * 30 + "-"])
def test_outside(header: str) -> None:
    with pytest.raises(OutsideFile):
        read_range(header, 10)


@given(st.text(max_size=40) | st.from_regex(r"bytes=[0-9]{0,3}-[0-9]{0,3}", fullmatch=True), st.integers(0, 500))
def test_an_answer_lies_inside_the_file(header: str, size: int) -> None:
    try:
        part = read_range(header, size)
    except OutsideFile:
        return
    assert part is None or 0 <= part[0] <= part[1] < size


@pytest.mark.parametrize(
    ("header", "same"), [(None, False), ('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False)]
)
def test_etags(header: str | None, same: bool) -> None:
    assert matches(header, '"a"') is same
