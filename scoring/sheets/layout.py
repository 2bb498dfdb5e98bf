"""How the pages of a score sheet are identified: the ids that its maker writes and its reader looks for.

The seal's `pages` are the titles of all pages, the cover's included. Its `labels` are by row what stands in the column
`label` (on the matrix: by agency its name; and under `head(criterion)` what stands in the row HEADS under the
criterion's id). Its `settings` hold `layout`, `criteria` (all that the workbook was issued for, in the rubric's order,
with a space between them), `name` (the rater's) and, where it was limited to one, `method`.
"""

from __future__ import annotations

FORM = "score-sheet"
PER_AGENCY, MATRIX = "per-agency", "matrix"
LAYOUTS = (PER_AGENCY, MATRIX)

# Pages: one for each agency, under the agency's id; and those that are no agency's. No id begins with ~.
COVER, WHOLE = "~cover", "~matrix"

# Rows of an agency's page: one for each criterion, under its id; and these. On the matrix: one for each agency.
HIGHLIGHTS, PROBLEMS, SUGGESTIONS, RECUSED, NAME = "~highlights", "~problems", "~suggestions", "~recused", "~name"
# NAME is the rater's name in column TEXT of the cover.
# The row of the matrix with the criteria's titles; the seal's `labels` hold them under HEADS and the criterion's id,
# those of all other rows under the row's id.
HEADS = "~heads"

# Columns: what is filled in for a criterion, and the boxes. On the matrix: one for each criterion, under its id, and
# RECUSED for the reason of a recusal.
MARK, REASON, TEXT = "mark", "reason", "text"


def head(criterion: str) -> str:
    """Return the key of the seal's labels under which the title of a column of the matrix stands."""
    return f"{HEADS} {criterion}"
