"""Documents: the reports, statements and laws that claims are taken from."""
