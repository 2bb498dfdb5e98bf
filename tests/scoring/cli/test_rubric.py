"""`pingyi rubric`: check, show, schema, library."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rubrics.library import rubric_names
from rubrics.schema import rubric_schema

Run = Callable[..., Result]

LIBRARY = """\
名称                  类别          标题                                                说明
anjuan                评分细则      行政执法案卷评查                                    含示例内容
chuxiong-2023         评分细则      楚雄州2023年法治建设考核                            含示例内容
jiangmen-2020         评分细则      江门市国家机关“谁执法谁普法”履职报告评议（2020）    含示例内容
qiongzhong            评分细则      琼中文化示范村评分细则                              含示例内容
shenzhen-sample       评分细则      国家机关“谁执法谁普法”履职报告评议评分细则（样例）  含示例内容
shicheng-2018         评分细则      石城县2018年河湖长制工作考核（已改正）              含示例内容
siji-tongchuang       评分细则      四级同创申报条件自评细则                            含示例内容
suining-falv-qijin    评分细则      遂宁“法律七进”工作考核细则                          含示例内容
taizhou               评分细则      泰州普法工作考核                                    含示例内容
wanzhong-pinggongwu   评分细则      万众评公务社会评议                                  含示例内容
wengyuan              评分细则      翁源县国家机关“谁执法谁普法”履职报告评议            含示例内容
xiangmuhua-yifazhili  评分细则      项目化依法治理试点项目评议细则（样例）              含示例内容
zhifa-pingyi          评分细则      行政执法评议考核                                    含示例内容
shenzhen-2019         评议活动设置  深圳市2019年国家机关“谁执法谁普法”履职报告评议      不含评分
shenzhen-2020         评议活动设置  深圳市2020年国家机关“谁执法谁普法”履职报告评议      不含评分
"""
SHOWN = """\
示例评分细则
依据：示例市评议办法
显示：保留2位小数，四舍五入
名次按未取舍的总分比较
总分相同时依次比较：“实效”的得分
等次（按未取舍的总分）：优秀9分起、合格0分起
P 机制 6分  取全部有效评分的平均值，有效评分不少于2个，未评完全部指标的参评人不计入
  A1 责任清单 4分
  A2 学法用法 2分
Q 实效 4分  取全部有效评分的平均值，有效评分不少于2个，未评完全部指标的参评人不计入
  B1 群众评价 4分
"""


def test_the_library(run: Run) -> None:
    """Every bundled rubric and set-up, with what is not official about it."""
    shown = run("rubric", "library")
    assert (shown.exit_code, shown.output) == (0, LIBRARY)


def test_a_rubric_in_words(run: Run, small: Path) -> None:
    """Rules first, then the tree."""
    shown = run("rubric", "show", small / "rubric.yaml")
    assert (shown.exit_code, shown.output) == (0, SHOWN)


@pytest.mark.parametrize("name", rubric_names())
def test_a_rubric_of_the_library_by_name(run: Run, tmp_path: Path, name: str) -> None:
    """The name of the library and a file of the same content show the same page."""
    assert run("new", tmp_path / "round", "--like", name).exit_code == 0
    shown = run("rubric", "show", name)
    assert (shown.exit_code, shown.output) == (0, run("rubric", "show", tmp_path / "round" / "rubric.yaml").output)


def test_levels_stand_below_their_criterion(run: Run) -> None:
    """Title, points and when a level is due."""
    lines = run("rubric", "show", "jiangmen-2020").output.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("    A1 "))
    assert lines[at : at + 2] == [
        "    A1 普法责任清单的制定、公示和更新 10分  查阅资料",
        "        优 10  四项要素齐全，已公开，当年更新过",
    ]


def test_a_name_that_is_neither_in_the_library_nor_a_file(run: Run) -> None:
    """The known names are listed."""
    shown = run("rubric", "show", "nix")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (
        1,
        "",
        (
            "nix：内置库中没有这份评分细则，也没有这个文件。"
            f"请写文件名，或者写其中之一：{'、'.join(rubric_names())}。[RUBRIC-MISSING]\n共发现1处错误。\n"
        ),
    )


def test_a_sound_file(run: Run, small: Path) -> None:
    """Its title, id and fingerprints."""
    shown = run("rubric", "check", small / "rubric.yaml")
    lines = shown.output.splitlines()
    assert (shown.exit_code, lines[:2], len(lines)) == (0, ["没有发现错误。", "评分细则：示例评分细则（small）"], 3)
    assert lines[2].startswith("校验码：计分 ")


def test_a_file_with_two_faults(run: Run, small: Path) -> None:
    """Both are told, with their lines."""
    file = small / "rubric.yaml"
    text = file.read_text("utf-8").replace("id: A2", "id: A1").replace("points: 4}]\n", "}]\n", 2)
    file.write_text(text, "utf-8")
    shown = run("rubric", "check", file)
    codes = [line.rpartition("[")[2].rstrip("]") for line in shown.stderr.splitlines()[:-1]]
    assert (shown.exit_code, shown.stdout, codes) == (1, "", ["ID-TWICE", "POINTS-MISSING"])


def test_the_schema(run: Run) -> None:
    """It is the one that is committed."""
    assert json.loads(run("rubric", "schema").output) == rubric_schema()


def test_the_form_of_the_answers(run: Run) -> None:
    """The JSON Schema of what agencies fill in, for a rubric of the library."""
    shown = run("rubric", "form", "shenzhen-sample")
    assert shown.exit_code == 0
    form = json.loads(shown.stdout)
    assert form["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(form["properties"]["self"]["properties"]) == {f"{part}{n}" for part in "ABCDE" for n in (1, 2, 3)}


def test_a_rubric_of_the_library_is_checked_by_name(run: Run) -> None:
    """What can be shown by name can be checked by name."""
    assert run("rubric", "check", "qiongzhong").stdout.splitlines()[0] == "没有发现错误。"


def test_the_form_of_every_rubric_of_the_library(run: Run) -> None:
    """Whatever its markings are."""
    codes = {name: run("rubric", "form", name).exit_code for name in rubric_names()}
    assert (len(codes), set(codes.values())) == (13, {0})
