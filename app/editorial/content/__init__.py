"""Records as they are written: what a record says of itself, and nothing that follows from other records."""
