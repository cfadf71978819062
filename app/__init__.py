"""Refugee Policy Facts: structured, sourced facts about refugee policy, served over HTTP."""

__version__ = "0.1.0"
