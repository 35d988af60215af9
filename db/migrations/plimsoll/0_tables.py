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
    "evidence" VARCHAR(64),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "cost" DECIMAL(12,6) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_analyses_portfol_b59d0f" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_analyses_request_b4fa70" ON "analyses" ("requested_by_id");
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
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
CREATE INDEX "idx_orders_portfol_7a5667" ON "orders" ("portfolio_id", "session_day");
CREATE INDEX "idx_orders_portfol_c25bbd" ON "orders" ("portfolio_id", "exit_state");
CREATE INDEX "idx_orders_portfol_d21c74" ON "orders" ("portfolio_id", "exits_due");
CREATE INDEX "idx_orders_portfol_4559d6" ON "orders" ("portfolio_id", "strategy_id", "placed_at");
CREATE INDEX "idx_orders_portfol_0874a2" ON "orders" ("portfolio_id", "symbol", "placed_at");
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
    "evidence" VARCHAR(64),
    "prompt_tokens" INT NOT NULL,
    "completion_tokens" INT NOT NULL,
    "cost" VARCHAR(40) NOT NULL,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_analyses_portfol_b59d0f" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_analyses_request_b4fa70" ON "analyses" ("requested_by_id");
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
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
CREATE INDEX "idx_orders_portfol_7a5667" ON "orders" ("portfolio_id", "session_day");
CREATE INDEX "idx_orders_portfol_c25bbd" ON "orders" ("portfolio_id", "exit_state");
CREATE INDEX "idx_orders_portfol_d21c74" ON "orders" ("portfolio_id", "exits_due");
CREATE INDEX "idx_orders_portfol_4559d6" ON "orders" ("portfolio_id", "strategy_id", "placed_at");
CREATE INDEX "idx_orders_portfol_0874a2" ON "orders" ("portfolio_id", "symbol", "placed_at");
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
    "jxAZIARFCkSEL3w25nJBxKPoAu7vv+78x38Togrvv9peOQyAvR8q39Mvvrq/+defYasX9I"
    "Vhy9mtm+z78fvxTaCzcB2dlaa2m/BMnqRRBS2wnZuyvbDRB7aYkCh2I/xMRjr3qR68YvEo"
    "ctxN5D8VLk4d8jZIXkAYWPiLI3fvll5hMaroiLSfxw9iGzX39l/8DeEn1DQbwk/p/+k7XC"
    "yF2W/iC8jCHJ61b44ievvXm06btkZfy0heUQN1p7xWr/JXwkXr6cfcP41QfkIWqzv5L7o+"
    "LvnLKQvbT5/uyFkEYo/5LL4oUlWtmRG3IkLKzitZllfbi7tz5f31vWTIM2h3gx5dgLg+Tv"
    "X9vfLBd5D+Ej+58nx39uPqfgYbMq/sB/X35684/LT9+dHP9H/IGE7dtmWz+k7xwnb/2ZPM"
    "IO7c1DEtYLmpebU1Lm+S1jS8xzurxCNHs6CvEafR//ow3l2QsF58Xp2wPpCpLfXt5fJxQW"
    "lDkuCVCgczoLRDcndGC6ymf0/LTBGT0/lZ7R+K0ywalYqjP8z893H8QMc5Dq2cRO+Or/Xr"
    "k4CCdItYLamIz4yesg+N3lKf3u9vLnKttv3t9dJeSQIHygyVOSB1xVqH9MyW3Ke7YeSN+B"
    "9PyStPQuvSrOQOHSzQUYKxmrJ+H9V1JQysS/IxThB+8n9JLQf8O+pu05SMB0rnx95J82Me"
    "L/zI5X9mqh+VD7a66h1U4d42GJXBQmTHy6/nz/6ebN/SzhfGE7T19turRK5MfvkGNSeSVf"
    "W39rfbyuvmJ79kNCUfy3xN+80H9dRMOZWDVO3tqmE8eL+teFA8QWxKcJFOJxKcT5xtTIvs"
    "IPN14opptHVUjH3hTvQPZ92X/+8y/HxycnPxy/Pjm/ODv94Yezi9cXbG3yjetv/aDYm6ub"
    "H28+3Je3JX6hfBMG6BlRHApMkvikX3vRuiaKK9tQ4A28DeevG5z++Wvp6Y/fqtgyZCk46c"
    "3IzrAGEt2VmCmIDnHoSpgWS5QcYCC9x6+bHGS2Skpw8l6Z4TUKAqYU6HDMQQxkef66Ec3x"
    "MoXEqBNN6BJRTVOFx7SiOlU5xsl09+IieFkviKvDcIEwj9/jZuJCIS1q994jcp50HB05YC"
    "dPx8hY3rejw6Eo5sayBb69t6kPWUJ/CalyP8f/mKDoVmzF/c0ts6ovbz+W9iN2TMfvHCev"
    "vlRe/e68skf5Q1791839P17F//PV/9x9uK5uW77u/n9m8Xeyo5BYHvlq2Uuek+zl7KXSNr"
    "O9arPHHKyDDZ7OT21y+zuov3Jk+3ow7sqR8W6Kt9Kz3ZcAbw5J3WGZvXu0xWeZrEMDei1/"
    "Yb/eNPbruDaT0Esr8kLsbhaCP3M4fyaNtyyIdafFi6a8FkD7MpOnvwOc7Zb9Elp5MDOwkQ"
    "6Jrt2XPiWxYiNIxniLHLy2XYkiwsGqquYG932K74vz2evZ/hXNt9dvbm4v3383Pz7aqI9M"
    "qcSbmzBj/7RGMTuQek61HGCeenfa5ACfyg9wnd1CxLaxl8pYsIpHbTWtsIeDx1Y7XYGCdT"
    "zqfbaxG1EtkclBzBOaZ42iEGeKIMRZPQaRGBk6FOcA8wjuXoMtm3CawqoGBnE1ZnFlhyFa"
    "+6FAhZYmu/CQ/SW7vO7rx7TJdDmen/5wenFyfponuOSvqPJaRDkskEA0XAJREgUVHGZ5ZI"
    "+DQBbzDsE9O7DISnxZSMRIBjjoapI1WSKtQH8OME+TmTdNWFHlq9TSVaLQJUQQ7L9H3yTC"
    "mIOYQLJKXbn++V4tCXJt5f3dhx+z5VXxUDnSNn1CYRybWeLku+qcbgHWhD2oqOyNDvqJ4q"
    "Cf1A+6TwnTyqxHO3jUYbwCM4/sHgrUvOArolpaBgfZv5Yx+9sq8pyYxVeLCLsh9oLv48/7"
    "+wBO6F50D/SMl2KdW37ueQwc+u2HPpUTIXlCno61WMOByVi1WhzGkIvib6FPrxALFNcpDk"
    "Rud1WUMINAhJCXGfUYFpSvHmI+2NiI31tCGNc7g0mAgH1NUf7BVYp999Mn5NoSSyYn/m36"
    "JIN4L7vl2EFkX2pnnj4nz5mebtaMpNBeYCZusTChRZOo9FkvJp2onlMxfcxk5UyciLl572"
    "hLGqaPrSfURyMlqBEfVU5l8l8NorP1Bmo4vbhsfYpW+JueEytDmMjxeROKq0FkjuHzKsFL"
    "/IBE9pCc4AJhnLzowVWC6BoHiWqo4yOswMBP2LmfkFf+9bamCoTN6XxzoDq0zVZMLuEIff"
    "Mxe1yLbS4jIa1szLvs2kFoRUGrn3MVCzs95p2m6Jk8tSxg4JGwy2Pe5SByHBQERLfxSxVn"
    "XqS1+/RrJvp0aeYgBhrAvYdRYvo6iaB8SR80MbqbBk+4Yza2QvpoicNrL6QyD27x/tEWL2"
    "680kJsKe6not55ZAwnwVXoATpO/26+Q42rizIACN8mBfJQITEbrEJCX00Hr8oE9HOX0c6s"
    "5jbGNgeETR71JjsucZ6sWGUSiE5CXGR7sppMHljZ5QUhvWWx5a/sd2ev7u7elzb16qZat/"
    "Dl9ur603fzSpabQF46obbRy2NAI2igEWwIe2J/nT7NGcpAortvmJOmqOie5xIKXDiNDrRm"
    "4VOBMPAgd984hyx+Q064IUmD5QrMvKPcfavklDLNft88yDyWu08ZCaL12qaSwRcy13oOMV"
    "Bk9NI2hiI70BPLBcK8U9wLxQu0IqLuR/LcmgIBvdV3aL+wCkUxDEVFagYA1nfIWYrHAmhl"
    "khUISCHrfDsebTe0kE8cQQW8yrdcxhlTPbln17JP0TMmUdCiBUEFaKA+073KqMsykLuF3F"
    "qCwKDB7H8guxz8Fbx91CSU/chWDliTNHQw9aAi11MKrZp1+YE07rPhznBB6+kYOJMIZ47m"
    "jo3rqePIt/iKzd/dcsMu0nX936/yCStHr34RjeoIHOIjmL8y9I0M81dg/spI7mWYvzLB7k"
    "owfwXmr4C2CfNXYJ+b7jPMX4H5K9PWYGH+yuGIK5i/0vX8lTD+yx/0Uqk4jJGGXw9Numjk"
    "Iq3MhxwACSftMxyehUmCctKfxRmCwLkG5zBUaDDqV5gGobW0BWdePlioBDro4UJJJx1N9n"
    "jMQZNHfOSxp1mOMLJ7S7y0L0SNwSpwGBfnMDymwfKKPRNRijxHSyXjMQaqZCdNbEa5yVjz"
    "EifBPh2NNwMYyG33+Qcr9uGI+jQ1rxr7lcowoLoB1eyjliK7QmoNF4BWtvDIdNuureEVfo"
    "ionp3GQcBqaK+6LlFoYz2rgYMA8ztMA/s9SicfNCW+QEBRRifboZHmxZWOpclU7E23g2Eh"
    "WQ7XO+xOWMne9xiMEmvK3LiM1yb5cZstTVZ33E0t/4Q0Qcq1oaHa6JLgNrvSXKfL15vU6K"
    "sznQ5aeBkZCdz4jLWM+BxhoGnZfSeLAC/b54WmWAOJbmLCyy34mgH/e2R7oVD//lf6jvgw"
    "87iD95j6FIsuzC1ZtVh4aRrNXp5Te6GRU7tCAm4VDv10/SHxKjyVFNku/gMJdGYFeTzo4B"
    "msWCtNL/qqkWPeJdR7i/cFV9FVpr1Fm3e+PGxitMvcCkeVVu+VIzeydu9XlDwh+oaiJWJK"
    "A+NvJnZV1JYdbfFXJADLqSBgmKe5vglZO8x79E3indixFeZIJYLQhr7++V7tD85N6Pd3H3"
    "7MlledxNX27+znJZDDcsILBBDeivA2jcELFPiNRu03qk60b3pjVHFG/Lb2rFXmHHaiVn7k"
    "nzapS7upVlk9c6NUK29RENiJz16qUmZLmqmT683qXuJftuOQaBMWcSIaEArBr5EpmNwONe"
    "WagxgolbtPGktPfo1hVdOrAmNSkHHPXa8WZKmVaJOth6KIHfKbKHIQfm7Zs6AEBc1+dJq9"
    "RuZUv7rQG7L2bY8pr5tsUKEyVFmzRRtyNqstLsG075ZZeYA8JG5y6KEf1tAdKiHLoecsBx"
    "JRUexYQXCOAIIbEJyJEs2rl4PBtTu6a7fsL0VeK4dpDoMNHvUG+4hisrSQaNycvDC2jNqx"
    "NHY6JRqCylhk07jANbBeMqI00pTq4J2zQiZEZpt0pQUhT62oLgOBZjXNFIUR9SxGkayASE"
    "m2CA6Uqyn3KVnh0Frb9EE0I2BbE9EyFshWk50L3gdKvoaClgbNxHaBBsLrhI/GfRPvQrAh"
    "QOC4yd89Urtslum6XkJXpeBpPoPi17ifOfu73JcAJx+b2v8Q1hqZI2dCo0aMi7uM0Ys23G"
    "HvYehtFDpk3bpaiIMb6FKbN5Etc7lsmQta9hPfT+YcaB3pEsq8xrLdx8nRN99lV6vubPIK"
    "zMQj/bppi0xlj0xByeED02Q0E/NKIPOOdff9kili0naNvGVyRLWnrAjAwPp21gldIqo7F5"
    "7DAMcNOoHDfOExZd4EOIwkt6eiFywPgr5OOwzbpshuN6qljITo3Kijc5nvR/NqqcAMVFK7"
    "v16gdARKR4YnvuPiEZEs6YTjS+5hhlJcEaIjK8+5tqn7chnbauz/wpkwslFZc6SOb6B4tW"
    "Vny/eRk8rVdqTlQew9J8qMT0hQhXKdoaVF325I0bnXoFsCN5D640ZeyWOFU/JYMLsNiqWG"
    "Cdo9YVHCYbOIUoY18JDPz5t43qsWKed3P6/Pz8PsMrfaOCgFUBMpP75oFMK7UMTwLkbZ+G"
    "86LrIR9v2bDnmTavs3HVqFZ9LFz6IkH0JcZHti5jJIhboFIaY1+bu7e1/yq17dVBvyfLm9"
    "umaytHJKBaXUG632GdFAGGBQqWd1rEGzUPaspUF3bWOiCqNJxr1OKgI+Eiz1WnELjra4rJ"
    "Kllk9wL/6qSlpuPAgQMm/H5aHSHOgIsxxBqBsk1JtMelIo9R0WZ01oZ8VjOXUHm8JA05Q5"
    "9r1DQUxR7efIQQdPn4tWoeXZz5qODh52QEZ55us4vjhKk+qbODuebTfSm/tYIMaRORh/rD"
    "mZgxOqlnrdl548TNQF+W3aH3OwDpTA6UibyemAkMMGOWzDE99xDttgjqpn5IX/QHbZryN4"
    "+2iLkypeaD2ylQMO0HAebVFXCUXwNwOAU0rbKQUKzlAKTtxYTkfPz9aDlt+Jlj+eIMMzXi"
    "a/JYnoTt/dKrm5dYOI7UehW0outR/FXqnpC+2uEi/lQlvcvls+iEfSvnuaurLKCOplDE9c"
    "1h1GVK83Kw8ygvbeZwFAlaCpZv/ortqPNpUF9PkVDa9cy2eLB7SX4OLd28XLPj5EoiKTK+"
    "zZVBZ+K0DVxLqXEE24LE1o+6Qqdy6LGLtXNx8uP/23+A6+EqjoV/99f305KhU9K1mRCI38"
    "7W0SI1vY90gpSalNlmj4a9yrT9LGr1b4luTUiyB5Z7LNxyAY1AAOndGIqIGSUKEIEYoQR0"
    "J9L0WI0jR3qWTZNbm9FcnzfqXK8fz0h9OLk/PTXJjkr6hkCBQPjFVu+66te2PmEIh/mNML"
    "d1Bx3Uha60yUwsvWnXAzrIFEN9FI5ApJTR8ZRfns2BifVv3shNibVAFtu2Dz69lIDmVg46"
    "Wlyx0POqBkZyGBFNku/gMJ7DMFgTzo0E/gIgpCEX3KIu4CtMcy7vyVydZx807M+kWkDEBW"
    "oBCBHF0EcvD+12PbUOhQOnGyIbt72A6lm6hYFwTfZU8ylFxedo4sbf4dQpKM+eSdI3U0l2"
    "n5Q6bJJ//VEK3ZeuNiql15zkbWuWE6xp+gcUPyJTWiRPn6/XnT/3MqQaIBm2BM5wxOzgzx"
    "H+1AS37ngP3pxLM37+8+X/flDem7nWjgI5HzROlUzjEDuZ7mA7iecp/ysc4IaDsKtF1TBQ"
    "hcUzquKfbX6VKdY4BpDaYDhJ4sTW2PxxyyyrdAdpuGDRwMFJaxKSyjycCO/SqOHUiqNvJ3"
    "j7ZY7Om6XtKvHwnFf8QODvtlM/+cRHTj+SnyVtb2EllxAnYtyzryS+/H2dbyB66Jx3QmvV"
    "RrVS6T0NcqML3SX9d4/QJ7TGRSZGDn+9Q4sSlHGOjv7mHsNGSO9Zs5VpU8DZ04VZhJhQSd"
    "eXMyEa+hYXKQg+4Gu7n2mp/HfD0cRMFBdB5tYZmQfJjQoySUBXzGryzsAFk0/R02pLSEAV"
    "YFrH5F+OFRYFRKKS0AwKeAz42d0ZDLzWKDyko6LNzBovC/olgnXQ9kSiSnNqMlENAqaNdM"
    "Ah3tPVsOVEpOqCafJQyQKghrLB90dKVsOVC5oXI0vtmbJVr7JESe8/ITepkJPbSVNUdqPy"
    "0uVltP6KUXd20UbG4O4sfnJq2gZR8GY3NG1tCitEGNE7Z5kIE+v9MmPr9Tuc+vHtB/QoKo"
    "p5zgdLmB1M4b9U2YK/omzOt9E1bs8xH1KdZrDlKBGch29w1CKArY99WsOyiBDKS5+woP6N"
    "copX7qUf+SvyjQLpbiIPBL0i/fyRTTnQtLvgRG15Vwx2xkZSXx5tBojWRTQ7n3j7YYQvnK"
    "AQtNhg+3j8je6b/YZNi6nlHJ2l5amDkRpbFnQYdjHmMgzydNrjT5jVZlmH3OMvm7awwrU5"
    "Z52B6zljNZMqmk5dE4//5JIurZ7rUXUonrr7Riy33322atxS48ilH/Y7KLtre19rZOXKsQ"
    "/4OiFaLC3rjgGYRWt2OQ5cO0uoXR3Cba+7nYa6waZQAD9aLuM2uLy0SD4hLIQJp78bhDBx"
    "roQDM88U2dWSOfL/qeSFxZ8RtbdHqX7MF5JZ1NQXx2YLJYQ3nKBajuA6rug/sURyWRu1c0"
    "SudeR0svAUFZH7WyDgbwgAYwNP7W9HiKOtw6JBBIKEV74Axw8MyBfQP2zfDEG2Lf3Nr0CY"
    "WfQzv5QgI7h19wpLZ31slSK4jXDhi1H6Rn4biMmibVxXITBRzcRurMFD1gvQSLAmHgXdm9"
    "5flMXDvErlAzVvbeKwMPScFr1YEvpMjTbW+YY4DdLewG0Zpd5FpJQhzEQEFx0ihIc6II0p"
    "xsgjSjSV25RetFolOJ9L3Ne9tUvWRV/2kqSUowZJ+My4VNiSjDrdl4vQxroJzooY8vFro4"
    "1bp4DgJ1fNTqOLix9lizBcU84Ck0xFNYPdad8AsVU0Op4oR9m3+nk8zFCjm/YptaHq/NBq"
    "PvpdfvE96Y1XZgkRVo6iPT1Jk6vtDqLVUAuomPj6Epcmdte7Kz3sbuybAGqhLzZjmsihRW"
    "6MK7x5lKiaCukSqPj+WAg+7AmwDR0oq8EAuy9+T01YCHTSOKRzRbK0rWWiSWYUBhm4NYwR"
    "00iYFwQJY6dxA1nBUxAbKGyRtM1NRHOxB0Mpfr/iWQgdpT922gHGYE6jCcrQdyG5BbGqTT"
    "UC8tYUySHz037FUG9CX9ZSGeXz2xig6+SoJVXXyB5ZrQfbTXPvsObZiuYXdme2RNf3sjW9"
    "u/JUBCV2XZ7AnBOf7n57sPYmY5SPX4Yid89X+vXBz0dtXN/raKPCdm7dUiwm6IveD7+GP/"
    "Ptv/iY4pKsWgM3Xiu9vLn6uaxpv3d1fV4HL8gKuq14aGeBW78TX0Oh7TSrcb2yHvW7XDDx"
    "FFWoeeg8Ch7/zQB1nRQRuHew420Kzp3uMOPW3bnPrp5RxRsibt9rkChYnFY9vn0WQXf0Bf"
    "g5sQrWfCdIb83SN1KoPH1lnMElj3ksZQzJ0VDb74ZeZHC3Z1P+bHHS+hc8bQyQwwXbjn+i"
    "UYhNFn991HZC9d7AkO8D36Jsto4DBG8Ky6ZK9/vlebEPkd+/7uw4/Z8qpdUcn7pVqtdtLl"
    "RlBd6zTXsNWcstdcvdlcelEKnHCKFHYeZCDZvciPqkqipbxXsGCmjU59L1dqOwg/t9rpCh"
    "Q2etQbvWntpuVy5CDjcDnGn2eOy9EhVFRxpwrf5RgIkm6L2xFvhZfivm3qCGkJCDxv4Tk5"
    "kVoaWYEwUB07b6KNncuVsfMawV8JXQqktip/MIeYlAC05wTCtR2GonOt4r3AAPFaxGv4k7"
    "mCo9hrG0/tiuvPRL+QFP/up0/IlY2pLfmKbzcPm+BWyYoT/+zf/Z6RJvXAc6xudcJn29m9"
    "H77mdudaHfMW66/xjJo4FqDphFfJBaEbXiATUo/6eL3we5TE0NW6ocbRvW8eDBMwTKbPMx"
    "gmPRsm4CQ+GN9hrA9ptrThIAb+mnpvaYPTtJUy3S26rfA5MBOjvGnHFe6ojazjyh37m9f4"
    "D1tuIJVWHKktJMKt3efUzrrplOW7Oq7NhHNW6AtZS0M3S4y3LKm8XrxoimsBtC+xPf0dgL"
    "TxAdLGfUpilUa34I2HDWMzzV4PELFsZzKF7CLTspgygHk1P6dNDvCp/ADX2S1EbJtUizIW"
    "7KVR20sr7LW1jCtQqH0Y9T7b2I1EvlK5yOQg5gnNs0bJiGeKZMSzejJiYmToUJwDzCO4ew"
    "22bMJpCqsaGMTVmMVVnJ6w9rX6yfCQ/SU1vO7rx9Rx7wIYDTpkhg5i1LVuklqgTbS+ux8P"
    "MbHs4WFuhF7yhPmP16C/AoMt2KUlCjSybdfIFj886MXgOcj+5PLs0/W/vjDtqi8/Xd+uUR"
    "NaKBlV2uGTVJFruh05YKfNmI7p1AvrK4oEmriio1K6HjjfhXPCbH+RjFfxXmBA+PQgfGDY"
    "F0yiGpr4psk7I59Zf0eXsumlm7eOtuTsxIv2mawTly+U3nJcjLzQSr6IlfUWKjcg4pcTH3"
    "mbpyT/Oqol+dQ+IEBBPAIqHoUieBd9w6G1yXQQvxlYy0j0XsxWiB7ybBTXdrgKjfLSIr+/"
    "vIrtDCXPtmuxP2UZU7rZrc1r6JuPmRhNFkPm0sD9lsCROhvMkQoFNX0X1GDZlIQGSWLY2I"
    "kJTbrqypvq1nrqJtS0ZDnDGshy97GA3yObqQKhoIHbv9J3xFKDxx1S+VIqhStjKPCaKUY+"
    "xdp1YBXkITbwv9BKaiR+K57LQKBZTXP8aNdaCISCkmQeBhQ3OMktZn6UcEDylnNsPyH2qy"
    "crLErdVB7lMhKI3kI0XiMLe9aKSDvtNtDbqg8xUIHrWE0mFD9gry3hBdpAprtXlZnxtvZJ"
    "iDznxdJseSyAmkh501axqk6x9ZzWsstTg3UB1ETWjy+asH58IWc9fq8y/I2SJ0ZaG9YFUP"
    "Nyt7ufIkSRQ9Zr5C2TkmDtik8BuCfWp++65rXwUlyiealcOZxh3PHunmnfprEs1oxi8yA4"
    "zg1IxrrSmoPAMd7OMBcBbal0l59gHufdZ0QWgeUa5WofdQl4QCa80EedZQBUIrKEuMj2xP"
    "xlkAp1C0JMc+rf3b2Pn5ynbl3dVGeEfLm9umbntuIRqdNM0TJy0uwEDap52B7pzl+ZLN8h"
    "YU9vG8SqgUFIIE94eNU8crADasshZJBPoKqxKK8xqcB2rDSZzikUFJpQtEI0zgRqFegToA"
    "/oR505748vjubHjb33FAWIPiOB3XBLPCT5zfOgQ//Rr7DriuhTS80CBfzFTFjPtitS8pW/"
    "9yr0gKjkf+xnzQPPsUdFv5UNB4O+EKPuC+E8tepVxONgh8e8w4hR2LpVQg4Gz9N2z9MDEY"
    "1dVRryGQSMeA0jfo0DZgDVmZYP58kB0MdGRCb7PIv9P6H1pLwFamC4CsZ8FXjoW2i5hDxF"
    "fosrv46G3R71bpPQyua0al5LVShcTxrXU5rR8oxokHZ2b17WVse2urFG9qsaprYtRHQdtN"
    "uGGhR2oe0uOLFdUarC1ZBDdTBIIg1JlNJH0SoKbFEHN+kPQIAE1blKr1S0SGndVaK0onM+"
    "ETopSkr4W4oKARpkhYasSNsntI2NC+AHFEgThilSStpXe4ofcEC0tiouSllrXfspxAPpat"
    "Iz6dtWfIjwB8S5UH5knLQXIJInHBCxOx3m1iJE/ACgvRntLcvJRXCgvCHlXRTkSh9mXuyw"
    "47rcXF60S7YQwMEzP2bPfLZhLfNnBfADEnRKXWnXbFDpUw6I4HZZoaJ+ixruGxEc/Dca/h"
    "tRb0vNe0TyCLhLxnyXFD+cFgKvDj5AOaelMeeMPdrBo1hT3kJ1BjRPK+6+y0F8/JZtZlrX"
    "gOax3X21MnlGlDLaNLmuwIDp7UxT9BtK5hDo8FwCGchyo3ZAJ4p2QCf1dkBLZiHZWv2NC4"
    "SBFHc/QvQROU96s8lyBMz/KOmYXcz/cG36gIKwdRhGhD+gEimha+HRdkML+cQRqHuqHLIy"
    "zpjsmX2nj8EE6L4nQLc53BUgpEfudL5hBncbaT09Vw3M4E5+Yp1lDBYjfzR/OCVgBz+aVi"
    "zDr6bRryby441os8tlJGzzqLcZRhfu1f/E/swgbONZFUCBcpgWubMQ62papOyYd8LzlwBN"
    "8Ww3pVjw29aeyck34kROFH9V0dSSqxT87qdPyLUlXu2c9+vsUQaRXw69JO3P1ygI7Ae0O1"
    "/JfNLbzdNMoiw+dj0PfM1Y+2vJzpDwunX8a76lyepOx8D+mu9P8rdV5qLCZNN9aVXyyaYt"
    "MnDAUhm/pRJHCLU7KhQgyGrTyGprM1HE8AEuPcwBANMb7MDBie/RDkwkQicE32VPMpRcXn"
    "Zqm349a+dRuCDfZmK9fPPeNo28WNWvJr4kHkq9zsso+Rdb8kvt5IbEx05yA2bD7EFlH1hl"
    "f2J/ppjo7fVvGdbAa/CsAe9nUtrPRqVwjCzA3fvMsky21HhW5XfwKEjuaJvc4VP0jEkkcO"
    "cpzjiHMe98nzfJ8T2Xp/ie12cJZ5doU4JzgIFy+rQJvadyeuv1LuyPFDXZl9ObA8w7vMdN"
    "2D2Ws3tc71Vjv7jEFtyB8vxpDrL/BOphPIS9pEo7FLVMKykjwVk7bmdthFpscYGC7R339h"
    "aWttb+FjBImR3b/ta8pYN5nNLCxpnY55S9e7TF65Su6z8EDM6jYZ1Hm67RuoXhZZSBRkn3"
    "ZeEOWYrmfyiKDjMAqMw7qMxM7w10S5YzhIHn+qxRwfKZomD5rF6w/EBtr51ZUkaC3jo6va"
    "Y8pLxtk57Oe/PANvdYuxK0SbEvo8zzo3Uf5MhknzbVNaCB9xQkDE2ObEgYGjZhqBALnbBs"
    "eNlITYiOLHPoI6IrQtfJLgldOfyCI7U3xy+W9uDQqSTxsw/DJGF0gTzncW3Tp02KEDh99n"
    "z3yZ0+xR61yRkq0AbehfMm5M/l5M9rikfxM9A42iXQ/miezfZCcvdBacclQdxMvE3eUB27"
    "v64VxqUPrfBDRPUcnRwEXJ07uDrBwgELZ3jiO7ZwBtO/8y0Qa9+lulWV7p0thFCq6Vp18l"
    "8NorP1BsrbeaMw01wRZprXw0xrsmw95yfD7lGV/nj58frTfvTpiwZkX0ipvqhZLMlAby1z"
    "JUcYeJh7sFYiGo9qETjqFD1COYyBJJ80kc5y4Vxl2CWhtWYXZXsvR/kJe5Qb727e3U1SbM"
    "RRRY+sJad6O+M8fo983119vv707+v9UD5vdi8qrsXaSY/nZGrZ2wViHN3M4481ppv5Vzt0"
    "HjMGm+5ICTSOTTGqxTzUTbTZisllrtjUecTPrfa5AoUE+zHv85Ji17XISkd95jGQnTTaEu"
    "xW4tGs6REhcbWKK7P149AbjFLmNm4Ni5neARH4Q1S/hBoUfg4th00IS1NuiYck84AccVXK"
    "wc0AYuca0WdR0z8FeTwICLRd/Ic2gQXo0AlcIVEigIK8DHDoxC3xM14ib6nHXgl16BQyHG"
    "LCTGAIKhjkQYdO4MolXzV/vRni0KljX1vkkVWPMcxBh85egIIAx9kgtiCSEHtxZKZnCaby"
    "4EzP2ldwGHtkqg2IfeRZzBIXDtNU/IAruEM/iAkdrX7LZeSh8+gj+6nNcazggEZGR6vjWE"
    "YeOo8uWoVtjmMFBzQyOlodxzLy0HkcqDxkZApO3xlXFC1s1/ac+DvUeJb71iuwnVzsI2N8"
    "H750ja5YXBTXcUiU1GYyVX73sVKX2ePebgyDacbn1ZO4bBfRsAOq4sdM9iRvociz3Zeggz"
    "Fll8mDcGDqWcoCVxQtEbvE2ffbmbKr5JFviieayl2svASdDA98mz7JVKY2erTlkxi1+6jF"
    "5GkfyTQLNZsRBoMpG3P1G4kok9IWkzYUdyDy/7l53jV7nLEqhEs6+B2+J8b+/tZovUB0d4"
    "puk+eYyhJhj13jP+xuBNUd9zRjGYuHV3U0PNdojmDQsBZlWQPn3dniWkabyBTfHGlnsipN"
    "mYzkiwS4G/H+MX2SqUxR5JD1GnnLjq7DT6Xnmcya52AXWQuK7KduaEseeBU/z1za4k4TXb"
    "AVP8dYlnDwZHVGFXvYAdAVOMizKSbdEPY5e5qpnAX4wevCafo5eY6xLLG/s4Of4Of4McZy"
    "FNoLzP6+LlxYn9NnGeu/CkLiM8nuIPb8Lugi/qfNw0wirO+WWak+L+mYVWj76oZZqX2RLO"
    "yzU23wsl4QF5rTDlJpKm+jlW6LBtUFwsDGON3nwvyeZmfVKVbnbfG4g8/astMUgMbpgzni"
    "0KmDNqXQpnR44mU60tHU2pQG4ebPFKtcYZq5uEXjipdBg1LTNas4H0J32BCP6UviTp/zWv"
    "aqDsUcxMA7rXv9de8GwsjyXfvm116LT7BCuS0gO2u3IyNbV7sdhXE1QQ41SgX61aj+FZFE"
    "uRPoU5u3tmhTv8eLBtSlhnefjEin6ko4ynWqhUidSn+pEkeAUJky+Uf+9vrNze3l++/mF0"
    "ebtoHB7y7eWFDZHpzWb6FAUBGnJDZFALFqYn2KRW39lNTmmGGcVxNit0XrUWgtO/6WowGJ"
    "qOhXo7hVc4SBRl0v8z18ip4xiQIrGcimLaGqYLgHtkiqZ/bHPyDrOeZQl+46+ADpPj7VoJ"
    "sxZYd5CoYG1WXgAdLMTvVfGtO8tF+sNXnWPc88DCiuUzwa87ySBC200+uJ0iqDvZKm3b3l"
    "Xk07yXpkQ+LJuMIjU2p53iftg7R55isHNUNUAmhPbv7pn/4x+QmHPud9h6lw+3GFGdZAok"
    "8b8Hwqpfm0ynJCTUuWM6yBLM/Pm9jnVY8KZ56fm5M1OKLoYDJ6zWrjga0gD9NGaW5tJ+UA"
    "rrBmSUlzCQckq0kO7SfEjiRZYZHTW0VzBQlEq4lO6/AI1ZUaZeAhid+c52MNntE3Hzlx50"
    "GKwoh6mmQL0Id4sHUIp8gOiCdsyim3Q0ogE3W3102jK8rwiuBOTHvft7JIMrCRhDeiW2Mo"
    "76ZjjaYbg8OYl6bYvQMDhrq2EdOTi7yzWxWzx7XY5jIStnnU2wxVYfv0/Sa9JTSZLoGAZi"
    "i+21lwdVV8Vz/anTBsXAeWKr2lX/TIChsrXbukcf5yZ69tcX6+sViyvs8U/UrcnwkMm260"
    "zl8h1D9sqH+JVytE47C9wEEsHwdSge1/4vYwymQvs7VXJPLaGG88DnT6Uev0nMTT3OQyso"
    "NtHplvxMRdXuiWlteA4PXabrp5RObDFZOcrTeP27NGXvIzhZP8TFCDAG4IsI8HJ96Q5jRp"
    "c1yJ7ZY1zlXbbEmr3u5NtYpt9sQ2Otkv+2XG/ijI2B6PwDhSmHGQsT1gxnb2m2kTTc6wBl"
    "6T8yanfi4/9fOaypdOtK/bT9JSpm1G0wRJVmWeMCuompmGQ1dLTc4BBp7I40aK8rFCUT4W"
    "JJNE67VNBQdTEUAqIAay3Is5Eo94XpKvgky0e/RNcr3xGCN4VjlLrn++V3smc1/J+7sPP2"
    "bLq+7KMumP4VoQQJITnq0HsluQ7QTPOlyny4HqNlRDwtQh+GPBhQUurOGJN8WFVcx4Erux"
    "SjOglK4sbvRU7/4sqceqsi7xd4EXC7xYI5AYw3ixwLmi7VyxA4usdFXIHATa46i1xwUhgr"
    "6bcqmfrTdQWzxv0qrgXN6r4LzWrIB93AovxbJeWVpYBh5iHedfNKoKHwnFf8SKpP0iSO+T"
    "3qhVmEm36vH89IfTi5Pz0/wyzV9R3aH1+3LNVE7SOu5ToA2UF923kHm2Xabn26EVGw91zh"
    "UN+WvIQ5IZwtYbeXV28BhbQLYr8PEqCBXDD55Vh6x9RpoXauVRl1H7T6Oe/W0VeU7MzatF"
    "hN0Qe8H38ef9fbZ/WntJrmafLRwaK9+SAgHb0fl2OIRSbups859JCQYb0/nGxG7CEAWCgI"
    "h8V3jMTlsysuzafXMPcQqIUwxPvEFxis8O8myKyeaoCEMVxZKjBtGKoLS6t3gFZNWOKx4B"
    "LnFtlzg49vbi2Ns0VtOyazjIOPTn+GON0Z9BhwMdbnjiDdHhPqMgkM60yN7corcFm2Uwy9"
    "t0JS0lR+hRkka4yqD9xbfmfZHecXCL/TI1R3dnAPPKq3upGoEU5Daq2+SSSFw7CK0AIa/F"
    "RlexsNWj3mpoz3kQ20zRM3lqJbjLSGjlM+ZdjgLtrtUcBIx4fSM+pq8T+/1L+qCJ0d3UdO"
    "eO2disdrZRN94bskQzseFevH+0xXZnKy3sMTKWaEADfokfhBFxuQwoEMYZ8l3lAMsNeVCg"
    "DuVqbaM9cTBQnUa+v6A6geoEqpO26nRvu+6LSnfaLGioPIVsMR5SfQqixW/I0dKfOAgoUN"
    "oKFPs2oi7e0iBIvn5/8Y/XfVHdcfwj8b22dNnuUwvd53E2SUlxiRO74iIvxILqly2bXMGC"
    "Ojq2na7pSkPe67Yrv9I3qWzbbnP2N3V/izfvk5FMTc1sr031OnTKgE4ZYxBUw3TKCF7WCy"
    "K4NhR6bY7oy74d7rB3X+xrO+JsnmaV1QXaQF9CExtCbkJAG4busrW1pjv7lCzsBWYLX6zI"
    "1+S6Dga+t/DtkgeLLJcCY1jJNA8DjrdwvLADZFFbNIRFSXIJByxvYRk6uPTn5IHO3fvo3J"
    "2Yj3odGHIEzBXcoSQJPctUO/n55jEGHvDuG5kpWgBKEuWbtP+bINGaZaKQ/m6q8xVyog9u"
    "m9lP0sV/sB/lpsZY0yAQoHc2C6YTUGllFST9kESh9StCXGR7MqdNjqoQvCDELFav7u7el3"
    "49VzfVuRBfbq+uP303r3BetxIWFIvSa9Q2boaBg6w+yKXYks79UAJCBHbMt4Pt2e5LgAPN"
    "pMAKzLy60u5HIkMTCmhCMTzxHTehEImSTji+5B42LTnSlOGKCNVOeuU1fIes18hbJj0TRA"
    "1Vr9InvPvpk7xTJzf0mH+eQYf8z54Titi/wpk4nyh562hLOlG8qP+c4Gpy0Sb9AbKGIGto"
    "DL9dyBoagULWfdpQ0s9H1/eUYQ4xEH18epSO325iquvb6OC7nYB1DjYj2IzDE9+xzThYvn"
    "+YJurNxCp6/vY2NT1d2Ev9XssJmUyagwIPCvwYpMUwCjwoQEYqQGvCbhAd6ZUDDFR55o0y"
    "AOeKDMB5PQMwPuRadcnZepOEVWdZq1GQ/KHN6SwAUOddk+le8BVRrexUDjKOPvpGzaHa+L"
    "z00oULyDg2xKjBBisbuxHVSiLmIAZG7RvdkCeKG/KkfkP6lKz9kFlpT0g01EMq2ms4kPCi"
    "uZwuir+FPr1CLFBcp1jUJXFL/ah4bOB+3O6z1wNI51b5cQPmTo1Oj4bkqWmTDY7ww0yemi"
    "rFu2ZP9R1qIP5MEmUg/vYAA/EHbA0Y2pSBdKRsgYCwgX7YwCG+xILb3k8lBxt4sc2beTsV"
    "zs5aQUMo7IjQkOoMDFQ3oJoiO2jfJqhAm+ej6D63yiOyUy0W19l687jtp0cCFrdgUpdAYU"
    "n7JSh/GlN8cfGiaVDmAPN+PN1b7cgnzmOdXVU6RA4xxpO350QIFz3LIubb790cbN7pvmhw"
    "uC+kZ/ui5pBC3jL+8PrhVhV5c6h2Rd6tDnj+ymTLvBmjgZaKkwPMO8jdi+mErJbttstQUH"
    "bGrOwM6kQf2b72/ZuyVyGiVruU0DoWlKGWyhBpOQ60BASpNjapVotWDeno/4QcxLZgJvX3"
    "ZwuOtrv9LbpZ239lQeGz35hc1QIDqCYYNiwwfBSmLqOmz/fUfBPG1WkM6J4Y3Qb06Z8YNP"
    "7SLu/r9vLDl8v3s72w3X0QZkmxKzjYSndQjgFnkIYziO1hrI616VtaQkLp1+j0+lJzfdsN"
    "rbgREQ7jlsJrrQ77IqxJt3Zn6cErTANGVXwLuHocC5CtGB6Zadx5EZPrWslAHrrWPcUiKF"
    "Bcp5jQJaJBehSRwDyVMixAAsFSgoOQqSsW8ZFAr9xGcRkLJEtJjrwndiO2YJgDAr1SepfI"
    "w21ERIEzxhffGbVM88NJ50nLcUmgxa4ICqdX0J8uRL5e3W0GGEfVrVFl0FCMBMVIwxNvSF"
    "eue4plQ7g3bx2po2ZhvKiXcFkUIJpyxtVoeA+I+jSmGyJm44qYcfvVlGsOAsK4QdBMUask"
    "UUMMrk/qfl4dL100SK7AgOoGVEv6EctJljUjNoHe0ybRsFN5NEwwAwtGCJoaoxlN7tUXb5"
    "Fk6V0/I0+SfVVeskWTjNLFFopX96JS2o5Dos03cSIaEApK5MiUSG6HmnLNQQy8G7q/etOT"
    "X2NYlXpVYEyK4u4592pBloJ56vfom4T0bL0Rp1p17V7/fK92Eua37vu7Dz9my6uewzLZXx"
    "+1Zteny42geg89+aDdM+iTneuTQaKmidTIYDMwVqk9Bmnf2WGa9oB6uBf1MPmvBtHZegPl"
    "ei/dyNHaFhWhygnOAZ0UJY7oLB+fNVG82Sp5jvJZTfXGgUW+eqKJ2co8ZR4GqcoaqcqMuO"
    "AlCNFan/ACB4xrMO7bQfCVMGXg0Q4E5T2K4HwVaF6V83EjiX2skNjHdYm9xMkEgzau3goU"
    "ymzHppqXu6CjFaJxQbpWHlIFNo5sJKNmAECoxdjfn4ZpzLlGfGw9oZfdx4Bf+vgn9DLdba"
    "+P/y6pZku09knIJNNLN3TdFA80mLY1Wi8Q3Z2t2+Q5prK0SRrfmaS7+DHGcvSMKGW/wg5o"
    "Sp9kKlMB4yjOkd+ZqM+bBxnLE37wLOyxVV2cqs/saTfeG2LWuerXhX6JKHYeZ0Inevrekd"
    "qNbherRuNHl0alhW50QUQ6NUvH60XvpFpF7jVn8jmTO03dMRzEQN/58dlZI+fumcK5e1aL"
    "ifq+DsPpcgPZ7SUywT4xRKLEILnvg4Ps3+8xjFndmYdj0Kjwn/8P7DHKEA=="
)
