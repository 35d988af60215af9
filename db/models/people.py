"""Who may do what: users and their sessions, API keys, one-time sign-in codes, members of portfolios."""

from enum import StrEnum

from tortoise import fields

from db.models.portfolios import Portfolio
from db.rows import Row


class Role(StrEnum):
    VIEWER = "VIEWER"
    TRADER = "TRADER"
    RISK_OFFICER = "RISK_OFFICER"
    OWNER = "OWNER"


class User(Row):
    """A person, or the desk itself (`is_system`), which acts for schedules and strategies.

    Without a `password_hash` nobody signs in by mail address; `preferences` holds what differs from the defaults.
    """

    id = fields.CharField(32, primary_key=True)
    name = fields.CharField(100)
    email = fields.CharField(254, null=True, unique=True)
    is_owner = fields.BooleanField(default=False)
    is_system = fields.BooleanField(default=False)
    password_hash = fields.CharField(200, null=True)
    disabled_at = fields.DatetimeField(null=True)
    preferences = fields.JSONField[dict[str, str | list[str]]](default=dict)
    created_at = fields.DatetimeField()

    class Meta:
        table = "users"


class Session(Row):
    """A family of tokens that one sign-in began. Its refresh token says the `generation`; an older one ends it."""

    id = fields.CharField(32, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    generation = fields.IntField(default=1)
    agent = fields.CharField(200, null=True)
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sessions"


class SignInTally(Row):
    """Passwords tried for an account, from an address or within a session; `subject` is an HMAC of which."""

    subject = fields.CharField(64, primary_key=True)
    tries = fields.IntField(default=0)
    last_at = fields.DatetimeField(db_index=True)
    locked_until = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_tallies"


class ApiKey(Row):
    """A bearer secret; only its HMAC is stored. An empty `portfolio_ids` means all of the user's.

    `successor_id` is the key that it was rotated into: until this one expires, both work.
    """

    id = fields.CharField(32, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    name = fields.CharField(100)
    prefix = fields.CharField(16)
    digest = fields.CharField(64, unique=True)
    permissions = fields.JSONField[list[str]](default=list)
    portfolio_ids = fields.JSONField[list[str]](default=list)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    successor_id = fields.CharField(32, null=True)

    class Meta:
        table = "api_keys"


class SignInCode(Row):
    """A code that the command line prints and the page exchanges, once, for a key of its own."""

    digest = fields.CharField(64, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_codes"


class Member(Row):
    """A user's role in a portfolio."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    role = fields.CharEnumField(Role, max_length=16)
    since = fields.DatetimeField()

    class Meta:
        table = "members"
        unique_together = (("portfolio", "user"),)


class BrokerCredentials(Row):
    """A portfolio's own login at its broker. Both texts are sealed under `id` and their names (see Vault.seal)."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT, unique=True
    )
    portfolio_id: str
    key_id = fields.TextField()
    secret = fields.TextField()
    set_at = fields.DatetimeField()

    class Meta:
        table = "broker_credentials"
