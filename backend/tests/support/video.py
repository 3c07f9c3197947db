"""Small clips made on the spot: a bright rectangle walks over noise. Only what a test needs is ever written."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

Codec = Literal["libx264", "libx265", "mjpeg", "ffv1"]
Sound = Literal["", "aac", "pcm_mulaw", "pcm_alaw", "libmp3lame"]
_OPTIONS: dict[Codec, dict[str, str]] = {
    "libx264": {"preset": "ultrafast", "crf": "28"},
    "libx265": {"preset": "ultrafast", "crf": "30", "x265-params": "log-level=none"},
    "mjpeg": {},
    "ffv1": {},
}

_made: dict[str, bytes] = {}


@dataclass(frozen=True)
class Recipe:
    """`keyframe_every`: frames. `bit_rate`: constant, bits a second; 0: constant quality. `still_seconds`: before the
    rectangle begins to walk. `sound`: "" for none, else its encoder's name."""

    codec: Codec = "libx264"
    width: int = 320
    height: int = 180
    rate: int = 15
    seconds: float = 4
    keyframe_every: int = 15
    b_frames: int = 0
    bit_rate: int = 0
    still_seconds: float = 0
    pixels: str = "yuv420p"
    sound: Sound = ""
    container: dict[str, str] | None = None


def make_clip(path: Path, recipe: Recipe | None = None) -> Path:
    """Writes the clip and returns `path`; the container follows from its suffix. Each kind is encoded once for all
    tests of this process."""
    recipe = recipe or Recipe()
    kind = repr((recipe, path.suffix))
    if kind in _made:
        path.write_bytes(_made[kind])
    else:
        _made[kind] = _encode(path, recipe).read_bytes()
    return path


def _encode(path: Path, recipe: Recipe) -> Path:
    with av.open(str(path), "w", container_options=recipe.container or {}) as out:
        options = dict(_OPTIONS[recipe.codec])
        if recipe.codec.startswith("libx26"):
            options |= {"g": str(recipe.keyframe_every), "bf": str(recipe.b_frames), "sc_threshold": "0"}
        if recipe.bit_rate:
            del options["crf"]
            options |= dict.fromkeys(("b", "maxrate", "bufsize"), str(recipe.bit_rate))
        video = out.add_stream(recipe.codec, rate=recipe.rate, options=options)
        video.width, video.height, video.pix_fmt = recipe.width, recipe.height, recipe.pixels
        video.codec_context.thread_count = 1
        sound = out.add_stream(recipe.sound, rate=8000, layout="mono") if recipe.sound else None
        for frame in pictures(recipe):
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        if sound is not None:
            for tone in _tones(recipe):
                out.mux(sound.encode(tone))
            out.mux(sound.encode(None))
    return path


def pictures(recipe: Recipe) -> Iterator[VideoFrame]:
    """Noise of little contrast; the rectangle is a sixth of the width and crosses the picture once."""
    random = np.random.default_rng(7)
    ground = random.integers(60, 90, (recipe.height, recipe.width, 3), np.uint8)
    count, still = round(recipe.seconds * recipe.rate), round(recipe.still_seconds * recipe.rate)
    size = max(2, recipe.width // 6)
    for number in range(count):
        picture = ground + random.integers(0, 4, ground.shape, np.uint8)
        left = (recipe.width - size) * max(0, number - still) // max(1, count - 1 - still)
        picture[recipe.height // 3 : recipe.height // 3 + size, left : left + size] = (40, 60, 220)
        frame = VideoFrame.from_ndarray(picture, format="bgr24").reformat(format=recipe.pixels)
        frame.pts, frame.time_base = number, Fraction(1, recipe.rate)
        yield frame


def _tones(recipe: Recipe) -> Iterator[AudioFrame]:
    total = round(recipe.seconds * 8000)
    for start in range(0, total, 800):
        wave = (8000 * np.sin(np.arange(start, start + 800) * 2 * np.pi * 440 / 8000)).astype(np.int16)
        frame = AudioFrame.from_ndarray(wave[np.newaxis, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 8000, start, Fraction(1, 8000)
        yield frame


def cut_off(path: Path, share: float = 0.6) -> Path:
    """Cuts `path` in mid-frame, as a full disk or a pulled plug does."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def make_garbage(path: Path, size: int = 100_000) -> Path:
    path.write_bytes(np.random.default_rng(3).bytes(size))
    return path
