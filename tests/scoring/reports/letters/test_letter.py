"""The letter as it leaves the office, from the built-in template or the office's own."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn

from rubrics import Problems
from scoring.reports.findings import Findings
from scoring.reports.letters import check_letter_template, standard_letter, write_letter
from scoring.rounds import Status
from tests.scoring.reports.documents.packages import a_paper, parts_of
from tests.scoring.reports.letters.chinese import WORDS, chinese
from tests.scoring.reports.letters.rounds import AGENCIES, SEATS, a_round, decided, feedback, findings, usual


def letter(held: Findings, agency: str, template: bytes | None = None) -> bytes:
    """Return the bytes of a letter."""
    stream = io.BytesIO()
    write_letter(held, agency, stream, template)
    return stream.getvalue()


def lines(data: bytes) -> list[str]:
    """Return the paragraphs and the rows of a document, as one reads them."""
    return list(_lines(data))


def _lines(data: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from ("|".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


def test_a_decided_letter() -> None:
    """Title, status, addressee, the decision, the table, the released remarks, and who signs when."""
    held = decided(feedback=feedback({"agency": "甲", "about": "a", "text": "很好"}, {"agency": "甲", "text": "继续"}))
    assert lines(letter(held, "甲")) == [
        "反馈意见书",
        "（审定稿）",
        "示例市甲局：",
        "在示例市评议中，经示例市普法联席会议于2026年11月5日审定（纪要〔2026〕3号），你单位等次为：合格。",
        "等次说明：一票否决项“重大事件”成立，等次最高为合格。",
        "分项得分",
        "一级指标|满分|得分|中位数|失分",
        "评议|10.00|8.92|8.00|1.08",
        "会议|10.00|8.67|8.67|1.33",
        "加分|—|0.00|0.00|—",
        "总分|20.00|17.58|16.67|2.42",
        "注：中位数指参加排名的同类被评议单位得分的中位数，不足三个单位的不列。",
        "意见建议",
        "1. 甲项：很好",
        "2. 继续",
        "示例市普法办\n2026年11月5日",
    ]


def test_before_the_decision_the_letter_says_so() -> None:
    """And no remarks leave no heading."""
    assert lines(letter(findings(), "丙"))[1:5] == [
        "（初步结果）",
        "示例市丙中心：",
        "在示例市评议中，你单位的计算等次为：优秀；等次尚未审定。",
        "分项得分",
    ]
    assert lines(letter(findings(), "丙"))[-2:] == [
        "注：中位数指参加排名的同类被评议单位得分的中位数，不足三个单位的不列。",
        "示例市普法办\n2026年10月8日",
    ]


def test_an_open_agency_and_one_without_a_grade() -> None:
    """What is open is told, whether the others' grades are decided or not."""
    for held in (findings(), decided()):
        assert lines(letter(held, "戊"))[3:5] == ["在示例市评议中，你单位暂未评定等次。", "尚未完成：会议。"]


def test_a_made_up_round_says_so() -> None:
    """Below the status."""
    assert lines(letter(findings(a_round(fictional=True)), "甲"))[2] == "虚构示例：单位、评议员和评分均为虚构。"


def test_the_letter_names_nobody_else() -> None:
    """Every part of the file is searched for other agencies, raters and the reason in decision.yaml."""
    for agency in ("甲", "乙", "丙", "丁", "戊"):
        held = "".join(part.decode() for part in parts_of(letter(decided(), agency)).values())
        others = [usual().round.names[item["id"]] for item in AGENCIES if item["id"] != agency]
        assert [word for word in (*others, *SEATS, "见会议纪要") if word in held] == []


@pytest.mark.parametrize(
    "name", ["长" * 300, "甲&乙<局>", "{{ agency.name }}", "=1+1", "-5", "../../etc", "العربية局", "𠮷野家"]
)
def test_any_name_may_stand_in_a_letter(name: str) -> None:
    """As text, whole."""
    found = a_round(agencies=[{**AGENCIES[0], "name": name}, *AGENCIES[1:]])
    assert lines(letter(findings(found), "甲"))[2] == f"{name}："


def test_the_same_findings_give_the_same_bytes() -> None:
    """Twice, and worked out anew."""
    assert letter(findings(), "甲") == letter(findings(), "甲") == letter(findings(a_round()), "甲")


def test_title_and_organizer_are_the_properties() -> None:
    """The title is the office's own."""
    held = findings(a_round(paperwork={"letter_title": "评议反馈函"}))
    properties = docx.Document(io.BytesIO(letter(held, "甲"))).core_properties
    assert (properties.title, properties.author) == ("评议反馈函", "示例市普法办")
    assert lines(letter(held, "甲"))[0] == "评议反馈函"


def test_an_offices_own_template() -> None:
    """Is filled in the same way; a faulty one is refused by the check and by the writing alike."""
    own = a_paper("{{ agency.name }}：{{ grade }}，{{ total.score }}分")
    check_letter_template(own, "函.docx")
    assert lines(letter(findings(), "甲", own)) == ["示例市甲局：合格，17.58分"]
    for act in (lambda data: check_letter_template(data, "函.docx"), lambda data: letter(findings(), "甲", data)):
        with pytest.raises(Problems):
            act(a_paper("{{ rank }}"))


def test_no_letter_to_who_withdrew() -> None:
    """Nothing is written."""
    stream = io.BytesIO()
    with pytest.raises(Problems):
        write_letter(findings(status=Status.DECIDED), "己", stream)
    assert stream.getvalue() == b""


def test_the_built_in_template_is_one_that_an_office_may_use() -> None:
    """It passes the check in both languages, and says the same as the letter made from it."""
    for translate in (chinese, str):
        check_letter_template(standard_letter(translate), "letter.docx")
    assert letter(findings(), "甲", standard_letter(chinese)) == letter(findings(), "甲")
    assert [text for text in lines(standard_letter(chinese)) if text in WORDS] == []


def test_the_table_heads_stand_on_every_page() -> None:
    """However many parts there are."""
    document = docx.Document(io.BytesIO(letter(findings(), "甲")))
    assert len(document.element.body.findall(f".//{qn('w:tblHeader')}")) == 1
