"""The office's own .xlsx: placeholders in its cells and one repeating row are filled, and all else stays as it is."""

from scoring.reports.templates.filled import check_template, fill_workbook
from scoring.reports.templates.placeholders import known_placeholders
from scoring.reports.templates.standard import standard_workbook

__all__ = ["check_template", "fill_workbook", "known_placeholders", "standard_workbook"]
