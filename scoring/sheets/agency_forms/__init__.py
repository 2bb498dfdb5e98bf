"""填报表: the workbook in which an agency hands in its submission, as it is issued; `submissions.workbook` reads it."""

from scoring.sheets.agency_forms.making import write_form
from scoring.sheets.agency_forms.recipient import blank_for

__all__ = ["blank_for", "write_form"]
