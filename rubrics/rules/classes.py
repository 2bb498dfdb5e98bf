"""Soundness of classes of agencies: each that is named exists, and something is left for each to earn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rubrics.document import Fault
from rubrics.messages import Message, say
from rubrics.model import Rubric
from rubrics.tree import TreeNode, earnable


class Classes:
    """The classes of agencies that a rubric tells apart, and faults told once for all classes that share them."""

    def __init__(self, rubric: Rubric, nodes: tuple[TreeNode, ...]) -> None:
        """Keep titles and ids; `ids` is a single None where the rubric has no classes."""
        self.titles = {item.id: item.title for item in rubric.classes}
        # An undeclared class is told where it is named; what is meant for it still has to add up.
        named = (name for node in nodes for name in _named(node))
        self.ids: tuple[str | None, ...] = tuple(dict.fromkeys((*self.titles, *named))) or (None,)

    def of(self, node: TreeNode) -> tuple[str | None, ...]:
        """Return the classes that a node concerns."""
        return tuple(name for name in self.ids if node.concerns(name))

    def told(self, node: TreeNode, judge: Callable[[str | None], Message | None]) -> Iterator[Message]:
        """Yield what `judge` says about a node for each class it concerns, naming classes where not all share it."""
        concerned = self.of(node)
        found: dict[Message, list[str | None]] = {}
        for name in concerned:
            if message := judge(name):
                found.setdefault(message, []).append(name)
        for message, names in found.items():
            if len(names) == len(concerned):
                yield message
            else:
                titles = tuple(self.titles.get(name or "", name) for name in names)
                yield say("for agencies of class {classes}: {rule}", classes=titles, rule=message)


def check_classes(rubric: Rubric, nodes: tuple[TreeNode, ...], classes: Classes) -> Iterator[Fault]:
    """Yield every class that is not declared, every node that is left to no class, every class left with nothing."""
    for node in nodes:
        yield from _node(node, classes)
    if rubric.grades and rubric.grades.per and not rubric.classes:
        yield (
            "GRADE-CLASS",
            ("grades", "per"),
            say("grades are given class by class, but the rubric has no classes."),
            say("Declare classes, or leave out “per”."),
        )
    for at, item in enumerate(rubric.classes):
        if earnable(nodes[0], item.id) == 0:
            yield (
                "CLASS-EMPTY",
                ("classes", at),
                say("agencies of class {title} can earn nothing in this rubric.", title=item.title),
                say("Add something for them, or remove the class."),
            )


def _node(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    named = _named(node)
    for name in (name for name in named if name not in classes.titles):
        yield (
            "CLASS-UNKNOWN",
            (*node.path, "for"),
            say("the class “{name}” is not declared.", name=name),
            say("Declare it under “classes” of the rubric, or correct the name."),
        )
    if named and node.parent and classes.of(node.parent) and not classes.of(node):
        yield (
            "CLASS-EMPTY",
            (*node.path, "for"),
            say("“{id}” is for no agency: the parts above it are for other classes.", id=node.id),
            say("Correct “for” here, or in a part above."),
        )


def _named(node: TreeNode) -> tuple[str, ...]:
    return () if isinstance(node.node, Rubric) else node.node.classes or ()
