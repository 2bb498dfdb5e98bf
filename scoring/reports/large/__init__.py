"""Workbooks of rounds too large for live formulas: values only, written row by row, over as many sheets as it takes."""
