"""What has an id and a title: cells show the title, and both are understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scoring.sheets.setup.typed import listed, parted
from submissions.table import clean


@dataclass(frozen=True)
class Names:
    """Titles by id; a title that two share, or that is another's id, stands for nobody."""

    titles: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Return how an id is shown: its title where that leads back to it, else the id itself."""
        title = self.titles.get(name, name)
        # What stands in quotation marks in its own cell is not looked for elsewhere.
        plain = clean(title) == title and not title.startswith('"')
        return title if plain and self.id(title) == name else name

    def id(self, text: str) -> str:
        """Return the id that a text means; the text itself where nobody is called so."""
        plain = clean(text)
        return plain if plain in self.titles else self._by_title.get(plain, plain)

    def labels(self, names: Iterable[str]) -> str:
        """Return several ids as one text."""
        ids = tuple(names)
        text = listed(tuple(map(self.label, ids)))
        return text if self.ids(text) == ids else listed(ids)

    def ids(self, text: str) -> tuple[str, ...]:
        """Return the ids that a text lists."""
        return tuple(map(self.id, parted(text)))

    @cached_property
    def _by_title(self) -> dict[str, str]:
        count = Counter(map(clean, self.titles.values()))
        return {clean(title): name for name, title in self.titles.items() if count[clean(title)] == 1}
