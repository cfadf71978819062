"""Exact places in a source text: finding them, writing them down, and seeing whether they still hold."""
