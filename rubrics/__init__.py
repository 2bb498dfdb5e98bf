"""What is asked, and how it counts."""

from rubrics.document import MOST_DIGITS, Document, Fault, Locate, Path, parse, write, written
from rubrics.fingerprint import Fingerprints, fingerprints
from rubrics.messages import Message, Translate, joined, say
from rubrics.methods import Date, Flag, Id, Level, Number, Pool, Rounding, Settings, Text, Whole, Words
from rubrics.model import ROOT, Criterion, EvidenceKind, Part, Rubric
from rubrics.problems import Place, Problem, Problems
from rubrics.reading import read_rubric
from rubrics.shape import build
from rubrics.tree import TreeNode, import_sources, tree

__all__ = [
    "MOST_DIGITS",
    "ROOT",
    "Criterion",
    "Date",
    "Document",
    "EvidenceKind",
    "Fault",
    "Fingerprints",
    "Flag",
    "Id",
    "Level",
    "Locate",
    "Message",
    "Number",
    "Part",
    "Path",
    "Place",
    "Pool",
    "Problem",
    "Problems",
    "Rounding",
    "Rubric",
    "Settings",
    "Text",
    "Translate",
    "TreeNode",
    "Whole",
    "Words",
    "build",
    "fingerprints",
    "import_sources",
    "joined",
    "parse",
    "read_rubric",
    "say",
    "tree",
    "write",
    "written",
]
