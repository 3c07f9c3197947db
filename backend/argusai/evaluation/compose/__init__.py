"""Labelled clips, composed from free footage: who is pasted where is known, so nobody has to label anything."""
