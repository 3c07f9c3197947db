"""Notices: one message to one person about one event; calm, delivery and what became of each."""
