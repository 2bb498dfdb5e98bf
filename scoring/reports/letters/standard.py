"""The built-in letter template: a page that any office can use as it is, or begin its own from."""

from __future__ import annotations

from rubrics import Translate, say
from scoring.reports.documents import Paper

# The columns of the table in proportion to each other: part, full, score, median, lost.
_SHARES = (5, 2, 2, 2, 2)
_FIGURES = ("full", "score", "median", "lost")


def standard_letter(translate: Translate = str) -> bytes:
    """Return the built-in template (.docx) in the language of `translate`."""
    paper = Paper(say("Letter of feedback").render(translate), "")
    paper.title("{{ title }}")
    paper.status(say("({status})", status="{{ status }}").render(translate))
    paper.statement("{%p if statement %}")
    paper.statement("{{ statement }}")
    paper.statement("{%p endif %}")
    paper.line(say("{name}:", name="{{ agency.name }}").render(translate))
    _grade(paper, translate)
    _scores(paper, translate)
    _remarks(paper, translate)
    paper.signature("{{ round.organizer }}", "{{ date }}")
    return paper.packed()


def _grade(paper: Paper, translate: Translate) -> None:
    round_ = "{{ round.title }}"
    decided = say(
        "In “{round}”, {body} decided on {date} ({minutes}) that the grade of your agency is {grade}.",
        round=round_,
        body="{{ decision.body }}",
        date="{{ decision.date }}",
        minutes="{{ decision.minutes }}",
        grade="{{ grade }}",
    )
    undecided = say(
        "In “{round}”, the {kind} of your agency is {grade}; it has not been decided yet.",
        round=round_,
        kind="{{ grade_kind }}",
        grade="{{ grade }}",
    )
    without = say("In “{round}”, your agency has no grade yet.", round=round_)
    paper.text("{%p if grade and decided %}")
    paper.text(decided.render(translate))
    paper.text("{%p elif grade %}")
    paper.text(undecided.render(translate))
    paper.text("{%p else %}")
    paper.text(without.render(translate))
    paper.text("{%p endif %}")
    paper.text("{%p if reasons %}")
    paper.text(say("About the grade: {reasons}.", reasons=_listed("reasons", translate("; "))).render(translate))
    paper.text("{%p endif %}")
    paper.text("{%p if open %}")
    paper.text(say("Still open: {titles}.", titles=_listed("open", translate(", "))).render(translate))
    paper.text("{%p endif %}")


def _scores(paper: Paper, translate: Translate) -> None:
    title = "{{ part.title }}"
    weighted = say("{title} (weight {weight})", title=title, weight="{{ part.weight }}").render(translate)
    headings = (say("part"), say("full marks"), say("score"), say("median"), say("points lost"))
    paper.heading(say("Scores by part").render(translate))
    paper.table(
        [heading.render(translate) for heading in headings],
        [
            ["{%tr for part in parts %}", "", "", "", ""],
            [f"{{% if part.weight %}}{weighted}{{% else %}}{title}{{% endif %}}", *_cells("part")],
            ["{%tr endfor %}", "", "", "", ""],
            [say("total score").render(translate), *_cells("total")],
        ],
        _SHARES,
        total=True,
    )
    paper.note(say("Median: of the ranked agencies, and only where there are three of them or more.").render(translate))


def _remarks(paper: Paper, translate: Translate) -> None:
    about = say("{title}: {words}", title="{{ remark.about }}", words="{{ remark.text }}").render(translate)
    paper.heading("{%p if remarks %}")
    paper.heading(say("Remarks").render(translate))
    number = say("{number}. ", number="{{ remark.number }}").render(translate)
    told = f"{{% if remark.about %}}{about}{{% else %}}{{{{ remark.text }}}}{{% endif %}}"
    numbered = f"{{% if remark.number %}}{number}{{% endif %}}{told}"
    paper.text("{%p for remark in remarks %}")
    paper.text("{%p if loop.last %}")
    paper.last(numbered)
    paper.text("{%p else %}")
    paper.text(numbered)
    paper.text("{%p endif %}")
    paper.text("{%p endfor %}")
    paper.text("{%p endif %}")


def _cells(holder: str) -> list[str]:
    return [f"{{{{ {holder}.{name} }}}}" for name in _FIGURES]


def _listed(name: str, between: str) -> str:
    return f"{{% for item in {name} %}}{{{{ item }}}}{{% if not loop.last %}}{between}{{% endif %}}{{% endfor %}}"
