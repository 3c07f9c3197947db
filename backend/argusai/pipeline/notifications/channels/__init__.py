"""Where notices go: what people set up, and one sender for each kind."""
