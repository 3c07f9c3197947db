"""The vision models that the owner chose, in his order."""
