"""What was published before: the versions of a record, how they differ, and all changes in their order."""
