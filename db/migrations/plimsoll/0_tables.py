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
CREATE INDEX "idx_analyses_prompt__db6eec" ON "analyses" ("prompt_hash", "asked_at");
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
CREATE INDEX "idx_analyses_prompt__db6eec" ON "analyses" ("prompt_hash", "asked_at");
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
    "eJztfWtz2ziW9l9J6VO/Vd6u+NqerampshN3T6bjOJM48/ZuVxeLoiAbY4pgg6QT927/9w"
    "XvIAlQBEWKIHQ+7HZGwkPJD6CDcz//s/BdvAmI635/5Tgk8kK0emu/LP7z1f8sPHuD2D8k"
    "K45eLWzf59+PXwrtpZuA7HyttbJfgmT1Mgip7YTs3bXtBoi9tEKBQ7EfYuKxV73IdeMXic"
    "MWYu+hfCny8O8RskLygMJHRNkbv/668AkN18TFJH44+5DFb7+xf2Bvhb6hIF4S/0//yVpj"
    "5K4qfxBexZDkdSt88ZPX3jza9MdkZfy0peUQN9p45Wr/JXwkXrGcfcP41QfkIWqzv5L7o+"
    "LvnLGQv5R+f/ZCSCNUfMlV+cIKre3IDTkSllb52sKyPtzdW59v7i1roUCbQ7yYcuyFQfL3"
    "b+xvlou8h/CR/c/Tkz/Tzyl5SFfFH/ivq09v/n716bvTk/8XfyBh+5Zu64fsnZPkrT+TR9"
    "ihnT4kYb2keZWekirPbxlbYp6z5TWi2dNRiDfo+/gffSjPXyg5L0/fHkhvIfnt1f1NQmFJ"
    "meOSAAUqp7NEDHNCJ6arekYvzjqc0Ysz6RmN36oSnImlJsP/+Hz3QcwwB6mfTeyEr/73lY"
    "uDcIZUt1AbkxE/eRMEv7s8pd/dXv1SZ/vN+7vrhBwShA80eUrygOsa9Y8ZuV15z9cD6TuQ"
    "XlySltqlV8cZKFyGuQBjJWP9JLz/KgpKlfgfCUX4wfsZvST0v2Nf0/YcJGC6UL4+8k+bGf"
    "F/5scrf7XUfKj9tdDQGqeO8bBCLgoTJj7dfL7/9O7N/SLhfGk7T19turIq5MfvkBNSe6VY"
    "23xrc7Kpv2J79kNCUfy3xN+81H9dRMOFWDVO3tqmE8eLxteFA8QWxKcJFGK9FOJiYxpkX+"
    "OHd14opptH1UjH3hzvQPZ92X/+4y8nJ6enP5y8Pr24PD/74Yfzy9eXbG3yjZtv/dCyN9fv"
    "fnr34b66LfEL1ZswQM+I4lBgksQn/caLNg1RXNuGEm/gbXj8usPpP34tPf3xWzVbhqwEJ7"
    "0b2TnWQKKHEjMl0SEOXQnTYolSAAyk9+R1l4PMVkkJTt6rMrxBQcCUAhWOOYiBLB+/7kRz"
    "vKxFYjSJJnSFqKKpwmN6UZ2pHHoyPby4CF42S+KqMFwizOP3pJu4aJEWjXvvETlPKo6OAr"
    "CTp0Mzlvft6HAoirmxbIFv723mQ5bQX0G2uZ/jf8xQdLdsxf27W2ZVX91+rOxH7JiO3zlJ"
    "Xn2pvfrdRW2Pioe8+v/v7v/+Kv6fr/777sNNfduKdff/vYi/kx2FxPLIV8te8ZzkL+cvVb"
    "aZ7VWfPeZgA2zwfH5qs9vfSf2Vmu3rwbgrNePdFG+lZ7svAU4PSdNhmb97tMVnmaxDE3ot"
    "f2W/3iz267g2k9ArK/JC7C7Yutoz7OApvcjTtyjZ+KH1aAeP1TfBDzqtH5TGWx3EOtfyRV"
    "HOC6Bjmdfz3wHO5st/Qb08nznYSEfG0G5PJnVihUiQxPEWOXhjuxIFhoPVVdQU932GH4vz"
    "xevF/hXUtzdv3t1evf/u+OQoVTuZMorTGzRn/6xBMTuQas64AmCeWnjW5QCfyQ9wk91SxP"
    "axs6pYsKa1trbW2MPBY6+drkHBqtZ6n23sRlRJZHIQ84TmeafoxXlL8OK8GbtIjBMViguA"
    "eQQPr8FWTT9FYdUAg7jSWVzZYYiY5S5QoaVJMjxkf0kyr8f6MaUZMifHZz+cXZ5enBWJMc"
    "UrbfkwotwXSDyaLvEoiZ4KDrM8IshBIPt5h6CgHVhkLb4sJGIkBxx0FcqGrJBSgkABME+T"
    "Oe6a6NKW59JIc4lClxBBksA9+iYRxhzEBJLb1JWbX+7bJUGhrby/+/BTvrwuHmpH2qZPKI"
    "xjOiucfFeV0y3AmrAHNZW900E/bTnop82DXgvBdI7mVmHmkT1CYZsXfEVUScvgIPvXMhZ/"
    "XUeeE7P4ahlhN8Re8H38eX+bwAk9TkKS7aopfQUANmMERfCpl5eTx4HPQGefAXsUos9IEE"
    "xuDbvxMAi78bdPMzCEnvFK7EWQ3+Q8Bq7x7dd4pvmE5Al5Kv6vBg6cYHU/jMMYclH8LdTp"
    "FWKB4ibFgeiKbRPAOQSEb7vwhUL+Q8yM1Y34vaXGcl2EmAQI2NcUZVRdZ9gff/6EXFvimy"
    "mIf5s9ySDeq4EGdhDZl9qZp8/Jc+anm3UjKbSXmIlbLEzRUyQqe9aLSSdq5KR0HzNZuRCn"
    "pKfvHW1JSPex9YTGaCkH3TK0yhJP/qtAdL7eQA1nlCCUT9Eaf1Nzy+cIEzm+6EJx3cXFMX"
    "xRJ3iFH5DIHpITXCKMkxcjuEoQ3eAgUQ1V3Ow1GDjbB3e288q/2tbUgbA5w4eloE7+EMIh"
    "6JuP2eN6bHMVCUEvnXfZtYPQioJeP+c6FnZa552m6Jn0C2FXkbDLOu9yEDkOCgKi2gKrjj"
    "Mv0jp8QQkTfao0cxADDeDRwygxfYNEUL5kD5oZ3V2DJ9wx062lSLTC4Y0XUpkHt3z/aIsX"
    "N15pIbYUj9NbxHlkDCfBVeiGrKd/t9ihzvWSOQCEb5eWH1DztZis5qtHpil4VfTXz11GO7"
    "Oa+xjbHBA2WetNdlziPFmxyiQQnYS4yPZkVeY8sLbLS0JGy2IrXtnvzl7f3b2vbOr1u3ol"
    "1pfb65tP3x3XstwE8tIJlY1eHgMaQQeNICXsif116jTnKAOJHr4FWJaionqeKyhw4XQ60I"
    "qlnCXCwIM8fCswsvw3csKUJAWWazDzjvLwTeMzyhQnH/Ag81gePmUkiDYbm0pGAMlc6wXE"
    "QJExSiMsiuxATSyXCPNO8SgUL9GaiPq5yXNrSgRMmdihjngdimIYLTX2OQBY3yFnKR6Qol"
    "ZLXyAghWzw7Xi03dBCPnEEPT3afMtVnDHVk3t2LfsUPWMSBT2aqtSABuozw6uMqiwDuVvI"
    "bSQITBrM/juyq8FfwdtHXULZj2zlhDVJUwdTDypyPafQqlmXH0jjMVuITRe0no+BM4twpj"
    "Z3bFxPHUe+xVds8e6WG3aZrRv/fm2fNSUYPhQ4xEcwUWrqGxkmSsFEKU3uZZgoNcPuSjBR"
    "CiZKgbYJE6Vgn7vuM0yUgolS89ZgYaLU4YgrmCg19ESpMP7LH9RSqTiMkYbfCE26aOQipc"
    "yHAgAJJ/0zHJ6FSYJy0p/FGYLAuQLnMCZtMurXmAahtbIFZ14+Kq0COuhxaUknHUX2eMxB"
    "k0d85LGnWY4wsntLvKwvRIPBOnAaF+c0PGbB8po9E1GKPEdJJeMxBqpkp11sRrnJ2PASJ8"
    "E+FY03BxjI7fD5B2v24Yj6NDOvOvuVqjCgugPV7KNWIrtCag2XgF62sGa67dDW8Bo/RFTN"
    "TuMgYDX0V11XKLSxmtXAQYD5/syj36Ns8kFX4ksEFGUMsh0KaV5c6ViWTMXedAcYFpLncP"
    "2I3Rkr2fseg1FhrTU3Lue1S35cuqXJ6oG7qRWfkCVIuTY0VNMuCS7dle46XbHepEZfg+l0"
    "0MLLyEhg6jNWMuILhIGm5fCdLAK86p8XmmENJLqLCS+34BsG/O+R7YVC/fuf2Tviw8zjDt"
    "5j6lMsujC3ZNVi4aVpNHtFTu2lQk7tGgm4bXHoZ+sPiVfhqaTIdvEfSKAzt5DHgw6ewZq1"
    "0vWirxs55l1Co7d4X3IVXVXae7R558vDZka7zK1wVGv1XjtymrV7v6bkCdE3FK0QUxoYfw"
    "uxq6Kx7GiLvyIBWE4NAcM8zfVNyNph3qNvEu/Ejq0wNZUIQhv65pf7dn9wYUK/v/vwU768"
    "7iSut39nPy+BHJYTXiKA8F6E92kMXqLAb6S136g+0b7rjVHHGfHb2rNWWXA4iFr5kX/arC"
    "7trlpl/cxpqVbeoiCwE5+9VKXMl3RTJzfp6lHiX7bjkCgNizgRDQiF4JdmCia3Q1255iAG"
    "SuXhk8ayk99guK3pVYkxKci4565XS7JSSrTJ10NRxA75TRQ5CD/37FlQgYJmr51mr5A5Na"
    "4u9IZsfNtjymuaDSpUhmprtmhDTrra4hJMx26ZVQTIQ+Imhx76YU3doRKyHEbOciARFcWO"
    "WwguEEBwB4JzUaJ49XIwuHa1u3ar/lLk9XKYFjDYYK032EcUk5WFROPm5IWxVdSOpbHzKd"
    "EQVMYim8YFroH1khOlkKbUBO+cFTIjMvukKy0JeepFdRUINLfTTFEYUc9iFMkKiFrJFsGB"
    "8nbKfUrWOLQ2Nn0QzQjY1kS0igWy28kuBO8DJV9DQUuDbmK7RAPhTcK1cd/EuxCkBAgcN8"
    "W7R+0um1W2bpTQVSV4Wsyg+C3uZ87+LvclwMnHZvY/hLU0c+TMaNSIcXEXHb1o0x32EYbe"
    "RqFDNr2rhTi4gS614y6y5VguW44FLfuJ7ydzDpSOdAVlXmPZ4ePk6JvvsqtVdTZ5DWbikX"
    "7dtUVma49MQcnhA9NkFBPzKiDzjvXw/ZIpYtJ2g7xVckSVp6wIwMD6dtYJXSGqOheewwDH"
    "HTqBw3xhnTJvAhxGktuzpRcsD4K+TjsM26bI7jeqpYqE6JzW0bnc96N4tdRgBiqpw18vUD"
    "oCpSPTEz9w8YhIlgzC8RX3MEMprglRzcpzbmzqvlzFthr7v3AhjGzU1hy1xzdQvNqy8+X7"
    "yEnlajuy8iD2nhPlxickqEK5ztTSYmw3pOjcK9AtgRtI/Uknr+RJi1PyRDC7DYqlpgnaPW"
    "FRwmG3iFKONfCQH1908bzXLVLO737RnJ+H2WVu9XFQCqAmUn5y2SmEd9kSw7vUsvHffFxk"
    "Gvb9mw95s2r7Nx9ahWfSxc+iJB9CXGR7YuZySI26JSGmNfm7u3tf8atev6s35Plye33DZG"
    "ntlApKqVOt9hnRQBhgaFPPmliDZqHsWUuD7trGRBW0Sca9SSoCPhIs9VpxC462uKySpZZP"
    "8Cj+qlpabjwIEDJv9fJQKQ50hFmOINQNEupdJj21KPUDFmfNaGfFYzlVB5vCQNOMOfa9Q0"
    "FMsd3PUYAOnj4XrUPLs58VHR087ICM8tzXcXJ5lCXVd3F2PNtupDb3sUTokTkYf6w5mYMz"
    "qpZ6PZaePE3UBfl92h9zsAGUwPlIm9npgJDDBjls0xM/cA7bZI6qZ+SFf0d21a8jePtoi5"
    "MqXmg9spUTDtBwHm1RV4mW4G8OAKeUslMKFJypFJy4sZyKnp+vBy1/EC1fnyDDM14lvyWJ"
    "6M7e3Sq5uXWTiO1HoVtKLrUfxV6p+QvtoRIv5UJb3L5bPohH0r57nrpymxE0yhieuKw7jK"
    "hab1YeZATto88CgCpBU81+7a7ajzaVBfT5FR2vXMtniye0l+Di3dvFyz4+RKIik2vs2VQW"
    "fitB9cS6lxDNuCxNaPtkKnchixi71+8+XH36L/EdfC1Q0a//6/7mSisVPS9ZkQiN4u1tEi"
    "NfOPZIKUmpTZ5o+Fvcq0/Sxq9R+Jbk1IsgRWey9GMQDGoAh442ImqiJFQoQoQiRE2oH6UI"
    "UZrmLpUsuya39yL5eFypcnJ89sPZ5enFWSFMilfaZAgUD+gqt33XVr0xCwjEP8zphTupuO"
    "4krVUmSuFV7064OdZAortoJHKFpKGPaFE+qxvj86qfnRF7syqg7Rdsfr3Q5FAGNl5Zqtzx"
    "oANKdhYSSJHt4j+QwD5rIZAHHfoJXEZBKKKvtYi7BO2xjLt4ZbZ13LwTs3kRtQYga1CIQG"
    "oXgZy8/7VuGwodSmdONmR3T9uhNI2KDUHwXf4kQ8nlZadmafM/IiTJmE/eOWqP5jItf8o0"
    "+eS/CqI1X29cTHUoz5lmnRvmY/wJGjckX1IhSlSs3583/T/mEiSasAnGfM7g7MwQ/9EOlO"
    "R3AdifTrx48/7u881Y3pCx24kGPhI5T1qdygVmItfT8QSup8KnfKIyAtqOAmXXVAkC15SK"
    "a4r9dapUFxhgWoHpAKEnS1Hb4zGHrPItkd2nYQMHA4VFN4VFmwzs2K/i2IGkaqN492iLxZ"
    "6tGyX9+pFQ/Efs4LBf0vnnJKKp56fMW9nYK2TFCdiNLOvIr7wfZ1vLH7ghHtOZ1FKt23KZ"
    "hL5WgemV/br09QvsMZGpJQO72KfOiU0FwkB/9whjpyFzbNzMsbrk6ejEqcNMKiQYzJuTi3"
    "gFDZODHHQ32PTa634ei/VwEAUH0Xm0hWVC8mFCj5JQFvAZv7K0A2TR7HfYkdIKBlgVsPoV"
    "4YdHgVEppbQEAJ8CPlM7oyOX6WKDykoGLNzBovB/S7FOth7IlEhOZUYrIKBV0K6ZBCrae7"
    "4cqJScUEU+KxggVRDWWD2o6Er5cqAypVIb3+y7Fdr4JESe8/IzelkIPbS1NUftflpcrrae"
    "0Mso7tooSG8O4sfnJqugZR8GY3M0a2hR2aDOCds8yECf31kXn9+Z3OfXDOg/IUHUU05wtt"
    "xAao879U04bumbcNzsm7Bmn4+oT7Fac5AazEC2h28QQlHAvq9i3UEFZCDNw1d4QL9GKfVz"
    "j/pX/EWBcrEUB4Ffknr5Tq6Y7lxY8iUwuq6EO2aalZXEm0OjDZJNDeXeP9piCBUrJyw0mT"
    "7crpG9M36xybR1PVrJ2lFamDkRpbFnQYVjHmMgz6ddrjT5jVZnmH3OKvm7Gwy3pizzsD1m"
    "LeeyZFZJy9o4//5BIurZ7o0XUonrr7Jiy33373StxS48itH4Y7LLtreN9rZOXKsQ/4OiNa"
    "LC3rjgGYRWtzrI8mla3cJobhPt/ULsdVaNcoCBetHwmbXlZaJAcQVkIM2jeNyhAw10oJme"
    "+K7OLM3ni74nEldW/MYWnd4le3BeSWdTEJ8dmDzWUJ1yAar7hKr75D5FrSTy8IpG5dyraO"
    "kVICjrWivrYABPaABD429Fj6eow61DAoGEamkPnAMOnjmwb8C+mZ54Q+ybW5s+ofBzaCdf"
    "SGDn8AuO2u2dTbLUCuK1E0btJ+lZqJdR06W6WG6igIPbSJ2ZogeslmBRIgy8K4e3PJ+Ja4"
    "fYFWrGrb33qsBDUvB6deALKfJU2xsWGGB3C7tBtGEXuVKSEAcxUFCcdgrSnLYEaU7TII02"
    "qSu3aLNMdCqRvpe+t03VS1aNn6aSpARD9oleLmxKRBlu3cbr5VgD5cQIfXyx0MXZrosXIF"
    "DHtVbHwY21x5otKOYBT6EhnsL6sR6EX6iYmkoVJ+zb/CubZC5WyPkV29TyeG0+GH0vvX6f"
    "cGpW24FF1qCpa6apM3V8qdRbqgQMEx/XoSnyYG178rPex+7JsQaqEsfdclhbUlihC+8eZy"
    "olgrpBqjw+VgAOugNvAkQrK/JCLMjek9PXAB42jSge0WytKdkokViFAYV9DmINd9AkBsIB"
    "We25g6jjrIgZkDVN3mCipj7agaCTuVz3r4AM1J6GbwPlMCNQheF8PZDbgdzKIJ2OemkFY5"
    "L8GLlhb2tAX9JfFuL59RPb0sG3leC2Lr7AckPoPtobn32HPkw3sDuzrVnT39HIVvZvCZDQ"
    "VVk2e0Jwjv/x+e6DmFkOUj++2Alf/e8rFwejXXWLv64jz4lZe7WMsBtiL/g+/ti/LfZ/om"
    "OKKjHoXJ347vbql7qm8eb93XU9uBw/4LrutaEhXsdufAW9jsf00u10O+Rjq3b4IaJI6dBz"
    "EDj0gx/6IC866ONwL8AGmjXDe9yhp22fUz+/nCNKNqTfPtegMLFYt33WJrv4A/oavAvRZi"
    "FMZyjePWpPZfDYOotZAptR0hjKubOiwRe/Lvxoya7ux+K44xV0zpg6mQGmC49cvwSDMMbs"
    "vvuI7JWLPcEBvkffZBkNHMYIntsu2Ztf7ttNiOKOfX/34ad8ed2uqOX9UqVWO9lyI6hudJ"
    "rr2Gqutddcs9lcdlEKnHAtKew8yECyR5EfdZVESXmvYcFM0059r1ZqOwg/99rpGhQ2WuuN"
    "Tlu7KbkcOYgeLsf488xxOTqEiiru2sJ3BQaCpNvidsRb45W4b1t7hLQCBJ638JycSCWNrE"
    "QYqI5ddNHGLuTK2EWD4K+ErgRSuy1/sICYlAC05wTCjR2GonPdxnuJAeKViFfwJ3MFR7HX"
    "Np7aFdefiX4hGf7Hnz8hVzamtuIrvk0fNsOtkhUn/jm++z0nTeqB51jd6oTPt3N4P3zD7c"
    "61OuYt1t/iGTVxLEDRCd8mF4RueIFMyDzq+nrh9yiJoat1R41jeN88GCZgmMyfZzBMRjZM"
    "wEl8ML7DWB9SbGnDQQz8NY3e0gZnaStVunt0W+FzYGZGedeOK9xR06zjyh37mzf4D1tuIF"
    "VWHLVbSIRbu8+pnU3TKc93dVybCee80BeylqZulhhvWVJ5vXxRFNcC6Fhie/47AGnjE6SN"
    "+5TEKo1qwRsPm8ZmWryeIGLZz2QK2UWmZDHlAPNqfs66HOAz+QFusluK2D6pFlUs2Eta20"
    "tr7PW1jGtQqH3Qep9t7EYiX6lcZHIQ84TmeadkxPOWZMTzZjJiYmSoUFwAzCN4eA22asIp"
    "CqsGGMSVzuIqTk/Y+Er9ZHjI/pIaXo/1Yxq4dwGMBp0yQwcx6no3SS3RJlrfw4+HmFn28D"
    "Q3wih5wvzHK9Bfg8EW7NISBRrZ9mtkix8e1GLwHGR/cnnx6eafX5h2NZafbmzXqAktlIwq"
    "7fBJpsh13Y4CsNNmzMd0GoX1NUUCTbylo1K2HjjfhXPCbH+RjG/jvcSA8BlB+MCwL5hENT"
    "XxXZN3NJ9Zf0dXsuml6VtHW3J24kX7TNaJyxcqbzkuRl5oJV/EynsLVRsQ8cuJj7z0Kcm/"
    "jhpJPo0PCFAQj4CysuH2AU5bfAch8YsusxStEY2/oOVTnB76/PEr5OE0+B6/Ev/dyU/Hdd"
    "Me+L9HNvvc8EX0wUVaP/qGQytNp9i2LLBWkWhV23vxxoXooUiMcW2HKxaRfFhtFfdGsT55"
    "g50eSp5t12J//Sr784vX0DcfM1GfPAWyqybuCQXO3sVkzl4o+hm76AfLJjl0SGTDxk516N"
    "L5V974t9H3N6GmJ8s51kCWh49XFGpDg+x/Zu+IpQaPO6QSq0wK10Zl4A3TqwqNTSHrsoY8"
    "xCEDl0qJl0xX7sNzFQg0t9McP9q1lgKh0EoyDwOKO5zkHnNJKjggecs5tp9iQ5qssSi9tP"
    "UoV5FA9Bai8QZZ2LPWRNoNuIPeVn+IgQrcwGoyofgBe30JL9EGMj28qsyMt41PQuQ5L5Zi"
    "W2YB1ETKu7azbetm28y7rbplFVgXQE1k/eSyC+snl3LW4/dqA+ooeWKk9WFdADUvv3z4SU"
    "cUOWSzQd4qKVtWrkoVgEdiff6ua14LrwQsupfzVeMcxh3v4Zn2bRrLYsVIOw+C49yBZKwq"
    "rTkIHOPtDHMB1J5Kd/UJ5nE+fNZmGXFuUN7uo64AD8iEF/qo8zSCWkSWEBfZnpi/HFKjbk"
    "mIaU79u7v38ZOL9LLrd/U5Jl9ur2/Yua15RJo0U7SKnCI5ozPVPGyPdBevzJbvkLCn9w1i"
    "NcCHLiRit6fXoxifx0Fpq86lrSGim6DPDnM42GGdd5g9Kuw5N7YGhX3WeZ8rWaDd7zwOdk"
    "BtnoS3XS0ht2vNYg22Y+XifH4hgsJFQbqyQpBVgD4gBSwPtJ5cHh2fdI60MgGC6DMS+Hhu"
    "iYckv3kedOg/+jJjXkVqlijgL2bCerZdkUOm9fdehx4QlfyP/bx7klDs/VZX4zgYqHA6q3"
    "C289RLT+dxsMM67zBiFPZuvVOAIUqwPUrwQERjvFudrjkEHK4KDtcNDpgB1GRaPuytAEBf"
    "NBGZ7PMs9v+E1lPrLdAAw1Wg81XgoW+h5RLyFPk9rvwmGnZb690moZXP/Va8lupQuJ4Urq"
    "cs+/AZ0SCbFNK9BLmJ7XVjafarmqYOOY0X9dqGBhR2oe8uOLFdUemYoCCHmmCQRAqSKKOP"
    "onUU2KKOoNIfgAAJqnOdXqlokdK6q0TpRefxTOikKOnD0lNUCNAgKxRkRdYDp28ekwB+QI"
    "E0YZgio6R/Zb74AQdEa69C0Iy13nX6QjyQ3k56Ln37ig8R/oA4F8qPnJP+AkTyhAMidqfD"
    "3FuEiB8AtHejvWfrDxEcKO9I+RDNE6QPMy92OHAPhUJe9Eu2EMDBM6+zZz7fsJ75swL4AQ"
    "m6Vl1p12xQ6VMOiOB+WaGi3rgK7hsRHPw3Cv4bUR9ixXtE8gi4S3S+S8ofTg+B1wQfoJxT"
    "0pgLxh7t4FGsKW+hOgeapxUP35EmPn4rtGLWnGJPiQbQPLaH7yxBnhGljDZFrmswYHo70x"
    "T9GyVzbVR4roAMZLlT67bTltZtp83WbeXEiu6SI0cYSPHwI6kfkfOkNuuyQMA8qYqOOcQ8"
    "KdemDygIe4dhRPgDKpESuhYebTe0kE8cgbrXlkNWxRmTPbPv9LF4opGK/C4AIL47iO+YrD"
    "6HuwaE9MidzncxsauxB+0OmwYYXDVau2rCEG180fBf6e+MhxhzhQyWMVjObVP84VSAA/xo"
    "erEMv5pOv5rIX/XsJVRFwjZrvc0wCnev/if2ZwZhH8+qAAqUw/ThnYXYUNOHZcd8EJ6/BG"
    "iOZ7srxYLftvKMZ75pMnKi+KuKJkxdZ+Aff/6EXFvi1S54v8kfZRD51dBLMqpig4LAfkC7"
    "85XMu75Nn2YSZfGxG3mAeM7af1bsDAmvW8eJF1uarB50rPhvxf4kf1ttuDVMod6XViWfQt"
    "0jAwcsFf0tlThCqNxRoQRBVptCVluf6U+GD9saYWYLmN5gB05O/Ih2YCIRBiH4Ln+SoeTy"
    "slPZ9BtZO4/CJfm2EOvl6XvbNPJy1bia+Ip4KPM6r6LkX2zJr42TGxIfO8kNGNvd8ckDlX"
    "1ilf2J/ZliorfXv+VYA6/B8w68n0tpP9dK4dAswD36fMlctjR4bsvv4FGQ3NE3ucOn6BmT"
    "SODOaznjHMa8833RJcf3Qp7ie9Gc+55fol0JLgAGyumzLvSeyelt1ruwP1LUZF9ObwEw7/"
    "CedGH3RM7uSbNXjf3iEltwB8rzpznI/hOop/EQjpIq7VDUM62kigRnrd7O2gj12OISBdur"
    "9/aWlrbS/pYwSJnVbX8b3tLJPE5ZYeNC7HPK3z3a4nXK1o0fAgbn0bTOo7RrtGpheBVloF"
    "EyfFm4Q1ai+R8tRYc5AFTmHVRmpvcGqiXLOcLAc33eqWD5vKVg+bxZsPxAba+fWVJFgt6q"
    "nV5TGcrVu0nP4L15YJtHrF0J+qTYV1Hm+dGGD3Lksk+Z6gbQwHsKEoZmRzYkDE2bMFSKhU"
    "FYNrxspCFENcsc+ojomtBNsktCVw6/4Kjdm+OXS0dw6NSS+NmHYZIwukSe87ix6VOaIgRO"
    "nz3ffXKnT7lHfXKGSrSBd+FxF/KP5eQfNxSP8megcLQroP3RvFjsheThg9KOS4K4mXifvK"
    "Emdn9dK4xLH1rjh4iqOTo5CLg6d3B1goUDFs70xA9s4UymfxdbINa+K3Wrbbp3vhBCqaZr"
    "1cl/FYjO1xsob487hZmOW8JMx80w04ases/5ybF7VKU/Xn28+bQfffqyA9mXUqovGxZLMt"
    "BbyVwpEAYe5hGslYjGo1oEjrqWHqEcxkCST7tIZ7lwrjPsktDasIuyv5ej+oQ9yo0f3/14"
    "N0uxEUcVPbKRnOrtjPP4PfJ9d/355tO/bvZD+XG3e7HlWmyc9HhOppK9XSL06GYef6wx3c"
    "y/2qHzmDPYdUcqID02xagW81A30WcrZpe5YlPnET/32ucaFBLsdd7nFcWua5G1ivrMYyA7"
    "SdsS7F7i0azpESFxlYor8/V66A1GKXOpW8NipndABP6Qtl9CAwo/h34/h8B3cZ8B0zwOrn"
    "Odr3NHWHx0SzwkmfjkiOuODm7KE9sDRJ9FbR1byONBQKDt4j+UCSxBh07gGolSPVrIywGH"
    "TtwKP+MV8lZq7FVQh04hwyEmzASKQQuDPOjQCVy75KvirzdHHDp17GuLfO7tgyoL0KGzF6"
    "AgwHG+jy2IFcVavcy5UIG1KfVGKfSxkl5vMe0jz0K/R8JxqS0/4Bru0A9iQkev33IVeeg8"
    "+sh+6nMcazigkdHR6zhWkYfOo4vWYZ/jWMMBjYyOXsexijx0HicqANJMwRk7p46ipe3anh"
    "N/hwbP8uhJDbZTEEUzxvcRLWmURMjz9bk4veOQKKm+Zar87oPDrvLHvU0Ng3lmYLTPWrNd"
    "RMMBqIofM9uTvIUiz3ZfggEG0V0lD8KBqWcpD01StELsEmffb2fKrpNHvimfaCp3sfISDD"
    "Ie8m32JFOZSvVoyycxavdhmsnTPpJ5luJ2IwxGj3bm6t8kokxKW0zaUDyAyP9H+rwb9jhj"
    "VQiXDPA7fE+M/f1t0GaJ6O4U3SbPMZUlwh67wX/YwwiqO+5pxjIWjycbaDyy0RzBKGklyv"
    "IW3buzxTUFN5Epvv3VzmTV2m4ZyRcJ8DDi/WP2JFOZosghmw3yVgNdh58qzzOZNc/BLrKW"
    "FNlPw9CWPPA6fp65tMW9RIZgK36OsSzh4MkajCr2sAOgK3CQZ1NMhiHsc/40UzkL8IM3hN"
    "P0c/IcY1mK6y8GICl+jLEchfYSs79vCBfW5+xZxvqvgpD4TLI7iD1/CLqI/yl9mEmEjd0U"
    "LdPnJT3RSm2/vSVaZl8kC8fsRRy8bJbEhfbDk9QSyxulZduiQHWJMLD10fC5ML9n2VlNit"
    "vztnjcwWdt2VkKQOf0wQJx6NRBI1poRDs98TId6WhujWiDMP0zxSpXmGUubtG44mXQgtZ0"
    "zSrOh1AdJ8VjxpK48+e8kb2qQjEHMfBOG15/3buBoFm+69j82hvxCW5RbkvIztqtZmSrar"
    "daGFcz5FChVGBcjeqfEUmUO4E+lb61RZv6PV40oS41vftEI51qKOEo16mWInUq+6VKHAFC"
    "ZcrkH/nbmzfvbq/ef3d8eZR2kgp+d3FqQeV7cNa8hQJBRVwrsRkCiG0n1qdY1LixldoCM4"
    "3zakbs9mguC82D9e9CF5CIin41LbdqgTDQqBtlgotP0TMmUWAlI/eUJVQdDPfAFkn1zP74"
    "B2Q9xxyq0t0EHyDdJ2cKdDOm7LBIwVCgugo8QJrZqf5LZ5pX9ou1Ic+q55mHAcVNirUxz2"
    "tJ0EI7vZko3Waw19K0h7fc62kneRd0SDzRKzwyp6b2Y9I+SSNvvnJQMUQlgI7k5p//6dfJ"
    "Tzj1OR87TIX7D6TMsQYSfdaB5zMpzWd1lhNqerKcYw1k+fiii31e96hw5vmFOVmDGkUHk+"
    "F6Vh8PbA15mDZKd2s7KQdwhTVLrTRXcEByO8mh/YTYkSRrLHJ6t9FcQwLR7URndXiEqkqN"
    "KvCQxG/B84kCz+ibj5y48yBFYUQ9RbIF6EM82CqEU2QHxBM25ZTbIRWQibrb667Rldbwiu"
    "BOzHrf97JIcrCRhHeiW2HsctqxRtGNwWHMS1Mc3oEBY3v7iOnZRd7ZrYrZ43pscxUJ26z1"
    "NkNV2D59v0lvCUWmKyCgGYrvdhZcQxXfNY/2IAwb14GlTm/lF61ZYWOta5c0zl/t7LUtzs"
    "83FkvWj5miX4v7M4Fh01Tr/A1C/dOG+ld4vUY0DtsLHMTycSA12P5nqk+jTI4yPX1NIq+P"
    "8cbjQKfXWqfnJJ7iJleRMKB9Dru8VC0tbwDB67XddPOIzIcrJjlfbx6355285OctTvJzQQ"
    "0CuCHAPp6ceEOa02TNcSW2W944t91mS1r1Dm+q1WyzJ7bRyX7ZLwv2R0HGtj4C46jFjIOM"
    "7QkztvPfTJ9oco418Jo87nLqj+Wn/rih8mUT7Zv2k7SUaZvRNEOS2zJPmBVUz0zDoaukJh"
    "cAA0/kSSdF+aRFUT4RJJNEm41NBQezJYBUQgxkeRRzJB7xvCJfBZlo9+ib5HrjMUbw3OYs"
    "ufnlvt0zWfhK3t99+ClfXndXVkl/DDeCAJKc8Hw9kN2DbCd4VuE6Ww5U96EaEqYOwR8LLi"
    "xwYU1PvCkurHLGk9iNVZkB1erK4kZPje7PknqsausSfxd4scCLpYHEmMaLBc4VZeeKHVhk"
    "rapCFiDQHrXWHpeECPpuyqV+vt5AbfGiS6uCC3mvgotGswL2cWu8Esv61tLCKvAQ6zj/ol"
    "BV+Ego/iNWJO0XQXqf9Eatw0y6VU+Oz344uzy9OCsu0+KVtju0eV9umMpJesd9SrSB8mL4"
    "FjLPtsv0fDu0YuOhyXlLQ/4G8pBkhrD1RlGdHTzGFpDtCny8LYSK4QfPqkM2PiPNC5XyqK"
    "uo/adRL/66jjwn5ubVMsJuiL3g+/jz/rbYP62jJFezzxYOjZVvSYmA7Rh8OxxCKTd1tvvP"
    "pAKDjRl8Y2I3YYgCQUBEvis8Zqct0Sy7dt/cQ5wC4hTTE29QnOKzgzybYpIeFWGoolxy1C"
    "FaEVRWjxavgKxaveIR4BJXdomDY28vjr20sZqSXcNB9NCf4481Rn8GHQ50uOmJN0SH+4yC"
    "QDrTIn9zi94WpMtglrfpSlpGjtCjJI1wVUH7i28dj0X6wMEt9stUHN2dA8wrrx6lagRSkP"
    "uobrNLInHtILQChLweG13HwlZrvdXQnvMgtpmiZ/LUS3BXkdDKR+ddjgLlrtUcBIx4dSM+"
    "pm8Q+/1L9qCZ0d3VdOeOmW5WO9uod94bskILseFevn+0xXZnKy3sMTJWaEIDfoUfhBFxuQ"
    "woEcYZ8kPlAMsNeVCgDuVq7aM9cTBQnTTfX1CdQHUC1UlZdbq3XfelTXdKF3RUnkK2GE+p"
    "PgXR8t/IUdKfOAgoUMoKFPs2oi7e0iBIsX5/8Y/XY1E9cPwj8b32dNnuUwvd53E2SUlxiR"
    "O74iIvxILqly2bXMOCOqrbTjd0pSnvdduVX+lpKtu225z9TcPf4t37ZCRTU3PbK61eh04Z"
    "0ClDB0E1TaeM4GWzJIJro0WvLRBj2bfTHfbhi31tR5zN062yukQb6EvoYkPITQhowzBctr"
    "bSdGefkqW9xGzhixX5ilw3wcD3Fr5d8mCR1UpgDLcyzcOA4y0cL+0AWdQWDWFpJbmCA5a3"
    "sAwdXMZz8kDn7n107k7MR7UODAUC5gruUJKEnmWqnfx88xgDD/jwjcxaWgBKEuW7tP+bId"
    "GKZaKQ/m6q8xVyog9um9lP0sV/sB9lWmOsaBAI0DubBfMJqPSyCpJ+SKLQ+jUhLrI9mdOm"
    "QNUIXhJiFqvXd3fvK7+e63f1uRBfbq9vPn13XOO8aSUsKRal17TbuDkGDnL7Qa7EllTuhw"
    "oQIrA63w62Z7svAQ4UkwJrMPPqSocfiQxNKKAJxfTED9yEQiRKBuH4invYvORIV4ZrIlQ5"
    "6ZXX8B2y2SBvlfRMEDVUvc6e8OPPn+SdOrmhx/zzDDrkf46cUMT+FS7E+UTJW0db0oniRe"
    "PnBNeTi9L0B8gagqwhHX67kDWkgUI2fNpQ0s9H1feUYw4xEH1ydpSN3+5iqqvb6OC7nYF1"
    "DjYj2IzTEz+wzThZvn+YJeotxCp68fY2NT1bOEr9Xs8JmUyagwIPCrwO0mIaBR4UICMVoA"
    "1hN4iK9CoABqo8x50yAI9bMgCPmxmA8SFXqkvO15skrAbLWo2C5A/tTmcJgDrvhkz3gq+I"
    "KmWnchA9+ugbNYcq9XmppQuXED02xKjBBmsbuxFVSiLmIAZG7TvdkKctN+Rp84b0Kdn4Ib"
    "PSnpBoqIdUtDdwIOFFczldFH8LdXqFWKC4TjGTHog+I4ELYEveZwmbxv2+eD2BlO6Z8Clq"
    "RLmlRFc8mRGorauAk6WnaWeqQH7avMmGWMNh5qfNleJdE9TGjuYQfyEJ5BB/ewyH+BN2Xw"
    "xtykAqUrZEQGRGPTLjEF9iJG9vWVOADbzYjrs5lFv8yY2akVDYdKIj1TkYqO5ANUV20L8T"
    "U4k2zw00fPqaR2SnWiyu8/XmcTtOGwos7nLVXmWGJR2uoMJMpxDu8kXRoCwA5v14hrfakU"
    "+cxya7bRknBcQYZ+mec01c9CxLSth+7xZg8073ZYfDfSk925cNhxTyVvGHNw93Wx09h+pX"
    "R9/rgBevzLaSnjEaKKk4BcC8gzy8mE7I6tnRvAoFZUdnZWdSJ7pm+zr2b8peh4ha/bJum1"
    "hQhnoqQ6TnxNUKEKSablKtEa2a0tH/CTmIbcFC6u/PFxxtd/tbNF07fvFG6bNPTa56DQcU"
    "bEwbFpg+CtOUUfPne26+CeNKYSZ0T2i3AWP6JyaNv/TL+7q9+vDl6v1iL2wPH4RZUewKDn"
    "arO6jAgDNIwRnE9jBWx/q0hq0gobpOO72+Mr/AdkMr7vWEw7hr80ZpiIEIa9KtPVgG9hrT"
    "gFEV3wKuGscCZC+GNTONB68Tc10rmXlEN6qnWAQFipsUE7pCNMiOoqiYQMqwAAkESwkOQq"
    "auWMRHAr1yG8VVLJAsJTnyntiN2INhDgj0SuldIQ/3ERElzhhf/GDUMs0PJ809LcclgRK7"
    "IiicXkELwBD5aqXNOUCPwmajKs2hGAmKkaYn3pDGZ/cUy+acp28dtUfNwnjRKOGyKEA044"
    "yr0fAeEPVpTDdEzPSKmHH71ZVrDgLCuEPQrKVWSaKGGFyfNPxIQF66KJBcgwHVHaiWtHyW"
    "kyzr92wCvWddomFn8miYoOsETGk0NUajTe7VF2+ZZOndPCNPkn1VXbJFk4yyxRaKV4+iUt"
    "qOQ6L0mzgRDQgFJVIzJZLboa5ccxAD74bhr97s5DcYbku9KjEmRXH3nHu1JCvByPp79E1C"
    "er7eiFPddu3e/HLf7iQsbt33dx9+ypfXPYdVsr8+CriWC5FsuRFU76HtIXTUBn1ycH0ySN"
    "Q0kRoZpDN5W7XHIGvtO03THlAP96IeJv9VIDpfb6BcH6XhO9rYoiJUOcEFYJCiRI3O8sl5"
    "F8WbrZLnKJ83VG8cWOSrJxpK3pqnzMMgVVkhVZkRF7wEIdqoE17igHEFxn07CL4Spgw82o"
    "GgvKclOF8HmlflfNJJYp+0SOyTpsRe4WRIRB9Xbw0KZba6qebVRvNojWhckK6Uh1SD6ZGN"
    "ZNSYBQi1GPv7UzCNOdeIj60n9LL7pPUrH/+MXua77c0J6xXVbIU2PgmZZHoZhq535QMNpm"
    "2DNktEd2frNnmOqSylSeM7k3QXP8ZYjp4RpexXOABN2ZNMZSpgHMU58jsT9Tl9kLE84QfP"
    "wh5bNcSp+sye9s57Q8w6V+O60K8Qxc7jQuhEz947anej2+Uqbfzo0qi00I0uiEhnZqm+Xv"
    "RBqlXkXnMmn3O509Udw0EM9J2fnJ93cu6etzh3zxsxUd9XYThbbiC7o0Qm2CeGSJQYJPd9"
    "cJD9+z2mMasH83BMGhX+8/8AYQZyPQ=="
)
