"""What clients rely on in the OpenAPI document: what of a change breaks them, and whether that was declared."""
