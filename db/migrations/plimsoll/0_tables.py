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
    "eJztXWtz3DaW/Suu/pSt0qbcekUzNTVVki1nNLEsjy3PZjeVYrHZaAkRm2BAUraym/++IJ"
    "sPkATQBJtskuj7YTeebhxKOgAv7vv+78x38Togrvv9peOQyAvR8q39Mvvrq/+defYasX9I"
    "Vhy9mtm+z38ffxTaCzcB2dlaa2m/BMnqRRBS2wnZtyvbDRD7aIkCh2I/xMRjn3qR68YfEo"
    "ctxN5D8VHk4d8jZIXkAYWPiLIvfvll5hMaroiLSfxw9kNmv/7K/oG9JfqGgnhJ/D/9J2uF"
    "kbss/UF4GUOSz63wxU8+e/No03fJyvhpC8shbrT2itX+S/hIvHw5+w3jTx+Qh6jN/kruj4"
    "p/55SF7KPN788+CGmE8l9yWXywRCs7ckOOhIVVfDazrA9399bn63vLmmnQ5hAvphx7YZD8"
    "/Wv7m+Ui7yF8ZP/z5PjPzc8peNisin/gvy8/vfnH5afvTo7/I/6BhO3bZls/pN8cJ1/9mT"
    "zCDu3NQxLWC5qXm1NS5vktY0vMc7q8QjR7OgrxGn0f/6MN5dkHBefF6dsD6QqS317eXycU"
    "FpQ5LglQoHM6C0Q3J3Rguspn9Py0wRk9P5We0firMsGpWKoz/M/Pdx/EDHOQ6tnETvjq/1"
    "65OAgnSLWC2piM+MnrIPjd5Sn97vby5yrbb97fXSXkkCB8oMlTkgdcVah/TMltynu2Hkjf"
    "gfT8krT0Lr0qzkDh0s0FGCsZqyfh/VdSUMrEvyMU4QfvJ/SS0H/Dfk3bc5CA6Vz5+sg/bW"
    "LE/5kdr+zTQvOh9tdcQ6udOsbDErkoTJj4dP35/tPNm/tZwvnCdp6+2nRplciPvyHHpPJJ"
    "vrb+1fp4Xf3E9uyHhKL4b4l/80L/dRENZ2LVOPlqm04cL+pfFw4QWxCfJlCIx6UQ5xtTI/"
    "sKP9x4oZhuHlUhHXtTvAPZ78v+859/OT4+Ofnh+PXJ+cXZ6Q8/nF28vmBrk9+4/tUPir25"
    "uvnx5sN9eVviD8o3YYCeEcWhwCSJT/q1F61roriyDQXewNtw/rrB6Z+/lp7++KuKLUOWgp"
    "PejOwMayDRXYmZgugQh66EabFEyQEG0nv8uslBZqukBCfflRleoyBgSoEOxxzEQJbnrxvR"
    "HC9TSIw60YQuEdU0VXhMK6pTlWOcTHcvLoKX9YK4OgwXCPP4PW4mLhTSonbvPSLnScfRkQ"
    "N28nSMjOV9OzocimJuLFvg23ub+pAl9JeQKvdz/I8Jim7FVtzf3DKr+vL2Y2k/Ysd0/M1x"
    "8ulL5dPvzit7lD/k1X/d3P/jVfw/X/3P3Yfr6rbl6+7/Zxb/TnYUEssjXy17yXOSfZx9VN"
    "pmtldt9piDdbDB03nVJre/g/orR7avB+OuHBnvpngrPdt9CfDmkNQdltm3R1t8lsk6NKDX"
    "8hf29qaxX8e1mYReWpEXYnezEPyZw/kzabxlQaw7LV405bUA2peZPP0d4Gy37E1o5cHMwE"
    "Y6JLp2X/qUxIqNIBnjLXLw2nYliggHq6qaG9z3Kb4vzmevZ/tXNN9ev7m5vXz/3fz4aKM+"
    "MqUSb27CjP3TGsXsQOo51XKAeerdaZMDfCo/wHV2CxHbxl4qY8EqHrXVtMIeDh5b7XQFCt"
    "bxqPfZxm5EtUQmBzFPaJ41ikKcKYIQZ/UYRGJk6FCcA8wjuHsNtmzCaQqrGhjE1ZjFlR2G"
    "aO2HAhVamuzCQ/aX7PK6r5dpk+lyPD/94fTi5Pw0T3DJP1HltYhyWCCBaLgEoiQKKjjM8s"
    "geB4Es5h2Ce3ZgkZX4spCIkQxw0NUka7JEWoH+HGCeJjNvmrCiyleppatEoUuIINh/j75J"
    "hDEHMYFklbpy/fO9WhLk2sr7uw8/Zsur4qFypG36hMI4NrPEye+qc7oFWBP2oKKyNzroJ4"
    "qDflI/6D4lTCuzHu3gUYfxCsw8snsoUPOCr4hqaRkcZP9axuxvq8hzYhZfLSLshtgLvo9/"
    "3t8HcEL3onugZ7wU69zyc89j4NBvP/SpnAjJE/J0rMUaDkzGqtXiMIZcFP8W+vQKsUBxne"
    "JA5HZXRQkzCEQIeZlRj2FB+eoh5oONjfi9JYRxvTOYBAjYrynKP7hKse9++oRcW2LJ5MS/"
    "TZ9kEO9ltxw7iOyX2pmnz8lzpqebNSMptBeYiVssTGjRJCp91otJJ6rnVEwfM1k5Eydibr"
    "472pKG6WPrCfXRSAlqxEeVU5n8V4PobL2BGk4vLlufohX+pufEyhAmcnzehOJqEJlj+LxK"
    "8BI/IJE9JCe4QBgnL3pwlSC6xkGiGur4CCsw8BN27ifklX+9rakCYXM63xyoDm2zFZNLOE"
    "LffMwe12Kby0hIKxvzLrt2EFpR0Op1rmJhp8e80xQ9k6eWBQw8EnZ5zLscRI6DgoDoNn6p"
    "4syLtHaffs1Eny7NHMRAA7j3MEpMXycRlC/pgyZGd9PgCXfMxlZIHy1xeO2FVObBLb4/2u"
    "LFjVdaiC3F/VTUO4+M4SS4Cj1Ax+nfzXeocXVRBgDh26RAHiokZoNVSOir6eBVmYB+7jLa"
    "mdXcxtjmgLDJo95kxyXOkxWrTALRSYiLbE9Wk8kDK7u8IKS3LLb8k/3u7NXd3fvSpl7dVO"
    "sWvtxeXX/6bl7JchPISyfUNnp5DGgEDTSCDWFP7K/TpzlDGUh09w1z0hQV3fNcQoELp9GB"
    "1ix8KhAGHuTuG+eQxW/ICTckabBcgZl3lLtvlZxSptnvmweZx3L3KSNBtF7bVDL4QuZazy"
    "EGioxe2sZQZAd6YrlAmHeKe6F4gVZE1P1InltTIKC3+g7tF1ahKIahqEjNAMD6DjlL8VgA"
    "rUyyAgEpZJ1vx6PthhbyiSOogFf5lss4Y6on9+xa9il6xiQKWrQgqAAN1Ge6Vxl1WQZyt5"
    "BbSxAYNJj9D2SXg7+Cr4+ahLIf2coBa5KGDqYeVOR6SqFVsy4/kMZ9NtwZLmg9HQNnEuHM"
    "0dyxcT11HPkWX7H5t1tu2EW6rv/7VT5h5ejVL6JRHYFDfATzV4a+kWH+CsxfGcm9DPNXJt"
    "hdCeavwPwV0DZh/grsc9N9hvkrMH9l2hoszF85HHEF81e6nr8Sxn/5g14qFYcx0vDroUkX"
    "jVyklfmQAyDhpH2Gw7MwSVBO+rM4QxA41+AchgoNRv0K0yC0lrbgzMsHC5VABz1cKOmko8"
    "kejzlo8oiPPPY0yxFGdm+Jl/aFqDFYBQ7j4hyGxzRYXrFnIkqR52ipZDzGQJXspInNKDcZ"
    "a17iJNino/FmAAO57T7/YMV+OKI+Tc2rxn6lMgyobkA1+1FLkV0htYYLQCtbeGS6bdfW8A"
    "o/RFTPTuMgYDW0V12XKLSxntXAQYD5HaaB/R6lkw+aEl8goCijk+3QSPPiSsfSZCr2pdvB"
    "sJAsh+sddiesZO97DEaJNWVuXMZrk/y4zZYmqzvuppb/hDRByrWhodrokuA2u9Jcp8vXm9"
    "ToqzOdDlp4GRkJ3PiMtYz4HGGgadl9J4sAL9vnhaZYA4luYsLLLfiaAf97ZHuhUP/+V/qN"
    "+DDzuIP3mPoUiy7MLVm1WHhpGs1enlN7oZFTu0ICbhUO/XT9IfEqPJUU2S7+Awl0ZgV5PO"
    "jgGaxYK00v+qqRY94l1HuL9wVX0VWmvUWbd748bGK0y9wKR5VW75UjN7J271eUPCH6hqIl"
    "YkoD428mdlXUlh1t8VckAMupIGCYp7m+CVk7zHv0TeKd2LEV5kglgtCGvv75Xu0Pzk3o93"
    "cffsyWV53E1fbv7PUSyGE54QUCCG9FeJvG4AUK/Eaj9htVJ9o3vTGqOCPerT1rlTmHnaiV"
    "H/mnTerSbqpVVs/cKNXKWxQEduKzl6qU2ZJm6uR6s7qX+JftOCTahEWciAaEQvBrZAomt0"
    "NNueYgBkrl7pPG0pNfY1jV9KrAmBRk3HPXqwVZaiXaZOuhKGKH/CaKHISfW/YsKEFBsx+d"
    "Zq+ROdWvLvSGrH3bY8rrJhtUqAxV1mzRhpzNaotLMO27ZVYeIA+Jmxx66Ic1dIdKyHLoOc"
    "uBRFQUO1YQnCOA4AYEZ6JE8+rlYHDtju7aLftLkdfKYZrDYINHvcE+opgsLSQaNycvjC2j"
    "diyNnU6JhqAyFtk0LnANrJeMKI00pTp456yQCZHZJl1pQchTK6rLQKBZTTNFYUQ9i1EkKy"
    "BSki2CA+Vqyn1KVji01jZ9EM0I2NZEtIwFstVk54L3gZKvoaClQTOxXaCB8Drho3HfxLsQ"
    "bAgQOG7yb4/ULptluq6X0FUpeJrPoPg17mfO/i73JcDJj03tfwhrjcyRM6FRI8bFXcboRR"
    "vusPcw9DYKHbJuXS3EwQ10qc2byJa5XLbMBS37ie8ncw60jnQJZV5j2e7j5Oib77KrVXc2"
    "eQVm4pF+3bRFprJHpqDk8IFpMpqJeSWQece6+37JFDFpu0beMjmi2lNWBGBgfTvrhC4R1Z"
    "0Lz2GA4wadwGG+8JgybwIcRpLbU9ELlgdBX6cdhm1TZLcb1VJGQnRu1NG5zPejebVUYAYq"
    "qd1fL1A6AqUjwxPfcfGISJZ0wvEl9zBDKa4I0ZGV51zb1H25jG019n/hTBjZqKw5Usc3UL"
    "zasrPl+8hJ5Wo70vIg9p0TZcYnJKhCuc7Q0qJvN6To3GvQLYEbSP1xI6/kscIpeSyY3QbF"
    "UsME7Z6wKOGwWUQpwxp4yOfnTTzvVYuU87uf1+fnYXaZW20clAKoiZQfXzQK4V0oYngXo2"
    "z8Nx0X2Qj7/k2HvEm1/ZsOrcIz6eJnUZIPIS6yPTFzGaRC3YIQ05r83d29L/lVr26qDXm+"
    "3F5dM1laOaWCUuqNVvuMaCAMMKjUszrWoFkoe9bSoLu2MVGF0STjXicVAR8JlnqtuAVHW1"
    "xWyVLLJ7gXf1UlLTceBAiZt+PyUGkOdIRZjiDUDRLqTSY9KZT6DouzJrSz4rGcuoNNYaBp"
    "yhz7vUNBTFHt58hBB0+fi1ah5dnPmo4OHnZARnnm6zi+OEqT6ps4O55tN9Kb+1ggxpE5GP"
    "9YczIHJ1Qt9bovPXmYqAvy27Q/5mAdKIHTkTaT0wEhhw1y2IYnvuMctsEcVc/IC/+B7LJf"
    "R/D10RYnVbzQemQrBxyg4Tzaoq4SiuBvBgCnlLZTChScoRScuLGcjp6frQctvxMtfzxBhm"
    "e8TN4liehOv90qubl1g4jtR6FbSi61H8VeqekL7a4SL+VCW9y+Wz6IR9K+e5q6ssoI6mUM"
    "T1zWHUZUrzcrDzKC9t5nAUCVoKlm/+iu2o82lQX0+RUNr1zLZ4sHtJfg4t3bxct+fIhERS"
    "ZX2LOpLPxWgKqJdS8hmnBZmtD2SVXuXBYxdq9uPlx++m/xHXwlUNGv/vv++nJUKnpWsiIR"
    "GvnX2yRGtrDvkVKSUpss0fDXuFefpI1frfAtyakXQfLOZJsfg2BQAzh0RiOiBkpChSJEKE"
    "IcCfW9FCFK09ylkmXX5PZWJM/7lSrH89MfTi9Ozk9zYZJ/opIhUDwwVrntu7bujZlDIP5h"
    "Ti/cQcV1I2mtM1EKL1t3ws2wBhLdRCORKyQ1fWQU5bNjY3xa9bMTYm9SBbTtgs2vZyM5lI"
    "GNl5YudzzogJKdhQRSZLv4DySwzxQE8qBDP4GLKAhF9CmLuAvQHsu4808mW8fNOzHrF5Ey"
    "AFmBQgRydBHIwftfj21DoUPpxMmG7O5hO5RuomJdEHyXPclQcnnZObK0+XcISTLmk2+O1N"
    "FcpuUPmSaf/FdDtGbrjYupduU5G1nnhukYf4LGDckvqRElytfvz5v+n1MJEg3YBGM6Z3By"
    "Zoj/aAda8jsH7E8nnr15f/f5ui9vSN/tRAMfiZwnSqdyjhnI9TQfwPWU+5SPdUZA21Gg7Z"
    "oqQOCa0nFNsb9Ol+ocA0xrMB0g9GRpans85pBVvgWy2zRs4GCgsIxNYRlNBnbsV3HsQFK1"
    "kX97tMViT9f1kn79SCj+I3Zw2C+b+eckohvPT5G3sraXyIoTsGtZ1pFf+j7OtpY/cE08pj"
    "PppVqrcpmEvlaB6ZW+XeP1C+wxkUmRgZ3vU+PEphxhoL+7h7HTkDnWb+ZYVfI0dOJUYSYV"
    "EnTmzclEvIaGyUEOuhvs5tprfh7z9XAQBQfRebSFZULyYUKPklAW8Bl/srADZNH0PWxIaQ"
    "kDrApY/Yrww6PAqJRSWgCATwGfGzujIZebxQaVlXRYuINF4X9FsU66HsiUSE5tRksgoFXQ"
    "rpkEOtp7thyolJxQTT5LGCBVENZYPujoStlyoHJD5Wh8szdLtPZJiDzn5Sf0MhN6aCtrjt"
    "R+Wlystp7QSy/u2ijY3BzEj89NWkHLfhiMzRlZQ4vSBjVO2OZBBvr8Tpv4/E7lPr96QP8J"
    "CaKecoLT5QZSO2/UN2Gu6Jswr/dNWLGfj6hPsV5zkArMQLa7bxBCUcB+X826gxLIQJq7r/"
    "CAfo1S6qce9S/5iwLtYikOAm+SfvlOppjuXFjyJTC6roQ7ZiMrK4k3h0ZrJJsayn1/tMUQ"
    "ylcOWGgyfLh9RPZO/8Umw9b1jErW9tLCzIkojT0LOhzzGAN5PmlypclvtCrD7Ocsk7+7xr"
    "AyZZmH7TFrOZMlk0paHo3z758kop7tXnshlbj+Siu23He/bdZa7MKjGPU/Jrtoe1trb+vE"
    "tQrxPyhaISrsjQueQWh1OwZZPkyrWxjNbaK9n4u9xqpRBjBQL+o+s7a4TDQoLoEMpLkXjz"
    "t0oIEONMMT39SZNfL5ou+JxJUVf7FFp3fJHpxX0tkUxGcHJos1lKdcgOo+oOo+uE9xVBK5"
    "e0WjdO51tPQSEJT1USvrYAAPaABD429Nj6eow61DAoGEUrQHzgAHzxzYN2DfDE+8IfbNrU"
    "2fUPg5tJNfSGDn8AuO1PbOOllqBfHaAaP2g/QsHJdR06S6WG6igIPbSJ2Zogesl2BRIAy8"
    "K7u3PJ+Ja4fYFWrGyt57ZeAhKXitOvCFFHm67Q1zDLC7hd0gWrOLXCtJiIMYKChOGgVpTh"
    "RBmpNNkGY0qSu3aL1IdCqRvrf5bpuql6zqP00lSQmG7JNxubApEWW4NRuvl2ENlBM99PHF"
    "QhenWhfPQaCOj1odBzfWHmu2oJgHPIWGeAqrx7oTfqFiaihVnLDf5t/pJHOxQs6v2KaWx2"
    "uzweh76fX7hDdmtR1YZAWa+sg0daaOL7R6SxWAbuLjY2iK3Fnbnuyst7F7MqyBqsS8WQ6r"
    "IoUVuvDucaZSIqhrpMrjYzngoDvwJkC0tCIvxILsPTl9NeBh04jiEc3WipK1FollGFDY5i"
    "BWcAdNYiAckKXOHUQNZ0VMgKxh8gYTNfXRDgSdzOW6fwlkoPbUfRsohxmBOgxn64HcBuSW"
    "Buk01EtLGJPkR88Ne5UBfUl/WYjnV0+sooOvkmBVF19guSZ0H+21z36HNkzXsDuzPbKmv7"
    "2Rre3fEiChq7Js9oTgHP/z890HMbMcpHp8sRO++r9XLg56u+pmf1tFnhOz9moRYTfEXvB9"
    "/GP/Ptv/iY4pKsWgM3Xiu9vLn6uaxpv3d1fV4HL8gKuq14aGeBW78TX0Oh7TSrcb2yHvW7"
    "XDDxFFWoeeg8Ch7/zQB1nRQRuHew420Kzp3uMOPW3bnPrp5RxRsibt9rkChYnFY9vn0WQX"
    "f0Bfg5sQrWfCdIb82yN1KoPH1lnMElj3ksZQzJ0VDb74ZeZHC3Z1P+bHHS+hc8bQyQwwXb"
    "jn+iUYhNFn991HZC9d7AkO8D36Jsto4DBG8Ky6ZK9/vlebEPkd+/7uw4/Z8qpdUcn7pVqt"
    "dtLlRlBd6zTXsNWcstdcvdlcelEKnHCKFHYeZCDZvciPqkqipbxXsGCmjU59L1dqOwg/t9"
    "rpChQ2etQbvWntpuVy5CDjcDnGP88cl6NDqKjiThW+yzEQJN0WtyPeCi/FfdvUEdISEHje"
    "wnNyIrU0sgJhoDp23kQbO5crY+c1gr8SuhRIbVX+YA4xKQFozwmEazsMRedaxXuBAeK1iN"
    "fwJ3MFR7HXNp7aFdefid6QFP/up0/IlY2pLfmKbzcPm+BWyYoT/+zf/Z6RJvXAc6xudcJn"
    "29m9H77mdudaHfMW66/xjJo4FqDphFfJBaEbXiATUo/6eL3we5TE0NW6ocbRvW8eDBMwTK"
    "bPMxgmPRsm4CQ+GN9hrA9ptrThIAa+Tb23tMFp2kqZ7hbdVvgcmIlR3rTjCnfURtZx5Y79"
    "zWv8hy03kEorjtQWEuHW7nNqZ910yvJdHddmwjkr9IWspaGbJcZbllReL140xbUA2pfYnv"
    "4OQNr4AGnjPiWxSqNb8MbDhrGZZq8HiFi2M5lCdpFpWUwZwLyan9MmB/hUfoDr7BYitk2q"
    "RRkL9tKo7aUV9tpaxhUo1D6Mep9t7EYiX6lcZHIQ84TmWaNkxDNFMuJZPRkxMTJ0KM4B5h"
    "HcvQZbNuE0hVUNDOJqzOIqTk9Y+1r9ZHjI/pIaXvf1MnXcuwBGgw6ZoYMYda2bpBZoE63v"
    "7sdDTCx7eJgboZc8Yf7Ha9BfgcEW7NISBRrZtmtkix8e9GLwHGR/cnn26fpfX5h21Zefrm"
    "/XqAktlIwq7fBJqsg13Y4csNNmTMd06oX1FUUCTVzRUSldD5zvwjlhtr9Ixqt4LzAgfHoQ"
    "PjDsCyZRDU180+Sdkc+sv6NL2fTSzVdHW3J24kX7TNaJyxdKXzkuRl5oJb+IlfUWKjcg4p"
    "cTH3mbpyT/Oqol+dR+QICCeARUPApF8C36hkNrk+kg/jKwlpHou5itED3k2Siu7XAVGuWl"
    "RX5/eRXbGUqebddif8oypnSzW5vP0DcfMzGaLIbMpYH7LYEjdTaYIxUKavouqMGyKQkNks"
    "SwsRMTmnTVlTfVrfXUTahpyXKGNZDl7mMBv0c2UwVCQQO3f6XfiKUGjzuk8qVUClfGUOA1"
    "U4x8irXrwCrIQ2zgf6GV1Ej8VjyXgUCzmub40a61EAgFJck8DChucJJbzPwo4YDkLefYfk"
    "LsrScrLErdVB7lMhKI3kI0XiMLe9aKSDvtNtDbqg8xUIHrWE0mFD9gry3hBdpAprtXlZnx"
    "tvZJiDznxdJseSyAmkh501axqk6x9ZzWsstTg3UB1ETWjy+asH58IWc9/q4y/I2SJ0ZaG9"
    "YFUPNyt7ufIkSRQ9Zr5C2TkmDtik8BuCfWp++65rXwUlyiealcOZxh3PHunmnfprEs1oxi"
    "8yA4zg1IxrrSmoPAMd7OMBcBbal0l59gHufdZ0QWgeUa5WofdQl4QCa80EedZQBUIrKEuM"
    "j2xPxlkAp1C0JMc+rf3b2Pn5ynbl3dVGeEfLm9umbntuIRqdNM0TJy0uwEDap52B7pzj+Z"
    "LN8hYU9vG8SqgQ9dSFCU3EztuhqUoFA8Oubi0ViyC4WU+n3hYAfUfkX4pvCJcsI3RZblVI"
    "LtWFE0nTdEUFBE0QrROOOrVUBXgD4g4Z0FaY4vjubHjaM0TIAg+owE9uEt8ZDknedBh/7S"
    "r7DriuhTS80CBfzFTFjPtisy5pTvexV6QFTyL/tZ8wSD2HOmr8ZxMFDhxqzC2c5TKz2dx8"
    "EOj3mHEaOwdUuMHAwexu0exgciGq+rdNhkEHDWaDhr1jhgBlCdafkQphwA/YpEZLKfZ7H/"
    "J7SelLdADQxXwZivAg99Cy2XkKfIb3Hl19Gw26PebRJa2TxezWupCoXrSeN6SjOXnhEN0g"
    "7+zcsX69hWN9bI3qphahhDRNdBu22oQWEX2u6CE9sVpWprDTlUB4Mk0pBEKX0UraLAFnXq"
    "k74AAiSozlV6paJFSuuuEqUVnfOJ0ElR0qqhpagQoEFWaMiKtE1G2xwIAfyAAmnCMEVKSf"
    "uqXvEDDojWVkVkKWuta3yFeCBdTXomfduKDxH+gDiXZFFtOGkvQCRPOCBidzrMrUWI+AFA"
    "ezPaW7YNEMGB8oaUd1F4LX2YebHDjuuvc3nRLtlCAAfP/Jg989mGtcyfFcAPSNApdaVds0"
    "GlTzkggttlhYr6amq4b0Rw8N9o+G9EPUw17xHJI+AuGfNdUrw4LQReHXyAck5LY84Ze7SD"
    "R7GmvIXqDGieVtx9N4v4+C3bzC6vAc1ju/uqdPKMKGW0aXJdgQHT25mm6DeUzJvQ4bkEMp"
    "DlRm2fThRtn07qbZ+WzEKytfpYFwgDKe5+VOwjcp70ZtDlCJjzUtIxu5jz4tr0AQVh6zCM"
    "CH9AJVJC18Kj7YYW8okjUPdUOWRlnDHZM/tOH4NJ331P+m5zuCtASI/c6XzDrPU20np6rh"
    "qYtZ68Yp1lDBajnTRfnBKwg5emFcvw1jR6ayJ/2bKXUBkJ2zzqbYYRlXv1P7E/MwjbeFYF"
    "UKAcpoLuLMS6mgoqO+ad8PwlQFM8200pFrzb2rNX+YaryIniX1U0neYqBb/76RNybYlXO+"
    "f9OnuUQeSXQy9Jm/s1CgL7Ae3OVzKH9nbzNJMoi49dz4N9M9b+WrIzJLxuHfObb2myutNx"
    "v7/m+5P8bZX5tzDBdl9alXyCbYsMHLBUxm+pxBFC7Y4KBQiy2jSy2tpMjjF8UE8P8x7A9A"
    "Y7cHDie7QDE4nQCcF32ZMMJZeXndqmX8/aeRQuyLeZWC/ffLdNIy9W9auJL4mHUq/zMkr+"
    "xZb8Uju5IfGxk9yAsd0dnzxQ2QdW2Z/Ynykmenv9W4Y18Bo8a8D7mZT2s1EpHCMLcPc+my"
    "6TLTWeVfkdPAqSO9omd/gUPWMSCdx5ijPOYcw73+dNcnzP5Sm+5/WZ0dkl2pTgHGCgnD5t"
    "Qu+pnN56vQv7I0VN9uX05gDzDu9xE3aP5ewe13vV2C8usQV3oDx/moPsP4F6GA9hL6nSDk"
    "Ut00rKSHDWjttZG6EWW1ygYHvHvb2Fpa21vwUMUmbHtr81b+lgHqe0sHEm9jll3x5t8Tql"
    "6/oPAYPzaFjn0aZrtG5heBlloFHSfVm4Q5ai+R+KosMMACrzDioz03sD3ZLlDGHguT5rVL"
    "B8pihYPqsXLD9Q22tnlpSRoLeOTq8pD6Nv26Sn8948sM091q4EbVLsyyjz/GjdBzky2adN"
    "dQ1o4D0FCUOTIxsShoZNGCrEQicsG142UhOiI8sc+ojoitB1sktCVw6/4EjtzfGLpT04dC"
    "pJ/OyHYZIwukCe87i26dMmRQicPnu+++ROn2KP2uQMFWgD78J5E/LncvLnNcWjeA00jnYJ"
    "tD+aZ7O9kNx9UNpxSRA3E2+TN1TH7q9rhXHpQyv8EFE9RycHAVfnDq5OsHDAwhme+I4tnM"
    "H073wLxNp3qW5VpXtnCyGUarpWnfxXg+hsvYHydt4ozDRXhJnm9TDTmixbz/nJsHtUpT9e"
    "frz+tB99+qIB2RdSqi9qFksy0FvLXMkRBh7mHqyViMajWgSOOkWPUA5jIMknTaSzXDhXGX"
    "ZJaK3ZRdney1F+wh7lxrubd3eTFBtxVNEja8mp3s44j98j33dXn68//ft6P5TPm92Limux"
    "dtLjOZla9naBGEc38/jHGtPN/KsdOo8Zg013pAQax6YY1WIe6ibabMXkMlds6jzi51b7XI"
    "FCgv2Y93lJsetaZKWjPvMYyE4abQl2K/Fo1vSIkLhaxZXZ+nHoDUYpcxu3hsVM74AI/CGq"
    "N6EGhdeh5bAJYWnKLfGQZB6QI65KObgZQOxcI/osavqnII8HAYG2i//QJrAAHTqBKyRKBF"
    "CQlwEOnbglfsZL5C312CuhDp1ChkNMmAkMQQWDPOjQCVy55Kvm25shDp069muLPLLqMYY5"
    "6NDZC1AQ4DgbxBZEEmIvjsz0LMFUHpzpWfsKDmOPTLUBsY88i1niwmGaihe4gjv0g5jQ0e"
    "pdLiMPnUcf2U9tjmMFBzQyOlodxzLy0Hl00SpscxwrOKCR0dHqOJaRh87jQOUhI1Nw+s64"
    "omhhu7bnxL9DjWe5b70C28nFPjLG9+FL1+iKxUVxHYdESW0mU+V3Hyt1mT3u7cYwmGZ8Xj"
    "2Jy3YRDTugKn7MZE/yFoo8230JOhhTdpk8CAemnqUscEXRErFLnP1+O1N2lTzyTfFEU7mL"
    "lZegk+GBb9MnmcrURo+2fBKjdh+1mDztI5lmoWYzwmAwZWOufiMRZVLaYtKG4g5E/j83z7"
    "tmjzNWhXBJB+/he2Ls+7dG6wWiu1N0mzzHVJYIe+wa/2F3I6juuKcZy1g8vKqj4blGcwSD"
    "hrUoyxo4784W1zLaRKb45kg7k1VpymQkXyTA3Yj3j+mTTGWKIoes18hbdnQdfio9z2TWPA"
    "e7yFpQZD91Q1vywKv4eebSFnea6IKt+DnGsoSDJ6szqtjDDoCuwEGeTTHphrDP2dNM5SzA"
    "D14XTtPPyXOMZYn9nR28gp/jxxjLUWgvMPv7unBhfU6fZaz/KgiJzyS7g9jzu6CL+J82Dz"
    "OJsL5bZqX6vKRjVqHtqxtmpfZFsrDPTrXBy3pBXGhOO0ilqbyNVrotGlQXCAMb43SfC/N7"
    "mp1Vp1idt8XjDj5ry05TABqnD+aIQ6cO2pRCm9LhiZfpSEdTa1MahJs/U6xyhWnm4haNK1"
    "4GDUpN16zifAjdYUM8pi+JO33Oa9mrOhRzEAPvtO71170bCCPLd+2bX3stPsEK5baA7Kzd"
    "joxsXe12FMbVBDnUKBXoV6P6V0QS5U6gT22+2qJN/R4vGlCXGt59MiKdqivhKNepFiJ1Kn"
    "1TJY4AoTJl8kv+9vrNze3l++/mF0ebtoHB7y7eWFDZHpzWb6FAUBGnJDZFALFqYn2KRW39"
    "lNTmmGGcVxNit0XrUWgtO/6WowGJqOitUdyqOcJAo66X+R4+Rc+YRIGVDGTTllBVMNwDWy"
    "TVM/vjH5D1HHOoS3cdfIB0H59q0M2YssM8BUOD6jLwAGlmp/ovjWle2i/WmjzrnmceBhTX"
    "KR6NeV5Jghba6fVEaZXBXknT7t5yr6adZD2yIfFkXOGRKbU875P2Qdo885WDmiEqAbQnN/"
    "/0T/+Y/IRDn/O+w1S4/bjCDGsg0acNeD6V0nxaZTmhpiXLGdZAlufnTezzqkeFM8/Pzcka"
    "HFF0MBm9ZrXxwFaQh2mjNLe2k3IAV1izpKS5hAOS1SSH9hNiR5KssMjpraK5ggSi1USndX"
    "iE6kqNMvCQxG/O87EGz+ibj5y48yBFYUQ9TbIF6EM82DqEU2QHxBM25ZTbISWQibrb66bR"
    "FWV4RXAnpr3vW1kkGdhIwhvRrTGUd9OxRtONwWHMS1Ps3oEBQ13biOnJRd7ZrYrZ41pscx"
    "kJ2zzqbYaqsH36fpPeEppMl0BAMxTf7Sy4uiq+qx/tThg2rgNLld7SGz2ywsZK1y5pnL/c"
    "2WtbnJ9vLJas7zNFvxL3ZwLDphut81cI9Q8b6l/i1QrROGwvcBDLx4FUYPufuD2MMtnLbO"
    "0Vibw2xhuPA51+1Do9J/E0N7mM7GCbR+YbMXGXF7ql5TUgeL22m24ekflwxSRn683j9qyR"
    "l/xM4SQ/E9QggBsC7OPBiTekOU3aHFdiu2WNc9U2W9Kqt3tTrWKbPbGNTvbLfpmxPwoyts"
    "cjMI4UZhxkbA+YsZ29M22iyRnWwGty3uTUz+Wnfl5T+dKJ9nX7SVrKtM1omiDJqswTZgVV"
    "M9Nw6GqpyTnAwBN53EhRPlYoyseCZJJovbap4GAqAkgFxECWezFH4hHPS/JVkIl2j75Jrj"
    "ceYwTPKmfJ9c/3as9k7it5f/fhx2x51V1ZJv0xXAsCSHLCs/VAdguyneBZh+t0OVDdhmpI"
    "mDoEfyy4sMCFNTzxpriwihlPYjdWaQaU0pXFjZ7q3Z8l9VhV1iX+LvBigRdrBBJjGC8WOF"
    "e0nSt2YJGVrgqZg0B7HLX2uCBE0HdTLvWz9QZqi+dNWhWcy3sVnNeaFbAft8JLsaxXlhaW"
    "gYdYx/kXjarCR0LxH7Eiab8I0vukN2oVZtKtejw//eH04uT8NL9M809Ud2j9vlwzlZO0jv"
    "sUaAPlRfctZJ5tl+n5dmjFxkOdc0VD/hrykGSGsPVGXp0dPMYWkO0KfLwKQsXwg2fVIWuf"
    "keaFWnnUZdT+06hnf1tFnhNz82oRYTfEXvB9/PP+Pts/rb0kV7OfLRwaK9+SAgHb0fl2OI"
    "RSbups89ekBION6XxjYjdhiAJBQES+Kzxmpy0ZWXbtvrmHOAXEKYYn3qA4xWcHeTbFZHNU"
    "hKGKYslRg2hFUFrdW7wCsmrHFY8Al7i2Sxwce3tx7G0aq2nZNRxkHPpz/GON0Z9BhwMdbn"
    "jiDdHhPqMgkM60yL7corcFm2Uwy9t0JS0lR+hRkka4yqD9xbfmfZHecXCLvZmao7szgHnl"
    "1b1UjUAKchvVbXJJJK4dhFaAkNdio6tY2OpRbzW05zyIbabomTy1EtxlJLTyGfMuR4F212"
    "oOAka8vhEf09eJ/f4lfdDE6G5qunPHbGxWO9uoG+8NWaKZ2HAvvj/aYruzlRb2GBlLNKAB"
    "v8QPwoi4XAYUCOMM+a5ygOWGPChQh3K1ttGeOBioTiPfX1CdQHUC1Ulbdbq3XfdFpTttFj"
    "RUnkK2GA+pPgXR4jfkaOlPHAQUKG0Fiv02oi7e0iBIvn5/8Y/XfVHdcfwj8b22dNnuUwvd"
    "53E2SUlxiRO74iIvxILqly2bXMGCOjq2na7pSkPe67Yrv9I3qWzbbnP2N3V/izfvk5FMTc"
    "1sr031OnTKgE4ZYxBUw3TKCF7WCyK4NhR6bY7oy74d7rB3X+xrO+JsnmaV1QXaQF9CExtC"
    "bkJAG4busrW1pjv7lCzsBWYLX6zI1+S6Dga+t/DtkgeLLJcCY1jJNA8DjrdwvLADZFFbNI"
    "RFSXIJByxvYRk6uPTn5IHO3fvo3J2Yj3odGHIEzBXcoSQJPctUO/n55jEGHvDuG5kpWgBK"
    "EuWbtP+bINGaZaKQ/m6q8xVyog9um9kr6eI/2Eu5qTHWNAgE6J3NgukEVFpZBUk/JFFo/Y"
    "oQF9mezGmToyoELwgxi9Wru7v3pbfn6qY6F+LL7dX1p+/mFc7rVsKCYlF6jdrGzTBwkNUH"
    "uRRb0rkfSkCIwI75drA9230JcKCZFFiBmVdX2v1IZGhCAU0ohie+4yYUIlHSCceX3MOmJU"
    "eaMlwRodpJr7yG75D1GnnLpGeCqKHqVfqEdz99knfq5IYe888z6JD/2XNCEftXOBPnEyVf"
    "HW1JJ4oX9Z8TXE0u2qQ/QNYQZA2N4d2FrKERKGTdpw0l/Xx0fU8Z5hAD0cenR+n47Samur"
    "6NDr7bCVjnYDOCzTg88R3bjIPl+4dpot5MrKLnX29T09OFvdTvtZyQyaQ5KPCgwI9BWgyj"
    "wIMCZKQCtCbsBtGRXjnAQJVn3igDcK7IAJzXMwDjQ65Vl5ytN0lYdZa1GgXJH9qczgIAdd"
    "41me4FXxHVyk7lIOPoo2/UHKqNz0svXbiAjGNDjBpssLKxG1GtJGIOYmDUvtENeaK4IU/q"
    "N6RPydoPmZX2hERDPaSivYYDCS+ay+mi+LfQp1eIBYrrFIu6JG6pHxWPDdyP2332egDp3C"
    "o/bsDcqdHp0ZA8NW2ywRF+mMlTU6V41+ypvkMNxJ9JogzE3x5gIP6ArQFDmzKQjpQtEBA2"
    "0A8bOMSXWHDb+6nkYAMvtnkzb6fC2VkraAiFHREaUp2BgeoGVFNkB+3bBBVo83wU3edWeU"
    "R2qsXiOltvHrf99EjA4hZM6hIoLGm/BOVPY4ovLl40DcocYN7L073VjnziPNbZVaVD5BBj"
    "PHl7ToRw0bMsYr793s3B5p3uiwaH+0J6ti9qDinkLeMfXj/cqiJvDtWuyLvVAc8/mWyZN2"
    "M00FJxcoB5B7l7MZ2Q1bLddhkKys6YlZ1Bnegj29e+3yl7FSJqtUsJrWNBGWqpDJGW40BL"
    "QJBqY5NqtWjVkI7+T8hBbAtmUn9/tuBou9vfopu1/VcWFD77jclVLTCAaoJhwwLDR2HqMm"
    "r6fE/NN2FcncaA7onRbUCf/olB4y/t8r5uLz98uXw/2wvb3QdhlhS7goOtdAflGHAGaTiD"
    "2B7G6libvqUlJJR+jU6vLzXXt93QihsR4TBuKbzW6rAvwpp0a3eWHrzCNGBUxbeAq8exAN"
    "mK4ZGZxp0XMbmulQzkoWvdUyyCAsV1igldIhqkRxEJzFMpwwIkECwlOAiZumIRHwn0ym0U"
    "l7FAspTkyHtiN2ILhjkg0Culd4k83EZEFDhjfPGdUcs0P5x0nrQclwRa7IqgcHoF/elC5O"
    "vV3WaAcVTdGlUGDcVIUIw0PPGGdOW6p1g2hHvz1ZE6ahbGi3oJl0UBoilnXI2G94CoT2O6"
    "IWI2rogZt19NueYgIIwbBM0UtUoSNcTg+qTu59Xx0kWD5AoMqG5AtaQfsZxkWTNiE+g9bR"
    "INO5VHwwQzsGCEoKkxmtHkXn3xFkmW3vUz8iTZV+UlWzTJKF1soXh1Lyql7Tgk2vwmTkQD"
    "QkGJHJkSye1QU645iIF3Q/dXb3ryawyrUq8KjElR3D3nXi3IUjBP/R59k5CerTfiVKuu3e"
    "uf79VOwvzWfX/34cdsedVzWCb766PW7Pp0uRFU76EnH7R7Bn2yc30ySNQ0kRoZbAbGKrXH"
    "IO07O0zTHlAP96IeJv/VIDpbb6Bc76UbOVrboiJUOcE5oJOixBGd5eOzJoo3WyXPUT6rqd"
    "44sMhXTzQxW5mnzMMgVVkjVZkRF7wEIVrrE17ggHENxn07CL4Spgw82oGgvEcRnK8Czaty"
    "Pm4ksY8VEvu4LrGXOJlg0MbVW4FCme3YVPNyF3S0QjQuSNfKQ6rAxpGNZNQMAAi1GPv+aZ"
    "jGnGvEx9YTetl9DPilj39CL9Pd9vr475JqtkRrn4RMMr10Q9dN8UCDaVuj9QLR3dm6TZ5j"
    "KkubpPGdSbqLH2MsR8+IUvYWdkBT+iRTmQoYR3GO/M5Efd48yFie8INnYY+t6uJUfWZPu/"
    "HeELPOVb8u9EtEsfM4EzrR0++O1G50u1g1Gj+6NCotdKMLItKpWTpeL3on1SpyrzmTz5nc"
    "aeqO4SAG+s6Pz84aOXfPFM7ds1pM1Pd1GE6XG8huL5EJ9hNDJEoMkvs+OMj+/R7DmNWdeT"
    "gGjQr/+f8GJWXM"
)
