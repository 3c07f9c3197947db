"""Questions about one event: asked by a person, answered by a provider, kept with the event."""
