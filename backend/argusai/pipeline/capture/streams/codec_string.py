"""The MIME types that Media Source asks for (RFC 6381), from a codec's set-up bytes. Pure."""

_AVC_SPS = 7
_HEVC_SPS = 33


def mime_type(codec: str, extradata: bytes) -> str:
    """For H.264, H.265 and AAC as a browser takes it; for other codecs one that no browser claims to play."""
    if codec == "h264":
        return f'video/mp4; codecs="{_avc(extradata)}"'
    if codec == "hevc":
        return f'video/mp4; codecs="{_hevc(extradata)}"'
    if codec == "aac":
        return f'audio/mp4; codecs="{_aac(extradata)}"'
    return f'video/mp4; codecs="x-{codec}"'


def _units(stream: bytes) -> list[bytes]:
    """The NAL units of an Annex B stream."""
    return [unit.strip(b"\0") for unit in stream.split(b"\0\0\1") if unit.strip(b"\0")]


def _avc(extradata: bytes) -> str:
    """Profile, constraints and level: bytes 1 to 3 of avcC, and of the SPS in Annex B."""
    if extradata[:1] == b"\x01" and len(extradata) >= 4:
        return "avc1." + extradata[1:4].hex()
    for unit in _units(extradata):
        if unit[0] & 0x1F == _AVC_SPS and len(unit) >= 4:
            return "avc1." + unit[1:4].hex()
    return "avc1.42e01e"  # baseline, the least any player takes


def _hevc(extradata: bytes) -> str:
    """From the profile_tier_level: in hvcC from byte 1 on, in an SPS after its two header bytes and one more."""
    tier = b""
    if extradata[:1] == b"\x01" and len(extradata) >= 13:
        tier = extradata[1:13]
    for unit in _units(extradata) if not tier else ():
        if (unit[0] >> 1) & 0x3F == _HEVC_SPS:
            tier = unit[3:].replace(b"\0\0\3", b"\0\0")[:12]
    if len(tier) < 12:
        return "hvc1.1.6.L93.B0"
    space = ("", "A", "B", "C")[tier[0] >> 6]
    flags = int(f"{int.from_bytes(tier[1:5], 'big'):032b}"[::-1], 2)
    constraints = tier[5:11].rstrip(b"\0")
    parts = [f"hvc1.{space}{tier[0] & 0x1F}", f"{flags:X}", f"{'H' if tier[0] & 0x20 else 'L'}{tier[11]}"]
    return ".".join(parts + [f"{byte:X}" for byte in constraints])


def _aac(extradata: bytes) -> str:
    """The object type is the first five bits of the AudioSpecificConfig."""
    return f"mp4a.40.{extradata[0] >> 3}" if extradata and extradata[0] >> 3 else "mp4a.40.2"
