"""HTTP: answers, conditional requests, negotiation, problems, headers and limits."""
