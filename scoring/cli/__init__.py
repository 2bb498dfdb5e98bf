"""The command line: the only room that knows click and rich. Importing it imports nothing."""
