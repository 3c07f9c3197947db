from itertools import pairwise

import pytest

from argusai.kit.ids import new_id


@pytest.mark.covers("F6")
def test_ids_are_uuid_version_7_and_rise() -> None:
    ids = [new_id() for _ in range(1000)]
    assert {one.version for one in ids} == {7}
    assert all(earlier.int < later.int for earlier, later in pairwise(ids))
