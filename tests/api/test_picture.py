"""Proves the picture: well-formed, readable without seeing it, every point on the paper, last amounts to the cent."""

from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from api.picture import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Line, draw

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2011, 3, 1)


def line(name: str, *amounts: str) -> Line:
    return Line(name, "#123456", [(FIRST + timedelta(days=place), Decimal(a)) for place, a in enumerate(amounts)])


def parsed(*lines: Line) -> ET.Element:
    return ET.fromstring(draw("A <title> & more", 'What "it" shows', lines))


def points(curve: ET.Element) -> list[tuple[float, float]]:
    pairs = [pair.split(",") for pair in curve.attrib["points"].split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_it_has_a_title_a_description_and_nothing_from_elsewhere() -> None:
    root = parsed(line("one", "100", "101.005"))
    assert root.attrib["role"] == "img"
    named = [root.find(f"*[@id='{name}']") for name in root.attrib["aria-labelledby"].split()]
    assert [each is not None and each.text for each in named] == ["A <title> & more", 'What "it" shows']
    assert not [each for each in root.iter() if any("href" in name for name in each.attrib)]


def test_each_curve_says_its_last_point_to_the_cent_and_so_does_the_legend() -> None:
    root = parsed(line("the desk", "100000", "98324.67"), line("a & b", "100000", "1234567.80"))
    curves = root.findall(f"{SVG}polyline")
    assert [curve.attrib["data-last-amount"] for curve in curves] == ["98324.67", "1234567.80"]
    assert {curve.attrib["data-last-day"] for curve in curves} == {"2011-03-02"}
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "the desk: $98,324.67" in words
    assert "a & b: $1,234,567.80" in words


@pytest.mark.parametrize("amounts", [["1", "1"], ["100000", "90000.01", "0"], ["-5000", "7000"], ["100000"]])
def test_every_point_lies_on_the_paper_and_higher_is_higher(amounts: list[str]) -> None:
    [curve] = parsed(line("one", *amounts)).findall(f"{SVG}polyline")
    drawn = points(curve)
    assert len(drawn) == len(amounts)
    assert all(LEFT <= x <= WIDTH - RIGHT and TOP <= y <= HEIGHT - BOTTOM for x, y in drawn)
    assert [x for x, _ in drawn] == sorted({x for x, _ in drawn})
    by_height = sorted(range(len(drawn)), key=lambda place: -drawn[place][1])
    assert [Decimal(amounts[place]) for place in by_height] == sorted(map(Decimal, amounts))


def test_the_axes_name_round_amounts_and_the_first_and_last_day() -> None:
    root = parsed(line("one", *[str(100000 + 137 * step) for step in range(40)]))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"$100,000", "$102,000", "$104,000", "$106,000"} <= set(words)
    assert str(FIRST) in words
    assert str(FIRST + timedelta(days=39)) in words
