"""The only reader of the environment: every setting with its default and what it means."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

PREFIX = "PLIMSOLL_"
SECRETS = frozenset(
    {
        "deepseek_api_key",
        "alpaca_key_id",
        "alpaca_secret",
        "secret",
        "marketaux_key",
        "alpha_vantage_key",
        "finlight_key",
        "massive_key",
        "metrics_token",
    }
)


class SettingsError(ValueError):
    """A variable that cannot be read; the message names it and says what it may be."""


def _setting(default: Any, comment: str) -> Any:
    return field(default=default, metadata={"comment": comment})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One frozen value for the whole process. `PLIMSOLL_PORT` sets `port`, and so on."""

    data_dir: Path = _setting(
        Path("data"), "Folder for the SQLite file, the embedded Valkey and the paper broker's book."
    )
    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8000, "Port to listen on.")
    database_url: str = _setting(
        "", "asyncpg://user:password@host:5432/plimsoll; empty means plimsoll.db in the data folder."
    )
    redis_url: str = _setting("", "redis://host:6379/0; empty means that `plimsoll up` starts an embedded Valkey.")
    durability: str = _setting(
        "full",
        "full: every commit reaches the disk. off: a power cut may lose the last commits (the demo uses it on its throw-away folder).",
    )
    environment: str = _setting(
        "development",
        "development or production; production turns introspection off for anonymous clients and field suggestions off.",
    )
    trusted_hosts: str = _setting(
        "127.0.0.1,localhost", "Host names that may be used to reach the API, with commas between."
    )
    compiled_plans: bool = _setting(
        True, "Complete what is plain in a query by a compiled function; 0 leaves everything to the stock executor."
    )
    compiled_operations: bool = _setting(
        True, "Answer an operation that comes again by its compiled form; 0 leaves every request to Strawberry."
    )
    persisted_only: bool = _setting(
        False,
        "Answer only the operations of frontend-schema/persisted-operations.json, by text or SHA-256; GraphiQL and any other document are refused.",
    )
    budgets: str = _setting(
        "",
        "on: 60 operations a minute for an address, 600 for a person, 20,000 of cost a minute and, in every API process, 10 sockets each. off: no such bounds. Empty means on in production, off in development.",
    )
    secret: str = _setting(
        "", "Key of the HMAC over API keys; empty means a random one kept in the data folder. Compose must set it."
    )
    keys_file: str = _setting(
        "",
        "File of the keys that seal broker credentials and sign tokens; empty means keys.json in the data folder. Every process needs the same one.",
    )
    sign_up: str = _setting(
        "",
        "open: anybody who reaches the desk may make an account. closed: accounts come from `plimsoll user invite`. Empty means open in development, closed in production.",
    )
    checkpoint_file: str = _setting(
        "",
        "File of the signed audit checkpoints; empty means checkpoints.jsonl in the data folder. Better on another disk.",
    )
    metrics_token: str = _setting(
        "", "Bearer token that /metrics asks for; empty means that there are no metrics to be had."
    )
    log_format: str = _setting("text", "text for people, json for machines.")
    log_level: str = _setting("info", "debug, info, warning or error.")
    deploy_tag: str = _setting(
        "pl", "Two to four letters at the start of every client order id: tells desks apart at one broker."
    )
    bars_file: str = _setting(
        "",
        "Daily bars (CSV or CSV.gz: Ticker,Date,Open,High,Low,Close,Volume,Adj Close) for the replay market; empty means the bundled ones.",
    )
    replay_start: str = _setting(
        "2011-03-01", "First trading day of a fresh replay; earlier bars are the models' past."
    )
    replay_day_s: float = _setting(4.0, "Seconds that one replayed trading day takes at speed 1.")
    replay_loop: bool = _setting(False, "Start over into a fresh portfolio when the replay reaches the end of history.")
    seed: int = _setting(7, "Seed of the intraday path, the paper broker and the models.")
    opening_cash: str = _setting("100000", "Opening cash of the demo portfolio, US dollars.")
    analysis_cpu: int = _setting(
        1,
        "Processes that fit and ask the models. 0: `plimsoll up` leaves analyses, checks and risk reports to `plimsoll worker analysis` and `plimsoll worker research` elsewhere.",
    )
    backtest_cpu: int = _setting(1, "Backtests that a research worker computes at once, each in its own process.")
    backtest_s: float = _setting(1800.0, "Seconds that one backtest may take.")
    deepseek_api_key: str = _setting("", "Key of the language model; empty means that the ANALYST source abstains.")
    llm_base_url: str = _setting("https://api.deepseek.com", "Any OpenAI-compatible server.")
    llm_model: str = _setting("deepseek-v4-flash", "Model id at that server.")
    llm_daily_budget: str = _setting("1.00", "US dollars per portfolio and day; when spent, the analyst abstains.")
    llm_input_price: str = _setting("0.28", "US dollars per million input tokens.")
    llm_output_price: str = _setting("0.42", "US dollars per million output tokens.")
    news_vendors: str = _setting(
        "",
        "Vendors of headlines in the order in which they are asked, with commas between: alpaca, marketaux, alpha_vantage, finlight, massive. Empty means none, and that the NEWS source abstains.",
    )
    alpaca_data_url: str = _setting(
        "https://data.alpaca.markets", "Alpaca's data API, for news; it takes the keys of the account."
    )
    alpaca_news_stream_url: str = _setting(
        "wss://stream.data.alpaca.markets/v1beta1/news", "Alpaca's stream of headlines; empty for none."
    )
    marketaux_key: str = _setting("", "Key of Marketaux.")
    marketaux_url: str = _setting("https://api.marketaux.com", "Marketaux, or a stub of it.")
    marketaux_daily: int = _setting(
        100, "Questions a day that the plan at Marketaux allows; they are spread over the day."
    )
    alpha_vantage_key: str = _setting("", "Key of Alpha Vantage.")
    alpha_vantage_url: str = _setting("https://www.alphavantage.co", "Alpha Vantage, or a stub of it.")
    alpha_vantage_daily: int = _setting(
        25, "Questions a day that the plan at Alpha Vantage allows; they are spread over the day."
    )
    finlight_key: str = _setting("", "Key of finlight.")
    finlight_url: str = _setting("https://api.finlight.me", "finlight, or a stub of it.")
    finlight_stream_url: str = _setting(
        "", "finlight's stream of headlines, wss://wss.finlight.me where the plan has it; empty for none."
    )
    finlight_daily: int = _setting(
        300, "Questions a day that the plan at finlight allows; they are spread over the day."
    )
    price_vendors: str = _setting(
        "",
        "Vendors of prices while they happen, in the order in which they are asked, with commas between: alpaca, massive, alpha_vantage. Empty means that daily bars are replayed.",
    )
    figures_vendors: str = _setting(
        "",
        "Vendors of companies' figures in the order in which they are asked, with commas between: alpha_vantage, massive. Empty means none, and that the FUNDAMENTAL source abstains.",
    )
    alpaca_data_feed: str = _setting("iex", "Alpaca's feed of prices: iex, which every account has, or sip.")
    alpaca_stream_url: str = _setting("wss://stream.data.alpaca.markets/v2", "Alpaca's stream of prices.")
    massive_key: str = _setting("", "Key of Massive, the former Polygon.io.")
    massive_url: str = _setting("https://api.massive.com", "Massive, or a stub of it.")
    massive_stream_url: str = _setting("wss://socket.massive.com/stocks", "Massive's stream of prices; empty for none.")
    massive_per_minute: int = _setting(5, "Questions a minute that the plan at Massive allows.")
    sentiment_model: str = _setting(
        "",
        "A transformer that reads headlines, with the extra nlp installed: the id of one that was downloaded (ProsusAI/finbert), or a folder. Empty means the desk's own small model.",
    )
    news_every_s: float = _setting(60.0, "Seconds between two questions to the vendors of news.")
    alpaca_key_id: str = _setting(
        "",
        "Key id of a paper account at Alpaca; with it a portfolio can have the broker alpaca. One account, one portfolio.",
    )
    alpaca_secret: str = _setting("", "Its secret.")
    live_trading: bool = _setting(
        False,
        "Real money, the first of three yeses: the Alpaca account of these settings trades real money. Then its portfolios are LIVE, and their names are typed twice.",
    )
    alpaca_url: str = _setting("https://paper-api.alpaca.markets", "Alpaca's trading API, REST and trade stream.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read `PLIMSOLL_*`; an unknown or unreadable variable raises SettingsError."""
        environ = os.environ if environ is None else environ
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        ignored = {"PLIMSOLL_TEST_REQUIRE"}
        values: dict[str, Any] = {}
        for name, text in environ.items():
            if not name.startswith(PREFIX) or name in ignored:
                continue
            if name not in known:
                raise SettingsError(f"{name} is not a setting; .env.example lists them all.")
            default = known[name].default
            values[known[name].name] = _convert(name, text, type(default))
        return cls(**values)

    @property
    def database(self) -> str:
        """The database URL with the default filled in."""
        return self.database_url or f"sqlite://{self.data_dir.resolve() / 'plimsoll.db'}"

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def budgeted(self) -> bool:
        """Whether what is asked in a minute is bounded. Raise SettingsError for a word that says neither."""
        words = {"": self.production, "on": True, "off": False}
        if self.budgets not in words:
            raise SettingsError(f"PLIMSOLL_BUDGETS={self.budgets!r} is neither on nor off.")
        return words[self.budgets]

    @property
    def sign_up_open(self) -> bool:
        """Whether people may make accounts for themselves. Raise SettingsError for a word that says neither."""
        words = {"": not self.production, "open": True, "closed": False}
        if self.sign_up not in words:
            raise SettingsError(f"PLIMSOLL_SIGN_UP={self.sign_up!r} is neither open nor closed.")
        return words[self.sign_up]


def _convert(name: str, text: str, kind: type[Any]) -> Any:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}[
                text.lower()
            ]
        return Path(text) if issubclass(kind, Path) else kind(text)
    except (ValueError, KeyError):
        raise SettingsError(f"{name}={text!r} is not a valid {kind.__name__}.") from None


def env_example() -> str:
    """Return the text of `.env.example`, generated so that it cannot be out of date."""
    lines = ["# Every setting of Plimsoll with its default. Generated by `make schema`.", ""]
    for f in fields(Settings):
        default = str(int(f.default)) if isinstance(f.default, bool) else str(f.default)
        lines += [f"# {f.metadata['comment']}", f"#{PREFIX}{f.name.upper()}={default}", ""]
    return "\n".join(lines).rstrip() + "\n"
