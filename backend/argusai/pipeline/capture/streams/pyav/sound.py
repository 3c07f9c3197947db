"""Camera sound that MP4 or browsers refuse (G.711, MP2, Opus and others) becomes AAC; the picture stays untouched."""

from fractions import Fraction

import av
from av.audio.codeccontext import AudioCodecContext
from av.container import OutputContainer
from av.stream import Stream

from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.tracks import Tracks

# What cameras send and FFmpeg decodes cheaply. Any other kind of sound is left out.
_RECODED = frozenset(
    {
        *("pcm_mulaw", "pcm_alaw", "pcm_s16be", "pcm_s16le", "pcm_u8", "pcm_s8", "pcm_s24be", "pcm_s24le"),
        *("adpcm_g722", "adpcm_g726", "adpcm_g726le", "adpcm_ima_wav", "adpcm_ms"),
        *("mp1", "mp2", "mp3", "mp1float", "mp2float", "mp3float", "opus", "vorbis", "aac_latm", "ac3", "eac3"),
        *("amrnb", "amrwb", "amr_nb", "amr_wb", "gsm", "gsm_ms", "speex"),
    }
)
_AAC_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
_BITS_PER_CHANNEL = 48_000
# Lost packets leave a hole: sound that is further from its own time than this is put back there.
_MOST_OFF = Fraction(1, 5)


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
        self._decoder.extradata = template.extradata
        rate = template.sample_rate if template.sample_rate in _AAC_RATES else _AAC_RATES[-1]
        channels = min(2, template.layout.nb_channels)
        self.stream = out.add_stream("aac", rate=rate, layout="mono" if channels == 1 else "stereo")
        self.stream.bit_rate = _BITS_PER_CHANNEL * channels
        self._next: Fraction | None = None

    @staticmethod
    def takes(tracks: Tracks) -> bool:
        """AAC goes in as it is, some others re-encoded; the rest is left out."""
        return tracks.codec("sound") == "aac" or tracks.codec("sound") in _RECODED

    def encode(self, packet: Packet, origin: Fraction) -> "list[av.Packet[Stream]]":
        """A packet that cannot be decoded gives nothing."""
        try:
            frames = self._decoder.decode(av.Packet(packet.payload))
        except av.FFmpegError:
            return []
        begins, encoded = packet.seconds - origin, list["av.Packet[Stream]"]()
        for frame in frames:
            if self._next is None or begins - self._next > _MOST_OFF:
                self._next = begins
            elif self._next - begins > _MOST_OFF:
                continue  # more sound than time has gone by
            frame.pts, frame.time_base = round(self._next * frame.sample_rate), Fraction(1, frame.sample_rate)
            length = Fraction(frame.samples, frame.sample_rate)
            self._next, begins = self._next + length, begins + length
            encoded += self.stream.encode(frame)
        return encoded

    def flush(self) -> "list[av.Packet[Stream]]":
        return [] if self._next is None else list(self.stream.encode(None))
