"""Parcels that were probably left and taken, out of the facts of events."""
