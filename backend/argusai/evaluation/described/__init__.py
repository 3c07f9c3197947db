"""Scores what describers say of labelled scenes of the free footage."""
