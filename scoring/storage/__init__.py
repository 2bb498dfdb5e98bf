"""The database: rounds, people, sessions, marks as they are saved, and which files a round is made of."""
