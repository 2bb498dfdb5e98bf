"""How a .docx of this house looks and is packed, and which .docx of somebody else may be read."""

from scoring.reports.documents.paper import Paper

__all__ = ["Paper"]
