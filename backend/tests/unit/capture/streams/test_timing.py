"""Time stamps as cameras and files really send them."""

from fractions import Fraction

import pytest

from argusai.pipeline.capture.streams.timing import Stamp, Timeline

pytestmark = pytest.mark.covers("F7", "C1")
MS = Fraction(1, 1000)


def a_timeline() -> Timeline:
    return Timeline({"video": MS, "sound": Fraction(1, 8000)})


def test_time_begins_at_zero_with_the_first_picture() -> None:
    timeline = a_timeline()
    assert timeline.stamp("video", 5000, 5000, 40) == Stamp(0, 0)
    assert timeline.stamp("video", 5040, 5080, 40) == Stamp(40, 80)


def test_sound_before_the_first_picture_is_left_out() -> None:
    timeline = a_timeline()
    assert timeline.stamp("sound", 0, 0, 160) is None
    timeline.stamp("video", 1000, 1000, 40)
    assert timeline.stamp("sound", 7999, 7999, 160) is None
    assert timeline.stamp("sound", 8000, 8000, 160) == Stamp(0, 0)


def test_missing_times_are_filled_in() -> None:
    timeline = a_timeline()
    assert timeline.stamp("video", None, None, 40) is None
    assert timeline.stamp("video", None, 100, 40) == Stamp(0, 0)
    assert timeline.stamp("video", None, None, 40) == Stamp(40, 40)
    assert timeline.stamp("video", 180, None, 40) == Stamp(80, 80)


def test_reordered_pictures_before_the_first_dts_keep_their_place() -> None:
    timeline = a_timeline()
    stamps = [timeline.stamp("video", dts, pts, 40) for dts, pts in ((None, 0), (None, 120), (0, 40), (40, 80))]
    assert [stamp.pts for stamp in stamps if stamp] == [0, 120, 40, 80]
    assert [stamp.dts for stamp in stamps if stamp] == [0, 1, 2, 40]


def test_a_stream_without_any_dts_uses_pts() -> None:
    timeline = a_timeline()
    stamps = [timeline.stamp("video", None, number * 40, 40) for number in range(20)]
    assert [stamp.dts for stamp in stamps if stamp][-1] == 760


def test_equal_and_backward_times_still_rise() -> None:
    timeline = a_timeline()
    stamps = [timeline.stamp("video", dts, dts, 40) for dts in (0, 0, 0, 40, 30)]
    assert [stamp.dts for stamp in stamps if stamp] == [0, 1, 2, 40, 41]


def test_a_picture_is_never_shown_before_it_is_decoded() -> None:
    timeline = a_timeline()
    timeline.stamp("video", 0, 0, 40)
    assert timeline.stamp("video", 40, 10, 40) == Stamp(40, 40)


@pytest.mark.parametrize("jump", [3_600_000, -3_600_000])
def test_a_clock_that_jumps_does_not_tear_the_stream(jump: int) -> None:
    timeline = a_timeline()
    for dts in (0, 40, 80):
        timeline.stamp("video", dts + 4_000_000, dts + 4_000_000, 40)
    assert timeline.stamp("video", 4_000_120 + jump, 4_000_120 + jump, 40) == Stamp(120, 120)
    assert timeline.stamp("video", 4_000_160 + jump, 4_000_160 + jump, 40) == Stamp(160, 160)


def test_sound_jumps_along_with_the_picture() -> None:
    timeline = a_timeline()
    timeline.stamp("video", 0, 0, 1000)
    timeline.stamp("sound", 0, 0, 8000)
    timeline.stamp("video", 3_600_000, 3_600_000, 1000)
    moved = timeline.stamp("sound", 3_600 * 8000, 3_600 * 8000, 8000)
    assert moved == Stamp(8000, 8000)


def test_a_pause_of_some_seconds_stays_a_pause() -> None:
    timeline = a_timeline()
    timeline.stamp("video", 0, 0, 40)
    assert timeline.stamp("video", 8000, 8000, 40) == Stamp(8000, 8000)


def test_a_looped_file_goes_on_in_time() -> None:
    timeline = a_timeline()
    for dts in (0, 40, 80):
        timeline.stamp("video", dts, dts, 40)
    timeline.stamp("sound", 0, 0, 1600)  # the sound is longer: 200 ms
    timeline.begin_again()
    assert timeline.stamp("sound", 0, 0, 1600) is None
    assert timeline.stamp("video", 0, 0, 40) == Stamp(200, 200)
    assert timeline.stamp("sound", 0, 0, 1600) == Stamp(1600, 1600)
