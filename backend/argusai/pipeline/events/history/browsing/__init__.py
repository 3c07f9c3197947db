"""Finding stored events: lists, counts, neighbours. All of it in time that does not grow with the list."""
