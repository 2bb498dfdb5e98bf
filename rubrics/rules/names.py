"""Soundness of names: no id, serial number or title stands for two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubrics.document import Fault, Path, written
from rubrics.messages import say
from rubrics.model import ROOT, Rubric
from rubrics.tree import TreeNode


def check_names(rubric: Rubric, nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    """Yield every id, serial number and grade that is used twice; a serial number also across classes."""
    yield from _repeated("ID-TWICE", (((*node.path, "id"), node.id) for node in nodes))
    yield from _repeated("NO-TWICE", (((*node.path, "no"), no) for node in nodes if (no := _number(node))))
    yield from _repeated("ID-TWICE", ((("facts", at, "id"), fact.id) for at, fact in enumerate(rubric.facts)))
    yield from _repeated("ID-TWICE", ((("classes", at, "id"), item.id) for at, item in enumerate(rubric.classes)))
    yield from _repeated("ID-TWICE", ((("methods", at, "id"), way.id) for at, way in enumerate(rubric.methods)))
    if rubric.grades:
        titles = enumerate(band.title for band in rubric.grades.bands)
        yield from _repeated("GRADE-TWICE", ((("grades", "bands", at, "title"), title) for at, title in titles))


def _number(node: TreeNode) -> str:
    no = None if isinstance(node.node, Rubric) else node.node.no
    return "" if no is None else str(no)


def _repeated(code: str, named: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name not in first:
            first[name] = path
        elif len(first[name]) == 1:
            yield (
                code,
                path,
                say("“{root}” is the id of the rubric as a whole.", root=ROOT),
                say("Choose another id."),
            )
        else:
            yield (
                code,
                path,
                say("“{name}” is used twice: {first} has it already.", name=name, first=written(first[name][:-1])),
                say("Change one of the two."),
            )
