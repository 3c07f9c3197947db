"""What a picture may be at most: a few bytes can claim to be one that fills the memory."""

_MOST_PIXELS = 64 << 20

# For every decoder of what a camera sends, and for FFmpeg's own look at a stream that it opens.
LIMITS = {"max_pixels": str(_MOST_PIXELS)}
