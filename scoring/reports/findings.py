"""What every file of a round is made from: the results, and what is said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from rubrics import Message, Translate
from scoring.engine.results import Results
from scoring.engine.self_assessment import SelfAssessment
from scoring.rounds import Decision, Feedback, Status

# Beyond so many agencies figures are written as values: ranking formulas grow with their square.
MOST_LIVE = 60


@dataclass(frozen=True, eq=False)
class Findings:
    """The results of a round in the language of `translate`, with everything that may be printed beside them.

    `given` are the self-assessments by agency and criterion. No score ever changes by `decision` or `feedback`.
    """

    results: Results
    translate: Translate
    engine_version: str
    status: Status = Status.PRELIMINARY
    notices: tuple[Message, ...] = ()
    decision: Decision | None = None
    feedback: Feedback | None = None
    given: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    @cached_property
    def self_assessment(self) -> SelfAssessment:
        """What the agencies gave themselves."""
        return SelfAssessment(self.results, self.given)

    @property
    def live(self) -> bool:
        """Whether figures are formulas; those of more than MOST_LIVE agencies are values."""
        return len(self.results.rows) <= MOST_LIVE

    @cached_property
    def statement(self) -> str:
        """That the round is made up, or the rubric a sample; empty for real ones."""
        found = []
        if self.results.round.fictional:
            found.append(self.say("Fictional round: all agencies, raters and marks are invented."))
        if self.results.rubric.sample:
            found.append(self.say("Sample rubric: {statement}", statement=self.results.rubric.sample))
        return " ".join(found)

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    def words(self, message: Message) -> str:
        """Return a message in words."""
        return message.render(self.translate)
