"""How other systems of the house see ArgusAI, and talk to it."""
