"""Whether a workbook that came back belongs here: to this round, this rubric and the rater whose name it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubrics import Message, Place, Problem, say
from scoring.sheets.layout import FORM
from scoring.sheets.reception import Reception
from submissions import Seal


def check_belonging(seal: Seal, reception: Reception, file: str) -> Iterator[Problem]:
    """Yield every reason why a workbook with a sound seal is not to be read here."""
    round_, scoring = reception.round, reception.fingerprints.scoring
    if seal.form != FORM:
        yield _problem("SHEETS-FORM", file, say("this is no score sheet but another form of the round."), _OTHER)
    elif seal.round != round_.id:
        rule = say(
            "the workbook was issued for the round “{round}”, and this is “{id}”.", round=seal.round, id=round_.id
        )
        yield _problem("SHEETS-ROUND", file, rule, _ELSEWHERE)
    elif seal.to not in round_.raters:
        rule = say("the workbook was issued to “{rater}”, who has no seat in this round.", rater=seal.to)
        yield _problem("SHEETS-RATER", file, rule, _ELSEWHERE)
    elif seal.scoring != scoring:
        rule = say(
            "since the workbook was issued, something in the rubric that counts was changed ({issued}, now {now}).",
            issued=seal.scoring[:8].upper(),
            now=scoring[:8].upper(),
        )
        yield _problem("SHEETS-RUBRIC", file, rule, _ISSUE_ANEW)
    elif (held := reception.issued.get(seal.number)) is None or held.seal != seal.code(reception.key):
        rule = say("the register issued.yaml does not know this workbook (issue {n}).", n=seal.number)
        yield _problem("SHEETS-ISSUE", file, rule, _OTHER_COPY)
    elif (other := _named_otherwise(seal.to, reception, file)) is not None:
        raters = round_.raters
        rule = say(
            "the file is named after {other}, but the workbook was issued to {rater}.",
            other=_called(other, raters[other].name),
            rater=_called(seal.to, raters[seal.to].name),
        )
        yield _problem("SHEETS-NAME", file, rule, _WHOSE)


def wrong_name(place: Place, name: str, rater: str, reception: Reception) -> Problem:
    """Return the problem of a cover on which another name stands than that of the rater whom it was issued to."""
    rule = say(
        "the workbook was issued to {rater}, but on its cover stands “{name}”.",
        rater=_called(rater, reception.round.raters[rater].name),
        name=name[:60],
    )
    return Problem("SHEETS-NAME", place, rule, _WHOSE)


def _named_otherwise(rater: str, reception: Reception, file: str) -> str | None:
    """Return another rater, after whom the file is named by id or name; None where it is named after this one too."""
    stem = re.split(r"[/\\]", file)[-1].rpartition(".")[0]
    raters = reception.round.raters.values()
    named = [(one.id, one.id) for one in raters if re.match(rf"{re.escape(one.id)}(?!\w)", stem)]
    # A name of one letter stands in many words.
    named += [(one.id, one.name) for one in raters if len(one.name) > 1 and one.name in stem]
    # 李四光 also holds 李四: of names within names the longest is meant.
    longest = [one for one, word in named if not any(word != other and word in other for _, other in named)]
    return longest[0] if longest and rater not in longest else None


def _called(rater: str, name: str) -> Message:
    return say("{name} ({id})", name=name, id=rater)


def _problem(code: str, file: str, rule: Message, remedy: Message) -> Problem:
    return Problem(code, Place(file), rule, remedy)


_OTHER = say("Take it in with the command that made it.")
_ELSEWHERE = say("Take it in where it belongs, or have a new one issued here.")
_ISSUE_ANEW = say("Have a new one issued; marks that still hold can be copied into it.")
_OTHER_COPY = say("Take it in where it was issued: it comes from another copy of the round folder.")
_WHOSE = say("Ask whose marks these are; the rater's own workbook must bear them.")
