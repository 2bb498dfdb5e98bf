"""Names in a round that nobody bears: agencies and raters that are not part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rubrics import Fault, Message, Path, Settings, revealed, say
from scoring.rounds.model import Round

# More names are of no help, and a sheet may hold thousands of wrong ones.
_MOST_LISTED = 30
_LONGEST_SHOWN = 40


def quoted(name: str) -> str:
    """Return a name that nobody bears as a message shows it: cut where it is endless, with its invisible characters."""
    return revealed(name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…")


def listed(known: Iterable[str]) -> tuple[str, ...]:
    """Return the first of the names that would have been right, and “…” where there are more."""
    first = tuple(islice(known, _MOST_LISTED + 1))
    return first if len(first) <= _MOST_LISTED else (*first[:_MOST_LISTED], "…")


def unknown_names(item: Settings, path: Path, round_: Round) -> Iterator[Fault]:
    """Yield a fault for every agency and rater that `item` names and the round does not have."""
    known: dict[str, Mapping[str, object]] = {
        "rater": round_.raters,
        "agency": round_.names,
        "agencies": round_.names,
    }
    for field, names in known.items():
        held = getattr(item, field, None) or ()
        for name in (held,) if isinstance(held, str) else held:
            if name not in names:
                yield unknown_name((*path, field), say("rater") if field == "rater" else say("agency"), name, names)


def unknown_name(path: Path, what: Message, name: str, known: Iterable[str]) -> Fault:
    """Return the fault that a round has no rater, agency or criterion of this name."""
    return (
        "ROUND-UNKNOWN",
        path,
        say("the {what} “{name}” is not part of this round.", what=what, name=quoted(name)),
        say("Known: {known}.", known=listed(known)),
    )
