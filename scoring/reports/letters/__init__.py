"""反馈意见书: letters to the agencies, each of which hears of its own results and of nobody else's."""

from scoring.reports.letters.letter import check_letter_template, write_letter
from scoring.reports.letters.standard import standard_letter
from scoring.reports.letters.values import letter_values

__all__ = ["check_letter_template", "letter_values", "standard_letter", "write_letter"]
