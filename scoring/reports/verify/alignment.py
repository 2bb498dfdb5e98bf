"""Which lines of a file belong to which of the other, where some were put in, taken out or altered."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

Line = tuple[Hashable, ...]
Pair = tuple[int | None, int | None]

# Beyond so many lines on either side it is not worth finding out which are most alike.
_MOST_ALTERED = 200
_MOST = 3_000
_LITTLE = 0.01


def aligned(expected: Sequence[Line], found: Sequence[Line]) -> list[Pair]:
    """Return pairs of places in both files, in order; None where a line stands in one of them only.

    As many lines as before belong together one by one; only where there are more or fewer it is looked for which.
    """
    start = 0
    while start < min(len(expected), len(found)) and expected[start] == found[start]:
        start += 1
    end = 0
    while end < min(len(expected), len(found)) - start and expected[-1 - end] == found[-1 - end]:
        end += 1
    wanted, arrived = expected[start : len(expected) - end], found[start : len(found) - end]
    middle = _middle(wanted, arrived)
    return [
        *((at, at) for at in range(start)),
        *((None if one is None else one + start, None if two is None else two + start) for one, two in middle),
        *((len(expected) - at, len(found) - at) for at in range(end, 0, -1)),
    ]


def _middle(expected: Sequence[Line], found: Sequence[Line]) -> list[Pair]:
    if len(expected) == len(found) or max(len(expected), len(found)) > _MOST:
        return list(zip_longest(range(len(expected)), range(len(found))))
    pairs: list[Pair] = []
    for _, one, after_one, two, after_two in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        held = _altered(expected[one:after_one], found[two:after_two])
        pairs += [(None if a is None else a + one, None if b is None else b + two) for a, b in held]
    return pairs


def _altered(expected: Sequence[Line], found: Sequence[Line]) -> list[Pair]:
    """Return pairs of lines that are alike but not equal, so that as much as possible of them is."""
    if len(expected) == len(found) or max(len(expected), len(found)) > _MOST_ALTERED:
        return list(zip_longest(range(len(expected)), range(len(found))))
    wanted, arrived = ([(frozenset(line), len(line)) for line in lines] for lines in (expected, found))
    best = [[0.0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    for one in range(len(expected) - 1, -1, -1):
        for two in range(len(found) - 1, -1, -1):
            together = best[one + 1][two + 1] + _likeness(wanted[one], arrived[two])
            best[one][two] = max(together, best[one + 1][two], best[one][two + 1])
    pairs: list[Pair] = []
    one = two = 0
    while one < len(expected) and two < len(found):
        if best[one][two] == best[one + 1][two + 1] + _likeness(wanted[one], arrived[two]):
            pairs.append((one, two))
            one, two = one + 1, two + 1
        elif best[one][two] == best[one + 1][two]:
            pairs.append((one, None))
            one += 1
        else:
            pairs.append((None, two))
            two += 1
    pairs += [(at, None) for at in range(one, len(expected))]
    return pairs + [(None, at) for at in range(two, len(found))]


def _likeness(one: tuple[frozenset[Hashable], int], two: tuple[frozenset[Hashable], int]) -> float:
    """Return how much two lines of some length have in common, up to 1; any two that are not empty have a little."""
    (held, length), (other, size) = one, two
    return 2 * len(held & other) / (length + size) + _LITTLE if held and other else 0
