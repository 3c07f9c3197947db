"""Notices on their way: durable rows, one try at a time to each channel, and what became of each."""
