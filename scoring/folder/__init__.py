"""The round folder: plain files to values, and values to files written whole."""

from scoring.folder.reading import RoundFolder, read_bytes, read_folder
from scoring.folder.writing import write_file, write_folder

__all__ = ["RoundFolder", "read_bytes", "read_folder", "write_file", "write_folder"]
