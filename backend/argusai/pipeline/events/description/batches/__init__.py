"""Many past events described at a person's request: chosen, priced, carried out as requests, followed and cancelled."""
