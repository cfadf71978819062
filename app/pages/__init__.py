"""The addresses about the service itself: its index, its health, its problems, its documentation."""
