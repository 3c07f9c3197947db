import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.kit.errors import BadInput
from argusai.kit.pages import read_cursor, write_cursor


@pytest.mark.covers("F6")
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_cursor_gives_back_its_key(key: list[str]) -> None:
    assert read_cursor(write_cursor(*key), parts=len(key)) == tuple(key)


@pytest.mark.covers("F6", "F31")
@given(st.text())
def test_any_other_text_is_refused_as_a_bad_cursor(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_cursor(text, parts=2)
    assert refused.value.slug == "bad-cursor"


@pytest.mark.covers("F31")
@pytest.mark.parametrize("content", [b"[1, 2]", b'{"a": 1}', b'["one"]', b"[" * 100_000, b"\xff\xfe"])
def test_well_formed_base64_of_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        read_cursor(base64.urlsafe_b64encode(content).decode(), parts=2)
