"""Files of a round held against what they would be today: every altered, missing or added figure and text."""

from scoring.reports.verify.difference import Difference
from scoring.reports.verify.verifying import Candidate, Verified, differences, verify

__all__ = ["Candidate", "Difference", "Verified", "differences", "verify"]
