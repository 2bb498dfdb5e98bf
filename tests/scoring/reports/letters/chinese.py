"""Chinese for the words of a letter, so that letters can be tested as they are read, whatever the catalogue holds."""

from __future__ import annotations

WORDS = {
    "Letter of feedback": "反馈意见书",
    "({status})": "（{status}）",
    "preliminary result": "初步结果",
    "for approval": "送审稿",
    "decided version": "审定稿",
    "{name}:": "{name}：",
    "In “{round}”, {body} decided on {date} ({minutes}) that the grade of your agency is {grade}.": (
        "在{round}中，经{body}于{date}审定（{minutes}），你单位等次为：{grade}。"
    ),
    "In “{round}”, the {kind} of your agency is {grade}; it has not been decided yet.": (
        "在{round}中，你单位的{kind}为：{grade}；等次尚未审定。"
    ),
    "In “{round}”, your agency has no grade yet.": "在{round}中，你单位暂未评定等次。",
    "decided grade": "审定等次",
    "proposed grade": "建议等次",
    "computed grade": "计算等次",
    "About the grade: {reasons}.": "等次说明：{reasons}。",
    "Still open: {titles}.": "尚未完成：{titles}。",
    "Scores by part": "分项得分",
    "part": "一级指标",
    "full marks": "满分",
    "score": "得分",
    "median": "中位数",
    "points lost": "失分",
    "total score": "总分",
    "{title} (weight {weight})": "{title}（权重{weight}）",
    "Median: of the ranked agencies, and only where there are three of them or more.": (
        "注：中位数指参加排名的同类被评议单位得分的中位数，不足三个单位的不列。"
    ),
    "Remarks": "意见建议",
    "{title}: {words}": "{title}：{words}",
    "{number}. ": "{number}. ",
    "not applicable": "不涉及",
    "date: ______": "　　　　年　　月　　日",
    "{year}-{month}-{day}": "{year}年{month}月{day}日",
    "{first} to {last}": "{first}至{last}",
    "Fictional round: all agencies, raters and marks are invented.": "虚构示例：单位、评议员和评分均为虚构。",
    "Sample rubric: {statement}": "样例：{statement}",
    "veto “{title}”: no better than {grade}": "一票否决项“{title}”成立，等次最高为{grade}",
    "veto “{title}” holds": "一票否决项“{title}”成立",
    "reaches {grade}, but its quota of {n} is full": "达到{grade}分数线，但{grade}名额（{n}个）已满",
    ", ": "、",
    "; ": "；",
}


def chinese(text: str) -> str:
    """Return the Chinese for an English msgid, or the msgid itself."""
    return WORDS.get(text, text)
