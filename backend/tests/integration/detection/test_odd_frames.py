"""E20, the frame side: whatever a camera sends, nothing is raised, nothing is invented, and who walks is found.

The walker is the courtyard's: the clip's last seconds before anything odd happens, and its next ones after it.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Box, Frame, Image, Picture
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import CAMERA, START, ArrayPicture, courtyard, cut, detector, frames

pytestmark = pytest.mark.covers("E20")

STEP = timedelta(seconds=0.2)


@cache
def walking() -> tuple[Image, ...]:
    """4.4 seconds of the courtyard, five pictures a second, as BGR."""
    return tuple(frame.picture.bgr() for frame in frames(courtyard(), 1, 43, step=2))


class Remembering:
    """The real detector, asked once for the same pixels: most of these tests begin with the same pictures."""

    def __init__(self) -> None:
        self._answers: dict[tuple[Box, bytes], list[Detection]] = {}

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        return keep_best([found for area in areas for found in self._look(picture, area)], most=100)

    def _look(self, picture: Picture, area: Box) -> list[Detection]:
        key = (area, sha256(picture.bgr(area).tobytes()).digest())
        if key not in self._answers:
            self._answers[key] = detector().detect(picture, [area])
        return self._answers[key]


EYES = Remembering()


def watch(pictures: Sequence[Picture], step: timedelta = STEP) -> list[list[TrackPoint]]:
    """The confirmed tracks after each picture."""
    analysis = Analysis(Camera(CAMERA, "Yard", Source("file", "/yard.mp4")), EYES)
    shown = []
    for number, picture in enumerate(pictures):
        at = START + number * step
        sight = analysis.see(Frame(CAMERA, number + 1, number * step.total_seconds(), at, picture))
        shown.append([point for point in sight.points if point.confirmed])
    return shown


def arrays(images: Sequence[Image]) -> list[Picture]:
    return [ArrayPicture(image) for image in images]


def people(shown: Sequence[Sequence[TrackPoint]]) -> int:
    """Tracks; all are people."""
    points = [point for frame in shown for point in frame]
    assert {point.label for point in points} <= {"person"}
    return len({point.track_id for point in points})


@pytest.mark.soak  # two seconds of the detector
def test_another_resolution_in_mid_stream_loses_nobody_for_long() -> None:
    before, after = walking()[:11], [cv2.resize(image, (1152, 864)) for image in walking()[11:]]
    shown = watch(arrays([*before, *after]))  # type: ignore[list-item]
    assert people(shown[:11]) >= 2
    assert people(shown[-3:]) >= 2
    assert all(0 <= p.box.left <= p.box.right <= 1152 and p.box.bottom <= 864 for frame in shown for p in frame)


@pytest.mark.parametrize("level", [pytest.param(16, marks=pytest.mark.soak), 128], ids=["black", "grey"])
def test_pictures_of_one_colour_invent_nobody_and_who_walks_is_found_again(level: int) -> None:
    dead = [np.full_like(walking()[0], level)] * 6
    shown = watch(arrays([*walking()[:11], *dead, *walking()[11:]]))
    known = {point.track_id for point in shown[10]}
    assert not [point for frame in shown[11:17] for point in frame if point.track_id not in known]
    assert not [point for frame in shown[11:17] for point in frame if point.detected]
    assert people(shown[-3:]) >= 2


@pytest.mark.soak  # three seconds of the detector
def test_a_frozen_picture_invents_nobody_and_who_walks_is_found_again() -> None:
    shown = watch(arrays([*walking()[:11], *[walking()[10]] * 18, *walking()[11:]]))
    known = {point.track_id for frame in shown[:13] for point in frame}
    assert {point.track_id for frame in shown[13:29] for point in frame} <= known
    assert not [point for point in shown[28] if point.moving]
    assert people(shown[-3:]) >= 2


@pytest.mark.parametrize("pixels", ["gray", "gray16le", "yuv420p10le", "nv12"])
def test_every_pixel_format_shows_the_walkers(pixels: str) -> None:
    shown = watch([PyavPicture(of(image).reformat(format=pixels)) for image in walking()[:8]])
    assert people(shown) >= 2


def of(image: Image) -> VideoFrame:
    return VideoFrame.from_ndarray(image, format="bgr24")


@pytest.mark.soak  # two seconds of the detector
def test_an_upright_picture_shows_the_walkers() -> None:
    upright = [np.ascontiguousarray(np.pad(image[:, 300:700], ((60, 60), (0, 0), (0, 0)))) for image in walking()]
    assert people(watch(arrays(upright))) >= 1


@pytest.mark.soak  # two seconds of the detector
def test_a_picture_of_4k_shows_the_walkers() -> None:
    large = [cv2.resize(image, (3840, 2880)) for image in walking()[:9]]
    assert people(watch(arrays(large))) >= 2  # type: ignore[arg-type]


@pytest.mark.soak  # two seconds of the detector
def test_one_picture_a_second_is_enough_for_people_who_stay_in_it() -> None:
    slow = [frame.picture for frame in frames(courtyard(), 1, 120, step=10)]
    assert people(watch(slow, timedelta(seconds=1))) >= 1


@pytest.mark.soak  # two seconds of the detector
def test_thirty_pictures_a_second_show_the_same_people_as_five() -> None:
    quick = [image for one, other in zip(walking()[:5], walking()[1:6], strict=True) for image in between(one, other)]
    assert 2 <= people(watch(arrays(quick), timedelta(seconds=1 / 30))) <= 12


def between(one: Image, other: Image) -> Iterator[Image]:
    """Six pictures, of twelve from `one` to `other`."""
    for part in range(0, 12, 2):
        yield cv2.addWeighted(one, 1 - part / 12, other, part / 12, 0)  # type: ignore[misc]


@pytest.mark.soak  # five seconds of the detector; test_faults.py damages a live stream in the suite
def test_a_damaged_stream_raises_nothing_and_shows_the_walkers_again(tmp_path: Path) -> None:
    clip = damaged(cut(courtyard(), tmp_path / "whole.ts", 1, 60), tmp_path / "damaged.ts")
    shown = watch([frame.picture for frame in frames(clip, step=2)])
    assert len(shown) > 15
    assert people(shown[-5:]) >= 2


def damaged(whole: Path, target: Path) -> Path:
    """Bytes in the second and third quarter are changed, some packets with them."""
    content = bytearray(whole.read_bytes())
    random = np.random.default_rng(4)
    for place in random.integers(len(content) // 4, len(content) * 3 // 4, 40):
        content[place : place + 20] = random.bytes(20)
    target.write_bytes(content)
    return target
