"""Stakeholders: the parties that claim, decide, are accused or are affected."""
