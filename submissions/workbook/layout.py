"""How the pages of an agency's form are identified: the ids that its maker writes and its reader looks for."""

from __future__ import annotations

from rubrics import Message, say

FORM = "agency-form"

# Kinds of pages. A page bears its agency's id too: one that was moved here from another agency's form is none of this.
COVER, SELF, FACTS, EVIDENCE = "~cover", "~self", "~facts", "~evidence"

# Rows of the cover. Rows of the self-assessment bear the ids of criteria.
AGENCY, REPORT, NAME, PHONE = "~agency", "~report", "~name", "~phone"
# The row of a table's headings.
HEADS = "~heads"

# Columns of all pages but that of the evidence: what is filled in.
TEXT = "text"

# Columns of the evidence: `label` is the criterion.
KIND, WAY, TITLE, WHERE, DATE, HOLDER, SHA256, NOTE = (
    *("kind", "way", "title", "where"),
    *("date", "holder", "sha256", "note"),
)
ANSWERS = (KIND, WAY, TITLE, WHERE, DATE, HOLDER, SHA256, NOTE)
SPARE_ROWS = 12

# What stands in the column WAY, by the way of `submissions.kinds`.
WAY_WORDS: dict[str, Message] = {
    "file": say("file"),
    "url": say("address"),
    "phone": say("telephone"),
    "on_site": say("on site"),
    "disc": say("disc"),
}
# The same as forms in Chinese say it.
_IN_CHINESE = {"文件": "file", "网址": "url", "电话": "phone", "现场备查": "on_site", "光盘": "disc"}
WAYS_MEANT: dict[str, str] = {**{word.text: way for way, word in WAY_WORDS.items()}, **_IN_CHINESE}


def fact_row(fact: str) -> str:
    """Return the id of a fact's row; no id of a criterion has a slash in it."""
    return f"facts/{fact}"


def evidence_row(criterion: str, kind: str) -> str:
    """Return the id of the row for a piece of evidence that the rubric asks for."""
    return f"{criterion}:{kind}"


def spare_row(number: int) -> str:
    """Return the id of a row for further evidence, counted from 1."""
    return f"+{number}"


def page_of(kind: str, agency: str) -> str:
    """Return the id of an agency's page of this kind."""
    return f"{kind}/{agency}"


def kind_of(page: str) -> str:
    """Return the kind of the page with this id."""
    return page.partition("/")[0]
