"""Topics: a small curated vocabulary of refugee policy."""
