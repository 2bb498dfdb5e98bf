"""Setting up a round: from the library, a workbook or a rubric; its calendar, agencies, assignments and events."""
