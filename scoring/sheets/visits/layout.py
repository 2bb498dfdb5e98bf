"""How the page of a visit form is identified: the ids that its maker writes and its reader looks for.

The page's id is the kind, visit or talk. The seal's `labels` are by row what stands in the column `label`, and under
`beside(row, column)` what else was printed and must still stand there. Its `settings` hold `agency`, `method`,
`site` (visits only), and `seats` and `criteria` as ids with a space between them.
"""

from __future__ import annotations

from rubrics import say
from scoring.rounds.visits import TALK, VISIT

FORMS = {VISIT: "visit-record", TALK: "talk-record"}

# Columns: what is filled in; further columns of the same row, and what is printed before the second and the third.
TEXT, SECOND, THIRD, NAME_2, NAME_3 = "text", "second", "third", "name2", "name3"
TICKS = (TEXT, SECOND, THIRD)
NAMES = ("label", NAME_2, NAME_3)

# Rows; a criterion's row is under its own id. No id begins with ~.
AGENCY, DATE, PLACE, OTHERS, TALKED_TO = "~agency", "~date", "~place", "~others", "~talked-to"
GENERAL, HIGHLIGHTS, PROBLEMS, SUGGESTIONS = "~general", "~highlights", "~problems", "~suggestions"
PHOTOS = 10
HEADS = {
    AGENCY: say("Agency"),
    DATE: say("Date"),
    PLACE: say("Place"),
    OTHERS: say("Who else was there"),
    TALKED_TO: say("Talked to"),
}
FINDINGS = {
    GENERAL: say("What was found besides"),
    HIGHLIGHTS: say("Highlights"),
    PROBLEMS: say("Problems"),
    SUGGESTIONS: say("Suggestions"),
}
PHOTO = say("Photo {n}")


def seats(number: int) -> str:
    """Return the row of the seats with this number, from 1."""
    return f"~present{number}"


def headings(number: int) -> str:
    """Return the id of a row with the titles of columns, by its place on the page."""
    return f"~heads{number}"


def photo(number: int) -> str:
    """Return the row of a photo, from 1."""
    return f"~photo{number}"


def beside(row: str, column: str) -> str:
    """Return the key of the seal's labels for what was printed in another column than `label`."""
    return f"{row} {column}"
