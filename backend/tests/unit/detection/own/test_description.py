"""What a user may say of his detector."""

import json
from pathlib import Path
from typing import Any

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.detection.objects.own.description import read_description, read_description_file
from tests.support.own_models import described

pytestmark = pytest.mark.covers("E10")


def changed(**changes: Any) -> bytes:
    return json.dumps({**described("dense"), **changes}).encode()


def test_its_words_become_ours() -> None:
    assert read_description(changed()).our_words() == ("person", "car", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "larger than 64 KB"),
        (b"[" * 50_000, "not JSON"),
        (b"[]", "valid dictionary"),
        (b'{"name": "x"}', "input: Field required"),
        (b'{"name": "x", "name": "y"}', "“name” stands more than once"),
        (changed(name="../x"), "name:"),
        (changed(extra=1), "extra:"),
        (changed(labels=[]), "labels:"),
        (changed(words={"Vehicle": "spaceship"}), "no word for: spaceship"),
        (changed(words={"Boat": "boat"}), "not in “labels”: Boat"),
        (changed(labels=["gnome"], words={}), "none of the labels"),
        (changed(input={"name": "x", "width": 8, "height": 64}), "input.width:"),
        (changed(input={"name": "x", "width": 64, "height": 64, "spread": [1, 0, 1]}), "above 0"),
        (changed(input={"name": "x", "width": 4096, "height": 4096}), "larger than a 4K"),
        (changed(output={"style": "sifted", "boxes": "b", "scores": "s"}), "the name of classes"),
        (changed(output={"style": "dense", "boxes": "b"}), "the name of scores"),
        (changed(reliable_score=1), "reliable_score:"),
        (b'{"name": "x", "reliable_score": NaN}', "reliable_score:"),
    ],
)
def test_what_is_wrong_is_named(text: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_description(text)
    assert said in refused.value.detail
    assert refused.value.slug == "bad-description"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"about\.json cannot be read"):
        read_description_file(tmp_path / "about.json")
