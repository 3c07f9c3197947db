"""Camera sound that MP4 refuses (G.711 and other plain kinds) becomes AAC; the picture stays untouched."""

from fractions import Fraction

import av
from av.audio.codeccontext import AudioCodecContext
from av.container import OutputContainer
from av.stream import Stream

from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.tracks import Tracks

# Cheap to decode and common in cameras. Any other kind of sound is left out of clips.
_RECODED = frozenset({"pcm_mulaw", "pcm_alaw", "adpcm_g722", "adpcm_g726", "adpcm_g726le", "pcm_s16be", "pcm_s16le"})
_BITS_PER_CHANNEL = 48_000


class SoundEncoder:
    """Decodes one track and encodes it as AAC into `stream` of an output that was not begun yet."""

    def __init__(self, tracks: Tracks, out: OutputContainer) -> None:
        template = tracks.template("sound").codec_context
        if not isinstance(template, AudioCodecContext):
            raise ValueError("not a sound track")
        decoder = av.CodecContext.create(template.codec.name, "r")
        assert isinstance(decoder, AudioCodecContext)  # noqa: S101 - its template is one
        self._decoder = decoder
        self._decoder.sample_rate = template.sample_rate
        self._decoder.layout = template.layout
        self.stream = out.add_stream("aac", rate=template.sample_rate, layout=template.layout)
        self.stream.bit_rate = _BITS_PER_CHANNEL * template.layout.nb_channels
        self._next: int | None = None

    @staticmethod
    def takes(tracks: Tracks) -> bool:
        """AAC goes in as it is, some others re-encoded; the rest is left out."""
        return tracks.codec("sound") == "aac" or tracks.codec("sound") in _RECODED

    def encode(self, packet: Packet, origin: Fraction) -> "list[av.Packet[Stream]]":
        rate = self.stream.codec_context.sample_rate
        encoded: list[av.Packet[Stream]] = []
        for frame in self._decoder.decode(av.Packet(packet.payload)):
            if self._next is None:
                self._next = round((packet.seconds - origin) * rate)
            frame.pts, frame.time_base = self._next, Fraction(1, rate)
            self._next += frame.samples
            encoded += self.stream.encode(frame)
        return encoded

    def flush(self) -> "list[av.Packet[Stream]]":
        return [] if self._next is None else list(self.stream.encode(None))
