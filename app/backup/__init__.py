"""Backups: the whole database as one SQLite file, and a database from such a file, of either kind."""
