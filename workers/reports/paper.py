"""Puts a report on paper: HTML that needs nothing else, Markdown, and CSV in which no cell is a formula."""

import csv
import io
from html import escape
from typing import Final

from trading.cells import cell
from trading.reports import Cell, Page, Section, Table, shown
from trading.units import plain
from workers.reports.charts import drawn

STYLE: Final = """
:root{color-scheme:light dark;--ink:#0f172a;--dim:#475569;--rule:#cbd5e1;--paper:#fff;--up:#0a66c2;--down:#b35300}
@media (prefers-color-scheme:dark){
:root{--ink:#e2e8f0;--dim:#94a3b8;--rule:#334155;--paper:#0b1220;--up:#3ba3ff;--down:#ff9f43}}
body{margin:0 auto;padding:24px 16px 64px;max-width:820px;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,sans-serif}
h1{font-size:24px;margin:0}h2{font-size:18px;margin:32px 0 8px}p{margin:4px 0 12px;color:var(--dim)}
p.summary{color:var(--ink);font-size:17px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th{font-weight:600;color:var(--dim)}.number{text-align:right;white-space:nowrap;padding-right:0;padding-left:10px}
.many{font-size:13px}.day{white-space:nowrap}.number+:not(.number){padding-left:14px}
svg{width:100%;height:auto;margin:8px 0}text{font:12px system-ui,sans-serif;fill:var(--dim)}
text.label,text.figure{fill:var(--ink)}text.end{text-anchor:end}
.grid{stroke:var(--rule)}.line{fill:none;stroke:var(--up);stroke-width:2}.dot{fill:var(--up)}
rect.up{fill:var(--up)}rect.down{fill:var(--down)}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}svg{break-inside:avoid}}
""".strip()
MANY: Final = 9  # columns that fit in the usual size
NOTHING: Final = "None."
CLASSES: Final = {Cell.TEXT: "", Cell.DAY: ' class="day"'}  # all others are numbers


def html(page: Page) -> str:
    """Return the page as one file that works without a network; every word in it is escaped."""
    body = [f"<h1>{escape(page.title)}</h1>", f"<p>{page.day:%A}, {page.day.isoformat()} · {page.currency}</p>"]
    body.append(f'<p class="summary">{escape(page.summary)}</p>')
    body += [_section(each) for each in page.sections]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(page.title)}, {page.day}</title><style>{STYLE}</style></head>\n'
        f"<body>{chr(10).join(body)}</body></html>\n"
    )


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.heading)}</h2>"]
    if section.text:
        parts.append(f"<p>{escape(section.text)}</p>")
    parts += [drawn(chart) for chart in section.charts]
    if section.table is not None:
        parts.append(_table(section.table) if section.table.rows else f"<p>{NOTHING}</p>")
    return f"<section>{chr(10).join(parts)}</section>"


def _table(table: Table) -> str:
    kinds = [CLASSES.get(column.cell, ' class="number"') for column in table.columns]
    head = "".join(
        f'<th scope="col"{kind}>{escape(column.name)}</th>' for column, kind in zip(table.columns, kinds, strict=True)
    )
    lines = []
    for row in table.rows:
        cells = zip(row, table.columns, kinds, strict=True)
        lines.append("".join(f"<td{kind}>{escape(shown(value, of.cell))}</td>" for value, of, kind in cells))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    many = ' class="many"' if len(table.columns) > MANY else ""
    return f'<div class="wide"><table{many}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def markdown(page: Page) -> str:
    """Return the page as Markdown, with the charts' figures in the tables."""
    lines = [f"# {_words(page.title)}", "", f"{page.day.isoformat()}, {page.currency}", "", _words(page.summary)]
    for section in page.sections:
        lines += ["", f"## {_words(section.heading)}"]
        lines += ["", _words(section.text)] if section.text else []
        if section.table is not None:
            lines += ["", *(_lines(section.table) if section.table.rows else [NOTHING])]
    return "\n".join(lines) + "\n"


def _lines(table: Table) -> list[str]:
    head = "| " + " | ".join(_words(column.name) for column in table.columns) + " |"
    rule = "|" + "|".join(" --- " if column.cell in CLASSES else " ---: " for column in table.columns) + "|"
    found = [head, rule]
    for row in table.rows:
        cells = [_words(shown(value, column.cell)) for value, column in zip(row, table.columns, strict=True)]
        found.append("| " + " | ".join(cells) + " |")
    return found


def _words(text: str) -> str:
    """Return text in which nothing is a table, a tag, a link or a line of its own."""
    flat = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        flat = flat.replace(mark, f"\\{mark}")
    return flat


def table_of_values(page: Page) -> str:
    """Return every table as CSV: the section's heading before each row, exact values."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    for section in page.sections:
        if section.table is not None:
            lines.writerow(["section", *(cell(column.name) for column in section.table.columns)])
            for row in section.table.rows:
                values = [
                    plain(value) if not isinstance(value, str) and value is not None else cell(value) for value in row
                ]
                lines.writerow([cell(section.heading), *values])
    return written.getvalue()
