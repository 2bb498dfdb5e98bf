"""The Chinese words for the keys and set values of every YAML file, and for the columns of tables.

A key has several words, the chief one first. `Model.key` stands for a key whose words are others in that model;
it replaces the plain entry there. tests/rubrics/test_field_names.py holds that no field is without a word and that no
word means two things at one place.
"""

from __future__ import annotations

from functools import cache

from rubrics.intake_names import INTAKE_NAMES

FIELD_NAMES: dict[str, tuple[str, ...]] = {
    **INTAKE_NAMES,
    # what files of every kind hold
    "pingyi": ("格式版本",),
    "id": ("编号", "代号"),
    "title": ("标题", "名称"),
    "name": ("名称", "姓名"),
    "no": ("序号",),
    "kind": ("种类", "类型"),
    "Rater.kind": ("身份", "界别"),
    "note": ("说明", "备注"),
    "source": ("来源", "出处"),
    "date": ("日期",),
    "reason": ("原因", "理由"),
    "number": ("数值",),
    "Quota.number": ("个数", "数量"),
    "OnSite.number": ("文号",),
    "from": ("导入", "来源"),
    "Band.from": ("起点", "从"),
    "GradeBand.from": ("分数线", "从"),
    "Period.from": ("起始日", "从"),
    "to": ("终点", "到"),
    "Period.to": ("截止日", "到"),
    "min": ("最小值", "最低"),
    "max": ("最大值", "最高"),
    # rubric.yaml: the rubric and its tree
    "basis": ("依据",),
    "sample": ("样例说明",),
    "total": ("总分",),
    "rounding": ("修约", "取位"),
    "round": ("本级修约", "本级取位"),
    "Quota.round": ("取整",),
    "places": ("位数", "小数位数"),
    "mode": ("方式", "修约方式"),
    "not_applicable": ("不涉及",),
    "facts": ("事实数据", "事实"),
    "fact": ("事实数据", "事实"),
    "unit": ("计量单位", "单位"),
    "classes": ("单位类别", "类别"),
    "for": ("适用类别", "适用"),
    "methods": ("评议方式",),
    "report": ("履职报告", "报告"),
    "max_chars": ("字数上限", "最多字数"),
    "parts": ("下级指标", "分项"),
    "Rubric.parts": ("一级指标", "分项"),
    "criteria": ("指标", "评分项"),
    "Rubric.criteria": ("附加指标", "奖扣和否决"),
    "criterion": ("指标", "评分项"),
    "text": ("评分标准",),
    "weight": ("权重",),
    "points": ("分值", "得分"),
    "evidence": ("佐证材料",),
    "required": ("必需", "必须提供"),
    "by": ("评议主体",),
    "factor": ("系数",),
    "subtract": ("扣减",),
    "floor": ("下限", "不低于"),
    "cap": ("上限", "不超过"),
    "scale": ("折算为",),
    "reason_below": ("须写扣分理由线", "低于须写理由"),
    # rubric.yaml: how a leaf is marked
    "marking": ("评分方法", "评分办法"),
    "Marking.points": ("打分",),
    "step": ("步长", "间隔"),
    "levels": ("档次",),
    "when": ("情形", "档次说明"),
    "checklist": ("清单",),
    "count": ("计数",),
    "deductions": ("扣分",),
    "bonus": ("加分",),
    "penalty": ("减分",),
    "veto": ("一票否决",),
    "bands": ("分档",),
    "table": ("分档表",),
    "given": ("已有得分",),
    "Given.scale": ("满分",),
    "votes": ("投票",),
    "VotesMarking.scale": ("满分",),
    "rule": ("规则", "算法"),
    "options": ("选项",),
    "rated": ("参评人评分",),
    "each": ("每个分值", "每个"),
    "start": ("起始分",),
    "grade": ("等次",),
    "VetoMarking.grade": ("最高等次", "等次"),
    "score": ("得分",),
    # rubric.yaml: from many raters to one value
    "pool": ("计分取值",),
    "mean": ("平均值",),
    "trimmed_mean": ("去高去低平均值", "去高去低"),
    "median": ("中位数",),
    "consensus": ("一致意见",),
    "middle_sum": ("中间值之和",),
    "drop": ("去掉", "去掉个数"),
    "when_more_than": ("多于",),
    "n": ("个数",),
    "odd": ("奇数时去掉",),
    "quorum": ("法定人数",),
    "groups": ("评议主体",),
    "Pool.each": ("各组取值",),
    "empty_group": ("空缺主体",),
    "incomplete": ("评分不全",),
    "alike": ("评分雷同",),
    # rubric.yaml: how agencies are ranked and graded
    "rank": ("名次", "排名"),
    "Ranking.by": ("比较依据", "按"),
    "ties": ("同分比较", "同分"),
    "share": ("比例",),
    "Ranking.share": ("允许并列", "并列"),
    "node": ("指标得分",),
    "untrimmed": ("不去高低平均值", "不去高低"),
    "best_mark": ("最高评分",),
    "preferred": ("优先人数",),
    "grades": ("等次",),
    "Grades.by": ("比较依据", "按"),
    "of": ("基数",),
    "per": ("分别",),
    "Grades.bands": ("各等次", "分档"),
    "quota": ("名额",),
    "tie": ("末位同分", "末位并列"),
    # round.yaml
    "organizer": ("主办单位", "组织单位"),
    "period": ("评议期间", "评议周期"),
    "fictional": ("虚构",),
    "rubric": ("评分细则",),
    "agencies": ("被评议单位", "单位"),
    "agency": ("被评议单位", "单位"),
    "class": ("类别", "单位类别"),
    "seat": ("席位", "席位名称"),
    "members": ("参评人", "成员"),
    "rater": ("参评人", "评议员"),
    "assignments": ("评议安排", "安排"),
    "recusals": ("回避",),
    "events": ("变动", "变更", "事件"),
    "renamed": ("更名",),
    "withdrawn": ("退出评议", "退出"),
    "replaced": ("替补", "更换"),
    "Replaced.by": ("替补人", "接替人"),
    "since": ("起始单位", "自"),
    "sheets": ("原评分表", "已交评分表"),
    "assigned": ("安排", "评议安排"),
    "recused": ("回避",),
    "absent": ("缺席",),
    "corrected": ("更正",),
    "scoring": ("计分校验码",),
    "Corrected.text": ("文字校验码",),
    "region": ("所属地区", "地区"),
    "presents": ("汇报顺序",),
    "sites": ("评议点位", "点位"),
    "place": ("地点",),
    "group": ("评议主体", "察看小组"),
    "paperwork": ("文书",),
    "signatures": ("签名栏",),
    "letter_title": ("意见书标题",),
    # decision.yaml
    "body": ("审定机构", "审定单位"),
    "minutes": ("会议纪要", "纪要文号"),
    "Decision.grades": ("各单位等次", "等次"),
    "proposed": ("建议等次",),
    "decided": ("审定等次",),
    # feedback.yaml
    "remarks": ("意见", "反馈意见"),
    "about": ("涉及指标", "指标"),
    "Remark.text": ("内容",),
    # submission.yaml
    "status": ("状态",),
    "reasons": ("退回原因", "原因"),
    "self": ("自评",),
    "file": ("文件",),
    "sha256": ("文件校验码", "校验码"),
    "Report.text": ("正文",),
    "url": ("网址",),
    "phone": ("电话",),
    "on_site": ("现场备查",),
    "disc": ("光盘",),
    "label": ("盘号",),
    "text_file": ("正文文件",),
    "contact": ("联系人",),
    "received": ("收件",),
    "Receipt.by": ("经办人",),
    "holder": ("保管单位", "保管人"),
}
# 一级指标, 二级指标, … go by depth and not by kind: branches where something is below them, else leaves.
LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标", "五级指标")
SET_VALUES: dict[str, tuple[str, ...]] = {
    "true": ("是",),
    "false": ("否",),
    "half_up": ("四舍五入",),
    "half_even": ("四舍六入五成双",),
    "truncate": ("截尾", "舍去"),
    "exact": ("精确", "未取舍"),
    "shown": ("显示", "取舍后"),
    "rescale": ("折算",),
    "full": ("满分",),
    "zero": ("零分",),
    "leave_out": ("不计",),
    "refuse": ("不予计算",),
    "redistribute": ("分摊",),
    "high": ("高",),
    "low": ("低",),
    "any": ("任一",),
    "majority": ("过半",),
    "all": ("全体", "全部"),
    "ranked": ("参加排名",),
    "class": ("类别",),
    "down": ("向下", "舍去"),
    "up": ("向上", "进一"),
    "in": ("计入",),
    "out": ("不计入",),
    "leader_ratio": ("与最高票之比",),
    "satisfaction": ("满意度",),
    "valid": ("有效",),
    "void": ("无效", "作废"),
    "visit": ("察看",),
    "talk": ("座谈",),
    "totals": ("汇总",),
    "answers": ("逐条",),
    "matrix": ("矩阵",),
    "draft": ("草稿",),
    "submitted": ("已提交",),
    "accepted": ("已受理",),
    "returned": ("退回补正",),
    "workbook": ("工作簿",),
    "typed": ("录入",),
    "portal": ("网上签名",),
    "read_back": ("唱读核对",),
    "double": ("双人录入",),
}
_COLUMNS = {
    "被评议单位": "agency",
    "单位": "agency",
    "参评人": "rater",
    "评议员": "rater",
    "指标": "criterion",
    "评分项": "criterion",
    "评分": "mark",
    "备注": "remark",
    "数值": "value",
    "得分": "value",
    "票数": "votes",
    "得票数": "votes",
}


def words_for(model: str, key: str) -> tuple[str, ...]:
    """Return the Chinese words for a key in the model of this name, the chief one first; empty where it has none."""
    return FIELD_NAMES.get(f"{model}.{key}") or FIELD_NAMES.get(key, ())


def words_anywhere(key: str | int) -> tuple[str, ...]:
    """Return all Chinese words that may stand for a key, in whatever model; nothing for a position in a list."""
    return _anywhere().get(key, ())


@cache
def _anywhere() -> dict[str | int, tuple[str, ...]]:
    found: dict[str | int, tuple[str, ...]] = {}
    for entry, words in FIELD_NAMES.items():
        key = entry.rpartition(".")[2]
        found[key] = (*found.get(key, ()), *words)
    found["parts"] += LEVELS
    found["criteria"] += LEVELS[1:]
    return found


def column_name(word: str) -> str:
    """Return the English name of a table's column: agency, rater, mark, …; an unknown word comes back unchanged."""
    return _COLUMNS.get(word, word)
