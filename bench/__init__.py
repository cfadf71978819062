"""Measurements: what is said of speed and memory comes from a script in this folder."""
