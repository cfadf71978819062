"""Vocabularies: what every value of every enum, unit and measure means."""
