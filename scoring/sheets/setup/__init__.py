"""The set-up workbook 筹备表: a rubric and a round as an office fills them in, out and in without loss."""

from scoring.sheets.setup.differences import differences
from scoring.sheets.setup.pages import RUBRIC_FILE, Setup
from scoring.sheets.setup.plain_files import round_yaml, rubric_yaml
from scoring.sheets.setup.reading import read_setup
from scoring.sheets.setup.writing import write_setup

__all__ = ["RUBRIC_FILE", "Setup", "differences", "read_setup", "round_yaml", "rubric_yaml", "write_setup"]
