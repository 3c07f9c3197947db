"""A gate loses no picture that it was woken for, and changes no pixel of one (C11)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.capture.streams.gate.decode import GatedDecoding
from argusai.pipeline.capture.streams.gate.sleep import Sleep
from argusai.pipeline.capture.streams.pyav.source import Decoded, PyavSource
from tests.support.video import Codec, Recipe, make_clip

pytestmark = pytest.mark.covers("C11")

USUAL = Recipe(keyframe_every=8, rate=8, seconds=10, width=160, height=96)
CODECS: dict[str, Codec] = {"H.264": "libx264", "H.265": "libx265"}
RECIPES = {
    f"{name}, {how}": replace(USUAL, codec=codec, bit_rate=bit_rate, b_frames=b_frames)
    for name, codec in CODECS.items()
    for how, bit_rate, b_frames in (
        ("constant quality", 0, 0),
        ("constant bitrate", 200_000, 0),
        ("B-frames", 0, 2),
    )
}


@dataclass
class Told:
    """A decider that may always sleep. `astir_at`: packets (from 0) before which the analysis is astir."""

    astir_at: frozenset[int] = frozenset()
    on: bool = True
    allows: bool = True
    packet: int = 0
    pictures: int = 0
    decoded: int = 0
    sleeps: list[bool] = field(default_factory=list)

    @property
    def astir(self) -> bool:
        return self.packet in self.astir_at

    def may_sleep(self, *, short: bool, known: bool) -> bool:
        return self.allows and short

    def watched(self, at: float, *, asleep: bool) -> bool:
        return True

    def counted(self, pictures: int, decoded: int) -> None:
        self.pictures += pictures
        self.decoded += decoded

    def asleep(self, *, now: bool) -> None:
        self.sleeps.append(now)


@dataclass
class Script:
    """An eye that sees motion in the given keyframes of those it is shown, from 0."""

    motion: frozenset[int]
    shown: int = 0

    def see(self, luma: Image) -> bool:
        self.shown += 1
        return self.shown - 1 in self.motion


def straight(clip: Path) -> dict[int, Decoded]:
    with PyavSource(Source("file", str(clip))) as source:
        return {each.pts: each for unit in source.units() for each in source.decode(unit)}


def gated(clip: Path, told: Told, eye: Script) -> Iterator[Decoded]:
    decoding = GatedDecoding(told, Sleep(calm_seconds=1.0), eye)
    with PyavSource(Source("file", str(clip))) as source:
        for number, unit in enumerate(source.units()):
            told.packet = number
            yield from decoding.decode(source, unit)


def same(one: Decoded, other: Decoded) -> bool:
    return bool(np.array_equal(one.picture.bgr(), other.picture.bgr()))


@pytest.fixture(scope="module", params=RECIPES)
def clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("gate") / "clip.mp4", RECIPES[request.param])


def test_a_keyframe_that_wakes_brings_every_picture_since_the_one_before(clip: Path) -> None:
    all_of_them, told = straight(clip), Told()
    seen = list(gated(clip, told, Script(frozenset({0, 7}))))  # the eighth keyframe, at 7 s
    numbers = [each.pts for each in seen]
    assert numbers == sorted(set(numbers)), "each once, in order"
    assert all(same(each, all_of_them[each.pts]) for each in seen)
    keys = sorted(all_of_them)[::8]
    since = [pts for pts in all_of_them if pts >= keys[6]]
    assert set(since[:16]) <= set(numbers), "from the keyframe before the one that woke it"
    assert told.sleeps[:2] == [True, False]
    assert len(seen) < len(all_of_them), "it did sleep"


def test_the_analysis_wakes_it_in_mid_group_without_a_gap(clip: Path) -> None:
    all_of_them, told = straight(clip), Told(astir_at=frozenset({52, 53, 54, 55, 56}))
    seen = list(gated(clip, told, Script(frozenset({0}))))
    assert all(same(each, all_of_them[each.pts]) for each in seen)
    numbers = [each.pts for each in seen]
    assert numbers == sorted(set(numbers))
    keys = sorted(all_of_them)[::8]
    assert {pts for pts in all_of_them if keys[6] <= pts < keys[7]} <= set(numbers)


def test_asleep_it_decodes_keyframes_alone_and_right(clip: Path) -> None:
    all_of_them, told = straight(clip), Told()
    seen = list(gated(clip, told, Script(frozenset({0}))))
    keys = sorted(all_of_them)[::8]
    asleep = [each.pts for each in seen if each.pts >= keys[5] and each.pts < keys[-1]]
    assert asleep == keys[5:-1]
    assert all(same(each, all_of_them[each.pts]) for each in seen)
    assert told.pictures >= len(all_of_them) - 1
    assert told.decoded < 0.8 * told.pictures


def test_not_allowed_or_off_it_is_full_decoding(clip: Path) -> None:
    numbers = sorted(straight(clip))
    assert [each.pts for each in gated(clip, Told(on=False), Script(frozenset()))] == numbers
    assert [each.pts for each in gated(clip, Told(allows=False), Script(frozenset()))] == numbers
