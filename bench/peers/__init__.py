"""What a newsroom might take in place of this service, on the same data: each serves the newest claims that involve somebody."""
