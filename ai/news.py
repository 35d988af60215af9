"""From what vendors sent to what the desk keeps: clean, without near-duplicates, with symbols and a mood."""

from collections.abc import Sequence, Set

from ai.duplicates import Print, fresh, prints
from ai.headlines import clean
from ai.readers import Reader, reader
from ai.sentiment import moods
from ai.symbols import SYMBOLS_MAX, symbols
from trading.news import Headline, Story
from trading.terms import SYMBOL


def stories(
    headlines: Sequence[Headline], before: Sequence[Print], known: Set[str], by: Reader | None = None
) -> list[Story]:
    """Return what is new in some headlines, in their order.

    `before` are the prints of what came lately, `known` the symbols that the desk trades; without `by` the desk's own
    model reads. A headline without visible
    text is left out.
    """
    cleaned = [(headline, text) for headline in headlines if (text := clean(headline.text))]
    texts = [text for _, text in cleaned]
    about = [_about(headline, text, known) for headline, text in cleaned]
    marks = prints(texts, about)
    kept = [place for place, new in enumerate(fresh(marks, before)) if new]
    by = by or reader()
    judged = moods([texts[place] for place in kept], by)
    return [
        Story(
            headline=cleaned[place][0],
            text=texts[place],
            symbols=about[place],
            score=mood.score,
            confidence=mood.confidence,
            scorer=by.name,
            words=marks[place].words,
            matter=marks[place].matter,
        )
        for place, mood in zip(kept, judged, strict=True)
    ]


def _about(headline: Headline, text: str, known: Set[str]) -> tuple[str, ...]:
    """Return the symbols of a headline; a vendor that names more than a headline can be about is not believed."""
    named = [symbol for symbol in headline.symbols if SYMBOL.fullmatch(symbol)]
    believed = named if len(named) <= SYMBOLS_MAX else []
    return tuple(sorted({*believed, *symbols(text, known)})[:SYMBOLS_MAX])
