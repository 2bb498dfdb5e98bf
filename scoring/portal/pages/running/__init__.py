"""Pages of the office, and of observers, while a round is running."""
