"""One module per command of `argusai`. Like `app` and `flow` they may see everything and hold no logic."""
