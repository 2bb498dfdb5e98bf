"""Where everything stands: the cells of each sheet, known before the first of them is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubrics import TreeNode
from rubrics.methods import Grades
from scoring.engine.pooling import Section
from scoring.reports.workbook.blocks import Block, Pile, Stack
from scoring.reports.workbook.input_places import Inputs
from scoring.reports.workbook.structure import Kind, Structure

# What stands beside the raters' values of a pool; no rater's id has a colon.
HIGH, LOW, POOLED = ":high", ":low", ":pooled"
# What the sheet of pooling holds for each pool, rater by rater.
BELOW, ABOVE, SHARE, END = "below", "above", "share", "end"
SHARE_TABLES = (BELOW, ABOVE, SHARE, END)
# What the working sheet holds for each veto; no node's id has a colon.
YES, ANSWERED, HOLDS, SETTLED = ":yes", ":answered", ":holds", ":settled"
# What the sheet of pooling holds for each pool whose raters' preferences decide ties.
COMPARED, COMMON, PREFERRED = "compared", "common", "preferred"


def present(section: int) -> str:
    """Return the column that counts the values of a pool's section."""
    return f":present{section}"


def drops(section: int, rule: Section, end: str) -> str:
    """Return the column that says how many values of a section are dropped at one end; most rules need only one."""
    return f":drops{section}{end if rule.rule.middle_sum else ''}"


def value(section: int) -> str:
    """Return the column of what a section of several comes to."""
    return f":value{section}"


def pool_columns(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return the columns that stand right of the raters' values of a pool."""
    found: list[str] = []
    for at, section in enumerate(sections):
        found += [present(at), *dict.fromkeys(drops(at, section, end) for end in (LOW, HIGH))]
        found += [value(at)] if len(sections) > 1 else []
    return (*found, HIGH, LOW, POOLED)


class Places:
    """All blocks of all sheets that others refer to."""

    RATERS_TOP = 4
    PARTS_TOP = 2
    WORKING_TOP = 3

    def __init__(self, structure: Structure, sheets: dict[str, str]) -> None:
        self.structure = structure
        self.inputs = Inputs(structure, sheets["inputs"])
        self.rows = len(structure.agencies)
        self.raters = self._rater_blocks(sheets["raters"])
        self.bands = part_bands(structure.results.tree, {node.id for node in structure.nodes})
        self.levels = max(node.depth for node in structure.nodes)
        self.parts = self._part_blocks(sheets["parts"])
        self.working = Pile(sheets["working"], self.WORKING_TOP, self.rows)
        self.pooling = Pile(sheets["pooling"], self.WORKING_TOP, self.rows)
        rubric = structure.results.rubric
        self.ranking = Stack((self.working.add(ranking_columns(len(rubric.rank.ties))), self.working.add(TOLD)))
        limited = rubric.grades is not None and needs_table(rubric.grades, structure.vetoes)
        self.grades = self.working.add(grade_columns(rubric.grades)) if rubric.grades and limited else None
        self.exact = self._runs([node.id for node in structure.nodes if not node.veto])
        self.entries = self._runs([entry.name for entry in entries(structure)])
        self.vetoes = self.working.add(veto_columns(structure.vetoes)) if structure.vetoes else None
        self.below = {node.id: self.pooling.add(self.seats(node)) for node in structure.worked_below}
        self.shares = {
            (pool.id, table): self.pooling.add(self.seats(pool)) for pool in structure.pools for table in SHARE_TABLES
        }
        self.preferred = {key.preferred: self._preferred(key.preferred) for key in rubric.rank.ties if key.preferred}

    def seats(self, node: TreeNode) -> tuple[str, ...]:
        """Return the raters whose marks reach the pool at or above a node, in the order of seats."""
        pool = node.pooled_at
        return self.structure.results.panel(pool.id).raters if pool else ()

    def sections(self, node: TreeNode) -> tuple[Section, ...]:
        """Return the groups of the pool at or above a node, with their raters' columns."""
        pool = node.pooled_at
        return self.structure.results.panel(pool.id).sections if pool else ()

    def pooled(self, agency: str, pool: TreeNode) -> str:
        """Return the cell of what the raters' values of an agency become at a pool, or why there is nothing yet."""
        return self.entries.cell(self.structure.results.rows[agency], Entry(pool, Kind.POOLED).name)

    def read(self, agency: str, node: TreeNode, kind: Kind = Kind.LEAF) -> str:
        """Return the cell of a number read for an agency; below a pool the raw input, above it what came of it."""
        if node.below_pool:
            return self.inputs.value(agency, node, kind)
        return self.entries.cell(self.structure.results.rows[agency], Entry(node, kind).name)

    def veto(self, veto: TreeNode, agency: str, what: str = SETTLED) -> str:
        """Return the cell of a veto's outcome (1, 0, or why there is none yet), or of what it follows from."""
        assert self.vetoes is not None  # noqa: S101 - there is one
        return self.vetoes.cell(self.structure.results.rows[agency], f"{veto.id}{what}")

    def _rater_blocks(self, sheet: str) -> dict[str, Block]:
        height = self.rows + 3
        return {
            pool.id: Block(
                sheet,
                self.RATERS_TOP + at * height,
                1,
                self.rows,
                (*self.seats(pool), *pool_columns(self.sections(pool))),
            )
            for at, pool in enumerate(self.structure.pools)
        }

    def _part_blocks(self, sheet: str) -> tuple[Block, ...]:
        height = self.levels + 2 + self.rows
        first = self.PARTS_TOP + self.levels + 1
        return tuple(
            Block(sheet, first + at * height, 1, self.rows, tuple(node.id for node in band))
            for at, band in enumerate(self.bands)
        )

    def part(self, node_id: str) -> Block:
        """Return the table of shown figures that a node stands in."""
        return next(block for block in self.parts if node_id in block.columns)

    def _preferred(self, pool: str) -> dict[str, Block]:
        agencies = self.structure.agencies
        values = self.pooling.add(self.seats(self.structure.results.nodes[pool]))
        return {COMPARED: values, COMMON: self.pooling.add(agencies), PREFERRED: self.pooling.add(agencies)}

    def _runs(self, columns: Sequence[str]) -> Stack:
        """Return the columns in as many blocks of the working sheet as a page's width asks for."""
        runs = (tuple(columns[at : at + _WIDEST_RUN]) for at in range(0, len(columns), _WIDEST_RUN))
        return Stack(tuple(self.working.add(run) for run in runs))


@dataclass(frozen=True)
class Entry:
    """One number that an agency's scores start from: what a pool came to, a leaf's points, an amount."""

    node: TreeNode
    kind: Kind

    @property
    def name(self) -> str:
        """The name of its column; no node's id has a colon."""
        return f"{self.node.id}:{self.kind.value}"


def entries(structure: Structure) -> tuple[Entry, ...]:
    """Return everything that is known of an agency before its scores are worked out, in the rubric's order."""
    found: list[Entry] = []
    for node in structure.nodes:
        if node.below_pool or node.veto:
            continue
        if node.node.pool:
            found.append(Entry(node, Kind.POOLED))
        elif node.leaf:
            found.append(Entry(node, Kind.LEAF))
        found += [Entry(node, kind) for kind in structure.amounts(node)]
    return tuple(found)


def ranking_columns(keys: int) -> tuple[str, ...]:
    """Return the columns of the ranking table for so many tie keys."""
    return (
        *("exact", "shown", "compared0"),
        *(f"{kind}{at}" for at in range(1, keys + 1) for kind in ("key", "compared")),
        *(f"equal{at}" for at in range(keys + 1)),
        *("rank", "position", "grade"),
    )


# What page 1 says beside the figures; the last three carry the sentences of the rows above along.
TOLD = (
    *("label", "class", "proposed", "decision", "handling", "because", "remark"),
    *("reason", "unranked", "shared", "decided"),
)


def needs_table(grades: Grades, vetoes: Sequence[TreeNode]) -> bool:
    """Return whether more than the score decides a grade: a quota, or a veto."""
    return any(band.quota for band in grades.bands) or any(node.veto and node.veto.grade for node in vetoes)


def grade_columns(grades: Grades) -> tuple[str, ...]:
    """Return the columns of the grades' table: who wants a grade, and within a quota how many may and who gets it."""
    bands = (
        (f"want{at}", f"limit{at}", f"got{at}") if band.quota else (f"want{at}",)
        for at, band in enumerate(grades.bands)
    )
    return ("class", "earned", "best", *(name for names in bands for name in names))


def veto_columns(vetoes: Sequence[TreeNode]) -> tuple[str, ...]:
    """Return the columns of the vetoes' table; who answered is counted where raters did."""
    return tuple(
        f"{node.id}{what}"
        for node in vetoes
        for what in ((YES, ANSWERED, HOLDS, SETTLED) if node.rated else (HOLDS, SETTLED))
    )


# As many columns as an A4 page across can show readably.
_WIDEST_BAND = 22
# The same for exact scores, which have more digits.
_WIDEST_RUN = 14


def part_bands(root: TreeNode, shown: Collection[str]) -> tuple[tuple[TreeNode, ...], ...]:
    """Return the nodes as they stand side by side, each part after what is below it, the total last.

    Parts are kept together where a page across has room for them; a new band begins where it would be too crowded.
    """
    bands: list[list[TreeNode]] = [[]]

    def add(part: TreeNode) -> None:
        columns = [node for node in _closing(part) if node.id in shown]
        if part.children and len(columns) > _WIDEST_BAND:
            for child in part.children:
                add(child)
            columns = [part]
        if bands[-1] and len(bands[-1]) + len(columns) > _WIDEST_BAND:
            bands.append([])
        bands[-1].extend(columns)

    for part in root.children:
        add(part)
    bands[-1].append(root)
    return tuple(tuple(band) for band in bands)


def _closing(node: TreeNode) -> list[TreeNode]:
    return [*(inner for child in node.children for inner in _closing(child)), node]
