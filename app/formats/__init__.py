"""Records in, bytes out: formats know neither SQL nor HTTP."""
