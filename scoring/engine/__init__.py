"""The arithmetic of a round: exact, and rounded only where the rubric says."""
