"""The workbook of a round: every derived figure a live formula with its exact value beside it."""
