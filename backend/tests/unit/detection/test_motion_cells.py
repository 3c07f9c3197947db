"""Cells of motion are means of squares of pixels, however they are computed."""

import cv2
import numpy as np
import pytest

from argusai.pipeline.detection.motion.opencv import in_one_thread, smooth

_SHORTEST = 108


@pytest.mark.covers("F9")
@pytest.mark.parametrize(("rows", "columns"), [(288, 384), (360, 640), (353, 641), (600, 1067)])
def test_cells_are_the_means_of_squares_to_the_last_bit(rows: int, columns: int) -> None:
    luma = np.random.default_rng(1).integers(0, 256, (rows, columns), dtype=np.uint8)
    by = rows // _SHORTEST
    down, across = rows // by, columns // by
    squares = luma[: down * by, : across * by]
    means = cv2.resize(squares, (across, down), interpolation=cv2.INTER_AREA)
    assert np.array_equal(smooth(luma, _SHORTEST), cv2.blur(means, (3, 3)))


@pytest.mark.covers("C11")
def test_a_capture_process_looks_at_pictures_in_the_threads_of_its_cameras_alone() -> None:
    before = cv2.getNumThreads()
    try:
        in_one_thread()
        assert cv2.getNumThreads() == 1
    finally:
        cv2.setNumThreads(before)
