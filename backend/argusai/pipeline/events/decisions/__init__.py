"""Stored decisions: why nothing was told, for any minute of the last days."""
