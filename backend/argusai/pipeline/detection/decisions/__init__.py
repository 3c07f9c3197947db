"""Why something was or was not told: per-camera filters, and the trace that every candidate leaves."""
