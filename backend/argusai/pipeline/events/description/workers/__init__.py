"""Which of several programs on one database carries out what."""
