"""What a service counts of itself, for Prometheus; nothing of it is there where FACTS_METRICS is not set."""
