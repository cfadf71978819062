"""The addresses of the editorial desk: credentials, bodies, conditions, receipts and the audit around what it does."""
