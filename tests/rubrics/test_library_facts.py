"""What is official in the bundled rubrics of real places, against the published figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rubrics import Rubric, TreeNode, earnable, fraction_of, tree
from rubrics.library import rubric_names
from tests.rubrics.test_library import rubric_of

SHICHENG = [
    "农工部 15/20/25",
    "农粮局 5/5/20/5/10/15",
    "工信局 35/25",
    "水利局 10/5/5/5/5/5/5/10/5/5",
    "环保局 10/20/15/15",
    "城建局 10/15/20/15",
    "林业局 10/15/15/20",
    "发改委 20/20/10/10",
    "城管局 30/10/20",
    "矿管局 20/10/30",
    "水保局 10/15/10/25",
    "水文站 20/30/10",
    "国土局 20/10/10/10/10",
    "组织部 40/10/10",
    "宣传部 20/10/20/10",
    "编委办 20/30/10",
    "人社局 20/15/20/5",
    "审计局 20/40",
    "法制办 30/10/20",
    "财政局 25/25/10",
    "统计局 30/20/10",
    "市场局 20/20/20",
    "交通局 60",
    "旅发委 25/10/25",
    "科技局 60",
    "卫计委 20/20/20",
    "公安局 30/30",
    "森林公安局 60",
    "教育局 20/20/20",
    "工业园区 40/20",
    "能源办 60",
]
SUINING: list[tuple[str, str, int]] = [
    ("1", "规划和决议出台", 5),
    ("2", "动员暨推进会", 5),
    ("3", "法治辅导站", 5),
    ("4", "一村一法律顾问", 5),
    ("5（基础）", "基础台账报送", 2),
    ("5（动态）", "动态台账报送", 4),
    ("6", "示范点动态管理", 6),
    ("7", "示范单位动态管理", 6),
    ("8（组织）", "“1+10”主题活动的组织", 11),
    ("8（资料）", "“1+10”主题活动的简报、总结和影像", 11),
    ("9", "法治文艺进万家", 10),
    ("10", "微电影征集评选展播", 6),
    ("11", "清凉之夏·法治电影周", 6),
    ("12", "媒体公益普法", 8),
    ("13", "新媒体“一网两微”实时更新", 10),
]


def nodes_of(name: str) -> dict[str, TreeNode]:
    """Return every node of a bundled rubric by id."""
    return {node.id: node for node in tree(rubric_of(name)).walk()}


def weights(rubric: Rubric) -> list[Decimal | None]:
    """Return the weights of the parts, in order."""
    return [part.weight for part in rubric.parts]


def grades(rubric: Rubric) -> list[tuple[str, int]]:
    """Return the grades with their lower bounds, the best first."""
    return [(band.title, int(band.at_least)) for band in rubric.grades.bands] if rubric.grades else []


def leaf_points(node: TreeNode) -> list[int]:
    """Return what each leaf below a node can earn."""
    return [int(leaf.combined_earnable or 0) for leaf in node.leaves()]


def test_wengyuan() -> None:
    """50, 30 and 20 per cent; four grades; peers are a group of their own, of which more than half must have voted."""
    rubric = rubric_of("wengyuan")
    panel, public, peers = rubric.parts
    assert weights(rubric) == [50, 30, 20]
    assert [title for title, _ in grades(rubric)] == ["优秀", "良好", "一般", "较差"]
    assert (panel.by, peers.by) == ("panel", "peers")
    assert peers.pool is not None
    assert peers.pool.model_dump(exclude_none=True) == {"mean": {}, "quorum": "majority"}
    votes = public.criteria[0].rule.votes
    assert votes is not None
    assert (votes.rule, votes.scale) == ("satisfaction", Decimal(100))


def test_chuxiong() -> None:
    """共性 5, 30, 12 and 3 make 50, with 个性 50 for class 1 and converted to 100 for class 2; seven of counties."""
    nodes = nodes_of("chuxiong-2023")
    department = nodes["department"]
    assert (leaf_points(nodes["common"]), leaf_points(nodes["own"])) == ([5, 30, 12, 3], [50])
    assert leaf_points(nodes["county"]) == [5, 27, 19, 24, 12, 10, 3]
    assert department.node.scale == 100
    assert [department.concerns(name) for name in department.agency_classes] == [True, True, False]
    assert [nodes["own"].concerns(name) for name in department.agency_classes] == [True, False, False]
    assert [earnable(nodes["common"], name) for name in ("class1", "class2", "county")] == [50, 50, 0]


def test_suining() -> None:
    """Three parts of 26, 12 and 62 points; thirteen items, two of which are counted in two lines with caps."""
    rubric = rubric_of("suining-falv-qijin")
    leaves = tree(rubric).leaves()
    assert [part.points for part in rubric.parts] == [26, 12, 62]
    assert [
        (str(leaf.leaf.no), leaf.leaf.title, int(leaf.combined_earnable or 0)) for leaf in leaves if leaf.leaf
    ] == SUINING
    counted = {leaf.id: leaf.leaf.rule.count for leaf in leaves if leaf.leaf and leaf.leaf.rule.count}
    assert {name: rule.each for name, rule in counted.items()} == dict.fromkeys(("S5a", "S5b", "S8a", "S8b"), 1)
    checklist = next(leaf.leaf.rule.checklist for leaf in leaves if leaf.leaf and leaf.id == "S12")
    assert [(item.title, int(item.points)) for item in checklist or ()] == [("固定栏目", 4), ("常态刊播", 4)]


def test_shicheng_departments() -> None:
    """31 departments, numbered through, each a class with its own 60 points; 矿管局 and number 31 are corrected."""
    rubric = rubric_of("shicheng-2018")
    found = tree(rubric).children[1].children
    parts = [child.node for child in found]
    assert len(parts) == len(rubric.classes) == 31
    assert [f"{child.node.title} {'/'.join(map(str, leaf_points(child)))}" for child in found] == SHICHENG
    assert {sum(leaf_points(child)) for child in found} == {60}
    assert [part.no for part in parts if not isinstance(part, Rubric)] == list(range(1, 32))
    assert [child.node.classes for child in found if not isinstance(child.node, Rubric)] == [
        (item.id,) for item in rubric.classes
    ]
    assert [item.title for item in rubric.classes] == [part.title for part in parts]


def test_shicheng_common_items_and_extras() -> None:
    """Common 8, 7, 10, 10 and 5; bonus 10 and 5 for praise, penalty 5 and 3 for criticism."""
    nodes = nodes_of("shicheng-2018")
    assert leaf_points(nodes["common"]) == [8, 7, 10, 10, 5]
    rules = {leaf.id: leaf.leaf.rule.bonus or leaf.leaf.rule.penalty for leaf in nodes["extras"].leaves() if leaf.leaf}
    assert {name: rule.each for name, rule in rules.items() if rule} == {
        "ranked": None,
        "praised_province": 10,
        "praised_city": 5,
        "criticised_province": 5,
        "criticised_city": 3,
    }
    assert nodes["extras"].extra is True


def test_shicheng_says_what_was_corrected() -> None:
    """How the two defects were corrected is on every report, with the word that it is not official."""
    said = rubric_of("shicheng-2018").sample or ""
    assert said.split("。")[1] == (
        "原文矿管局三小项合计50分，本项目把最后一项由20分改为30分，这不是官方更正；能源办的序号由重复的30改为31"
    )


def test_taizhou() -> None:
    """Every item is deducted down to 0; bonus at most 20 in all."""
    nodes = nodes_of("taizhou")
    rules = [leaf.leaf.rule.deductions for leaf in nodes["basic"].leaves() if leaf.leaf]
    assert {rule.floor for rule in rules if rule} == {0}
    assert None not in rules
    assert (nodes["bonus"].node.cap, nodes["bonus"].extra) == (Decimal(20), True)


def test_anjuan() -> None:
    """Nine vetoes make the total 0; 卷面 20 and 内容 80 are deducted down to 0."""
    nodes = nodes_of("anjuan")
    vetoes = [child.veto for child in nodes["total"].children if child.veto]
    assert [veto.score for veto in vetoes] == [0] * 9
    assert [(child.node.title, child.earnable) for child in nodes["total"].children if not child.veto] == [
        ("卷面", Fraction(20)),
        ("内容", Fraction(80)),
    ]
    rules = [leaf.leaf.rule.deductions for leaf in nodes["total"].leaves() if leaf.leaf and not leaf.veto]
    assert None not in rules
    assert {rule.floor for rule in rules if rule} == {0}


def test_wanzhong() -> None:
    """Four grades from 85, 75, 60 and 0; the exact score is read."""
    rubric = rubric_of("wanzhong-pinggongwu")
    assert grades(rubric) == [("满意", 85), ("比较满意", 75), ("基本满意", 60), ("不满意", 0)]
    assert rubric.grades is not None
    assert rubric.grades.by == "exact"


def test_zhifa() -> None:
    """通用 30, 专用 50, 外部 20 per cent."""
    assert weights(rubric_of("zhifa-pingyi")) == [30, 50, 20]


def test_siji() -> None:
    """Four levels as classes; a self-score of 80 and no veto, or no application."""
    rubric = rubric_of("siji-tongchuang")
    assert [item.title for item in rubric.classes] == ["法治城市", "法治城区", "法治街道", "民主法治社区"]
    assert grades(rubric) == [("可以申报", 80), ("不得申报", 0)]
    vetoes = [leaf.veto for leaf in tree(rubric).leaves() if leaf.veto]
    assert [(veto.rated, veto.grade) for veto in vetoes] == [(None, "不得申报")] * 3
    assert len(rubric.facts) == 5


def test_xiangmuhua() -> None:
    """A sample throughout, and says so first; the quota is a share of the projects that are ranked."""
    rubric = rubric_of("xiangmuhua-yifazhili")
    assert (rubric.sample or "").split("。")[0] == "本细则为本项目自拟样例，不是任何机关的官方评分表"
    assert rubric.grades is not None
    quota = rubric.grades.bands[0].quota
    assert quota is not None
    assert quota.share is not None
    assert (fraction_of(quota.share), quota.round, quota.tie, rubric.grades.of) == (
        Fraction(3, 10),
        "down",
        "out",
        "ranked",
    )


@pytest.mark.parametrize("name", rubric_names())
def test_what_is_sample_is_told(name: str) -> None:
    """The note that every report prints tells the project's own sample apart."""
    said = rubric_of(name).sample or ""
    assert [word for word in ("本项目示例", "均为自拟", "均为本项目示例") if word in said] != []
