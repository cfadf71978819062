"""Figures: quantities as the sources bound them, each with the claim and the attribution it belongs to."""
