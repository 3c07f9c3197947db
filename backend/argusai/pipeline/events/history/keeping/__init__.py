"""How long events and their files are kept, and that rows and files agree."""
