"""ArgusAI watches cameras and tells people in plain words what happened."""

__version__ = "0.1.0"
