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


def test_every_rule_in_words(run: Run, everything: Path) -> None:
    """Markings, pools, what is done to a node, classes and quotas; what earns nothing has no points."""
    lines = run("rubric", "show", everything / "rubric.yaml").output.splitlines()
    assert lines[6:] == [
        "等次（按取舍后的总分）：excellent85分起，名额不超过20%（以参加评议的全部单位为基数）、舍去小数，各类别分别计算，末位并列而名额不够的都不给",
        "等次（按取舍后的总分）：good75分起，名额不超过2家，各类别分别计算，末位并列的都给",
        "等次（按取舍后的总分）：fair60分起",
        "等次（按取舍后的总分）：poor0分起",
        "不涉及的指标不计，其余指标按满分折算",
        (
            "visit Visit 30分  有效评分多于3个时去掉1个最高分和1个最低分后取平均值，否则取全部平均值，有效评"
            "分须超过席位的半数，未评完全部指标的参评人按已评指标折算；保底2分；最多38分"
            "；折算为满分30分"
        ),
        "  A1 Signs 10分  实地察看  0至10分，每级0.5分",
        "  A2 Notices 8分  查阅资料",
        "      high 8  all up to date",
        "      low 3",
        "  A3 Counter 6分  达到的项目得分相加：staffed2分、heated2分、open2分",
        "  A4 Leaflets 6分  参评人所填的数，最多6分",
        "  A5 Complaints 10分  从10分中扣：参评人所填的数，保底2分",
        "  A6 Idea  加分：参评人所填的数，最多2分",
        "  A7 Delay  减分：0.5 × 参评人所填的数",
        "  A8 Refusal  一票否决：作答的参评人至少一人评“是”，直接上级指标改计0分",
        (
            "own Own work 16分  各评议主体的权重：panel 60%、council 40%，每个评议主体内部：取全部有效评分的"
            "中位数，有效评分不少于1个，各评议主体合计：有效评分不少于2"
            "个，没有有效评分的评议主体，其权重分摊给其他评议主体，未评完全部指标的参评人不计入"
        ),
        "  B1 Plans 权重60% 10分",
        "  B2 Results 权重40% 5分",
        "middle Middle 8分  两端去掉同样多的评分，取中间2个之和，去掉的个数为奇数时，多去掉一个最低分",
        "agreed Agreed 4分  座谈了解  取一致同意的分值",
        "heard Heard 6分  hearing  取全部有效评分的平均值，有效评分不少于2个；乘以2",
        (
            "data Figures 13分  乘以各单位的系数（imports/difficulty.csv）；减去各单位的扣减数（imports/late."
            "csv）；保底0分；最多13分；保留1位小数"
            "，按 GB/T 8170 修约（四舍六入五成双）"
        ),
        "  C1 Calls 6分  按事实数据“calls answered”分档：90起6分、0起1分",
        "  C2 Cases 4分  0.5 × 事实数据“cases reported”，最多4分",
        "  C3 Lawsuits 4分  从4分中扣：2 × 事实数据“lawsuits lost”，保底0分",
        "public Public 12分",
        "  D1 Votes 4分  得票数 ÷ 各单位的最高得票数 × 4，保底1分",
        "  D2 Ballots 4分  各选项得票的平均分：yes!4分、no!1分",
        "  D3 Notes 4分  投票人所评分值的平均值（0至5），最多4分",
        "tasks Tasks 11分  imports/tasks.csv 中的数值，最多11分；只适用于offices",
        "roads Roads 11分  取全部有效评分的平均值；只适用于towns",
        "extras Extras  最多3分",
        "  E1 Awards  加分：2 × imports/awards.csv 中的数，最多4分",
        "  E2 Late reports  减分：事实数据“lawsuits lost”，最多3分",
        "limits Limits",
        "  F1 Accident  一票否决：事实数据“accidents”不为 0，等次不高于fair",
        "  F2 Fraud  一票否决：imports/fraud.csv 中为“是”，等次不高于poor",
        "  F3 Distrust  一票否决：作答的参评人过半数评“是”，等次不高于good",
        "  F4 Disgrace  一票否决：作答的参评人都评“是”，等次不高于good",
    ]
