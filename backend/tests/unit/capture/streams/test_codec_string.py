"""MIME types for Media Source from the set-up bytes that files and cameras give."""

import pytest

from argusai.pipeline.capture.streams.codec_string import mime_type

pytestmark = pytest.mark.covers("F16")


@pytest.mark.parametrize(
    ("codec", "extradata", "expected"),
    [
        ("h264", "0164001fffe1", 'video/mp4; codecs="avc1.64001f"'),
        ("h264", "00000001" + "6742c01e95a0" + "00000001" + "68ce3c80", 'video/mp4; codecs="avc1.42c01e"'),
        ("h264", "000001" + "68ce3c80" + "000001" + "674d401f", 'video/mp4; codecs="avc1.4d401f"'),
        ("h264", "", 'video/mp4; codecs="avc1.42e01e"'),
        ("hevc", "01016000000090000000000" + "05df000fcfd", 'video/mp4; codecs="hvc1.1.6.L93.90"'),
        (
            "hevc",
            "00000001" + "40010c01ffff" + "00000001" + "420101" + "01600000030090000003000003005d" + "a0",
            'video/mp4; codecs="hvc1.1.6.L93.90"',
        ),
        ("aac", "1208", 'audio/mp4; codecs="mp4a.40.2"'),
        ("aac", "2b92", 'audio/mp4; codecs="mp4a.40.5"'),
        ("aac", "", 'audio/mp4; codecs="mp4a.40.2"'),
        ("mjpeg", "", 'video/mp4; codecs="x-mjpeg"'),
    ],
)
def test_the_type_says_profile_and_level(codec: str, extradata: str, expected: str) -> None:
    assert mime_type(codec, bytes.fromhex(extradata)) == expected


@pytest.mark.parametrize("extradata", ["00", "000001", "0000016742", "01", "00000142", "00000142010101"])
@pytest.mark.parametrize("codec", ["h264", "hevc", "aac"])
def test_broken_bytes_give_a_type_all_the_same(codec: str, extradata: str) -> None:
    assert "/mp4; codecs=" in mime_type(codec, bytes.fromhex(extradata))
