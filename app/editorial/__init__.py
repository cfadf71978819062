"""The editorial desk: who may write, what is being written, and how it becomes public. Knows no HTTP."""
