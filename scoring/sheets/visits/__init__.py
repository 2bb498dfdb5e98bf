"""察看记录 and 座谈记录 as workbooks: how they are issued, and what one that came back says."""

from scoring.sheets.visits.blank import VisitBlank
from scoring.sheets.visits.making import write_visit_form
from scoring.sheets.visits.reading import FilledVisit, NamedPhoto, read_visit

__all__ = ["FilledVisit", "NamedPhoto", "VisitBlank", "read_visit", "write_visit_form"]
