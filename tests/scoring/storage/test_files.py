"""The file store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.storage import files

pytestmark = pytest.mark.usefixtures("db")
DATA = "评议".encode()
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_bytes_are_known_by_their_sha256() -> None:
    """Bytes, streams and pieces that are alike are the same file."""
    kept = [files.keep(DATA), files.keep(BytesIO(DATA)), files.keep([DATA[:2], DATA[2:]])]
    assert kept == [(SHA256, len(DATA))] * 3
    assert files.where(SHA256).read_bytes() == DATA
    assert list(files.everything()).count(SHA256) == 1


@pytest.mark.parametrize("name", ["../../secret-key", "/etc/passwd", "", SHA256.upper(), f"{SHA256}\n"])
def test_what_is_no_sha256_names_no_file(name: str) -> None:
    """A row that came with a folder may hold any text: it leads nowhere on the disk."""
    with pytest.raises(FileNotFoundError):
        files.where(name)


def test_what_is_put_somewhere_is_a_file_of_its_own_name(tmp_path: Path) -> None:
    """A folder that is laid out has the bytes where it wants them."""
    files.keep(DATA)
    files.put(SHA256, tmp_path / "a" / "b.txt")
    assert (tmp_path / "a" / "b.txt").read_bytes() == DATA


def test_what_fails_leaves_nothing_behind(db: Path) -> None:
    """A stream that breaks is not kept, and its beginning is not either."""

    def pieces() -> Iterator[bytes]:
        yield DATA
        raise OSError("the network is gone")

    with pytest.raises(OSError, match="the network is gone"):
        files.keep(pieces())
    assert list((db / "files").glob(".new-*")) == []
