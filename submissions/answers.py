"""A submission's answers held against the form of its rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rubrics import Locate, Path, Problem, Rubric, say
from submissions.form import Schema, answer_form
from submissions.model import Submission

Spared = frozenset[str]
"""The ids of criteria that do not concern an agency (不涉及)."""

_MISSING = ("required", "contains", "anyOf")
_UNKNOWN = {
    "self": ("SELF-UNKNOWN", say("“{id}” is not a criterion that can be self-assessed.")),
    "facts": ("FACT-UNKNOWN", say("“{id}” is not a fact that the rubric asks for.")),
    "evidence": ("EVIDENCE-UNKNOWN", say("“{id}” is not a criterion that asks for evidence.")),
}
_BOUNDS = {
    "minimum": say("“{title}”: {given} is below {bound}."),
    "maximum": say("“{title}”: {given} is above {bound}."),
    "enum": say("“{title}”: {given} is none of {bound}."),
}


def answers(submission: Submission, form: Schema) -> dict[str, Any]:
    """Return the answers in the shape of the form; an empty self-assessment is one that was left out."""
    values = submission.model_dump(by_alias=True, exclude_none=True)
    evidence: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in form["properties"]["evidence"]["properties"]}
    for piece in values["evidence"]:
        evidence.setdefault(piece["criterion"], []).append({k: v for k, v in piece.items() if k != "criterion"})
    given = {name: values[name] for name in ("report", "self") if values[name]}
    return {**given, "facts": values["facts"], "evidence": evidence}


def check_answers(
    rubric: Rubric, submission: Submission, locate: Locate, *, spared: Spared = frozenset(), only: str | None = None
) -> Iterator[Problem]:
    """Yield where the answers do not fit the form; what is missing only once the submission is complete.

    `only` names the one part of the form that is looked at, such as self; of what is `spared` nothing is missing.
    """
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 100 ms, and only submissions need it

    form = answer_form(rubric)
    for error in Draft202012Validator(form).iter_errors(answers(submission, form)):
        if only is not None and only not in list(error.absolute_path)[:1]:
            continue
        if error.validator in _MISSING:
            if submission.complete:
                yield from _missing(error, form, locate, spared)
        else:
            yield from _wrong(error, submission, locate)


def _missing(error: Any, form: Schema, locate: Locate, spared: Spared) -> Iterator[Problem]:  # noqa: ANN401 - its values may be unset
    path: Path = tuple(error.absolute_path)
    if error.validator == "contains":
        if path[1] in spared:
            return
        kind = error.validator_value["properties"]["kind"]["const"]
        title = form["properties"]["evidence"]["properties"][path[1]]["title"]
        rule = say("“{title}” asks for {kind}, and there is none.", title=title, kind=kind)
        yield Problem("EVIDENCE-MISSING", locate(path), rule, say("Add it under “evidence”."))
        return
    if not path or path == ("report",):
        yield Problem(
            "REPORT-MISSING", locate(("report",)), say("the report is missing."), say("Add its text or file.")
        )
        return
    code, rule = _LEFT_OUT[str(path[0])]
    for name in sorted(set(error.validator_value) - set(error.instance) - (spared if path[0] == "self" else set())):
        title = error.schema["properties"][name]["title"]
        yield Problem(
            code,
            locate((*path, name)),
            rule.filled(title=title),
            say("Add a number for “{id}”.", id=name),
        )


_LEFT_OUT = {
    "self": ("SELF-MISSING", say("the self-assessment of “{title}” is missing.")),
    "facts": ("FACT-MISSING", say("the fact “{title}” is missing.")),
}


def _wrong(error: Any, submission: Submission, locate: Locate) -> Iterator[Problem]:  # noqa: ANN401 - the same
    path: Path = tuple(error.absolute_path)
    part = str(path[0])
    if error.validator == "additionalProperties":
        code, rule = _UNKNOWN[part]
        for name in sorted(set(error.instance) - set(error.schema["properties"])):
            for here in _places(part, name, submission):
                yield Problem(code, locate(here), rule.filled(id=name), say("Use an id of the rubric."))
    elif part == "evidence":
        at = [nth for nth, piece in enumerate(submission.evidence) if piece.criterion == path[1]][int(path[2])]
        yield Problem(
            "EVIDENCE-KIND",
            locate(("evidence", at, "kind")),
            say("criterion {id} does not ask for {kind}.", id=path[1], kind=error.instance),
            say("Use one of: {choices}.", choices=tuple(error.validator_value)),
        )
    else:
        bound = error.validator_value
        values = {
            "title": error.schema["title"],
            "given": error.instance,
            "bound": tuple(bound) if isinstance(bound, list) else bound,
        }
        rule = _BOUNDS[str(error.validator)].filled(**values)
        yield Problem("SELF-RANGE" if part == "self" else "FACT-RANGE", locate(path), rule, say("Correct the number."))


def _places(part: str, name: str, submission: Submission) -> list[Path]:
    if part != "evidence":
        return [(part, name)]
    return [(part, at, "criterion") for at, one in enumerate(submission.evidence) if one.criterion == name]
