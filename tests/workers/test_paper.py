"""Proves that a report bears any words and figures: nothing in it is a tag, a line of its own or a formula."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from trading.reports import Bars, Cell, Column, Line, Page, ReportKind, Section, Table
from workers.reports import paper

D = Decimal


def test_charts_and_tables_bear_any_words_and_figures() -> None:
    bad = "<b>&\"'|`*[x](y)\n# z"
    page = Page(
        kind=ReportKind.DAILY,
        day=date(2011, 3, 1),
        title=bad,
        summary=bad,
        currency="USD",
        sections=(
            Section(bad, bad, Table((Column(bad), Column("n", Cell.NUMBER)), ((bad, D("1E+3")), ("=x", None)))),
            Section(
                "flat",
                charts=(
                    Line("l", ((date(2011, 3, 1), D(5)), (date(2011, 3, 2), D(5)))),
                    Bars("b", Cell.MONEY, ((bad, D(0)), ("y", D("-1")), ("z", D("0.0001")))),
                    Bars("none", Cell.MONEY, ((bad, D(0)),)),
                ),
            ),
        ),
    )
    body = paper.html(page).partition("<body>")[2].partition("</body>")[0]
    ET.fromstring(f"<body>{body}</body>")
    assert "<b>" not in body
    assert "NaN" not in body
    lines = paper.markdown(page).splitlines()
    assert not any(line.startswith("# z") for line in lines)
    assert len([line for line in lines if line.startswith("| ")]) == 4  # head, rule and two rows
    assert "'=x" in paper.table_of_values(page)
    assert ",1000\r\n" in paper.table_of_values(page)
