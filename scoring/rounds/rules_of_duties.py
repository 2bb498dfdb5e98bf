"""Whether the seats of a round suffice for its rubric: every criterion marked, every pool reached, by whole raters."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Fault, Path, Pool, Rubric, TreeNode, say, tree
from scoring.rounds.model import Round
from scoring.rounds.seats import Assignment, Scope


def check_duties(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    """Yield what is wrong with the assignments of a round and the number of its seats. Events are not considered."""
    nodes = tuple(tree(rubric).walk())
    for at, assignment in enumerate(round_.assignments):
        yield from check_scope(assignment, ("assignments", at), rubric)
        if assignment.agencies is None and assignment.methods is None:
            yield assignment_of_nothing(("assignments", at))
    for node in nodes:
        if node.rated:
            yield from _unmarked(node, round_)
        if node.node.pool:
            yield from _partly(node, round_)
    yield from _seats(nodes, round_)


def assignment_of_nothing(path: Path) -> Fault:
    """Return the fault that an assignment says neither which agencies nor which methods."""
    return (
        "ASSIGNMENT-EMPTY",
        path,
        say("the assignment names neither agencies nor methods."),
        say("Add “agencies”, “methods” or both; without an assignment a rater marks everything."),
    )


def check_scope(item: Scope, path: Path, rubric: Rubric) -> Iterator[Fault]:
    """Yield a fault for every method that nothing in the rubric is judged by."""
    used = {method for leaf in tree(rubric).leaves() if leaf.leaf and leaf.rated for method in leaf.leaf.methods}
    for method in item.methods or ():
        if method not in used:
            yield (
                "METHOD-UNUSED",
                (*path, "methods"),
                say("nothing that raters mark is judged by the method “{method}”.", method=method),
                say("Write one of: {known}.", known=tuple(sorted(used)) or "—"),
            )


def _own(round_: Round, rater: str) -> list[Assignment]:
    return [item for item in round_.assignments if item.rater == rater]


def _marks(own: list[Assignment], leaf: TreeNode, agency: str) -> bool:
    methods = leaf.leaf.methods if leaf.leaf else ()
    return not own or any(item.covers(agency, methods) for item in own)


def _unmarked(leaf: TreeNode, round_: Round) -> Iterator[Fault]:
    raters = [member.id for group in round_.groups if group.id in leaf.groups for member in group.members]
    if raters and not any(_marks(_own(round_, rater), leaf, agency) for rater in raters for agency in round_.names):
        yield (
            "CRITERION-UNMARKED",
            ("assignments",),
            say("no rater is assigned to “{id}”.", id=leaf.id),
            say("Assign one of its methods to somebody."),
        )


def _partly(node: TreeNode, round_: Round) -> Iterator[Fault]:
    """Yield who is there for some methods of a pool only, and so would have no whole value for it."""
    leaves = [leaf for leaf in node.leaves() if leaf.pooled_leaf]
    first = {item.rater: at for at, item in reversed([*enumerate(round_.assignments)]) if item.methods is not None}
    for rater, at in sorted(first.items(), key=lambda held: held[1]):
        own, seat = _own(round_, rater), round_.seat_of.get(rater)
        if seat and any(
            len({_marks(own, leaf, agency) for leaf in leaves if seat.group in leaf.groups and leaf.concerns(name)}) > 1
            for agency, name in round_.classes.items()
        ):
            yield (
                "POOL-METHODS",
                ("assignments", at),
                say("“{rater}” marks only some of what the pool of “{id}” spans.", rater=rater, id=node.id),
                say("Pool each method for itself: in the rubric, move “pool” down to parts of one method each."),
            )


def _seats(nodes: tuple[TreeNode, ...], round_: Round) -> Iterator[Fault]:
    seats = {group.id: len(group.members) for group in round_.groups}
    pools = [(node, node.node.pool) for node in nodes if node.node.pool]
    marking = {node.id: _groups(node) for node, _ in pools}
    for at, group in enumerate(round_.groups):
        of_group = [(_values_needed(pool), node.id) for node, pool in pools if group.id in marking[node.id]]
        yield from _too_few(("groups", at, "members"), of_group, seats[group.id])
    for node, pool in pools:
        together = [seats[group] for group in marking[node.id] if group in seats]
        if pool.groups and isinstance(pool.quorum, int) and len(together) == len(pool.groups):
            yield from _too_few(("groups",), [(pool.quorum, node.id)], sum(together))


def _groups(node: TreeNode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group for leaf in node.leaves() if leaf.pooled_leaf for group in leaf.groups))


def _values_needed(pool: Pool) -> int:
    """Return how many values of one group a pool needs at least."""
    rule = pool.of_group
    return max(rule.quorum if isinstance(rule.quorum, int) else 1, rule.middle_sum.n if rule.middle_sum else 1)


def _too_few(path: Path, pools: list[tuple[int, str]], seats: int) -> Iterator[Fault]:
    if short := tuple(node for needed, node in pools if needed > seats):
        yield (
            "QUORUM-SEATS",
            path,
            say(
                "there are {n} seats, but {needed} values are needed for {nodes}.",
                n=seats,
                needed=max(needed for needed, _ in pools),
                nodes=short,
            ),
            say("Add members, or lower the number in the rubric."),
        )
