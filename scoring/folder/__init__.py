"""The round folder: plain files to values and results, and values to files written whole."""

from scoring.folder.evaluating import EvaluatedFolder, evaluate_folder
from scoring.folder.opening import read_bytes
from scoring.folder.placing import Written
from scoring.folder.reading import Reading, RoundFolder, read_folder
from scoring.folder.writing import write_file, write_files, write_folder

__all__ = [
    "EvaluatedFolder",
    "Reading",
    "RoundFolder",
    "Written",
    "evaluate_folder",
    "read_bytes",
    "read_folder",
    "write_file",
    "write_files",
    "write_folder",
]
