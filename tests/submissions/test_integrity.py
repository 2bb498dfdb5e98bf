"""Files that were cut off on the way."""

from __future__ import annotations

import io

import pytest

from rubrics import Message, say
from submissions import examine
from submissions.integrity import find

DAMAGED = say("it is cut off or damaged")
THUMBNAIL = b"\xff\xe1\x00\x08\xff\xd8\xff\xd9xx"
JPEG = b"\xff\xd8" + THUMBNAIL + b"\xff\xda\x00\x04ab" + b"scan" * 10 + b"\xff\xd9"
FILM = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x14data" + b"\0\0\0\x0cmoovdata"
HEIC = b"\0\0\0\x10ftypheic\0\0\0\0" + b"\0\0\0\x0cmetadata" + b"\0\0\0\0mdatto the end"


def fault(data: bytes) -> Message | None:
    """Return why `data` cannot be opened."""
    return examine(io.BytesIO(data)).fault


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.4\n" + b"x" * 9000 + b"\n%%EOF\r\n", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 9000 + b"IEND\xaeB`\x82", id="png"),
        pytest.param(b"GIF89a" + b"x" * 20 + b";\0", id="gif"),
        pytest.param(JPEG, id="jpeg"),
        pytest.param(JPEG + b"a film of three seconds" * 9000, id="motion photo"),
        pytest.param(b"RIFF\x1c\0\0\0WEBPVP8 " + b"picture " * 2 + b"data", id="webp"),
        pytest.param(FILM, id="mp4"),
        pytest.param(HEIC, id="heic"),
    ],
)
def test_a_file_that_arrived_whole_is_told_from_one_that_did_not(data: bytes) -> None:
    """Whole it has no fault; cut in the middle it has."""
    half = data[: len(data) // 2] if not data.startswith(JPEG + b"a") else data[:40]
    assert (fault(data), fault(half)) == (None, DAMAGED)


@pytest.mark.parametrize("end", [3, 12, 16, len(JPEG) - 2])
def test_the_end_of_a_thumbnail_is_not_the_end_of_the_picture(end: int) -> None:
    """Cameras put a small picture with an end of its own before the large one."""
    assert b"\xff\xd9" in JPEG[:12]
    assert fault(JPEG[:end]) == DAMAGED


def test_a_picture_whose_segments_do_not_join_is_damaged() -> None:
    """After a segment another must begin."""
    assert fault(b"\xff\xd8\xff\xe1\x00\x04ab" + b"no marker" + b"\xff\xd9") == DAMAGED


@pytest.mark.parametrize("film", [FILM[:-12], FILM[:20], FILM + b"\0\0\0\x04free", FILM[:16] + b"\0\0\0\x09"])
def test_a_film_without_its_index_is_damaged(film: bytes) -> None:
    """Phones write it last; boxes that are too small or reach beyond the end are damage too."""
    assert fault(film) == DAMAGED


def test_what_lies_across_two_pieces_is_found() -> None:
    """Files are read a mebibyte at a time."""
    assert find(io.BytesIO(b"x" * (1024 * 1024 - 2) + b"needle"), b"needle") == 1024 * 1024 - 2
    assert find(io.BytesIO(b"needle needle"), b"needle", 1) == 7
    assert find(io.BytesIO(b"x" * 3_000_000), b"needle") is None
