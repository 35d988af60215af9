"""Headlines that came in, what they were judged to say, and which symbols they name."""

from tortoise import fields

from db.rows import Row


class NewsItem(Row):
    """One headline as the desk keeps it. `source` and `key` are the vendor and its own name for it.

    `published_at` is the world's time as the vendor says it, `received_at` real time. `score` from -1 to 1 and
    `confidence` from 0 to 1 are by `scorer`. `words` and `matter` are the fingerprint by which a reprint is known.
    """

    id = fields.CharField(32, primary_key=True)
    source = fields.CharField(20)
    key = fields.CharField(200)
    headline = fields.TextField()
    url = fields.CharField(1000)
    publisher = fields.CharField(200)
    published_at = fields.DatetimeField()
    received_at = fields.DatetimeField()
    symbols = fields.JSONField[list[str]](default=list)
    score = fields.DecimalField(12, 6)
    confidence = fields.DecimalField(12, 6)
    scorer = fields.CharField(60)
    words = fields.BigIntField()
    matter = fields.BigIntField()

    class Meta:
        table = "news_items"
        unique_together = (("source", "key"),)
        indexes = (("published_at", "id"),)


class NewsMention(Row):
    """That a headline names a symbol; what it says stands here too, so that one index answers for a symbol."""

    id = fields.BigIntField(primary_key=True)
    item: fields.ForeignKeyRelation[NewsItem] = fields.ForeignKeyField("plimsoll.NewsItem", on_delete=fields.RESTRICT)
    item_id: str
    symbol = fields.CharField(20)
    score = fields.DecimalField(12, 6)
    confidence = fields.DecimalField(12, 6)
    scorer = fields.CharField(60)
    published_at = fields.DatetimeField()

    class Meta:
        table = "news_mentions"
        indexes = (("symbol", "published_at"), ("item",))
