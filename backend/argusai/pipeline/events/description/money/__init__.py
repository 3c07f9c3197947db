"""What descriptions cost: reserved before a call, booked after it, never above a cap."""
