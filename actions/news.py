"""Keep headlines: what is new of a batch, and one event for those who follow the news."""

from collections.abc import Sequence

from actions.unit import unit
from actions.viewer import Viewer
from db.models import EventHead, NewsItem, NewsMention
from db.reads.events import NEWS
from trading.news import Story
from trading.ports import Desk

NAMED_MAX = 100  # items that one event names
STORIES_MAX = 2000  # at once: what one statement of a database takes


async def record(desk: Desk, viewer: Viewer, stories: Sequence[Story]) -> int:
    """Write those that are not there yet under their source and key, and return how many. Headlines are not audited.

    At most 2000 at once (ValueError). Of two that bring the same at the same moment the second waits, and keeps none.
    """
    if len(stories) > STORIES_MAX:
        raise ValueError(f"{len(stories)} headlines are more than {STORIES_MAX} at once.")
    async with unit(desk, viewer) as u:
        await EventHead.bulk_create([EventHead(chain=NEWS)], ignore_conflicts=True)
        await EventHead.select_for_update().get(chain=NEWS)  # one after the other; what else the desk tells goes on
        there = await _there(stories)
        first = {(story.headline.source, story.headline.key): story for story in reversed(stories)}
        items = [_item(desk, story) for name, story in reversed(first.items()) if name not in there]
        await NewsItem.bulk_create(items)
        mentions = [_mention(item, symbol) for item in items for symbol in item.symbols]
        await NewsMention.bulk_create(mentions)
        for at in range(0, len(items), NAMED_MAX):
            u.desk_event(NEWS, items=[item.id for item in items[at : at + NAMED_MAX]])
        return len(items)


async def _there(stories: Sequence[Story]) -> set[tuple[str, str]]:
    """Return which of some stories are kept already."""
    found: set[tuple[str, str]] = set()
    for source in {story.headline.source for story in stories}:
        keys = [story.headline.key for story in stories if story.headline.source == source]
        known = await NewsItem.filter(source=source, key__in=keys).values_list("key", flat=True)
        found |= {(source, str(key)) for key in known}
    return found


def _item(desk: Desk, story: Story) -> NewsItem:
    headline = story.headline
    return NewsItem(
        id=desk.ids.new(),
        source=headline.source,
        key=headline.key,
        headline=story.text,
        url=headline.url,
        publisher=headline.publisher,
        published_at=headline.published_at,
        received_at=desk.clock.now(),
        symbols=list(story.symbols),
        score=story.score,
        confidence=story.confidence,
        scorer=story.scorer,
        words=story.words,
        matter=story.matter,
    )


def _mention(item: NewsItem, symbol: str) -> NewsMention:
    return NewsMention(
        item_id=item.id,
        symbol=symbol,
        score=item.score,
        confidence=item.confidence,
        scorer=item.scorer,
        published_at=item.published_at,
    )
