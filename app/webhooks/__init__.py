"""Webhooks: who is told of changes, which of them, and how each message gets there. Knows no HTTP framework."""
