"""Everything that touches PyAV (FFmpeg): reading sources, pictures, muxing. Nothing of it leaks out of this folder."""
