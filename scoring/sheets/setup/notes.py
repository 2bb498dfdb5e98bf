"""A sentence for each sheet and each rule of the set-up workbook: what is filled in there, and what it means."""

from __future__ import annotations

from rubrics import Message, Path, say
from scoring.sheets.setup.pages import AGENCIES, CRITERIA, OTHERS, PANEL, RULES, SITES
from scoring.sheets.setup.words import RULE

HOW: dict[str, Message] = {
    CRITERIA: say(
        "One row for each indicator, parts before what is below them; the title stands in the column of its level. "
        "Where the id is left empty, one is made; ids that are there stay as they are. "
        "Levels are written one a line: title, points, a colon and when it is given."
    ),
    AGENCIES: say(
        "One row for each agency, in the official order. The reporting order may be another; leave it empty where all "
        "report in the official order. An id that is there stays, also when the name changes."
    ),
    PANEL: say(
        "One row for each member, seat by seat; members of one group stand one below the other. Write a recusal as the "
        "agency's name, a colon and the reason, one a line."
    ),
    SITES: say("One row for each place that is visited; an agency may have several. Leave the sheet empty if none is."),
    RULES: say(
        "Choose from the list in the column “Choice”; what must be chosen and is left empty is told on reading."
    ),
    OTHERS: say(
        "What has no column of its own. Leave the first two columns as they are; add a row only where a field "
        "is missing."
    ),
}
SENTENCES: dict[Path, Message] = {
    ("total",): say("The full marks of the whole; left empty, whatever the parts add up to."),
    ("rounding", "places"): say("To how many decimal places scores are shown."),
    ("rounding", "mode"): say("How the last place is decided; cut off drops what follows."),
    ("not_applicable",): say("What becomes of a criterion that does not concern an agency; left empty, there is none."),
    ("reason_below",): say("A mark below this share of the points needs a written reason, such as 60%."),
    ("rank", "by"): say("Whether ranks compare the exact totals or the shown ones."),
    ("rank", "share"): say("Whether agencies that stay equal share a rank; otherwise the tie is told as open."),
    ("rank", "ties"): say("What is compared when totals are equal, one a line, the first one first."),
    ("grades", "by"): say("Whether grades are given by the exact total or the shown one."),
    ("grades", "bands"): say(
        "One grade a line, the best first: title, the lowest score, then after a colon the quota, if any."
    ),
    ("grades", "of"): say("Of how many agencies a share is taken: those that are ranked, or all that take part."),
    ("grades", "per"): say("Whether each class of agencies has quotas of its own."),
    ("pool", RULE): say("How the marks of several raters become one."),
    ("pool", "trimmed_mean", "drop"): say("How many highest and how many lowest are dropped; only with trimming."),
    ("pool", "trimmed_mean", "when_more_than"): say(
        "Only with more values than this anything is dropped; only with trimming."
    ),
    ("pool", "middle_sum", "n"): say("How many values in the middle are added up."),
    ("pool", "middle_sum", "odd"): say("Where one more is dropped if an odd number is to be dropped."),
    ("pool", "quorum"): say("How many marks there must be at least; left empty, one is enough."),
    ("pool", "incomplete"): say("What becomes of a rater who marked some criteria only."),
    ("pool", "alike"): say("Whether a rater who gave all agencies the same marks is set aside."),
    ("pool", "empty_group"): say("What becomes of the weight of a group that gave no mark."),
    ("pool", "groups"): say("The weight of this group in the pooled value."),
    ("round", "places"): say("To how many decimal places this score is rounded before it is used further."),
    ("round", "mode"): say("How the last place is decided; cut off drops what follows."),
    ("factor",): say("What the score is multiplied by."),
    ("subtract",): say("What is taken off the score, read from a file of imports."),
    ("floor",): say("The score is never below this."),
    ("cap",): say("The score is never above this."),
    ("scale",): say("What can be earned here is brought to so many points."),
}


def sentence(path: Path) -> Message | None:
    """Return what a rule means, given its path below its node; None where there is nothing to add."""
    known = tuple(step for step in path if step != "each")
    return next((SENTENCES[known[:end]] for end in range(len(known), 0, -1) if known[:end] in SENTENCES), None)
