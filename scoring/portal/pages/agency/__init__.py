"""What agencies hand in, and what the office does with it."""
