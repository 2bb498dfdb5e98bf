"""The language of letter templates is names, conditions on names and loops over lists."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from rubrics import say
from scoring.reports.letters.language import environment, language_faults, rendered_size
from scoring.reports.letters.placeholders import LISTS, LOOP, TEXTS, example_values


def codes(source: str) -> list[str]:
    """Return the codes of a template's faults."""
    return [code for code, _, _ in language_faults(source)]


@pytest.mark.parametrize(
    "source",
    [
        *(f"{{{{ {name} }}}}" for name in TEXTS),
        *(f"{{% if {name} %}}甲{{% endif %}}" for name in (*TEXTS, *LISTS)),
        *(f"{{% for one in parts %}}{{{{ one.{field} }}}}{{% endfor %}}" for field in LISTS["parts"]),
        *(f"{{% for one in remarks %}}{{{{ one.{field} }}}}{{% endfor %}}" for field in LISTS["remarks"]),
        *(f"{{% for one in {name} %}}{{{{ one }}}}{{% endfor %}}" for name in LISTS if "" in LISTS[name]),
        *(f"{{% for one in parts %}}{{{{ {name} }}}}{{% endfor %}}" for name in LOOP),
        "{% if not grade and (decided or open) %}甲{% elif grade %}乙{% else %}丙{% endif %}",
        "{% for a in parts %}{% for b in remarks %}{{ a.title }}{{ b.text }}{% endfor %}{% else %}无{% endfor %}",
        "{# 说明 #}没有占位符",
        "",
    ],
)  # fmt: skip
def test_what_a_template_may_hold(source: str) -> None:
    """Every known name wherever it may stand, and it renders with the values there are."""
    assert language_faults(source) == []
    for lines in (0, 2):
        environment().from_string(source).render(example_values("甲", lines))


@pytest.mark.parametrize(
    "source",
    [
        "{{ grade() }}", "{{ grade|upper }}", "{{ parts[0] }}", "{{ agency['name'] }}", "{{ grade * 9 }}", "{{ 'a' }}",
        "{{ 99999999999 }}", "{{ [grade] }}", "{{ {'a': 1} }}", "{{ grade ~ grade }}", "{{ grade == grade }}",
        "{{ grade if decided else status }}", "{{ not grade }}", "{{ grade and status }}", "{{ grade is defined }}",
        "{% if grade == '优秀' %}{% endif %}", "{% if grade in parts %}{% endif %}", "{% if (parts)[0] %}{% endif %}",
        "{% set a = grade %}", "{% include 'a' %}", "{% import 'a' as b %}", "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}", "{% filter upper %}{% endfilter %}", "{% with a = grade %}{% endwith %}",
        "{% call grade() %}{% endcall %}", "{% autoescape false %}{% endautoescape %}",
        "{% for a in parts if a.title %}{% endfor %}", "{% for a in parts recursive %}{% endfor %}",
        "{% for a, b in parts %}{% endfor %}", "{% for grade in parts %}{% endfor %}",
        "{% for loop in parts %}{% endfor %}",
        "{% for a in parts %}{% for a in remarks %}{% endfor %}{% endfor %}", "{% for a in [1] %}{% endfor %}",
        "{% for a in parts %}{{ loop.cycle('a') }}{% endfor %}",
    ],
)  # fmt: skip
def test_what_a_template_may_not_hold(source: str) -> None:
    """Calls, filters, subscripts, arithmetic, comparisons, constants, tests, and every other statement."""
    assert codes(source) == ["LETTER-FORM"]


@pytest.mark.parametrize(
    "name",
    [
        "agency", "agency.nme", "agency.name.upper", "agency.__class__", "round.__init__.__globals__", "self", "range",
        "loop.index", "parts.append", "part.title", "cycler", "namespace", "true_",
    ],
)  # fmt: skip
def test_unknown_names(name: str) -> None:
    """Each is one fault that lists the known ones: no attribute of Python's is among them."""
    known = (*TEXTS, *LISTS)
    assert language_faults(f"第一行\n<w:t>见{{{{ {name} }}}}</w:t>") == [
        (
            "LETTER-UNKNOWN",
            say("“{name}” is no placeholder (in: {text}).", name=name, text=f"见{{{{ {name} }}}}"),
            say("Known: {known}.", known=known),
        )
    ]


def test_within_a_loop_its_own_names_are_known_too() -> None:
    """The same unknown name is told once."""
    source = "{% for part in parts %}{{ part.rank }}{{ part.rank }}{{ part }}{% endfor %}{{ part.title }}"
    faults = language_faults(source)
    assert [dict(rule.values)["name"] for _, rule, _ in faults] == ["part.rank", "part", "part.title"]
    own = tuple(f"part.{field}" for field in LISTS["parts"])
    assert dict(faults[0][2].values)["known"] == (*TEXTS, *LISTS, *own, *LOOP)


def test_a_fault_in_every_branch_is_told() -> None:
    """In conditions, their branches, and what stands where a list is empty."""
    source = (
        "{% if a %}{{ b }}{% elif c %}{{ d }}{% else %}{{ e }}{% endif %}"
        "{% for x in parts %}{{ f }}{% else %}{{ g }}{% endfor %}{% for x in h %}{{ i }}{% endfor %}"
    )
    assert [dict(rule.values)["name"] for _, rule, _ in language_faults(source)] == list("abcdefgh")


@pytest.mark.parametrize("source", ["{{ parts }}", "{% for a in grade %}{% endfor %}"])
def test_lists_and_texts_are_not_each_other(source: str) -> None:
    """A list is gone through and a text is printed."""
    assert codes(source) == ["LETTER-LIST"]


@pytest.mark.parametrize("source", ["{% if grade %}", "{% endif %}", "{% foo %}", "{{ }}", "{{ a b }}", "{{ grade"])
def test_what_cannot_be_read(source: str) -> None:
    """Torn, unknown to anybody, or empty."""
    assert codes(source) == ["LETTER-SYNTAX"]


def test_depth() -> None:
    """Two loops within each other, eight conditions; beyond that nobody can follow, and neither can the parser."""
    loops = "{{% for {} in parts %}}"
    three = "".join(map(loops.format, "abc")) + "{% endfor %}" * 3
    assert codes(three) == ["LETTER-DEPTH"]
    assert codes("{% if grade %}" * 8 + "{% endif %}" * 8) == []
    assert codes("{% if grade %}" * 9 + "{% endif %}" * 9) == ["LETTER-DEPTH"]
    assert codes("{% if grade %}" * 3000 + "{% endif %}" * 3000) == ["LETTER-DEPTH"]
    assert codes("{{ " + "(" * 3000 + "grade" + ")" * 3000 + " }}") == ["LETTER-DEPTH"]


def test_long_lines_are_cut_in_messages() -> None:
    """A paragraph as long as a page is not printed whole."""
    (fault,) = language_faults("<w:t>" + "字" * 200 + "{{ foo }}</w:t>")
    assert dict(fault[1].values)["text"] == "字" * 79 + "…"


def test_the_size_is_never_less_than_what_comes_out() -> None:
    """Text, values, branches, and loops as often as their lists are long."""
    loops = "{% for a in parts %}{% for b in open %}{{ b }}{% endfor %}四{% endfor %}"
    source = f"一{{{{ grade }}}}{{% if grade %}}二{{% else %}}三{{% endif %}}{loops}"
    values = example_values("甲乙", 3)
    made = environment().from_string(source).render(values)
    assert len(made) == 1 + 2 + 1 + 3 * (3 * 2 + 1)
    assert rendered_size(source, values) == len(made) + len("三")
    assert rendered_size("甲乙丙", {}) == 3


def test_the_environment_is_a_sandbox() -> None:
    """Should anything pass the reading: no attributes of Python's, no missing values, everything escaped."""
    for source in ("{{ ''.__class__.__mro__ }}", "{{ foo }}", "{{ (1).__init__.__globals__ }}"):
        with pytest.raises((UndefinedError, SecurityError)):
            environment().from_string(source).render()
    assert environment().from_string("{{ a }}").render(a="<w:p/>&") == "&lt;w:p/&gt;&amp;"
    assert environment().from_string("{{ a }}").render(a=Markup("<w:br/>")) == "<w:br/>"
