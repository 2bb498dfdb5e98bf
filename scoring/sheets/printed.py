"""The rubric as it stands on score sheets in one language: worked out once for all workbooks of a round."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from rubrics import Fingerprints, Message, Rubric, Translate, TreeNode, fingerprints
from scoring.sheets.standard import methods_of, standard
from submissions.plain_text import printable


@dataclass(frozen=True)
class Words:
    """What is printed beside a criterion: its title, 评分标准, 考核方式."""

    title: str
    standard: str
    methods: str


@dataclass(frozen=True, eq=False)
class Printed:
    """A rubric in the language of `translate`."""

    rubric: Rubric
    translate: Translate
    _words: dict[tuple[str, bool], Words] = field(default_factory=dict)
    heights: dict[tuple[str, bool, bool], float] = field(default_factory=dict)

    @cached_property
    def prints(self) -> Fingerprints:
        """The rubric's fingerprints."""
        return fingerprints(self.rubric)

    def words(self, leaf: TreeNode, *, run_on: bool) -> Words:
        """Return what is printed beside a criterion; with `run_on` its levels follow each other in one paragraph."""
        key = (leaf.id, run_on)
        if key not in self._words:
            methods = (
                method.render(self.translate) if isinstance(method, Message) else method
                for method in methods_of(leaf, self.rubric)
            )
            text = standard(leaf, run_on=run_on).render(self.translate)
            self._words[key] = Words(printable(leaf.node.title), printable(text), printable("\n".join(methods)))
        return self._words[key]
