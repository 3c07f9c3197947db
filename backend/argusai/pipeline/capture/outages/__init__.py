"""When cameras were not seen: noticed, written down, told once going and once returning."""
