"""Everything that opinions were made from, under the hash of its content; kept for ever, each part once."""

from tortoise import fields

from db.rows import Row


class Evidence(Row):
    """One bundle. `hash` is the SHA-256 of `body`, which names its parts; `signature` is the notary's of the hash."""

    hash = fields.CharField(64, primary_key=True)
    body = fields.TextField()
    signature = fields.CharField(64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "evidence"


class EvidencePart(Row):
    """Bytes that bundles name by their SHA-256, compressed; many bundles share one."""

    hash = fields.CharField(64, primary_key=True)
    content = fields.BinaryField()

    class Meta:
        table = "evidence_parts"
