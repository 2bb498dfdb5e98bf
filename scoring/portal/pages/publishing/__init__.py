"""Pages about what came out: standings, decision, publication, what follows, and the closing of a round."""
