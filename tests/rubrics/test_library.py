"""The bundled rubrics, round set-ups and demonstration: sound, sourced, and free of marks of real agencies."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files

import pytest

from rubrics import Criterion, Message, Place, Problem, Problems, Rubric, build, earnable, parse, read_rubric, say, tree
from rubrics.library import demo_files, round_names, round_text, rubric_names, rubric_text
from rubrics.wording import method_title
from scoring.rounds.model import Round
from submissions import check_submission, read_submission, stored_file
from submissions.report_text import report_text

METHODS = ("site_visit", "document_review", "interview")
EVIDENCE = {"规范文件", "说明报告", "统计表格", "实景图片", "网址", "电话"}
DIMENSIONS = {
    "普法责任制机制建设": 20,
    "系统内学法用法": 20,
    "开展社会普法宣传": 25,
    "创新普法形式": 15,
    "注重普法实效": 20,
}
AGENCIES = {
    "shenzhen-2019": ["深圳市中级人民法院", "深圳市检察院", "深圳市教育局", "深圳市民政局", "深圳市市场监管局"],
    "shenzhen-2020": ["深圳市工业和信息化局", "深圳市生态环境局", "深圳市卫生健康委", "团市委", "深圳地铁集团"],
}
QIONGZHONG: list[tuple[object, ...]] = [
    (1, "经济发展", 6, "听取汇报 审核材料"),
    (2, "班子团结", 4, "审核材料 访问调查"),
    (3, "管理民主", 2, "访问调查"),
    (4, "群众满意", 3, "访问调查"),
    (5, "文化遗产", 9, "审核材料 实地察看"),
    (6, "文化保护", 6, "审核材料 实地察看"),
    (7, "文化阵地", 20, "实地察看"),
    (8, "文化活动", 10, "审核材料 实地察看"),
    (9, "村庄整治", 30, "实地察看"),
    (10, "社会风气", 10, "实地察看 访问调查"),
]
DEMO_TOTALS = {
    "market": Fraction(669, 7),
    "education": Fraction(656, 7),
    "court": Fraction(656, 7),
    "ecology": Fraction(1293, 14),
    "health": Fraction(1263, 14),
    "youth": Fraction(1215, 14),
    "transport": Fraction(497, 6),
    "metro": Fraction(905, 12),
}


def rubric_of(name: str) -> Rubric:
    """Return a bundled rubric."""
    return read_rubric(rubric_text(name), f"{name}.yaml")


def criteria_of(rubric: Rubric) -> list[Criterion]:
    """Return the rubric's criteria in their order."""
    return [leaf.node for leaf in tree(rubric).leaves() if isinstance(leaf.node, Criterion)]


def demo_round() -> Round:
    """Return the demonstration's round."""
    return build(Round, parse(demo_files()["round.yaml"].decode(), "round.yaml"))


def demo_marks() -> Iterator[tuple[str, str, str, str]]:
    """Yield agency, rater, criterion and mark of every cell of the demonstration's sheets, of either shape."""
    for name, data in demo_files().items():
        if name.startswith("sheets/"):
            for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
                agency, rater = row.pop("agency"), row.pop("rater")
                cells = [(row["criterion"], row["mark"])] if "mark" in row else list(row.items())
                yield from ((agency, rater, criterion, mark) for criterion, mark in cells)


def test_rubric_names() -> None:
    """The bundled rubrics; what is official in those of other places is tested in test_library_facts.py."""
    assert rubric_names() == (
        "anjuan",
        "chuxiong-2023",
        "jiangmen-2020",
        "qiongzhong",
        "shenzhen-sample",
        "shicheng-2018",
        "siji-tongchuang",
        "suining-falv-qijin",
        "taizhou",
        "wanzhong-pinggongwu",
        "wengyuan",
        "xiangmuhua-yifazhili",
        "zhifa-pingyi",
    )


@pytest.mark.parametrize("name", rubric_names())
def test_rubrics_are_sound(name: str) -> None:
    """Each is sound, bears its file's name, is worth 100 points for every class, says what is known and what sample."""
    rubric = rubric_of(name)
    root = tree(rubric)
    assert (rubric.id, rubric.total) == (name, Decimal(100))
    assert {earnable(root, agency_class) for agency_class in root.agency_classes} == {Fraction(100)}
    assert [text for text in (rubric.basis, rubric.source, rubric.sample) if not text] == []


def test_jiangmen_weights() -> None:
    """The three published weights of 江门, with the trimmed panel and the plain mean of the council."""
    rubric = rubric_of("jiangmen-2020")
    assert {part.id: part.weight for part in rubric.parts} == {"public": 40, "panel": 40, "council": 20}
    panel, council = (part.pool for part in rubric.parts[1:])
    assert panel is not None
    assert council is not None
    assert panel.model_dump(exclude_none=True) == {
        "trimmed_mean": {"drop": 1, "when_more_than": 5},
        "quorum": 5,
        "incomplete": "leave_out",
    }
    assert council.model_dump(exclude_none=True) == {"mean": {}}
    assert [key.name for key in rubric.rank.ties] == ["panel", "untrimmed:panel", "best_mark:panel"]


def test_jiangmen_panel_dimensions() -> None:
    """The panel judges five dimensions of 100 points in all."""
    panel = rubric_of("jiangmen-2020").parts[1]
    assert [part.points for part in panel.parts] == [20, 20, 25, 15, 20]


def test_qiongzhong_is_the_official_list() -> None:
    """The ten criteria have the published numbers, points and methods; the four parts have the published sums."""
    rubric = rubric_of("qiongzhong")
    found: list[tuple[object, ...]] = [
        (c.no, c.title, c.points, " ".join(str(method_title(rubric, method)) for method in c.methods))
        for c in criteria_of(rubric)
    ]
    assert found == QIONGZHONG
    assert [part.points for part in rubric.parts] == [15, 15, 30, 40]


def test_shenzhen_dimensions() -> None:
    """Five dimensions, each pooled for itself, with three criteria, one for each method."""
    rubric = rubric_of("shenzhen-sample")
    assert {part.title: part.points for part in rubric.parts} == DIMENSIONS
    assert {(part.by, part.pool) for part in rubric.parts} == {("panel", rubric.parts[0].pool)}
    assert [tuple(c.methods for c in part.criteria) for part in rubric.parts] == [tuple((m,) for m in METHODS)] * 5
    assert [c.no for c in criteria_of(rubric)] == list(range(1, 16))
    assert [key.name for key in rubric.rank.ties] == ["E", "C"]
    assert rubric.report.max_chars == 5000


def test_shenzhen_says_that_it_is_a_sample() -> None:
    """The rubric says that no authority issued it."""
    said = rubric_of("shenzhen-sample").sample
    assert said is not None
    assert said.split("。")[0] == "本细则为本项目自拟样例，不是任何机关的官方评分表"


@pytest.mark.parametrize("criterion", criteria_of(rubric_of("shenzhen-sample")), ids=lambda c: c.id)
def test_shenzhen_criteria(criterion: Criterion) -> None:
    """Every criterion has its text, four descriptors of falling worth, and one or two pieces of evidence to bring."""
    levels = criterion.rule.levels or ()
    points = [level.points for level in levels]
    assert [level.title for level in levels] == ["优", "良", "中", "差"]
    assert points == sorted(set(points), reverse=True)
    assert len({level.when for level in levels} - {None}) == len(levels)
    assert bool(criterion.text)
    kinds = [piece.kind for piece in criterion.evidence]
    assert set(kinds) <= EVIDENCE
    assert 1 <= len(kinds) <= 2
    assert [piece.required for piece in criterion.evidence].count(True) == 1


def test_shenzhen_levels_match_grades() -> None:
    """An agency that is 优, 良, 中 or 差 throughout is graded 优秀, 良好, 合格 or 不合格."""
    rubric = rubric_of("shenzhen-sample")
    assert rubric.grades is not None
    totals = [sum((c.rule.levels or ())[at].points for c in criteria_of(rubric)) for at in range(4)]
    bands = rubric.grades.bands
    assert [next(b.title for b in bands if total >= b.at_least) for total in totals] == [b.title for b in bands]


def test_round_names() -> None:
    """Two round set-ups are bundled, and beside them lies nothing else."""
    assert round_names() == ("shenzhen-2019", "shenzhen-2020")
    beside = [entry.name for entry in (files("rubrics.library") / "rounds").iterdir()]
    assert sorted(beside) == [f"{name}.yaml" for name in round_names()]


@pytest.mark.parametrize("name", round_names())
def test_rounds_hold_agencies_and_no_marks(name: str) -> None:
    """Five real agencies, seats without names of persons, a bundled rubric, and no key that could hold a mark."""
    document = parse(round_text(name), f"{name}.yaml")
    round_ = build(Round, document)
    assert list(round_.names.values()) == AGENCIES[name]
    assert (round_.id, round_.organizer, round_.rubric) == (name, "深圳市普法办公室", "shenzhen-sample")
    assert [rater.name for rater in round_.raters.values()] == [f"评议员席位{n}" for n in range(1, 9)]
    assert {step for path in document.lines for step in path if isinstance(step, str)} == {
        *("pingyi", "id", "title", "organizer", "source", "rubric", "agencies", "groups"),
        *("name", "members", "kind", "seat"),
    }


@pytest.mark.parametrize(
    ("read", "what", "known"),
    [(rubric_text, say("rubric"), rubric_names()), (round_text, say("round set-up"), round_names())],
)
def test_unknown_name(read: Callable[[str], str], what: Message, known: tuple[str, ...]) -> None:
    """A name that is not bundled is a problem whose remedy lists those that are."""
    with pytest.raises(Problems) as caught:
        read("../demo/rubric")
    assert caught.value.items == (
        Problem(
            "LIBRARY-UNKNOWN",
            Place("../demo/rubric"),
            say("there is no {what} of this name in the library.", what=what),
            say("Use one of: {choices}.", choices=known),
        ),
    )


def test_demo_folder() -> None:
    """The demonstration holds a fictional round, a copy of the sample rubric, nine sheets and eight submissions."""
    found, round_ = demo_files(), demo_round()
    agencies = sorted(round_.names)
    assert list(found) == sorted(found)
    assert found["rubric.yaml"].decode() == rubric_text("shenzhen-sample")
    assert round_.fictional is True
    assert [name for name in round_.names.values() if "示例" not in name] == []
    assert [name for name in found if name.startswith("sheets/")] == [f"sheets/r{n}.csv" for n in range(1, 10)]
    assert [n.split("/")[1] for n in found if n.endswith("submission.yaml")] == agencies
    pieces = {name: len(data) for name, data in found.items() if name.count("/") == 2 and not name.endswith(".yaml")}
    assert [name for name, size in pieces.items() if not 0 < size < 1024] == []


def test_demo_has_one_recusal_and_one_absence() -> None:
    """The recused pair stands in no sheet, one rater is absent for one agency, and everyone else marked all."""
    cells = list(demo_marks())
    absent = {(agency, rater) for agency, rater, _, mark in cells if mark == "缺席"}
    sheets = Counter((agency, rater) for agency, rater, _, _ in cells)
    round_ = demo_round()
    pairs = {(agency, rater) for agency in round_.names for rater in round_.raters}
    assert [(item.agency, item.rater) for item in round_.recusals] == [("metro", "r6")]
    assert absent == {("transport", "r7")}
    assert sheets == dict.fromkeys(pairs - {("metro", "r6")}, 15)


def test_demo_totals() -> None:
    """The demonstration's exact totals; 656/7 stands twice, and 注重普法实效 (131/7 and 127/7) decides."""
    rubric = rubric_of("shenzhen-sample")
    worth = {
        (c.id, written): Fraction(level.points)
        for c in criteria_of(rubric)
        for level in c.rule.levels or ()
        for written in (level.title, str(level.points))
    }
    values: dict[tuple[str, str], dict[str, Fraction]] = {}
    for agency, rater, criterion, mark in demo_marks():
        if mark != "缺席":
            of_rater = values.setdefault((agency, criterion[0]), {})
            of_rater[rater] = of_rater.get(rater, Fraction()) + worth[criterion, mark]
    trimmed = {at: sorted(of_rater.values())[1:-1] for at, of_rater in values.items()}
    scores = {at: sum(kept, Fraction()) / len(kept) for at, kept in trimmed.items()}
    totals = {agency: sum(scores[agency, dimension] for dimension in "ABCDE") for agency in DEMO_TOTALS}
    assert totals == DEMO_TOTALS
    assert (scores["education", "E"], scores["court", "E"]) == (Fraction(131, 7), Fraction(127, 7))


@pytest.mark.parametrize("agency", demo_round().names)
def test_demo_submissions(agency: str) -> None:
    """Every submission is whole, all its files are used, and all but one are accepted."""
    home = f"submissions/{agency}/"
    own = {name.removeprefix(home): data for name, data in demo_files().items() if name.startswith(home)}
    submission, locate = read_submission(own.pop("submission.yaml").decode(), f"{home}submission.yaml")
    stored = {name: stored_file(name, io.BytesIO(data), text_of=report_text) for name, data in own.items()}
    named = {submission.report.file, *(piece.file for piece in submission.evidence)} - {None}
    assert check_submission(rubric_of("shenzhen-sample"), submission, stored, locate, folder=agency) == []
    assert set(own) == named
    assert submission.status == ("submitted" if agency == "youth" else "accepted")
