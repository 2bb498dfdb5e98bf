"""Results as files for people and programs: the ranked workbook, and the standings as a record."""
