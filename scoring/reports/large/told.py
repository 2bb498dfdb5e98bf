"""What page 1 says of an agency beside its figures, and which matters are open; of a list too long, how many more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rubrics import TreeNode, say
from scoring.engine.grades import earned
from scoring.engine.results import Standing
from scoring.reports.large.book import LargeBook
from scoring.reports.workbook.decided import decision_words
from scoring.reports.workbook.panels import NO_DATA, state, unread
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.tables import node_title

# So many names stand in one sentence; the remark in an agency's own line tells the same.
MOST_NAMES = 30
_FULL, _VETO = say("{grade} is full"), say("veto: {title}")
_WITHDRAWN = say("withdrawn")


@dataclass(frozen=True, eq=False)
class Told:
    """Sentences about agencies in the language of `book`."""

    book: LargeBook
    structure: Structure

    def label(self, agency: str) -> str:
        """Return an agency's name with its former names (原名)."""
        round_ = self.book.results.round
        former = round_.former_names.get(agency)
        name = round_.names[agency]
        return self.book.say("{name} (formerly {names})", name=name, names=former) if former else name

    def remark(self, standing: Standing) -> str:
        """Return why an agency is not ranked, or how ties, vetoes and quotas touched it."""
        if standing.withdrawn is not None:
            return self.book.words(_WITHDRAWN)
        if standing.placing is None:
            return self.reason(standing.agency)
        told = (self.handling(standing), self.because(standing))
        return self.book.translate("; ").join(words for words in told if words)

    def handling(self, standing: Standing) -> str:
        """Return how a tie was handled: by which key, or that the rank is shared."""
        placing = standing.placing
        if placing is None:
            return ""
        key = placing.decided_by
        decided = self.book.say("by {key}", key=self.book.results.tie_words(key)) if key else ""
        return f"{decided} {self.book.say('shared') if placing.tied else ''}".strip()

    def because(self, standing: Standing) -> str:
        """Return what changed a score or a grade: grades that were full, and vetoes."""
        words = [_FULL.filled(grade=title) for title in (standing.graded.full if standing.graded else ())]
        held = (self.book.results.nodes[node] for node in standing.vetoes)
        words += [_VETO.filled(title=node.node.title) for node in held if self._matters(node, standing)]
        return self.book.translate("; ").join(self.book.words(word) for word in words)

    def _matters(self, node: TreeNode, standing: Standing) -> bool:
        grades, rule, score = self.book.results.rubric.grades, node.veto, standing.score
        if rule is None or score is None or grades is None or rule.grade is None:
            return rule is not None and rule.score is not None
        return grades.index(rule.grade) > earned(grades, self.book.results.read(score))

    def reason(self, agency: str) -> str:
        """Return why an agency has no total: each pool, veto and file that gave nothing; never whose marks."""
        structure, book = self.structure, self.book
        if structure.void(agency):
            return book.say("nothing in the rubric applies")
        pools = [pool for pool in structure.pools if structure.applies(pool, agency)]
        vetoes = [veto for veto in structure.vetoes if structure.concerned(veto, agency)]
        settled = [(node, state(structure, node, agency)) for node in (*pools, *vetoes)]
        found = [book.say("{title}: {why}", title=node_title(book, node), why=why) for node, why in settled if why]
        found += [
            book.say("{title}: {why}", title=node_title(book, node), why=NO_DATA)
            for node, kind in structure.read(book.results.tree, agency)
            if not node.below_pool and unread(structure, agency, node, kind)
        ]
        return book.translate(", ").join(found)

    def matters(self) -> list[str]:
        """Return who is not ranked, shares a rank, owes it to a tie key or withdrew, and what was decided."""
        book, reasons = self.book, self.book.results.round.withdrawn
        unranked, shared, decided = [], [], []
        for item in self.book.results.standings:
            if item.placing is None and item.withdrawn is None:
                unranked.append(book.say("{name} ({reason})", name=item.name, reason=self.reason(item.agency)))
            if item.placing and item.placing.tied:
                shared.append(book.say("{name} (rank {rank})", name=item.name, rank=item.placing.rank))
            if item.placing and item.placing.decided_by:
                decided.append(book.say("{name} ({key})", name=item.name, key=self.handling(item)))
        gone = [
            book.say("{name} ({reason})", name=book.results.round.names[agency], reason=reason)
            for agency, reason in reasons.items()
        ]
        sentences = (
            ("Not ranked: {names}", unranked),
            ("Shared ranks: {names}", shared),
            ("Ties decided: {names}", decided),
            ("Withdrawn: {names}", gone),
        )
        decision = book.findings.decision
        return [
            *(book.say(text, names=self._listed(names)) for text, names in sentences if names),
            *(decision_words(book, decision) if decision else ()),
        ]

    def _listed(self, names: list[str]) -> str:
        more = [self.book.say("and {n} more", n=len(names) - MOST_NAMES)] if len(names) > MOST_NAMES else []
        return self.book.translate("; ").join([*names[:MOST_NAMES], *more])

    @cached_property
    def classes(self) -> dict[str | None, str]:
        """The titles of the classes of agencies."""
        return {item.id: item.title for item in self.book.results.rubric.classes}
