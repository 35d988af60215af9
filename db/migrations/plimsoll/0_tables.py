"""Migration 0_tables. Once released it is never changed: the next one is."""

from tortoise.backends.base.client import BaseDBAsyncClient

UP = {
    "postgres": """
CREATE TABLE "audit_entries" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "chain" VARCHAR(32) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "latest_at" TIMESTAMPTZ NOT NULL,
    "clock_back" BOOL NOT NULL,
    "actor_id" VARCHAR(32) NOT NULL,
    "actor_kind" VARCHAR(10) NOT NULL,
    "api_key_id" VARCHAR(32),
    "action" VARCHAR(40) NOT NULL,
    "object_type" VARCHAR(20),
    "object_id" VARCHAR(64),
    "summary" VARCHAR(500) NOT NULL,
    "reason" VARCHAR(500),
    "before" JSONB,
    "after" JSONB,
    "checks" JSONB NOT NULL,
    "halt_epoch" BIGINT NOT NULL,
    "previous_hash" VARCHAR(64) NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_audit_entri_chain_7d8d27" UNIQUE ("chain", "sequence")
);
CREATE TABLE "audit_heads" (
    "chain" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "at" TIMESTAMPTZ
);
CREATE TABLE "backtests" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" DECIMAL(12,6) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "strategy" VARCHAR(100) NOT NULL,
    "rules" JSONB,
    "vary" JSONB,
    "symbols" JSONB NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "opening_cash" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "scope" VARCHAR(64) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "trades" INT,
    "figures" JSONB,
    "details" JSONB,
    "equity" JSONB NOT NULL
);
CREATE INDEX "idx_backtests_request_fec035" ON "backtests" ("requested_by_id");
CREATE INDEX "idx_backtests_state_47e71f" ON "backtests" ("state", "claimed_until");
CREATE INDEX "idx_backtests_request_f874a3" ON "backtests" ("requested_by_id", "scope");
CREATE TABLE "backtest_fills" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "place" INT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" DECIMAL(18,6) NOT NULL,
    "fee" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "backtest_id" VARCHAR(32) NOT NULL REFERENCES "backtests" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_backtest_fi_backtes_ceadc5" UNIQUE ("backtest_id", "place")
);
CREATE TABLE "broker_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_broker_mess_account_5effac" UNIQUE ("account", "cursor")
);
CREATE TABLE "company_figures" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "source" VARCHAR(20) NOT NULL,
    "told_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "period_end" DATE,
    "earnings_yield" DECIMAL(18,6),
    "book_yield" DECIMAL(18,6),
    "return_on_equity" DECIMAL(18,6),
    "profit_margin" DECIMAL(18,6),
    "earnings_growth" DECIMAL(18,6)
);
CREATE INDEX "idx_company_fig_symbol_b7e33f" ON "company_figures" ("symbol", "told_at");
CREATE TABLE "early_amendments" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(200) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "client_order_id" VARCHAR(128) NOT NULL,
    "quantity" BIGINT,
    "price" DECIMAL(18,6),
    "fee" BIGINT,
    "live" BOOL NOT NULL,
    "broker_version" BIGINT,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_early_amend_account_387ea7" ON "early_amendments" ("account", "broker_execution_id");
CREATE TABLE "event_heads" (
    "chain" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "told" JSONB NOT NULL
);
CREATE TABLE "evidence" (
    "hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "body" TEXT NOT NULL,
    "signature" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "evidence_parts" (
    "hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "content" BYTEA NOT NULL
);
CREATE TABLE "feeds" (
    "name" VARCHAR(20) NOT NULL PRIMARY KEY,
    "day" DATE,
    "index" INT NOT NULL,
    "at" TIMESTAMPTZ,
    "phase" VARCHAR(16) NOT NULL,
    "speed" DECIMAL(12,6) NOT NULL,
    "paused" BOOL NOT NULL,
    "ended" BOOL NOT NULL,
    "seek_day" DATE,
    "beat_at" TIMESTAMPTZ
);
CREATE TABLE "forecasts" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "source" VARCHAR(12) NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "horizon_days" INT NOT NULL,
    "made_on" DATE NOT NULL,
    "month" INT NOT NULL,
    "chance" INT NOT NULL,
    "base_rate" INT NOT NULL,
    "weight" INT NOT NULL,
    "up" INT,
    "brier" INT,
    "base_brier" INT,
    "loss" INT,
    "base_loss" INT,
    "edge" INT,
    CONSTRAINT "uid_forecasts_horizon_2b5e57" UNIQUE ("horizon_days", "source", "symbol", "made_on")
);
CREATE INDEX "idx_forecasts_up_63fdd4" ON "forecasts" ("up", "made_on");
CREATE INDEX "idx_forecasts_horizon_1ddc95" ON "forecasts" ("horizon_days", "source", "month");
CREATE TABLE "instruments" (
    "symbol" VARCHAR(20) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "tradable" BOOL NOT NULL
);
CREATE TABLE "market_states" (
    "day" DATE NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "regime" VARCHAR(20) NOT NULL,
    "volatility" DECIMAL(12,6) NOT NULL,
    "trend" DECIMAL(12,6) NOT NULL,
    "summary" VARCHAR(300) NOT NULL
);
CREATE TABLE "model_versions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "number" INT NOT NULL UNIQUE,
    "kind" VARCHAR(10) NOT NULL,
    "horizon_days" INT NOT NULL,
    "as_of" DATE NOT NULL,
    "trained_until" DATE NOT NULL,
    "tested_from" DATE NOT NULL,
    "tested_until" DATE NOT NULL,
    "seed" BIGINT NOT NULL,
    "data_hash" VARCHAR(64) NOT NULL,
    "code" VARCHAR(64) NOT NULL,
    "forecasts" INT NOT NULL,
    "loss" DECIMAL(12,6) NOT NULL,
    "base_loss" DECIMAL(12,6) NOT NULL,
    "champion_loss" DECIMAL(12,6),
    "champion_number" INT,
    "weights" JSONB NOT NULL,
    "artifact" VARCHAR(64),
    "figures" JSONB NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "promoted_at" TIMESTAMPTZ,
    CONSTRAINT "uid_model_versi_horizon_74c422" UNIQUE ("horizon_days", "kind", "as_of")
);
CREATE TABLE "news_items" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "source" VARCHAR(20) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "headline" TEXT NOT NULL,
    "url" VARCHAR(1000) NOT NULL,
    "publisher" VARCHAR(200) NOT NULL,
    "published_at" TIMESTAMPTZ NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "symbols" JSONB NOT NULL,
    "score" DECIMAL(12,6) NOT NULL,
    "confidence" DECIMAL(12,6) NOT NULL,
    "scorer" VARCHAR(60) NOT NULL,
    "words" BIGINT NOT NULL,
    "matter" BIGINT NOT NULL,
    CONSTRAINT "uid_news_items_source_edc596" UNIQUE ("source", "key")
);
CREATE INDEX "idx_news_items_publish_870eff" ON "news_items" ("published_at", "id");
CREATE TABLE "news_mentions" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "score" DECIMAL(12,6) NOT NULL,
    "confidence" DECIMAL(12,6) NOT NULL,
    "scorer" VARCHAR(60) NOT NULL,
    "published_at" TIMESTAMPTZ NOT NULL,
    "item_id" VARCHAR(32) NOT NULL REFERENCES "news_items" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_news_mentio_symbol_71d89d" ON "news_mentions" ("symbol", "published_at");
CREATE INDEX "idx_news_mentio_item_id_be9843" ON "news_mentions" ("item_id");
CREATE TABLE "outbox" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "kind" VARCHAR(5) NOT NULL,
    "portfolio_id" VARCHAR(32),
    "sequence" BIGINT,
    "previous" VARCHAR(60),
    "topic" VARCHAR(40) NOT NULL,
    "queue" VARCHAR(20),
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ
);
CREATE INDEX "idx_outbox_done_at_eb5822" ON "outbox" ("done_at", "due_at");
CREATE INDEX "idx_outbox_portfol_fff3f9" ON "outbox" ("portfolio_id", "topic", "sequence");
CREATE TABLE "portfolios" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "mode" VARCHAR(8) NOT NULL,
    "broker" VARCHAR(20) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "lot_method" VARCHAR(8) NOT NULL,
    "autonomy" VARCHAR(10) NOT NULL,
    "limits" JSONB NOT NULL,
    "watchlist" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "drill_of" VARCHAR(32),
    "sequence" BIGINT NOT NULL,
    "told" JSONB NOT NULL,
    "broker_cursor" BIGINT NOT NULL,
    "split_at" TIMESTAMPTZ,
    "cash" BIGINT NOT NULL,
    "reserved" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "dividends" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "flows" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "session_day" DATE,
    "open_equity" BIGINT NOT NULL,
    "open_units" BIGINT NOT NULL,
    "peak_equity" BIGINT NOT NULL,
    "peak_units" BIGINT NOT NULL,
    "left_equity" BIGINT NOT NULL,
    "left_units" BIGINT NOT NULL,
    "benchmark" VARCHAR(20),
    "rebalancing" JSONB,
    CONSTRAINT "portfolios_reserved" CHECK (reserved >= 0)
);
CREATE TABLE "accounted_days" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "closes" VARCHAR(64) NOT NULL,
    "account" JSONB NOT NULL,
    "held" JSONB NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_accounted_d_portfol_ebac0d" UNIQUE ("portfolio_id", "day")
);
CREATE TABLE "alerts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "severity" VARCHAR(10) NOT NULL,
    "code" VARCHAR(32) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "message" VARCHAR(1000) NOT NULL,
    "order_id" VARCHAR(32),
    "symbol" VARCHAR(20),
    "check" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL,
    "read_at" TIMESTAMPTZ,
    "portfolio_id" VARCHAR(32) REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_alerts_portfol_1b848a" UNIQUE ("portfolio_id", "sequence")
);
CREATE TABLE "analyses" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" DECIMAL(12,6) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "symbols" JSONB NOT NULL,
    "as_of" DATE NOT NULL,
    "model" VARCHAR(100),
    "outlook" TEXT,
    "market_condition" VARCHAR(300),
    "prompt_hash" VARCHAR(64),
    "answers" JSONB NOT NULL,
    "calls" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ,
    "reserved" DECIMAL(12,6) NOT NULL,
    "evidence" VARCHAR(64),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "cost" DECIMAL(12,6) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_analyses_portfol_b59d0f" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_analyses_request_b4fa70" ON "analyses" ("requested_by_id");
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
CREATE INDEX "idx_analyses_portfol_920f00" ON "analyses" ("portfolio_id", "asked_at");
CREATE TABLE "broker_credentials" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "key_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE TABLE "decisions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "outcome" VARCHAR(12) NOT NULL,
    "stopped_by" VARCHAR(64),
    "explanation" VARCHAR(1000) NOT NULL,
    "signal_id" VARCHAR(32),
    "recommendation_id" VARCHAR(32),
    "order_id" VARCHAR(32),
    "checks" JSONB NOT NULL,
    "situation" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_decisions_portfol_610069" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_decisions_analysi_a3bdb4" UNIQUE ("analysis_id", "symbol")
);
CREATE INDEX "idx_decisions_symbol_6f5dd0" ON "decisions" ("symbol");
CREATE TABLE "equity_points" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "equity" BIGINT NOT NULL,
    "cash" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "left_nav" DECIMAL(28,12),
    "values" JSONB NOT NULL,
    "sequence" BIGINT NOT NULL,
    "kept_at" TIMESTAMPTZ,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_equity_poin_portfol_2e3d15" UNIQUE ("portfolio_id", "day")
);
CREATE TABLE "journal_entries" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "cause" VARCHAR(20) NOT NULL,
    "reference" VARCHAR(100) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_journal_ent_portfol_007a27" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_journal_ent_portfol_9787ae" UNIQUE ("portfolio_id", "cause", "reference")
);
CREATE TABLE "lots" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "sequence" BIGINT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_lots_portfol_06be22" ON "lots" ("portfolio_id", "symbol", "opened_at", "sequence");
CREATE TABLE "optimizations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" DECIMAL(12,6) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "method" VARCHAR(16) NOT NULL,
    "symbols" JSONB NOT NULL,
    "constraints" JSONB NOT NULL,
    "as_of" DATE NOT NULL,
    "trigger" VARCHAR(10) NOT NULL,
    "weights" JSONB NOT NULL,
    "point" JSONB,
    "free" JSONB,
    "frontier" JSONB NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_optimizatio_portfol_e6066b" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_optimizatio_request_638681" ON "optimizations" ("requested_by_id");
CREATE INDEX "idx_optimizatio_state_030b7f" ON "optimizations" ("state", "claimed_until");
CREATE TABLE "performances" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "period" VARCHAR(12) NOT NULL,
    "benchmark" VARCHAR(20) NOT NULL,
    "close_sequence" BIGINT NOT NULL,
    "figures" JSONB NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_performance_portfol_1fc66b" UNIQUE ("portfolio_id", "period", "benchmark")
);
CREATE TABLE "positions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "basis" BIGINT NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_positions_portfol_bc24fd" UNIQUE ("portfolio_id", "symbol"),
    CONSTRAINT "positions_basis" CHECK (basis >= 0 AND (quantity <> 0 OR basis = 0))
);
CREATE TABLE "postings" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "entry_id" VARCHAR(32) NOT NULL,
    "account" VARCHAR(20) NOT NULL,
    "symbol" VARCHAR(20),
    "amount" BIGINT,
    "quantity" BIGINT,
    CONSTRAINT "postings_leg" CHECK ((amount IS NULL) <> (quantity IS NULL)),
    CONSTRAINT "postings_symbol" CHECK (quantity IS NULL OR symbol IS NOT NULL),
    CONSTRAINT "postings_entry" FOREIGN KEY (entry_id) REFERENCES journal_entries (id)
        ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "idx_postings_entry_i_88247d" ON "postings" ("entry_id");
CREATE TABLE "quotes" (
    "symbol" VARCHAR(20) NOT NULL PRIMARY KEY,
    "bid" DECIMAL(18,6),
    "ask" DECIMAL(18,6),
    "price" DECIMAL(18,6) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "source" VARCHAR(100) NOT NULL,
    "previous_close" DECIMAL(18,6),
    "average_volume" DECIMAL(24,6),
    "volatility" DECIMAL(18,9),
    "day_move" DECIMAL(18,9)
);
CREATE TABLE "reconcile_breaks" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "differences" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ NOT NULL,
    "cleared_at" TIMESTAMPTZ,
    "cleared_by_id" VARCHAR(32),
    "note" VARCHAR(500),
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_reconcile_b_portfol_971277" ON "reconcile_breaks" ("portfolio_id", "cleared_at");
CREATE TABLE "reports" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "kind" VARCHAR(12) NOT NULL,
    "day" DATE NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "summary" VARCHAR(500) NOT NULL,
    "markdown" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "csv" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_reports_portfol_7ee528" UNIQUE ("portfolio_id", "kind", "day"),
    CONSTRAINT "uid_reports_portfol_cbde2d" UNIQUE ("portfolio_id", "sequence")
);
CREATE TABLE "risk_reports" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "as_of" TIMESTAMPTZ NOT NULL,
    "book" VARCHAR(64) NOT NULL,
    "confidence" DECIMAL(9,6) NOT NULL,
    "horizon_days" INT NOT NULL,
    "method" VARCHAR(20) NOT NULL,
    "value_at_risk" BIGINT NOT NULL,
    "expected_shortfall" BIGINT NOT NULL,
    "components" JSONB NOT NULL,
    "stress" JSONB NOT NULL,
    "correlation" JSONB NOT NULL,
    "backtest" JSONB,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_risk_report_portfol_e78396" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_risk_report_portfol_f2bf32" ON "risk_reports" ("portfolio_id", "day");
CREATE TABLE "risk_scenarios" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "confidence" DECIMAL(9,6) NOT NULL,
    "returns" JSONB NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_risk_scenar_portfol_0c9ac5" UNIQUE ("portfolio_id")
);
CREATE TABLE "sign_in_tallies" (
    "subject" VARCHAR(64) NOT NULL PRIMARY KEY,
    "tries" INT NOT NULL,
    "last_at" TIMESTAMPTZ NOT NULL,
    "locked_until" TIMESTAMPTZ
);
CREATE INDEX "idx_sign_in_tal_last_at_fcac13" ON "sign_in_tallies" ("last_at");
CREATE TABLE "signals" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "action" VARCHAR(4) NOT NULL,
    "confidence" DECIMAL(12,6) NOT NULL,
    "probability_up" DECIMAL(12,6) NOT NULL,
    "log_odds" DECIMAL(12,6) NOT NULL,
    "base_rate" DECIMAL(12,6) NOT NULL,
    "horizon_days" INT NOT NULL,
    "summary" VARCHAR(500) NOT NULL,
    "scores" JSONB NOT NULL,
    "evidence" VARCHAR(64) NOT NULL,
    "as_of" DATE NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "realized_return" DECIMAL(12,6),
    "correct" BOOL,
    "brier" DECIMAL(12,6),
    "scored_at" TIMESTAMPTZ,
    "analysis_id" VARCHAR(32) REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
CREATE INDEX "idx_signals_scored__332339" ON "signals" ("scored_at", "as_of");
CREATE TABLE "recommendations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "optimization_id" VARCHAR(32),
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "type" VARCHAR(16) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "limit_price" DECIMAL(18,6),
    "stop_loss" DECIMAL(18,6),
    "take_profit" DECIMAL(18,6),
    "risk_score" DECIMAL(12,6) NOT NULL,
    "expected_return" DECIMAL(12,6),
    "reasoning" VARCHAR(1000) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "order_id" VARCHAR(32),
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "signal_id" VARCHAR(32) NOT NULL REFERENCES "signals" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_recommendat_portfol_54684a" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_recommendat_optimiz_873868" ON "recommendations" ("optimization_id");
CREATE TABLE "splits" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "ratio" DECIMAL(24,12) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_splits_portfol_532c2c" ON "splits" ("portfolio_id", "symbol");
CREATE TABLE "stabilities" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "model" VARCHAR(100) NOT NULL,
    "times" INT NOT NULL,
    "usable" INT NOT NULL,
    "answers" JSONB NOT NULL,
    "symbols" JSONB NOT NULL,
    "failure" VARCHAR(300),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "reserved" DECIMAL(12,6) NOT NULL,
    "cost" DECIMAL(12,6) NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_stabilities_portfol_2a68bd" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_stabilities_portfol_3e045b" ON "stabilities" ("portfolio_id", "at");
CREATE TABLE "stops" (
    "target" VARCHAR(32) NOT NULL PRIMARY KEY,
    "scope" VARCHAR(10) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "reason" VARCHAR(20),
    "note" VARCHAR(500),
    "since" TIMESTAMPTZ,
    "by_id" VARCHAR(32),
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8),
    "pending" BOOL NOT NULL,
    "lease" VARCHAR(32),
    "lease_until" TIMESTAMPTZ,
    "portfolio_id" VARCHAR(32),
    "after_sequence" BIGINT NOT NULL,
    "looked_at" TIMESTAMPTZ
);
CREATE TABLE "stop_receipts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "target" VARCHAR(32) NOT NULL,
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8) NOT NULL,
    "reason" VARCHAR(20) NOT NULL,
    "drill" BOOL NOT NULL,
    "engaged_at" TIMESTAMPTZ NOT NULL,
    "halt_committed_ms" INT NOT NULL,
    "first_cancel_ms" INT,
    "all_confirmed_ms" INT,
    "orders_canceled" INT,
    "orders_still_open" INT,
    "orders_unknown" INT,
    "orders_denied" INT NOT NULL,
    "positions_closed" INT,
    "steps" JSONB NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_stop_receip_portfol_fc31f6" UNIQUE ("portfolio_id", "target", "epoch")
);
CREATE INDEX "idx_stop_receip_target_e9985c" ON "stop_receipts" ("target");
CREATE TABLE "trials" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "user_id" VARCHAR(32) NOT NULL,
    "scope" VARCHAR(64) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "ratio" VARCHAR(40) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_trials_user_id_c6fe4a" UNIQUE ("user_id", "scope", "fingerprint")
);
CREATE TABLE "unbooked_events" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "why" VARCHAR(300) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_unbooked_ev_account_a48ea9" UNIQUE ("account", "cursor")
);
CREATE TABLE "users" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "email" VARCHAR(254) UNIQUE,
    "is_owner" BOOL NOT NULL,
    "is_system" BOOL NOT NULL,
    "password_hash" VARCHAR(200),
    "disabled_at" TIMESTAMPTZ,
    "preferences" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "api_keys" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "digest" VARCHAR(64) NOT NULL UNIQUE,
    "permissions" JSONB NOT NULL,
    "portfolio_ids" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "successor_id" VARCHAR(32),
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "idempotency_keys" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "operation" VARCHAR(40) NOT NULL,
    "key" VARCHAR(100) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "result_id" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_idempotency_user_id_0f6729" UNIQUE ("user_id", "operation", "key")
);
CREATE TABLE "members" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "role" VARCHAR(16) NOT NULL,
    "since" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_members_portfol_dd5a96" UNIQUE ("portfolio_id", "user_id")
);
CREATE TABLE "orders" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "type" VARCHAR(16) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "limit_price" DECIMAL(18,6),
    "stop_price" DECIMAL(18,6),
    "trail_by" DECIMAL(18,6),
    "stop_loss" DECIMAL(18,6),
    "take_profit" DECIMAL(18,6),
    "time_in_force" VARCHAR(4) NOT NULL,
    "origin" VARCHAR(16) NOT NULL,
    "idempotency_key" VARCHAR(100) NOT NULL,
    "client_order_id" VARCHAR(128) NOT NULL,
    "broker_order_id" VARCHAR(64),
    "recommendation_id" VARCHAR(32),
    "strategy_id" VARCHAR(32),
    "parent_id" VARCHAR(32),
    "pair_id" VARCHAR(32),
    "exit_state" VARCHAR(10),
    "exits_due" BIGINT,
    "open" BOOL NOT NULL,
    "reducing" BOOL NOT NULL,
    "told_quantity" BIGINT,
    "taken_at" TIMESTAMPTZ,
    "terms_at" TIMESTAMPTZ,
    "restated_at" TIMESTAMPTZ,
    "opening" BIGINT NOT NULL,
    "session_day" DATE,
    "reference_price" DECIMAL(28,12),
    "reserved" BIGINT NOT NULL,
    "filled" BIGINT NOT NULL,
    "filled_value" DECIMAL(28,15) NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "acked_at" TIMESTAMPTZ,
    "ended" VARCHAR(10),
    "gone" BOOL NOT NULL,
    "misses" INT NOT NULL,
    "missing_since" TIMESTAMPTZ,
    "next_lookup_at" TIMESTAMPTZ,
    "not_received" BOOL NOT NULL,
    "broker_version" BIGINT,
    "terms_version" BIGINT,
    "cancel_pending" BOOL NOT NULL,
    "cancel_refusals" INT NOT NULL,
    "version" INT NOT NULL,
    "replace_pending" BOOL NOT NULL,
    "placed_quantity" BIGINT,
    "placed_limit_price" DECIMAL(18,6),
    "placed_stop_price" DECIMAL(18,6),
    "replace_quantity" BIGINT,
    "replace_limit_price" DECIMAL(18,6),
    "replace_stop_price" DECIMAL(18,6),
    "replace_trail_by" DECIMAL(18,6),
    "replace_time_in_force" VARCHAR(4),
    "replace_sent_at" TIMESTAMPTZ,
    "replace_opening" BIGINT,
    "replace_reference_price" DECIMAL(28,12),
    "approval_pending" BOOL NOT NULL,
    "approval_expires_at" TIMESTAMPTZ,
    "approval_price" DECIMAL(18,6),
    "approval_hash" VARCHAR(64),
    "decided_by_id" VARCHAR(32),
    "override_id" VARCHAR(32),
    "rejection" VARCHAR(300),
    "denial" VARCHAR(32),
    "checks" JSONB NOT NULL,
    "largest_quantity" BIGINT NOT NULL,
    "halt_epoch" BIGINT NOT NULL,
    "claim" VARCHAR(32),
    "claim_epoch" BIGINT,
    "claimed_until" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "placed_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "requested_by_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_orders_portfol_0e6777" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_orders_portfol_edb4c6" UNIQUE ("portfolio_id", "client_order_id"),
    CONSTRAINT "orders_quantity" CHECK (quantity > 0),
    CONSTRAINT "orders_filled" CHECK (filled >= 0),
    CONSTRAINT "orders_reserved" CHECK (reserved >= 0)
);
CREATE INDEX "idx_orders_recomme_8501f0" ON "orders" ("recommendation_id");
CREATE INDEX "idx_orders_parent__8c2f6b" ON "orders" ("parent_id");
CREATE INDEX "idx_orders_portfol_10929c" ON "orders" ("portfolio_id", "open");
CREATE INDEX "idx_orders_open_977220" ON "orders" ("open", "claimed_until");
CREATE INDEX "idx_orders_portfol_17a5b0" ON "orders" ("portfolio_id", "session_day", "side", "stop_loss", "reference_price", "open", "denial", "opening", "filled", "quantity");
CREATE INDEX "idx_orders_portfol_31a3a2" ON "orders" ("portfolio_id", "symbol", "exit_state");
CREATE INDEX "idx_orders_portfol_cc72d5" ON "orders" ("portfolio_id", "symbol", "exits_due");
CREATE INDEX "idx_orders_portfol_d21c74" ON "orders" ("portfolio_id", "exits_due");
CREATE INDEX "idx_orders_portfol_4559d6" ON "orders" ("portfolio_id", "strategy_id", "placed_at");
CREATE INDEX "idx_orders_portfol_0874a2" ON "orders" ("portfolio_id", "symbol", "placed_at");
CREATE INDEX "idx_orders_symbol_99d4df" ON "orders" ("symbol", "portfolio_id");
CREATE INDEX "idx_orders_approva_3831f0" ON "orders" ("approval_pending", "approval_expires_at");
CREATE TABLE "executions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(200) NOT NULL,
    "version" INT NOT NULL,
    "broker_version" BIGINT,
    "place" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" DECIMAL(18,6) NOT NULL,
    "fee" BIGINT NOT NULL,
    "said_fee" BIGINT,
    "realized" BIGINT NOT NULL,
    "busted" BOOL NOT NULL,
    "executed_at" TIMESTAMPTZ NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_executions_account_81cea9" UNIQUE ("account", "broker_execution_id", "version"),
    CONSTRAINT "uid_executions_portfol_645d75" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "executions_quantity" CHECK (quantity > 0)
);
CREATE INDEX "idx_executions_order_i_584a28" ON "executions" ("order_id");
CREATE INDEX "idx_executions_portfol_4ad18a" ON "executions" ("portfolio_id", "symbol", "executed_at");
CREATE TABLE "order_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "denied" BOOL NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_order_messa_portfol_8ee3cf" ON "order_messages" ("portfolio_id", "at");
CREATE TABLE "overrides" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "terms_hash" VARCHAR(64) NOT NULL,
    "codes" JSONB NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "granted_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_by_id" VARCHAR(32),
    "granted_by_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE TABLE "sessions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "generation" INT NOT NULL,
    "agent" VARCHAR(200),
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "sign_in_codes" (
    "digest" VARCHAR(64) NOT NULL PRIMARY KEY,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) < 2 OR coalesce(sum(amount), 0) <> 0 FROM postings WHERE entry_id = NEW.id)
        OR EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id GROUP BY symbol HAVING sum(quantity) <> 0)
    THEN
        RAISE EXCEPTION 'the journal entry does not balance' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_late_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM journal_entries WHERE id = NEW.entry_id) THEN
        RAISE EXCEPTION 'the journal entry is closed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_entries_balance BEFORE INSERT ON journal_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();
CREATE TRIGGER postings_late BEFORE INSERT ON postings
    FOR EACH ROW EXECUTE FUNCTION refuse_late_posting();
CREATE TRIGGER journal_entries_update BEFORE UPDATE ON journal_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entries_delete BEFORE DELETE ON journal_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entries_truncate BEFORE TRUNCATE ON journal_entries
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_update BEFORE UPDATE ON postings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_delete BEFORE DELETE ON postings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_truncate BEFORE TRUNCATE ON postings
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_truncate BEFORE TRUNCATE ON audit_entries
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER executions_update BEFORE UPDATE ON executions
    FOR EACH ROW WHEN (to_jsonb(OLD) - '{busted,fee,realized}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{busted,fee,realized}'::text[])
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER executions_delete BEFORE DELETE ON executions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER executions_truncate BEFORE TRUNCATE ON executions
    EXECUTE FUNCTION refuse_change();
""",
    "sqlite": """
CREATE TABLE "audit_entries" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "chain" VARCHAR(32) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "latest_at" TIMESTAMP NOT NULL,
    "clock_back" INT NOT NULL,
    "actor_id" VARCHAR(32) NOT NULL,
    "actor_kind" VARCHAR(10) NOT NULL,
    "api_key_id" VARCHAR(32),
    "action" VARCHAR(40) NOT NULL,
    "object_type" VARCHAR(20),
    "object_id" VARCHAR(64),
    "summary" VARCHAR(500) NOT NULL,
    "reason" VARCHAR(500),
    "before" JSON,
    "after" JSON,
    "checks" JSON NOT NULL,
    "halt_epoch" BIGINT NOT NULL,
    "previous_hash" VARCHAR(64) NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_audit_entri_chain_7d8d27" UNIQUE ("chain", "sequence")
);
CREATE TABLE "audit_heads" (
    "chain" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "at" TIMESTAMP
);
CREATE TABLE "backtests" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" VARCHAR(40) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMP,
    "attempts" INT NOT NULL,
    "strategy" VARCHAR(100) NOT NULL,
    "rules" JSON,
    "vary" JSON,
    "symbols" JSON NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "opening_cash" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "scope" VARCHAR(64) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "trades" INT,
    "figures" JSON,
    "details" JSON,
    "equity" JSON NOT NULL
);
CREATE INDEX "idx_backtests_request_fec035" ON "backtests" ("requested_by_id");
CREATE INDEX "idx_backtests_state_47e71f" ON "backtests" ("state", "claimed_until");
CREATE INDEX "idx_backtests_request_f874a3" ON "backtests" ("requested_by_id", "scope");
CREATE TABLE "backtest_fills" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "place" INT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" VARCHAR(40) NOT NULL,
    "fee" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "backtest_id" VARCHAR(32) NOT NULL REFERENCES "backtests" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_backtest_fi_backtes_ceadc5" UNIQUE ("backtest_id", "place")
);
CREATE TABLE "broker_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" JSON NOT NULL,
    "received_at" TIMESTAMP NOT NULL,
    CONSTRAINT "uid_broker_mess_account_5effac" UNIQUE ("account", "cursor")
);
CREATE TABLE "company_figures" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "source" VARCHAR(20) NOT NULL,
    "told_at" TIMESTAMP NOT NULL,
    "seen_at" TIMESTAMP NOT NULL,
    "period_end" DATE,
    "earnings_yield" VARCHAR(40),
    "book_yield" VARCHAR(40),
    "return_on_equity" VARCHAR(40),
    "profit_margin" VARCHAR(40),
    "earnings_growth" VARCHAR(40)
);
CREATE INDEX "idx_company_fig_symbol_b7e33f" ON "company_figures" ("symbol", "told_at");
CREATE TABLE "early_amendments" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(200) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "client_order_id" VARCHAR(128) NOT NULL,
    "quantity" BIGINT,
    "price" VARCHAR(40),
    "fee" BIGINT,
    "live" INT NOT NULL,
    "broker_version" BIGINT,
    "at" TIMESTAMP NOT NULL
);
CREATE INDEX "idx_early_amend_account_387ea7" ON "early_amendments" ("account", "broker_execution_id");
CREATE TABLE "event_heads" (
    "chain" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "told" JSON NOT NULL
);
CREATE TABLE "evidence" (
    "hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "body" TEXT NOT NULL,
    "signature" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMP NOT NULL
);
CREATE TABLE "evidence_parts" (
    "hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "content" BLOB NOT NULL
);
CREATE TABLE "feeds" (
    "name" VARCHAR(20) NOT NULL PRIMARY KEY,
    "day" DATE,
    "index" INT NOT NULL,
    "at" TIMESTAMP,
    "phase" VARCHAR(16) NOT NULL,
    "speed" VARCHAR(40) NOT NULL,
    "paused" INT NOT NULL,
    "ended" INT NOT NULL,
    "seek_day" DATE,
    "beat_at" TIMESTAMP
);
CREATE TABLE "forecasts" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "source" VARCHAR(12) NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "horizon_days" INT NOT NULL,
    "made_on" DATE NOT NULL,
    "month" INT NOT NULL,
    "chance" INT NOT NULL,
    "base_rate" INT NOT NULL,
    "weight" INT NOT NULL,
    "up" INT,
    "brier" INT,
    "base_brier" INT,
    "loss" INT,
    "base_loss" INT,
    "edge" INT,
    CONSTRAINT "uid_forecasts_horizon_2b5e57" UNIQUE ("horizon_days", "source", "symbol", "made_on")
);
CREATE INDEX "idx_forecasts_up_63fdd4" ON "forecasts" ("up", "made_on");
CREATE INDEX "idx_forecasts_horizon_1ddc95" ON "forecasts" ("horizon_days", "source", "month");
CREATE TABLE "instruments" (
    "symbol" VARCHAR(20) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "tradable" INT NOT NULL
);
CREATE TABLE "market_states" (
    "day" DATE NOT NULL PRIMARY KEY,
    "at" TIMESTAMP NOT NULL,
    "regime" VARCHAR(20) NOT NULL,
    "volatility" VARCHAR(40) NOT NULL,
    "trend" VARCHAR(40) NOT NULL,
    "summary" VARCHAR(300) NOT NULL
);
CREATE TABLE "model_versions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "number" INT NOT NULL UNIQUE,
    "kind" VARCHAR(10) NOT NULL,
    "horizon_days" INT NOT NULL,
    "as_of" DATE NOT NULL,
    "trained_until" DATE NOT NULL,
    "tested_from" DATE NOT NULL,
    "tested_until" DATE NOT NULL,
    "seed" BIGINT NOT NULL,
    "data_hash" VARCHAR(64) NOT NULL,
    "code" VARCHAR(64) NOT NULL,
    "forecasts" INT NOT NULL,
    "loss" VARCHAR(40) NOT NULL,
    "base_loss" VARCHAR(40) NOT NULL,
    "champion_loss" VARCHAR(40),
    "champion_number" INT,
    "weights" JSON NOT NULL,
    "artifact" VARCHAR(64),
    "figures" JSON NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "promoted_at" TIMESTAMP,
    CONSTRAINT "uid_model_versi_horizon_74c422" UNIQUE ("horizon_days", "kind", "as_of")
);
CREATE TABLE "news_items" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "source" VARCHAR(20) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "headline" TEXT NOT NULL,
    "url" VARCHAR(1000) NOT NULL,
    "publisher" VARCHAR(200) NOT NULL,
    "published_at" TIMESTAMP NOT NULL,
    "received_at" TIMESTAMP NOT NULL,
    "symbols" JSON NOT NULL,
    "score" VARCHAR(40) NOT NULL,
    "confidence" VARCHAR(40) NOT NULL,
    "scorer" VARCHAR(60) NOT NULL,
    "words" BIGINT NOT NULL,
    "matter" BIGINT NOT NULL,
    CONSTRAINT "uid_news_items_source_edc596" UNIQUE ("source", "key")
);
CREATE INDEX "idx_news_items_publish_870eff" ON "news_items" ("published_at", "id");
CREATE TABLE "news_mentions" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "score" VARCHAR(40) NOT NULL,
    "confidence" VARCHAR(40) NOT NULL,
    "scorer" VARCHAR(60) NOT NULL,
    "published_at" TIMESTAMP NOT NULL,
    "item_id" VARCHAR(32) NOT NULL REFERENCES "news_items" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_news_mentio_symbol_71d89d" ON "news_mentions" ("symbol", "published_at");
CREATE INDEX "idx_news_mentio_item_id_be9843" ON "news_mentions" ("item_id");
CREATE TABLE "outbox" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "kind" VARCHAR(5) NOT NULL,
    "portfolio_id" VARCHAR(32),
    "sequence" BIGINT,
    "previous" VARCHAR(60),
    "topic" VARCHAR(40) NOT NULL,
    "queue" VARCHAR(20),
    "payload" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "due_at" TIMESTAMP NOT NULL,
    "done_at" TIMESTAMP
);
CREATE INDEX "idx_outbox_done_at_eb5822" ON "outbox" ("done_at", "due_at");
CREATE INDEX "idx_outbox_portfol_fff3f9" ON "outbox" ("portfolio_id", "topic", "sequence");
CREATE TABLE "portfolios" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "mode" VARCHAR(8) NOT NULL,
    "broker" VARCHAR(20) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "lot_method" VARCHAR(8) NOT NULL,
    "autonomy" VARCHAR(10) NOT NULL,
    "limits" JSON NOT NULL,
    "watchlist" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "archived_at" TIMESTAMP,
    "drill_of" VARCHAR(32),
    "sequence" BIGINT NOT NULL,
    "told" JSON NOT NULL,
    "broker_cursor" BIGINT NOT NULL,
    "split_at" TIMESTAMP,
    "cash" BIGINT NOT NULL,
    "reserved" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "dividends" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "flows" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "session_day" DATE,
    "open_equity" BIGINT NOT NULL,
    "open_units" BIGINT NOT NULL,
    "peak_equity" BIGINT NOT NULL,
    "peak_units" BIGINT NOT NULL,
    "left_equity" BIGINT NOT NULL,
    "left_units" BIGINT NOT NULL,
    "benchmark" VARCHAR(20),
    "rebalancing" JSON,
    CONSTRAINT "portfolios_reserved" CHECK (reserved >= 0)
);
CREATE TABLE "accounted_days" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "closes" VARCHAR(64) NOT NULL,
    "account" JSON NOT NULL,
    "held" JSON NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_accounted_d_portfol_ebac0d" UNIQUE ("portfolio_id", "day")
);
CREATE TABLE "alerts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "severity" VARCHAR(10) NOT NULL,
    "code" VARCHAR(32) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "message" VARCHAR(1000) NOT NULL,
    "order_id" VARCHAR(32),
    "symbol" VARCHAR(20),
    "check" JSON,
    "created_at" TIMESTAMP NOT NULL,
    "read_at" TIMESTAMP,
    "portfolio_id" VARCHAR(32) REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_alerts_portfol_1b848a" UNIQUE ("portfolio_id", "sequence")
);
CREATE TABLE "analyses" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" VARCHAR(40) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMP,
    "attempts" INT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "symbols" JSON NOT NULL,
    "as_of" DATE NOT NULL,
    "model" VARCHAR(100),
    "outlook" TEXT,
    "market_condition" VARCHAR(300),
    "prompt_hash" VARCHAR(64),
    "answers" JSON NOT NULL,
    "calls" JSON NOT NULL,
    "asked_at" TIMESTAMP,
    "reserved" VARCHAR(40) NOT NULL,
    "evidence" VARCHAR(64),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "cost" VARCHAR(40) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_analyses_portfol_b59d0f" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_analyses_request_b4fa70" ON "analyses" ("requested_by_id");
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
CREATE INDEX "idx_analyses_portfol_920f00" ON "analyses" ("portfolio_id", "asked_at");
CREATE TABLE "broker_credentials" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "key_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "set_at" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE TABLE "decisions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "outcome" VARCHAR(12) NOT NULL,
    "stopped_by" VARCHAR(64),
    "explanation" VARCHAR(1000) NOT NULL,
    "signal_id" VARCHAR(32),
    "recommendation_id" VARCHAR(32),
    "order_id" VARCHAR(32),
    "checks" JSON NOT NULL,
    "situation" JSON,
    "created_at" TIMESTAMP NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_decisions_portfol_610069" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_decisions_analysi_a3bdb4" UNIQUE ("analysis_id", "symbol")
);
CREATE INDEX "idx_decisions_symbol_6f5dd0" ON "decisions" ("symbol");
CREATE TABLE "equity_points" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "equity" BIGINT NOT NULL,
    "cash" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "left_nav" VARCHAR(40),
    "values" JSON NOT NULL,
    "sequence" BIGINT NOT NULL,
    "kept_at" TIMESTAMP,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_equity_poin_portfol_2e3d15" UNIQUE ("portfolio_id", "day")
);
CREATE TABLE "journal_entries" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "cause" VARCHAR(20) NOT NULL,
    "reference" VARCHAR(100) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_journal_ent_portfol_007a27" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_journal_ent_portfol_9787ae" UNIQUE ("portfolio_id", "cause", "reference")
);
CREATE TABLE "lots" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "opened_at" TIMESTAMP NOT NULL,
    "sequence" BIGINT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_lots_portfol_06be22" ON "lots" ("portfolio_id", "symbol", "opened_at", "sequence");
CREATE TABLE "optimizations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" VARCHAR(40) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMP,
    "attempts" INT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "method" VARCHAR(16) NOT NULL,
    "symbols" JSON NOT NULL,
    "constraints" JSON NOT NULL,
    "as_of" DATE NOT NULL,
    "trigger" VARCHAR(10) NOT NULL,
    "weights" JSON NOT NULL,
    "point" JSON,
    "free" JSON,
    "frontier" JSON NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_optimizatio_portfol_e6066b" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_optimizatio_request_638681" ON "optimizations" ("requested_by_id");
CREATE INDEX "idx_optimizatio_state_030b7f" ON "optimizations" ("state", "claimed_until");
CREATE TABLE "performances" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "period" VARCHAR(12) NOT NULL,
    "benchmark" VARCHAR(20) NOT NULL,
    "close_sequence" BIGINT NOT NULL,
    "figures" JSON NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_performance_portfol_1fc66b" UNIQUE ("portfolio_id", "period", "benchmark")
);
CREATE TABLE "positions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "symbol" VARCHAR(20) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "basis" BIGINT NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_positions_portfol_bc24fd" UNIQUE ("portfolio_id", "symbol"),
    CONSTRAINT "positions_basis" CHECK (basis >= 0 AND (quantity <> 0 OR basis = 0))
);
CREATE TABLE "postings" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "entry_id" VARCHAR(32) NOT NULL,
    "account" VARCHAR(20) NOT NULL,
    "symbol" VARCHAR(20),
    "amount" BIGINT,
    "quantity" BIGINT,
    CONSTRAINT "postings_leg" CHECK ((amount IS NULL) <> (quantity IS NULL)),
    CONSTRAINT "postings_symbol" CHECK (quantity IS NULL OR symbol IS NOT NULL),
    CONSTRAINT "postings_entry" FOREIGN KEY (entry_id) REFERENCES journal_entries (id)
        ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "idx_postings_entry_i_88247d" ON "postings" ("entry_id");
CREATE TABLE "quotes" (
    "symbol" VARCHAR(20) NOT NULL PRIMARY KEY,
    "bid" VARCHAR(40),
    "ask" VARCHAR(40),
    "price" VARCHAR(40) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "source" VARCHAR(100) NOT NULL,
    "previous_close" VARCHAR(40),
    "average_volume" VARCHAR(40),
    "volatility" VARCHAR(40),
    "day_move" VARCHAR(40)
);
CREATE TABLE "reconcile_breaks" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "differences" JSON NOT NULL,
    "found_at" TIMESTAMP NOT NULL,
    "cleared_at" TIMESTAMP,
    "cleared_by_id" VARCHAR(32),
    "note" VARCHAR(500),
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_reconcile_b_portfol_971277" ON "reconcile_breaks" ("portfolio_id", "cleared_at");
CREATE TABLE "reports" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "kind" VARCHAR(12) NOT NULL,
    "day" DATE NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "summary" VARCHAR(500) NOT NULL,
    "markdown" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "csv" TEXT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_reports_portfol_7ee528" UNIQUE ("portfolio_id", "kind", "day"),
    CONSTRAINT "uid_reports_portfol_cbde2d" UNIQUE ("portfolio_id", "sequence")
);
CREATE TABLE "risk_reports" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "as_of" TIMESTAMP NOT NULL,
    "book" VARCHAR(64) NOT NULL,
    "confidence" VARCHAR(40) NOT NULL,
    "horizon_days" INT NOT NULL,
    "method" VARCHAR(20) NOT NULL,
    "value_at_risk" BIGINT NOT NULL,
    "expected_shortfall" BIGINT NOT NULL,
    "components" JSON NOT NULL,
    "stress" JSON NOT NULL,
    "correlation" JSON NOT NULL,
    "backtest" JSON,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_risk_report_portfol_e78396" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_risk_report_portfol_f2bf32" ON "risk_reports" ("portfolio_id", "day");
CREATE TABLE "risk_scenarios" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "confidence" VARCHAR(40) NOT NULL,
    "returns" JSON NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_risk_scenar_portfol_0c9ac5" UNIQUE ("portfolio_id")
);
CREATE TABLE "sign_in_tallies" (
    "subject" VARCHAR(64) NOT NULL PRIMARY KEY,
    "tries" INT NOT NULL,
    "last_at" TIMESTAMP NOT NULL,
    "locked_until" TIMESTAMP
);
CREATE INDEX "idx_sign_in_tal_last_at_fcac13" ON "sign_in_tallies" ("last_at");
CREATE TABLE "signals" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "action" VARCHAR(4) NOT NULL,
    "confidence" VARCHAR(40) NOT NULL,
    "probability_up" VARCHAR(40) NOT NULL,
    "log_odds" VARCHAR(40) NOT NULL,
    "base_rate" VARCHAR(40) NOT NULL,
    "horizon_days" INT NOT NULL,
    "summary" VARCHAR(500) NOT NULL,
    "scores" JSON NOT NULL,
    "evidence" VARCHAR(64) NOT NULL,
    "as_of" DATE NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "realized_return" VARCHAR(40),
    "correct" INT,
    "brier" VARCHAR(40),
    "scored_at" TIMESTAMP,
    "analysis_id" VARCHAR(32) REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
CREATE INDEX "idx_signals_scored__332339" ON "signals" ("scored_at", "as_of");
CREATE TABLE "recommendations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "optimization_id" VARCHAR(32),
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "type" VARCHAR(16) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "limit_price" VARCHAR(40),
    "stop_loss" VARCHAR(40),
    "take_profit" VARCHAR(40),
    "risk_score" VARCHAR(40) NOT NULL,
    "expected_return" VARCHAR(40),
    "reasoning" VARCHAR(1000) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "order_id" VARCHAR(32),
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "signal_id" VARCHAR(32) NOT NULL REFERENCES "signals" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_recommendat_portfol_54684a" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_recommendat_optimiz_873868" ON "recommendations" ("optimization_id");
CREATE TABLE "splits" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "ratio" VARCHAR(40) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_splits_portfol_532c2c" ON "splits" ("portfolio_id", "symbol");
CREATE TABLE "stabilities" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "model" VARCHAR(100) NOT NULL,
    "times" INT NOT NULL,
    "usable" INT NOT NULL,
    "answers" JSON NOT NULL,
    "symbols" JSON NOT NULL,
    "failure" VARCHAR(300),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "reserved" VARCHAR(40) NOT NULL,
    "cost" VARCHAR(40) NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_stabilities_portfol_2a68bd" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_stabilities_portfol_3e045b" ON "stabilities" ("portfolio_id", "at");
CREATE TABLE "stops" (
    "target" VARCHAR(32) NOT NULL PRIMARY KEY,
    "scope" VARCHAR(10) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "reason" VARCHAR(20),
    "note" VARCHAR(500),
    "since" TIMESTAMP,
    "by_id" VARCHAR(32),
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8),
    "pending" INT NOT NULL,
    "lease" VARCHAR(32),
    "lease_until" TIMESTAMP,
    "portfolio_id" VARCHAR(32),
    "after_sequence" BIGINT NOT NULL,
    "looked_at" TIMESTAMP
);
CREATE TABLE "stop_receipts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "target" VARCHAR(32) NOT NULL,
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8) NOT NULL,
    "reason" VARCHAR(20) NOT NULL,
    "drill" INT NOT NULL,
    "engaged_at" TIMESTAMP NOT NULL,
    "halt_committed_ms" INT NOT NULL,
    "first_cancel_ms" INT,
    "all_confirmed_ms" INT,
    "orders_canceled" INT,
    "orders_still_open" INT,
    "orders_unknown" INT,
    "orders_denied" INT NOT NULL,
    "positions_closed" INT,
    "steps" JSON NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_stop_receip_portfol_fc31f6" UNIQUE ("portfolio_id", "target", "epoch")
);
CREATE INDEX "idx_stop_receip_target_e9985c" ON "stop_receipts" ("target");
CREATE TABLE "trials" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "user_id" VARCHAR(32) NOT NULL,
    "scope" VARCHAR(64) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "ratio" VARCHAR(40) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    CONSTRAINT "uid_trials_user_id_c6fe4a" UNIQUE ("user_id", "scope", "fingerprint")
);
CREATE TABLE "unbooked_events" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "why" VARCHAR(300) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    CONSTRAINT "uid_unbooked_ev_account_a48ea9" UNIQUE ("account", "cursor")
);
CREATE TABLE "users" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "email" VARCHAR(254) UNIQUE,
    "is_owner" INT NOT NULL,
    "is_system" INT NOT NULL,
    "password_hash" VARCHAR(200),
    "disabled_at" TIMESTAMP,
    "preferences" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL
);
CREATE TABLE "api_keys" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "digest" VARCHAR(64) NOT NULL UNIQUE,
    "permissions" JSON NOT NULL,
    "portfolio_ids" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP,
    "last_used_at" TIMESTAMP,
    "revoked_at" TIMESTAMP,
    "successor_id" VARCHAR(32),
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "idempotency_keys" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "operation" VARCHAR(40) NOT NULL,
    "key" VARCHAR(100) NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "result_id" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_idempotency_user_id_0f6729" UNIQUE ("user_id", "operation", "key")
);
CREATE TABLE "members" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "role" VARCHAR(16) NOT NULL,
    "since" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_members_portfol_dd5a96" UNIQUE ("portfolio_id", "user_id")
);
CREATE TABLE "orders" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "type" VARCHAR(16) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "limit_price" VARCHAR(40),
    "stop_price" VARCHAR(40),
    "trail_by" VARCHAR(40),
    "stop_loss" VARCHAR(40),
    "take_profit" VARCHAR(40),
    "time_in_force" VARCHAR(4) NOT NULL,
    "origin" VARCHAR(16) NOT NULL,
    "idempotency_key" VARCHAR(100) NOT NULL,
    "client_order_id" VARCHAR(128) NOT NULL,
    "broker_order_id" VARCHAR(64),
    "recommendation_id" VARCHAR(32),
    "strategy_id" VARCHAR(32),
    "parent_id" VARCHAR(32),
    "pair_id" VARCHAR(32),
    "exit_state" VARCHAR(10),
    "exits_due" BIGINT,
    "open" INT NOT NULL,
    "reducing" INT NOT NULL,
    "told_quantity" BIGINT,
    "taken_at" TIMESTAMP,
    "terms_at" TIMESTAMP,
    "restated_at" TIMESTAMP,
    "opening" BIGINT NOT NULL,
    "session_day" DATE,
    "reference_price" VARCHAR(40),
    "reserved" BIGINT NOT NULL,
    "filled" BIGINT NOT NULL,
    "filled_value" VARCHAR(40) NOT NULL,
    "sent_at" TIMESTAMP,
    "acked_at" TIMESTAMP,
    "ended" VARCHAR(10),
    "gone" INT NOT NULL,
    "misses" INT NOT NULL,
    "missing_since" TIMESTAMP,
    "next_lookup_at" TIMESTAMP,
    "not_received" INT NOT NULL,
    "broker_version" BIGINT,
    "terms_version" BIGINT,
    "cancel_pending" INT NOT NULL,
    "cancel_refusals" INT NOT NULL,
    "version" INT NOT NULL,
    "replace_pending" INT NOT NULL,
    "placed_quantity" BIGINT,
    "placed_limit_price" VARCHAR(40),
    "placed_stop_price" VARCHAR(40),
    "replace_quantity" BIGINT,
    "replace_limit_price" VARCHAR(40),
    "replace_stop_price" VARCHAR(40),
    "replace_trail_by" VARCHAR(40),
    "replace_time_in_force" VARCHAR(4),
    "replace_sent_at" TIMESTAMP,
    "replace_opening" BIGINT,
    "replace_reference_price" VARCHAR(40),
    "approval_pending" INT NOT NULL,
    "approval_expires_at" TIMESTAMP,
    "approval_price" VARCHAR(40),
    "approval_hash" VARCHAR(64),
    "decided_by_id" VARCHAR(32),
    "override_id" VARCHAR(32),
    "rejection" VARCHAR(300),
    "denial" VARCHAR(32),
    "checks" JSON NOT NULL,
    "largest_quantity" BIGINT NOT NULL,
    "halt_epoch" BIGINT NOT NULL,
    "claim" VARCHAR(32),
    "claim_epoch" BIGINT,
    "claimed_until" TIMESTAMP,
    "attempts" INT NOT NULL,
    "placed_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    "requested_by_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_orders_portfol_0e6777" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "uid_orders_portfol_edb4c6" UNIQUE ("portfolio_id", "client_order_id"),
    CONSTRAINT "orders_quantity" CHECK (quantity > 0),
    CONSTRAINT "orders_filled" CHECK (filled >= 0),
    CONSTRAINT "orders_reserved" CHECK (reserved >= 0)
);
CREATE INDEX "idx_orders_recomme_8501f0" ON "orders" ("recommendation_id");
CREATE INDEX "idx_orders_parent__8c2f6b" ON "orders" ("parent_id");
CREATE INDEX "idx_orders_portfol_10929c" ON "orders" ("portfolio_id", "open");
CREATE INDEX "idx_orders_open_977220" ON "orders" ("open", "claimed_until");
CREATE INDEX "idx_orders_portfol_17a5b0" ON "orders" ("portfolio_id", "session_day", "side", "stop_loss", "reference_price", "open", "denial", "opening", "filled", "quantity");
CREATE INDEX "idx_orders_portfol_31a3a2" ON "orders" ("portfolio_id", "symbol", "exit_state");
CREATE INDEX "idx_orders_portfol_cc72d5" ON "orders" ("portfolio_id", "symbol", "exits_due");
CREATE INDEX "idx_orders_portfol_d21c74" ON "orders" ("portfolio_id", "exits_due");
CREATE INDEX "idx_orders_portfol_4559d6" ON "orders" ("portfolio_id", "strategy_id", "placed_at");
CREATE INDEX "idx_orders_portfol_0874a2" ON "orders" ("portfolio_id", "symbol", "placed_at");
CREATE INDEX "idx_orders_symbol_99d4df" ON "orders" ("symbol", "portfolio_id");
CREATE INDEX "idx_orders_approva_3831f0" ON "orders" ("approval_pending", "approval_expires_at");
CREATE TABLE "executions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(200) NOT NULL,
    "version" INT NOT NULL,
    "broker_version" BIGINT,
    "place" BIGINT NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" VARCHAR(40) NOT NULL,
    "fee" BIGINT NOT NULL,
    "said_fee" BIGINT,
    "realized" BIGINT NOT NULL,
    "busted" INT NOT NULL,
    "executed_at" TIMESTAMP NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_executions_account_81cea9" UNIQUE ("account", "broker_execution_id", "version"),
    CONSTRAINT "uid_executions_portfol_645d75" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "executions_quantity" CHECK (quantity > 0)
);
CREATE INDEX "idx_executions_order_i_584a28" ON "executions" ("order_id");
CREATE INDEX "idx_executions_portfol_4ad18a" ON "executions" ("portfolio_id", "symbol", "executed_at");
CREATE TABLE "order_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "at" TIMESTAMP NOT NULL,
    "denied" INT NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_order_messa_portfol_8ee3cf" ON "order_messages" ("portfolio_id", "at");
CREATE TABLE "overrides" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "terms_hash" VARCHAR(64) NOT NULL,
    "codes" JSON NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "granted_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "used_by_id" VARCHAR(32),
    "granted_by_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT
);
CREATE TABLE "sessions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "generation" INT NOT NULL,
    "agent" VARCHAR(200),
    "created_at" TIMESTAMP NOT NULL,
    "last_seen_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "revoked_at" TIMESTAMP,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "sign_in_codes" (
    "digest" VARCHAR(64) NOT NULL PRIMARY KEY,
    "expires_at" TIMESTAMP NOT NULL,
    "used_at" TIMESTAMP,
    "user_id" VARCHAR(32) NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "aerich" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSON NOT NULL
);
CREATE TRIGGER journal_entries_balance BEFORE INSERT ON journal_entries
BEGIN
    SELECT RAISE(ABORT, 'the journal entry does not balance')
    WHERE (SELECT count(*) < 2 OR coalesce(sum(amount), 0) <> 0 FROM postings WHERE entry_id = NEW.id)
        OR EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id GROUP BY symbol HAVING sum(quantity) <> 0);
END;
CREATE TRIGGER postings_late BEFORE INSERT ON postings
BEGIN
    SELECT RAISE(ABORT, 'the journal entry is closed')
    WHERE EXISTS (SELECT 1 FROM journal_entries WHERE id = NEW.entry_id);
END;
CREATE TRIGGER journal_entries_update BEFORE UPDATE ON journal_entries
BEGIN
    SELECT RAISE(ABORT, 'journal_entries only grows');
END;
CREATE TRIGGER journal_entries_delete BEFORE DELETE ON journal_entries
BEGIN
    SELECT RAISE(ABORT, 'journal_entries only grows');
END;
CREATE TRIGGER postings_update BEFORE UPDATE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings only grows');
END;
CREATE TRIGGER postings_delete BEFORE DELETE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings only grows');
END;
CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit_entries only grows');
END;
CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit_entries only grows');
END;
CREATE TRIGGER executions_update BEFORE UPDATE ON executions
WHEN (OLD.id, OLD.portfolio_id, OLD.order_id, OLD.sequence, OLD.account, OLD.broker_execution_id, OLD.version,
    OLD.broker_version, OLD.place, OLD.symbol, OLD.side, OLD.quantity, OLD.price, OLD.said_fee, OLD.executed_at)
    IS NOT (NEW.id, NEW.portfolio_id, NEW.order_id, NEW.sequence, NEW.account, NEW.broker_execution_id, NEW.version,
    NEW.broker_version, NEW.place, NEW.symbol, NEW.side, NEW.quantity, NEW.price, NEW.said_fee, NEW.executed_at)
BEGIN
    SELECT RAISE(ABORT, 'executions only grows');
END;
CREATE TRIGGER executions_delete BEFORE DELETE ON executions
BEGIN
    SELECT RAISE(ABORT, 'executions only grows');
END;
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(_: BaseDBAsyncClient) -> str:
    return ""  # a ledger only goes forward; the way back is a backup


# The models as they are after this migration; the next one is made from the difference.
MODELS_STATE = (
    "eJztXWtz2ziW/Sspfeqt8nZFfrVnamqq7MTp8XQcZxJntne7ulgUBdloUwQbJJ24d/u/L0"
    "jxAZIARVCkCEL3w25nJBxKPoAu7vv+78x38Togrvv9peOQyAvR8q39Mvvrq/+defYasX9I"
    "Vhy9mtm+z78fvxTaCzcB2dlaa2m/BMnqRRBS2wnZuyvbDRB7aYkCh2I/xMRjr3qR68YvEo"
    "ctxN5D8VLk4d8jZIXkAYWPiLI3fvll5hMaroiLSfxw9iGzX39l/8DeEn1DQbwk/p/+k7XC"
    "yF2W/iC8jCHJ61b44ievvXm06btkZfy0heUQN1p7xWr/JXwkXr6cfcP41QfkIWqzv5L7o+"
    "LvnLKQvbT5/uyFkEYo/5LL4oUlWtmRG3IkLKzitZllfbi7tz5f31vWTIE2h3gx5dgLg+Tv"
    "X9vfLBd5D+Ej+58nx39uPqfgYbMq/sB/X35684/LT9+dHP9H/IGE7dtmWz+k7xwnb/2ZPM"
    "IO7c1DEtYLmpebU1Lm+S1jS8xzurxCNHs6CvEafR//owvl2QsF58Xp2wPpDSS/vby/Tigs"
    "KHNcEqBA5XQWiH5O6Mh0lc/o+WmLM3p+Kj2j8VtlglOxVGf4n5/vPogZ5iDVs4md8NX/vX"
    "JxEE6Q6gZqYzLiJ6+D4HeXp/S728ufq2y/eX93lZBDgvCBJk9JHnBVof4xJbct79l6IH0H"
    "0vNL0lK79Ko4A4VLPxdgrGSsnoT3X0lBKRP/jlCEH7yf0EtC/w37mrbnIAHTufL1kX/axI"
    "j/Mzte2auF5kPtr7mGVjt1jIclclGYMPHp+vP9p5s397OE84XtPH216dIqkR+/Q45J5ZV8"
    "bf2t9fG6+ort2Q8JRfHfEn/zQv91EQ1nYtU4eWubThwvGl4XDhBbEJ8mUIj1UojzjamRfY"
    "UfbrxQTDePqpCOvSnegez7sv/851+Oj09Ofjh+fXJ+cXb6ww9nF68v2NrkG9ff+qFhb65u"
    "frz5cF/elviF8k0YoGdEcSgwSeKTfu1F65oormxDgTfwNpy/bnH656+lpz9+q2LLkKXgpL"
    "cjO8MaSHRfYqYgOsShK2FaLFFygIH0Hr9uc5DZKinByXtlhtcoCJhSoMIxBzGQ5fnrVjTH"
    "yxokRp1oQpeIKpoqPKYT1anKoSfT/YuL4GW9IK4KwwXCPH6P24mLBmlRu/cekfOk4ujIAT"
    "t5OjRjed+ODoeimBvLFvj23qY+ZAn9JWST+zn+xwRFd8NW3N/cMqv68vZjaT9ix3T8znHy"
    "6kvl1e/OK3uUP+TVf93c/+NV/D9f/c/dh+vqtuXr7v9nFn8nOwqJ5ZGvlr3kOclezl4qbT"
    "Pbqy57zMF62ODp/NQmt7+j+is129eDcVdqxrsp3krPdl8CvDkkdYdl9u7RFp9lsg6N6LX8"
    "hf1609iv49pMQi+tyAuxO2PrKs+wg6fNRf4ruDrHdXXSeDeDWK1avCiKcgF0KAt6+jvAmX"
    "XZj6STczMDG+mr6Nuz6VMS6zyCPI23yMFr25XoKBysqoVucN+n+KE4n72e7V8HfXv95ub2"
    "8v138+OjjWbJ9E28uSQz9k9rFLMDqeZvywHmaX6nbQ7wqfwA19ktRGwXU6qMBYNZa4NqhT"
    "0cPHba6QoUDGet99nGbkSVRCYHMU9onrUKUJw1xCfO6uGJxP5QoTgHmEdw/xps2bpTFFY1"
    "MIgrncWVHYZo7YcCFVqaB8ND9pcH83qoH9MmCeZ4fvrD6cXJ+Wme+5K/0pTyIkpvgdyi8X"
    "KLkgCp4DDLg34cBBKcd4j72YFFVuLLQiJGMsBBF5qsyRIp5QDkAPM0mXnbXJamVJZaJksU"
    "uoQI8gDu0TeJMOYgJpDcpK5c/3zfLAlybeX93Ycfs+VV8VA50jZ9QmEctlni5LuqnG4B1o"
    "Q9qKjsrQ76ScNBP6kfdJ8SppVZj3bwqMJ4BWYe2QPUrnnBV0SVtAwOsn8tY/a3VeQ5MYuv"
    "FhF2Q+wF38ef9/cRnNDD5BzZrprSlwNgMwZQBJ86eTl5HPgMdPYZsEch+owEweTGsBsPg7"
    "Abf/vUA0PoGS/FXgT5Tc5j4Brffo2nmk9InpCn4v+q4cAJVvXDOIwhF8XfQp1eIRYorlMc"
    "iK7YJgGcQUD4NgtfqNU/xORX3YjfW/Yr1yiISYCAfU1RRtVVin330yfk2hLfTE782/RJBv"
    "FeDjSwg8i+1M48fU6eMz3drB1Job3ATNxiYYqeIlHps15MOlED5537mMnKmTjrfPPe0Zac"
    "cx9bT2iIrnHQEEOrLPHkvwpEZ+sN1HAGCUL5FK3wNzW3fIYwkePzNhRXXVwcw+dVgpf4AY"
    "nsITnBBcI4eTGAqwTRNQ4S1VDFzV6BgbO9d2c7r/yrbU0VCJvTf1gKSuEPIRyCvvmYPa7D"
    "NpeREPTSeZddOwitKOj0c65iYad13mmKnkm3EHYZCbus8y4HkeOgICCqXa6qOPMirf0XlD"
    "DRp0ozBzHQAB48jBLT10sE5Uv6oInR3TZ4wh0z3bqGREscXnshlXlwi/ePtnhx45UWYkvx"
    "MO1DnEfGcBJchYbHevp38x1qXS+ZAUD4tmn5ATVfs9FqvjpkmoJXRX/93GW0M6u5i7HNAW"
    "GTtd5kxyXOkxWrTALRSYiLbE9WZc4DK7u8IGSwLLb8lf3u7NXd3fvSpl7dVCuxvtxeXX/6"
    "bl7JchPISydUNnp5DGgELTSCDWFP7K9TpzlDGUh0/y3A0hQV1fNcQoELp9WBVizlLBAGHu"
    "T+W4GRxW/ICTckKbBcgZl3lPvvC59SpjjcgAeZx3L/KSNBtF7bVDLlR+ZazyEGioxBGmFR"
    "ZAdqYrlAmHeKB6F4gVZE1M9NnltTIGCQxA51xKtQFMNoqLHPAMD6DjlL8QwUtVr6HAEpZL"
    "1vx6PthhbyiSPo6dHkWy7jjKme3LNr2afoGZMo6NBUpQI0UJ/pX2VUZRnI3UJuLUFg1GD2"
    "P5BdDv4K3j5qE8p+ZCtHrEkaO5h6UJHrKYVWzbr8QBoP2UJsvKD1dAycSYQztblj43rqOP"
    "ItvmLzd7fcsIt03fD3a/M4KcHwocAhPoKJUmPfyDBRCiZKaXIvw0SpCXZXgolSMFEKtE2Y"
    "KAX73HafYaIUTJSatgYLE6UOR1zBRKm+J0qF8V/+oJZKxWGMNPwGaNJFIxcpZT7kAEg46Z"
    "7h8CxMEpST/izOEATOFTiHMWmjUb/CNAitpS048/JRaSXQQY9LSzrpKLLHYw6aPOIjjz3N"
    "coSR3VvipX0hagxWgeO4OMfhMQ2WV+yZiFLkOUoqGY8xUCU7aWMzyk3Gmpc4CfapaLwZwE"
    "Bu+88/WLEPR9SnqXnV2q9UhgHVLahmH7UU2RVSa7gAdLKFNdNt+7aGV/ghomp2GgcBq6G7"
    "6rpEoY3VrAYOAsx3Zx79HqWTD9oSXyCgKKOX7VBI8+JKx9JkKvam28OwkCyH6x12J6xk73"
    "sMRom1xty4jNc2+XGbLU1W99xNLf+ENEHKtaGhmnZJcJtdaa/T5etNavTVm04HLbyMjARu"
    "fMZKRnyOMNC07L+TRYCX3fNCU6yBRLcx4eUWfM2A/z2yvVCof/8rfUd8mHncwXtMfYpFF+"
    "aWrFosvDSNZi/Pqb1QyKldIQG3DQ79dP0h8So8lRTZLv4DCXTmBvJ40MEzWLFW2l70VSPH"
    "vEto8BbvC66iq0x7hzbvfHnYxGiXuRWOKq3eK0dOs3bvV5Q8IfqGoiViSgPjbyZ2VdSWHW"
    "3xVyQAy6kgYJinub4JWTvMe/RN4p3YsRWmphJBaENf/3zf7A/OTej3dx9+zJZXncTV9u/s"
    "5yWQw3LCCwQQ3onwLo3BCxT4jbT2G1Un2re9Mao4I35be9Yqcw57USs/8k+b1KXdVqusnj"
    "kt1cpbFAR24rOXqpTZknbq5HqzepD4l+04JNqERZyIBoRC8EszBZPbobZccxADpXL/SWPp"
    "ya8x3NT0qsCYFGTcc9erBVkqJdpk66EoYof8JoochJ879iwoQUGz106zV8icGlYXekPWvu"
    "0x5XWTDSpUhiprtmhDzma1xSWYDt0yKw+Qh8RNDj30wxq7QyVkOQyc5UAiKoodNxCcI4Dg"
    "FgRnokTx6uVgcO1qd+2W/aXI6+QwzWGwwVpvsI8oJksLicbNyQtjy6gdS2OnU6IhqIxFNo"
    "0LXAPrJSNKIU2pDt45K2RCZHZJV1oQ8tSJ6jIQaG6mmaIwop7FKJIVEDWSLYID5c2U+5Ss"
    "cGitbfogmhGwrYloGQtkN5OdC94HSr6GgpYG7cR2gQbC64Rr476JdyHYECBw3OTvHjW7bJ"
    "bpukFCV6XgaT6D4te4nzn7u9yXACcfm9r/ENbSzJEzoVEjxsVddPSijXfYBxh6G4UOWXeu"
    "FuLgBrrU5m1ky1wuW+aClv3E95M5B0pHuoQyr7Fs/3Fy9M132dWqOpu8AjPxSL9u2yKzsU"
    "emoOTwgWkyiol5JZB5x7r/fskUMWm7Rt4yOaLKU1YEYGB9O+uELhFVnQvPYYDjFp3AYb6w"
    "Tpk3AQ4jye3Z0AuWB0Ffpx2GbVNkdxvVUkZCdE7r6Fzm+1G8WiowA5XU/q8XKB2B0pHxie"
    "+5eEQkS3rh+JJ7mKEUV4SoZuU51zZ1Xy5jW439XzgTRjYqa46a4xsoXm3Z2fJ95KRytR1p"
    "eRB7z4ky4xMSVKFcZ2xpMbQbUnTuFeiWwA2k/riVV/K4wSl5LJjdBsVS4wTtnrAo4bBdRC"
    "nDGnjI5+dtPO9Vi5Tzu5/X5+dhdplbXRyUAqiJlB9ftArhXTTE8C60bPw3HReZhn3/pkPe"
    "pNr+TYdW4Zl08bMoyYcQF9memLkMUqFuQYhpTf7u7t6X/KpXN9WGPF9ur66ZLK2cUkEp9U"
    "arfUY0EAYYmtSzOtagWSh71tKgu7YxUQVtknGvk4qAjwRLvVbcgqMtLqtkqeUTPIi/qpKW"
    "Gw8ChMxbvTxUigMdYZYjCHWDhHqbSU8NSn2PxVkT2lnxWE7VwaYw0DRljn3vUBBTbPZz5K"
    "CDp89Fq9Dy7GdFRwcPOyCjPPN1HF8cpUn1bZwdz7Ybqc19LBB6ZA7GH2tO5uCEqqVeD6Un"
    "jxN1QX6X9sccrAclcDrSZnI6IOSwQQ7b+MT3nMM2mqPqGXnhP5Bd9usI3j7a4qSKF1qPbO"
    "WIAzScR1vUVaIh+JsBwCml7JQCBWcsBSduLKei52frQcvvRcvXJ8jwjJfJb0kiutN3t0pu"
    "bt0oYvtR6JaSS+1HsVdq+kK7r8RLudAWt++WD+KRtO+epq7cZAQNMoYnLusOI6rWm5UHGU"
    "H74LMAoErQVLNfu6v2o01lAX1+Rcsr1/LZ4hHtJbh493bxso8PkajI5Ap7NpWF3wpQNbHu"
    "JUQTLksT2j6pyp3LIsbu1c2Hy0//Lb6DrwQq+tV/319faqWiZyUrEqGRv71NYmQLhx4pJS"
    "m1yRINf4179Una+NUK35KcehEk70y2+RgEgxrAoaONiBopCRWKEKEIURPqBylClKa5SyXL"
    "rsntnUieDytVjuenP5xenJyf5sIkf6VJhkDxgK5y23dt1Rszh0D8w5xeuKOK61bSWmWiFF"
    "527oSbYQ0kuo1GIldIavqIFuWzujE+rfrZCbE3qQLabsHm1zNNDmVg46Wlyh0POqBkZyGB"
    "FNku/gMJ7LMGAnnQoZ/ARRSEIvoai7gL0B7LuPNXJlvHzTsx6xdRYwCyAoUIpHYRyNH7X+"
    "u2odChdOJkQ3b3uB1KN1GxPgi+y55kKLm87NQsbf4dQpKM+eSdo+ZoLtPyx0yTT/6rIFqz"
    "9cbFVPvynGnWuWE6xp+gcUPyJRWiRPn6/XnT/3MqQaIRm2BM5wxOzgzxH+1ASX7ngP3pxL"
    "M37+8+Xw/lDRm6nWjgI5HzpNGpnGNGcj3NR3A95T7lY5UR0HYUKLumChC4plRcU+yvU6U6"
    "xwDTCkwHCD1ZitoejzlklW+B7C4NGzgYKCy6KSzaZGDHfhXHDiRVG/m7R1ss9nTdIOnXj4"
    "TiP2IHh/2ymX9OIrrx/BR5K2t7iaw4AbuWZR35pffjbGv5A9fEYzqTWqp1Uy6T0NcqML3S"
    "X5e+foE9JjI1ZGDn+9Q6sSlHGOjvHmDsNGSODZs5VpU8LZ04VZhJhQS9eXMyEa+gYXKQg+"
    "4Gu7n22p/HfD0cRMFBdB5tYZmQfJjQoySUBXzGryzsAFk0/R22pLSEAVYFrH5F+OFRYFRK"
    "KS0AwKeAz42d0ZLLzWKDykp6LNzBovB/Q7FOuh7IlEhOZUZLIKBV0K6ZBCrae7YcqJScUE"
    "U+SxggVRDWWD6o6ErZcqByQ6U2vtmbJVr7JESe8/ITepkJPbSVNUfNflpcrLae0Msg7too"
    "2NwcxI/PTVpByz4MxuZo1tCitEGtE7Z5kIE+v9M2Pr9Tuc+vHtB/QoKop5zgdLmB1M5b9U"
    "2YN/RNmNf7JqzY5yPqU6zWHKQCM5Dt/huEUBSw76tYd1ACGUhz/xUe0K9RSv3Uo/4lf1Gg"
    "XCzFQeCXpF6+kymmOxeWfAmMrivhjplmZSXx5tBojWRTQ7n3j7YYQvnKEQtNxg+3a2TvDF"
    "9sMm5dj1aydpAWZk5EaexZUOGYxxjI80mbK01+o1UZZp+zTP7uGsONKcs8bI9Zy5ksmVTS"
    "sjbOv3+SiHq2e+2FVOL6K63Yct/9tllrsQuPYjT8mOyi7W2tva0T1yrE/6BohaiwNy54Bq"
    "HVrQ6yfJxWtzCa20R7Pxd7rVWjDGCgXtR/Zm1xmShQXAIZSPMgHnfoQAMdaMYnvq0zS/P5"
    "ou+JxJUVv7FFp3fJHpxX0tkUxGcHJos1lKdcgOo+ouo+uk9RK4ncv6JROvcqWnoJCMq61s"
    "o6GMAjGsDQ+FvR4ynqcOuQQCChGtoDZ4CDZw7sG7BvxifeEPvm1qZPKPwc2skXEtg5/IKj"
    "ZntnnSy1gnjtiFH7UXoW6mXUtKkulpso4OA2Umem6AGrJVgUCAPvyv4tz2fi2iF2hZpxY+"
    "+9MvCQFLxOHfhCijzV9oY5Btjdwm4QrdlFrpQkxEEMFBQnrYI0Jw1BmpNNkEab1JVbtF4k"
    "OpVI39u8t03VS1YNn6aSpARD9oleLmxKRBlu7cbrZVgD5cQAfXyx0MXZrIvnIFDHtVbHwY"
    "21x5otKOYBT6EhnsLqse6FX6iYGksVJ+zb/DudZC5WyPkV29TyeG02GH0vvX6f8MastgOL"
    "rEBT10xTZ+r4Qqm3VAHoJz6uQ1Pk3tr2ZGe9i92TYQ1UJebtclgbUlihC+8eZyolgrpGqj"
    "w+lgMOugNvAkRLK/JCLMjek9NXAx42jSge0WytKFkrkViGAYVdDmIFd9AkBsIBWc25g6jl"
    "rIgJkDVO3mCipj7agaCTuVz3L4EM1J76bwPlMCNQheFsPZDbgtzSIJ2WemkJY5L8GLhhb2"
    "NAX9JfFuL51RPb0MG3keCmLr7Ack3oPtprn32HLkzXsDuzrVnT38HIVvZvCZDQVVk2e0Jw"
    "jv/5+e6DmFkOUj2+2Alf/d8rFweDXXWzv60iz4lZe7WIsBtiL/g+/ti/z/Z/omOKSjHoTJ"
    "347vby56qm8eb93VU1uBw/4KrqtaEhXsVufAW9jsd00u10O+RDq3b4IaJI6dBzEDj0vR/6"
    "ICs66OJwz8EGmjX9e9yhp22XUz+9nCNK1qTbPlegMLFYt33WJrv4A/oa3IRoPROmM+TvHj"
    "WnMnhsncUsgfUgaQzF3FnR4ItfZn60YFf3Y37c8RI6Z4ydzADThQeuX4JBGEN2331E9tLF"
    "nuAA36NvsowGDmMEz02X7PXP980mRH7Hvr/78GO2vGpXVPJ+qVKrnXS5EVTXOs21bDXX2G"
    "uu3mwuvSgFTriGFHYeZCDZg8iPqkqipLxXsGCmaae+lyu1HYSfO+10BQobrfVGb1q7Kbkc"
    "OYgeLsf488xxOTqEiirumsJ3OQaCpNvidsRb4aW4b1tzhLQEBJ638JycSCWNrEAYqI6dt9"
    "HGzuXK2HmN4K+ELgVSuyl/MIeYlAC05wTCtR2GonPdxHuBAeKViFfwJ3MFR7HXNp7aFdef"
    "iX4hKf7dT5+QKxtTW/IV324eNsGtkhUn/jm8+z0jTeqB51jd6oTPtrN/P3zN7c61OuYt1l"
    "/jGTVxLEDRCd8kF4RueIFMSD3q+nrh9yiJoat1S42jf988GCZgmEyfZzBMBjZMwEl8ML7D"
    "WB9SbGnDQQz8NQ3e0ganaStlujt0W+FzYCZGeduOK9xR06zjyh37m9f4D1tuIJVWHDVbSI"
    "Rbu8+pnXXTKct3dVybCees0BeylsZulhhvWVJ5vXhRFNcC6FBie/o7AGnjI6SN+5TEKo1q"
    "wRsPG8dmmr0eIWLZzWQK2UWmZDFlAPNqfk7bHOBT+QGus1uI2C6pFmUs2Eta20sr7HW1jC"
    "tQqH3Qep9t7EYiX6lcZHIQ84TmWatkxLOGZMSzejJiYmSoUJwDzCO4fw22bMIpCqsaGMSV"
    "zuIqTk9Y+0r9ZHjI/pIaXg/1Y+q5dwGMBh0zQwcx6jo3SS3QJlrf/Y+HmFj28Dg3wiB5wv"
    "zHK9BfgcEW7NISBRrZdmtkix8e1GLwHGR/cnn26fpfX5h2NZSfbmjXqAktlIwq7fBJqsi1"
    "3Y4csNNmTMd0GoT1FUUCTbyho1K6HjjfhXPCbH+RjG/ivcCA8BlA+MCwL5hENTbxbZN3NJ"
    "9Zf0eXsumlm7eOtuTsxIv2mawTly+U3nJcjLzQSr6IlfUWKjcg4pcTH3mbpyT/Oqol+dQ+"
    "IEBBPALKSofbB3jT4jsIiZ93maVohWj8BS2f4s2hzx6/RB7eBN/jV+K/O/npuO6mB/7vkc"
    "0+N3wRfXCe1o++4dDapFNsWxZYy0i0qum9eONC9JAnxri2wxWLSD6ssop7I1+fvMFODyXP"
    "tmuxv36Z/vn5a+ibj5moT54C2VUj94QCZ+9sNGcvFP0MXfSDZZMcWiSyYWOnOrTp/Ctv/F"
    "vr+5tQ05HlDGsgy/3HK3K1oUb2v9J3xFKDxx1SiVUqhSujMvCa6VW5xqaQdVlBHuKQgQul"
    "xEumK3fhuQwEmptpjh/tWguBUGgkmYcBxS1Ocoe5JCUckLzlHNtPsSFNVliUXtp4lMtIIH"
    "oL0XiNLOxZKyLtBtxCb6s+xEAFrmc1mVD8gL2uhBdoA5nuX1VmxtvaJyHynBdLsS2zAGoi"
    "5W3b2TZ1s63n3ZbdsgqsC6Amsn580Yb14ws56/F7lQF1lDwx0rqwLoCal1/e/6QjihyyXi"
    "NvmZQtK1elCsADsT591zWvhZcCFu3L+cpxDuOOd/9M+zaNZbFipJ0HwXFuQTJWldYcBI7x"
    "doa5AGpHpbv8BPM47z9rs4g41yhv9lGXgAdkwgt91FkaQSUiS4iLbE/MXwapULcgxDSn/t"
    "3d+/jJeXrZ1U11jsmX26trdm4rHpE6zRQtIydPzmhNNQ/bI935K5PlOyTs6V2DWDXwoQuJ"
    "2O3pdSjG53FQ2qpzaWuI6DrossMcDnZY5x1mjwo7zo2tQGGfdd7nUhZo+zuPgx1QmyfhbV"
    "dJyG1bs1iB7Vi5OJ1fiKBwUZCurBBkFaAPSAHLAq3HF0fz49aRViZAEH1GAh/PLfGQ5DfP"
    "gw79R19kzKtIzQIF/MVMWM+2K3LINP7eq9ADopL/sZ+1TxKKvd/qahwHAxVOZxXOdp466e"
    "k8DnZY5x1GjMLOrXdyMEQJtkcJHohojHej0zWDgMNVweG6xgEzgOpMy4e95QDoiyYik32e"
    "xf6f0HpqvAVqYLgKdL4KPPQttFxCniK/w5VfR8Nua73bJLSyud+K11IVCteTwvWUZh8+Ix"
    "qkk0LalyDXsZ1uLM1+VePUIW/iRZ22oQaFXei6C05sV5Q6JijIoToYJJGCJErpo2gVBbao"
    "I6j0ByBAgupcpVcqWqS07ipROtE5nwidFCV9WDqKCgEaZIWCrEh74HTNYxLADyiQJgxTpJ"
    "R0r8wXP+CAaO1UCJqy1rlOX4gH0ptJz6RvV/Ehwh8Q50L5kXHSXYBInnBAxO50mDuLEPED"
    "gPZ2tHds/SGCA+UtKe+jeYL0YebFDnvuoZDLi27JFgI4eOZ19sxnG9Yxf1YAPyBB16gr7Z"
    "oNKn3KARHcLStU1BtXwX0jgoP/RsF/I+pDrHiPSB4Bd4nOd0nxw+kg8OrgA5RzShpzztij"
    "HTyKNeUtVGdA87Ti/jvSxMdviZbMmlPsKVEDmsd2/50lyDOilNGmyHUFBkxvZ5qi31Ay10"
    "aF5xLIQJZbtW47aWjddlJv3VZMrGgvOTKEgRT3P5L6ETlParMucwTMkyrpmH3Mk3Jt+oCC"
    "sHMYRoQ/oBIpoWvh0XZDC/nEEah7TTlkZZwx2TP7Th+LJxqpyO8cAOK7hfiOyepyuCtASI"
    "/c6XznE7tqe9DssKmBwVWjtasmDNHaFw3/lf7OeIgxV0hvGYPF3DbFH04J2MOPphPL8Ktp"
    "9auJ/GXHXkJlJGyz1tsMo3D36n9if2YQdvGsCqBAOUwf3lmI9TV9WHbMe+H5S4CmeLbbUi"
    "z4bSvPeOabJiMnir+qaMLUVQp+99Mn5NoSr3bO+3X2KIPIL4deklEVaxQE9gPana9k3vXt"
    "5mkmURYfu4EHiGes/bVkZ0h43TpOPN/SZHWvY8V/zfcn+dsqw61hCvW+tCr5FOoOGThgqe"
    "hvqcQRQuWOCgUIstoUstq6TH8yfNjWADNbwPQGO3B04ge0AxOJ0AvBd9mTDCWXl53Kpt/A"
    "2nkULsi3mVgv37y3TSMvVg2riS+Jh1Kv8zJK/sWW/FI7uSHxsZPcgLHdHZ88UNlHVtmf2J"
    "8pJnp7/VuGNfAaPGvB+5mU9jOtFA7NAtyDz5fMZEuN56b8Dh4FyR1dkzt8ip4xiQTuvIYz"
    "zmHMO9/nbXJ8z+Upvuf1ue/ZJdqW4BxgoJw+bUPvqZzeer0L+yNFTfbl9OYA8w7vcRt2j+"
    "XsHtd71dgvLrEFd6A8f5qD7D+BehwP4SCp0g5FHdNKykhw1urtrI1Qhy0uULC9em9vYWkr"
    "7W8Bg5RZ3fa35i0dzeOUFjbOxD6n7N2jLV6ndN3wIWBwHo3rPNp0jVYtDC+jDDRK+i8Ld8"
    "hSNP+joegwA4DKvIPKzPTeQLVkOUMYeK7PWhUsnzUULJ/VC5YfqO11M0vKSNBbtdNrSkO5"
    "Ojfp6b03D2zzgLUrQZcU+zLKPD9a/0GOTPYpU10DGnhPQcLQ5MiGhKFxE4YKsdALy4aXjd"
    "SEqGaZQx8RXRG6TnZJ6MrhFxw1e3P8YukADp1KEj/7MEwSRhfIcx7XNn3apAiB02fPd5/c"
    "6VPsUZecoQJt4F04b0P+XE7+vKZ4FD8DhaNdAu2P5tlsLyT3H5R2XBLEzcS75A3VsfvrWm"
    "Fc+tAKP0RUzdHJQcDVuYOrEywcsHDGJ75nC2c0/TvfArH2XapbbdK9s4UQSjVdq07+q0B0"
    "tt5AeTtvFWaaN4SZ5vUw05osO8/5ybB7VKU/Xn68/rQfffqiBdkXUqovahZLMtBbyVzJEQ"
    "Ye5gGslYjGo1oEjrqGHqEcxkCST9pIZ7lwrjLsktBas4uyu5ej/IQ9yo13N+/uJik24qii"
    "R9aSU72dcR6/R77vrj5ff/r39X4on7e7FxuuxdpJj+dkKtnbBUKPbubxxxrTzfyrHTqPGY"
    "Ntd6QE0mNTjGoxD3UTXbZicpkrNnUe8XOnfa5AIcFe531eUuy6FlmpqM88BrKTtC3B7iQe"
    "zZoeERJXqbgyW6+H3mCUMrdxa1jM9A6IwB/S9EuoQeHn0O3nEPgu7jJgmsfBda7zde4Ii4"
    "9uiYckE58ccd3RwU15YnuA6LOorWMDeTwICLRd/IcygQXo0AlcIVGqRwN5GeDQiVviZ7xE"
    "3lKNvRLq0ClkOMSEmUAxaGCQBx06gSuXfFX89WaIQ6eOfW2Rz715UGUOOnT2AhQEOM73sQ"
    "WxolirlzkXSrAmpd4ohT5W0qstpn3kWej3SDguteEHXMEd+kFM6Oj0Wy4jD51HH9lPXY5j"
    "BQc0Mjo6Hccy8tB5dNEq7HIcKzigkdHR6TiWkYfO40gFQJopOEPn1FG0sF3bc+LvUONZHj"
    "2pwHYKomjG+D6iJbWSCHm+PhendxwSJdW3TJXffXDYZfa4txvDYJoZGM2z1mwX0bAHquLH"
    "TPYkb6HIs92XoIdBdJfJg3Bg6lnKQpMULRG7xNn325myq+SRb4onmspdrLwEvYyHfJs+yV"
    "SmNnq05ZMYtfswzeRpH8k0S3HbEQajR1tz9RuJKJPSFpM2FPcg8v+5ed41e5yxKoRLevgd"
    "vifG/v7WaL1AdHeKbpPnmMoSYY9d4z/sfgTVHfc0YxmLx5P1NB7ZaI5glLQSZVmL7t3Z4p"
    "qCm8gU3/5qZ7IqbbeM5IsEuB/x/jF9kqlMUeSQ9Rp5y56uw0+l55nMmudgF1kLiuynfmhL"
    "HngVP89c2uJeIn2wFT/HWJZw8GT1RhV72AHQFTjIsykm/RD2OXuaqZwF+MHrw2n6OXmOsS"
    "zF9Rc9kBQ/xliOQnuB2d/Xhwvrc/osY/1XQUh8JtkdxJ7fB13E/7R5mEmEDd0ULdXnJT3R"
    "Cm2/uSVaal8kC4fsRRy8rBfEhfbDo9QSyxulpduiQHWBMLD1Uf+5ML+n2Vl1ipvztnjcwW"
    "dt2WkKQOv0wRxx6NRBI1poRDs+8TId6WhqjWiDcPNnilWuMM1c3KJxxcugBa3pmlWcD6E6"
    "TorHDCVxp895LXtVhWIOYuCd1r/+uncDQbN816H5tdfiE9yg3BaQnbVbzchW1W61MK4myK"
    "FCqcCwGtW/IpIodwJ9avPWFm3q93jRiLrU+O4TjXSqvoSjXKdaiNSp9JcqcQQIlSmTf+Rv"
    "r9/c3F6+/25+cbTpJBX87uKNBZXtwWn9FgoEFXGNxKYIILaZWJ9iUePGRmpzzDjOqwmx26"
    "G5LDQP1r8LXUAiKvrVNNyqOcJAo26QCS4+Rc+YRIGVjNxTllBVMNwDWyTVM/vjH5D1HHOo"
    "SncdfIB0H58q0M2YssM8BUOB6jLwAGlmp/ovrWle2i/WmjyrnmceBhTXKdbGPK8kQQvt9H"
    "qidJPBXknT7t9yr6adZF3QIfFEr/DIlJraD0n7KI28+cpBxRCVADqQm3/6p18nP+HY53zo"
    "MBXuPpAywxpI9GkLnk+lNJ9WWU6o6chyhjWQ5fl5G/u86lHhzPNzc7IGNYoOJsP1rC4e2A"
    "ryMG2U9tZ2Ug7gCmuWGmku4YDkZpJD+wmxI0lWWOT0bqK5ggSim4lO6/AIVZUaZeAhid+c"
    "52MFntE3Hzlx50GKwoh6imQL0Id4sFUIp8gOiCdsyim3Q0ogE3W3122jK43hFcGdmPa+72"
    "SRZGAjCW9Ft8LY5U3HGkU3BocxL02xfwcGjO3tIqYnF3lntypmj+uwzWUkbLPW2wxVYfv0"
    "/Sa9JRSZLoGAZii+21lw9VV8Vz/avTBsXAeWKr2lX7RmhY2Vrl3SOH+5s9e2OD/fWCxZP2"
    "SKfiXuzwSGTTda568Q6h831L/EqxWicdhe4CCWjwOpwPY/U30cZXKQ6ekrEnldjDceBzq9"
    "1jo9J/EUN7mMhAHtU9jlhWppeQ0IXq/tpptHZD5cMcnZevO4PWvlJT9rcJKfCWoQwA0B9v"
    "HoxBvSnCZtjiux3bLGuc02W9Kqt39TrWKbPbGNTvbLfpmxPwoytvURGEcNZhxkbI+YsZ39"
    "ZrpEkzOsgdfkvM2pn8tP/bym8qUT7ev2k7SUaZvRNEGSmzJPmBVUzUzDoaukJucAA0/kcS"
    "tF+bhBUT4WJJNE67VNBQezIYBUQAxkeRBzJB7xvCRfBZlo9+ib5HrjMUbw3OQsuf75vtkz"
    "mftK3t99+DFbXnVXlkl/DNeCAJKc8Gw9kN2BbCd4VuE6XQ5Ud6EaEqYOwR8LLixwYY1PvC"
    "kurGLGk9iNVZoB1ejK4kZPDe7PknqsKusSfxd4scCLpYHEGMeLBc4VZeeKHVhkpapC5iDQ"
    "HrXWHheECPpuyqV+tt5AbfG8TauCc3mvgvNaswL2cSu8FMv6xtLCMvAQ6zj/olBV+Ego/i"
    "NWJO0XQXqf9Eatwky6VY/npz+cXpycn+aXaf5K0x1avy/XTOUkneM+BdpAedF/C5ln22V6"
    "vh1asfFQ57yhIX8NeUgyQ9h6I6/ODh5jC8h2BT7eBkLF8INn1SFrn5HmhUp51GXU/tOoZ3"
    "9bRZ4Tc/NqEWE3xF7wffx5f5/tn9ZBkqvZZwuHxsq3pEDAdvS+HQ6hlJs62/5nUoLBxvS+"
    "MbGbMESBICAi3xUes9OWaJZdu2/uIU4BcYrxiTcoTvHZQZ5NMdkcFWGoolhy1CJaEZRWDx"
    "avgKxaveIR4BJXdomDY28vjr1NYzUlu4aD6KE/xx9rjP4MOhzocOMTb4gO9xkFgXSmRfbm"
    "Fr0t2CyDWd6mK2kpOUKPkjTCVQbtL741H4r0noNb7JepOLo7A5hXXj1I1QikIHdR3SaXRO"
    "LaQWgFCHkdNrqKha3WequhPedBbDNFz+Spk+AuI6GVj867HAXKXas5CBjx6kZ8TF8v9vuX"
    "9EETo7ut6c4dM92sdrZRN94bskQzseFevH+0xXZnKy3sMTKWaEQDfokfhBFxuQwoEMYZ8n"
    "3lAMsNeVCgDuVq7aI9cTBQnTTfX1CdQHUC1UlZdbq3XfelSXfaLGipPIVsMR5TfQqixW/I"
    "UdKfOAgoUMoKFPs2oi7e0iBIvn5/8Y/XQ1Hdc/wj8b12dNnuUwvd53E2SUlxiRO74iIvxI"
    "Lqly2bXMGCOqrbTtd0pTHvdduVX+mbVLZttzn7m/q/xdv3yUimpma216Z6HTplQKcMHQTV"
    "OJ0ygpf1ggiujQa9NkcMZd+Od9j7L/a1HXE2T7vK6gJtoC+hjQ0hNyGgDUN/2dpK0519Sh"
    "b2ArOFL1bkK3JdBwPfW/h2yYNFlkuBMdzINA8DjrdwvLADZFFbNISlkeQSDljewjJ0cBnO"
    "yQOdu/fRuTsxH9U6MOQImCu4Q0kSepapdvLzzWMMPOD9NzJraAEoSZRv0/5vgkQrlolC+r"
    "upzlfIiT64bWY/SRf/wX6UmxpjRYNAgN7ZLJhOQKWTVZD0QxKF1q8IcZHtyZw2OapC8IIQ"
    "s1i9urt7X/r1XN1U50J8ub26/vTdvMJ53UpYUCxKr2m2cTMMHOTmg1yKLancDyUgRGB1vh"
    "1sz3ZfAhwoJgVWYObVlfY/EhmaUEATivGJ77kJhUiU9MLxJfewacmRtgxXRKhy0iuv4Ttk"
    "vUbeMumZIGqoepU+4d1Pn+SdOrmhx/zzDDrkfw6cUMT+Fc7E+UTJW0db0oniRcPnBFeTiz"
    "bpD5A1BFlDOvx2IWtIA4Ws/7ShpJ+Pqu8pwxxiIPr49Cgdv93GVFe30cF3OwHrHGxGsBnH"
    "J75nm3G0fP8wTdSbiVX0/O1tanq6cJD6vY4TMpk0BwUeFHgdpMU4CjwoQEYqQGvCbhAV6Z"
    "UDDFR55q0yAOcNGYDzegZgfMiV6pKz9SYJq96yVqMg+UPb01kAoM67JtO94CuiStmpHESP"
    "PvpGzaHa+LzU0oULiB4bYtRgg5WN3YgqJRFzEAOj9q1uyJOGG/KkfkP6lKz9kFlpT0g01E"
    "Mq2ms4kPCiuZwuir+FOr1CLFBcpZhJD0SfkcAFsCXvs4CN436fvR5BSndM+BQ1otxSoiue"
    "zAjUVlXA0dLTtDNVID9t2mRDrOEw89OmSvGuCWpDR3OIP5MEcoi/PYZD/BG7L4Y2ZSAVKV"
    "sgIDKjHplxiC8xkre3rMnBBl5s83YO5QZ/cq1mJBQ2nWhJdQYGqltQTZEddO/EVKDNcwP1"
    "n77mEdmpFovrbL153A7ThgKLu1w1V5lhSYcrqDDTKYS7eFE0KHOAeT+e/q125BPnsc5uU8"
    "ZJDjHGWbrnXBMXPcuSErbfuznYvNN90eJwX0jP9kXNIYW8Zfzh9cPdVEfPobrV0Xc64Pkr"
    "k62kZ4wGSipODjDvIPcvphOyOnY0L0NB2dFZ2RnVia7Zvg79m7JXIaJWt6zbOhaUoY7KEO"
    "k4cbUEBKmmm1SrRavGdPR/Qg5iWzCT+vuzBUfb3f4W3awdvnij8NlvTK5qDQcUbIwbFhg/"
    "ClOXUdPne2q+CeNKYUZ0T2i3AUP6J0aNv3TL+7q9/PDl8v1sL2z3H4RZUuwKDnajOyjHgD"
    "NIwRnE9jBWx7q0hi0hobpOO72+NL/AdkMr7vWEw7hr81ppiIEIa9Kt3VsG9grTgFEV3wKu"
    "GscCZCeGNTONe68Tc10rmXlE16qnWAQFiusUE7pENEiPoqiYQMqwAAkESwkOQqauWMRHAr"
    "1yG8VlLJAsJTnyntiN2IFhDgj0SuldIg93EREFzhhffG/UMs0PJ809LcclgRK7IiicXkEL"
    "wBD5aqXNGUCPwmajKs2hGAmKkcYn3pDGZ/cUy+acb946ao6ahfGiQcJlUYBoyhlXo+E9IO"
    "rTmG6ImOkVMeP2qy3XHASEcYugWUOtkkQNMbg+qf+RgLx0USC5AgOqW1AtafksJ1nW79kE"
    "ek/bRMNO5dEwQdcJmNJoaoxGm9yrL94iydK7fkaeJPuqvGSLJhmliy0Urx5EpbQdh0Sbb+"
    "JENCAUlEjNlEhuh9pyzUEMvBv6v3rTk19juCn1qsCYFMXdc+7VgiwFI+vv0TcJ6dl6I051"
    "07V7/fN9s5Mwv3Xf3334MVte9RyWyf76KOBaLkTS5UZQvYe2h9BRG/TJ3vXJIFHTRGpksJ"
    "nJ26g9Bmlr33Ga9oB6uBf1MPmvAtHZegPl+iAN39HaFhWhygnOAb0UJWp0lo/P2ijebJU8"
    "R/mspnrjwCJfPdFQ8sY8ZR4GqcoKqcqMuOAlCNFanfACB4wrMO7bQfCVMGXg0Q4E5T0Nwf"
    "kq0Lwq5+NWEvu4QWIf1yX2EidDIrq4eitQKLPVTTUvN5pHK0TjgnSlPKQKTI9sJKPGLECo"
    "xdjfn4JpzLlGfGw9oZfdJ61f+vgn9DLdba9PWC+pZku09knIJNNLP3TdFA80mLY1Wi8Q3Z"
    "2t2+Q5prK0SRrfmaS7+DHGcvSMKGW/wh5oSp9kKlMB4yjOkd+ZqM+bBxnLE37wLOyxVX2c"
    "qs/saTfeG2LWuRrWhX6JKHYeZ0InevreUbMb3S5WaeNHl0alhW50QUQ6NUv19aL3Uq0i95"
    "oz+ZzJnbbuGA5ioO/8+OyslXP3rMG5e1aLifq+CsPpcgPZHSQywT4xRKLEILnvg4Ps3+8x"
    "jlndm4dj1Kjwn/8Phd1ohA=="
)
