"""The files of a new round folder."""

from __future__ import annotations

import pytest

from rubrics import Problems, parse
from rubrics.library import round_names, round_text, rubric_names, rubric_text
from scoring.folder.starting import new_round
from scoring.rounds import Round


@pytest.mark.parametrize("name", round_names())
def test_a_set_up_keeps_what_is_known(name: str) -> None:
    """Title, agencies and seats are those of the library; only the name of the rubric becomes that of its file."""
    files = new_round(name)
    made = Round.model_validate(parse(files["round.yaml"].decode(), name).value)
    known = Round.model_validate(parse(round_text(name), name).value)
    assert made == known.model_copy(update={"rubric": "rubric.yaml"})
    assert files["rubric.yaml"].decode() == rubric_text(known.rubric)


@pytest.mark.parametrize("name", rubric_names())
def test_a_rubric_gets_placeholders(name: str) -> None:
    """Two agencies to rename, and a rubric that is word for word that of the library."""
    files = new_round(name)
    made = Round.model_validate(parse(files["round.yaml"].decode(), name).value)
    assert [(agency.id, agency.name) for agency in made.agencies] == [
        ("agency1", "被评议单位1"),
        ("agency2", "被评议单位2"),
    ]
    assert files["rubric.yaml"].decode() == rubric_text(name)


def test_the_usual_groups_have_names() -> None:
    """Notices and sheets then speak of 评议员1, not of panel1."""
    made = Round.model_validate(parse(new_round("jiangmen-2020")["round.yaml"].decode(), "round.yaml").value)
    assert [(group.id, group.title, group.seat, group.members[0].name) for group in made.groups] == [
        ("panel", "评议团", "评议员", "评议员1"),
        ("council", "联席会议成员", "成员", "成员1"),
    ]


def test_the_tables_open_in_a_windows_excel() -> None:
    """With a byte order mark Excel reads them as UTF-8, and lines end as there."""
    files = new_round("jiangmen-2020")
    tables = {path: content for path, content in files.items() if path.endswith(".csv")}
    assert sorted(tables) == ["imports/public.csv", "sheets/marks.csv"]
    assert tables["imports/public.csv"] == b"\xef\xbb\xbfagency,value\r\nagency1,\r\nagency2,\r\n"
    assert tables["sheets/marks.csv"].startswith(b"\xef\xbb\xbfagency,rater,criterion,mark,remark\r\n")


def test_an_unknown_name() -> None:
    """The library says which names it has."""
    with pytest.raises(Problems) as raised:
        new_round("nix")
    assert [problem.code for problem in raised.value.items] == ["LIBRARY-UNKNOWN"]
