"""Who may do what: users, API keys, one-time sign-in codes, members of portfolios."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from db.models.portfolios import Portfolio


class Role(StrEnum):
    VIEWER = "VIEWER"
    TRADER = "TRADER"
    RISK_OFFICER = "RISK_OFFICER"
    OWNER = "OWNER"


class User(Model):
    """A person, or the desk itself (`is_system`), which acts for schedules and strategies."""

    id = fields.CharField(32, primary_key=True)
    name = fields.CharField(100)
    email = fields.CharField(254, null=True, unique=True)
    is_owner = fields.BooleanField(default=False)
    is_system = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "users"


class ApiKey(Model):
    """A bearer secret; only its HMAC is stored. An empty `portfolio_ids` means all of the user's."""

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

    class Meta:
        table = "api_keys"


class SignInCode(Model):
    """A code that the command line prints and the page exchanges, once, for a key of its own."""

    digest = fields.CharField(64, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_codes"


class Member(Model):
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
