"""How a list is asked for and read: parameters, names, keyset cursors, and the Resource that ties a noun together."""
