"""Why somebody was not told: everything that explains a quiet time of one camera, joined in order of time."""
