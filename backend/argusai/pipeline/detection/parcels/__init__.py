"""Things that people leave behind or take away."""
