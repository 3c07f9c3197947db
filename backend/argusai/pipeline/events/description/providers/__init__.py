"""Between the facts of an event and the checked, priced answer of a vision model."""
