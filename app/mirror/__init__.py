"""Copies of a data set: made of its changes alone, elsewhere, or here as it was at an earlier moment."""
