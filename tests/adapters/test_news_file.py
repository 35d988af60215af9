"""Proves that headlines of a file come as they stand in it, and that the first wrong line is named."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.news.file import read
from trading.errors import Rejected, Unavailable

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_headlines_come_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(
        "\ufeffHeadline,published_at,symbols,publisher,url,key\n"
        '"Apple, again",2011-03-01T10:30:00-05:00,AAPL $msft,Example,https://example.test/1,k1\n\n'
        "Oil falls,2011-03-01T15:31:00Z,,,ftp://example.test,\n",
        encoding="utf-8",
    )
    first, second = read(path, NOW)
    assert (first.text, first.key, first.symbols, first.publisher) == (
        "Apple, again",
        "k1",
        ("AAPL", "MSFT"),
        "Example",
    )
    assert first.published_at == datetime(2011, 3, 1, 15, 30, tzinfo=UTC)
    assert (second.url, second.publisher, second.symbols, len(second.key)) == ("", "file", (), 32)
    assert read(path, NOW)[1].key == second.key


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "lacks the columns published_at, headline"),
        ("headline\nup\n", "lacks the columns published_at"),
        ("published_at,headline\n2011-03-01,up\n", "line 2: '2011-03-01' is no time like"),
        ("published_at,headline\n2011-03-01T15:30:00,up\n", "line 2: '2011-03-01T15:30:00' is no time"),
        ("published_at,headline\n2011-03-01T15:30:00Z,up\nyesterday,up\n", "line 3: 'yesterday'"),
        ("published_at,headline\n2027-03-01T15:30:00Z,up\n", "line 2: 2027-03-01T15:30:00Z has not come yet"),
        ("published_at,headline\n2011-03-01T15:30:00Z,\n", "line 2 has no headline"),
        ("published_at,headline\n", "has no headlines below its header"),
        ("published_at,headline,Headline\n2011-03-01T15:30:00Z,up,down\n", "has the columns headline twice"),
        (
            "published_at,headline,symbols\n2011-03-01T15:30:00Z,up,AAPL\n2011-03-01T15:30:00Z,down,AAPL;IBM\n",
            "line 3: 'AAPL;IBM' is no symbol like AAPL or BRK.B; put blanks between several",
        ),
        (f"published_at,headline,key\n2011-03-01T15:30:00Z,up,{'k' * 201}\n", "line 2 has a key of more than 200"),
        ("published_at,headline\n2011-03-01T15:30:00Z,up, up\n", "line 2 has 3 columns instead of 2"),
        ('published_at,headline\n2011-03-01T15:30:00Z,"up\n', "begins at line 2: unexpected end of data"),
        ('published_at,headline\r\n2011-03-01T15:30:00Z,"up\r\nor"\r\nyesterday,"a\r\nb"\r\n', "line 4: 'yesterday'"),
    ],
)
def test_the_first_wrong_line_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "news.csv"
    path.write_text(content, newline="")
    with pytest.raises(Rejected, match=re.escape(words)):
        read(path, NOW)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        read(tmp_path / "none.csv", NOW)
    row = b"2011-03-01T15:30:00Z,up\n"
    (tmp_path / "latin.csv").write_bytes(b"published_at,headline\n" + row * 9_998 + b"2011-03-01T15:30:00Z,caf\xe9\n")
    with pytest.raises(Rejected, match="line 10000 is not UTF-8; save the file"):
        read(tmp_path / "latin.csv", NOW)
