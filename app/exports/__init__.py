"""Bulk exports: the whole data set as one file, made once for each of its revisions."""
