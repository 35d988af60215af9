"""The registry of models: every version that was trained, on what, how good it was on days it had not seen."""

from enum import StrEnum
from typing import Any, Final

from tortoise import fields

from db.rows import Row


class VersionState(StrEnum):
    """CHAMPION is the one in use, RETIRED was once, CHALLENGER never was; a SHADOW never will be."""

    CHALLENGER = "CHALLENGER"
    CHAMPION = "CHAMPION"
    RETIRED = "RETIRED"
    SHADOW = "SHADOW"


class ModelKind(StrEnum):
    """What was trained: the desk's own sources, these with XGBoost's trees in TECHNICAL, or a model in the shadow."""

    ENSEMBLE = "ENSEMBLE"
    XGBOOST = "XGBOOST"
    LSTM = "LSTM"
    PPO = "PPO"
    DQN = "DQN"


SHADOWS: Final = frozenset({ModelKind.LSTM, ModelKind.PPO, ModelKind.DQN})


class ModelVersion(Row):
    """All models and weights as they are fitted on the bars before `trained_until`; fitted again they are the same.

    `data_hash` is that of these bars, `code` that of our sources. `loss` is the mean log loss of the pool over
    `forecasts` from `tested_from` to `tested_until`, days it had not seen; `base_loss` that of the base rate and
    `champion_loss` that of the champion of then, on the same. `as_of` is the market day of the training.

    A shadow is not fitted again: `artifact` is the SHA-256 of what it learned, which lies among the parts of evidence,
    and `figures` what came of its seeds.
    """

    id = fields.CharField(32, primary_key=True)
    number = fields.IntField(unique=True)
    kind = fields.CharEnumField(ModelKind, max_length=10)
    horizon_days = fields.IntField()
    as_of = fields.DateField()
    trained_until = fields.DateField()
    tested_from = fields.DateField()
    tested_until = fields.DateField()
    seed = fields.BigIntField()
    data_hash = fields.CharField(64)
    code = fields.CharField(64)
    forecasts = fields.IntField()
    loss = fields.DecimalField(12, 6)
    base_loss = fields.DecimalField(12, 6)
    champion_loss = fields.DecimalField(12, 6, null=True)
    champion_number = fields.IntField(null=True)
    weights = fields.JSONField[dict[str, str]](default=dict)
    artifact = fields.CharField(64, null=True)
    figures = fields.JSONField[dict[str, Any]](default=dict)
    state = fields.CharEnumField(VersionState, max_length=10)
    created_at = fields.DatetimeField()
    promoted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "model_versions"
        unique_together = (("horizon_days", "kind", "as_of"),)
