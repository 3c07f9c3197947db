"""What people say of descriptions, and what comes of it: told to models, and counted."""
