"""What is asked, and how it counts."""

from rubrics.document import MOST_DIGITS, Document, Fault, Locate, Path, parse, write, written
from rubrics.field_names import column_name
from rubrics.fingerprint import Fingerprints, fingerprints
from rubrics.invisible import joints, revealed
from rubrics.markings import Level, Marking, VetoMarking
from rubrics.messages import Message, Translate, joined, say
from rubrics.methods import GroupPool, Pool, Rounding
from rubrics.model import ROOT, Criterion, EvidenceKind, Part, Rubric, full_marks
from rubrics.problems import MOST_FAULTS, Place, Problem, Problems
from rubrics.reading import read_rubric
from rubrics.scalars import (
    LONGEST_TEXT,
    Date,
    Flag,
    Id,
    Number,
    Prose,
    Settings,
    Share,
    Text,
    Whole,
    Words,
    chosen,
    fraction_of,
)
from rubrics.shape import build
from rubrics.tree import TreeNode, combined_earnable, earnable, import_sources, tree, unscaled_earnable

__all__ = [
    "LONGEST_TEXT",
    "MOST_DIGITS",
    "MOST_FAULTS",
    "ROOT",
    "Criterion",
    "Date",
    "Document",
    "EvidenceKind",
    "Fault",
    "Fingerprints",
    "Flag",
    "GroupPool",
    "Id",
    "Level",
    "Locate",
    "Marking",
    "Message",
    "Number",
    "Part",
    "Path",
    "Place",
    "Pool",
    "Problem",
    "Problems",
    "Prose",
    "Rounding",
    "Rubric",
    "Settings",
    "Share",
    "Text",
    "Translate",
    "TreeNode",
    "VetoMarking",
    "Whole",
    "Words",
    "build",
    "chosen",
    "column_name",
    "combined_earnable",
    "earnable",
    "fingerprints",
    "fraction_of",
    "full_marks",
    "import_sources",
    "joined",
    "joints",
    "parse",
    "read_rubric",
    "revealed",
    "say",
    "tree",
    "unscaled_earnable",
    "write",
    "written",
]
