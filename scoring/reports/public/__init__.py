"""公布稿: grades only, as a workbook, a document and a table; nothing else of the results can reach these files."""
