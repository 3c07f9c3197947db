"""Cameras that are plugged into this machine, through Video4Linux."""
