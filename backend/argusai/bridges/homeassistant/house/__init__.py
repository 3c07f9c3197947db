"""What of the house is told to Home Assistant, read from the records."""
