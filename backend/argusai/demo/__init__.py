"""The demo: free footage of a real courtyard, as a camera would send it, with a composed pause after it."""
