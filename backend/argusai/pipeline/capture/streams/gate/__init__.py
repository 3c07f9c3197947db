"""For cameras without a sub-stream: what is decoded while nothing happens, and when that may be trusted."""
