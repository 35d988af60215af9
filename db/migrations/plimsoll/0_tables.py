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
    "hf1609iv49pMQi+tyAuxu1kI/szx/Jk03rIg1p0WL4ryWgAdykye/g5wtlv2S+jkwczARj"
    "ok+nZf+pTEio0gGeMtcvDadiWKCAerqpob3PcpfijOZ69n+1c0316/ubm9fP/d/Phooz4y"
    "pRJvbsKM/dMaxexAqjnVcoB56t1pmwN8Kj/AdXYLEdvFXipjwSrW2mpaYQ8Hj512ugIF61"
    "jrfbaxG1ElkclBzBOaZ62iEGcNQYizegwiMTJUKM4B5hHcvwZbNuEUhVUNDOJKZ3FlhyFa"
    "+6FAhZYmu/CQ/SW7vB7qx7TJdDmen/5wenFyfponuOSvNOW1iHJYIIFovASiJAoqOMzyyB"
    "4HgSzmHYJ7dmCRlfiykIiRDHDQ1SRrskRKgf4cYJ4mM2+bsNKUr1JLV4lClxBBsP8efZMI"
    "Yw5iAslN6sr1z/fNkiDXVt7fffgxW14VD5UjbdMnFMaxmSVOvqvK6RZgTdiDisre6qCfNB"
    "z0k/pB9ylhWpn1aAePKoxXYOaRPUCBmhd8RVRJy+Ag+9cyZn9bRZ4Ts/hqEWE3xF7wffx5"
    "fx/BCT2I7oGe8VKsc8vPPY+BQ7/90KdyIiRPyFOxFms4MBmrVovDGHJR/C3U6RVigeI6xY"
    "HI7d4UJcwgECHkZUY9hgXlq4eYD6Yb8XtLCON6ZzAJELCvKco/uEqx7376hFxbYsnkxL9N"
    "n2QQ72W3HDuI7EvtzNPn5DnT083akRTaC8zELRYmtCgSlT7rxaQTNXAqpo+ZrJyJEzE37x"
    "1tScP0sfWEhmikBDXiWuVUJv9VIDpbb6CGM4jL1qdohb+pObEyhIkcn7ehuBpE5hg+rxK8"
    "xA9IZA/JCS4QxsmLAVwliK5xkKiGKj7CCgz8hL37CXnlX21rqkDYnN43B6pDu2zF5BKO0D"
    "cfs8d12OYyEtLKdN5l1w5CKwo6/ZyrWNhpnXeaomfy1LGAgUfCLuu8y0HkOCgIiGrjlyrO"
    "vEhr/+nXTPSp0sxBDDSABw+jxPT1EkH5kj5oYnS3DZ5wx0y3QvpoicNrL6QyD27x/tEWL2"
    "680kJsKR6mot55ZAwnwVXoAaqnfzffodbVRRkAhG+bAnmokJiNViGhrqaDV2UC+rnLaGdW"
    "cxdjmwPCJmu9yY5LnCcrVpkEopMQF9merCaTB1Z2eUHIYFls+Sv73dmru7v3pU29uqnWLX"
    "y5vbr+9N28kuUmkJdOqGz08hjQCFpoBBvCnthfp05zhjKQ6P4b5qQpKqrnuYQCF06rA61Y"
    "+FQgDDzI/TfOIYvfkBNuSFJguQIz7yj33yo5pUyx3zcPMo/l/lNGgmi9tqlk8IXMtZ5DDB"
    "QZg7SNocgO1MRygTDvFA9C8QKtiKj7kTy3pkBAb/Ud2i+sQlEMo6EiNQMA6zvkLMVjAZQy"
    "yQoEpJD1vh2PthtayCeOoAK+ybdcxhlTPbln17JP0TMmUdChBUEFaKA+07/KqMoykLuF3F"
    "qCwKjB7H8guxz8Fbx91CaU/chWjliTNHYw9aAi11MKrZp1+YE0HrLhznhB6+kYOJMIZ2pz"
    "x8b11HHkW3zF5u9uuWEX6brh71f5hJWjV7+IRnUEDvERzF8Z+0aG+Sswf0WTexnmr0ywux"
    "LMX4H5K6BtwvwV2Oe2+wzzV2D+yrQ1WJi/cjjiCuav9D1/JYz/8ge1VCoOY6ThN0CTLhq5"
    "SCnzIQdAwkn3DIdnYZKgnPRncYYgcK7AOQwVGo36FaZBaC1twZmXDxYqgQ56uFDSSUeRPR"
    "5z0OQRH3nsaZYjjOzeEi/tC1FjsAocx8U5Do9psLxiz0SUIs9RUsl4jIEq2Ukbm1FuMta8"
    "xEmwT0XjzQAGctt//sGKfTiiPk3Nq9Z+pTIMqG5BNfuopciukFrDBaCTLayZbtu3NbzCDx"
    "FVs9M4CFgN3VXXJQptrGY1cBBgfodpYL9H6eSDtsQXCCjK6GU7FNK8uNKxNJmKven2MCwk"
    "y+F6h90JK9n7HoNRYq0xNy7jtU1+3GZLk9U9d1PLPyFNkHJtaKimXRLcZlfa63T5epMaff"
    "Wm00ELLyMjgRufsZIRnyMMNC3772QR4GX3vNAUayDRbUx4uQVfM+B/j2wvFOrf/0rfER9m"
    "HnfwHlOfYtGFuSWrFgsvTaPZy3NqLxRyaldIwG2DQz9df0i8Ck8lRbaL/0ACnbmBPB508A"
    "xWrJW2F33VyDHvEhq8xfuCq+gq096hzTtfHjYx2mVuhaNKq/fKkdOs3fsVJU+IvqFoiZjS"
    "wPibiV0VtWVHW/wVCcByKggY5mmub0LWDvMefZN4J3ZshampRBDa0Nc/3zf7g3MT+v3dhx"
    "+z5VUncbX9O/t5CeSwnPACAYR3IrxLY/ACBX4jrf1G1Yn2bW+MKs6I39aetcqcw17Uyo/8"
    "0yZ1abfVKqtnTku18hYFgZ347KUqZbaknTq53qweJP5lOw6JNmERJ6IBoRD80kzB5HaoLd"
    "ccxECp3H/SWHryaww3Nb0qMCYFGffc9WpBlkqJNtl6KIrYIb+JIgfh5449C0pQ0Oy10+wV"
    "MqeG1YXekLVve0x53WSDCpWhypot2pCzWW1xCaZDt8zKA+QhcZNDD/2wxu5QCVkOA2c5kI"
    "iKYscNBOcIILgFwZkoUbx6ORhcu9pdu2V/KfI6OUxzGGyw1hvsI4rJ0kKicXPywtgyasfS"
    "2OmUaAgqY5FN4wLXwHrJiFJIU6qDd84KmRCZXdKVFoQ8daK6DASam2mmKIyoZzGKZAVEjW"
    "SL4EB5M+U+JSscWmubPohmBGxrIlrGAtnNZOeC94GSr6GgpUE7sV2ggfA64dq4b+JdCDYE"
    "CBw3+btHzS6bZbpukNBVKXiaz6D4Ne5nzv4u9yXAycem9j+EtTRz5Exo1IhxcRcdvWjjHf"
    "YBht5GoUPWnauFOLiBLrV5G9kyl8uWuaBlP/H9ZM6B0pEuocxrLNt/nBx98112tarOJq/A"
    "TDzSr9u2yGzskSkoOXxgmoxiYl4JZN6x7r9fMkVM2q6Rt0yOqPKUFQEYWN/OOqFLRFXnwn"
    "MY4LhFJ3CYL6xT5k2Aw0hyezb0guVB0Ndph2HbFNndRrWUkRCd0zo6l/l+FK+WCsxAJbX/"
    "6wVKR6B0ZHziey4eEcmSXji+5B5mKMUVIapZec61Td2Xy9hWY/8XzoSRjcqao+b4BopXW3"
    "a2fB85qVxtR1oexN5zosz4hARVKNcZW1oM7YYUnXsFuiVwA6k/buWVPG5wSh4LZrdBsdQ4"
    "QbsnLEo4bBdRyrAGHvL5eRvPe9Ui5fzu5/X5eZhd5lYXB6UAaiLlxxetQngXDTG8Cy0b/0"
    "3HRaZh37/pkDeptn/ToVV4Jl38LEryIcRFtidmLoNUqFsQYlqTv7u79yW/6tVNtSHPl9ur"
    "ayZLK6dUUEq90WqfEQ2EAYYm9ayONWgWyp61NOiubUxUQZtk3OukIuAjwVKvFbfgaIvLKl"
    "lq+QQP4q+qpOXGgwAh81YvD5XiQEeY5QhC3SCh3mbSU4NS32Nx1oR2VjyWU3WwKQw0TZlj"
    "3zsUxBSb/Rw56ODpc9EqtDz7WdHRwcMOyCjPfB3HF0dpUn0bZ8ez7UZqcx8LhB6Zg/HHmp"
    "M5OKFqqddD6cnjRF2Q36X9MQfrQQmcjrSZnA4IOWyQwzY+8T3nsI3mqHpGXvgPZJf9OoK3"
    "j7Y4qeKF1iNbOeIADefRFnWVaAj+ZgBwSik7pUDBGUvBiRvLqej52XrQ8nvR8vUJMjzjZf"
    "Jbkoju9N2tkptbN4rYfhS6peRS+1HslZq+0O4r8VIutMXtu+WDeCTtu6epKzcZQYOM4YnL"
    "usOIqvVm5UFG0D74LACoEjTV7Nfuqv1oU1lAn1/R8sq1fLZ4RHsJLt69Xbzs40MkKjK5wp"
    "5NZeG3AlRNrHsJ0YTL0oS2T6py57KIsXt18+Hy03+L7+ArgYp+9d/315daqehZyYpEaORv"
    "b5MY2cKhR0pJSm2yRMNf4159kjZ+tcK3JKdeBMk7k20+BsGgBnDoaCOiRkpChSJEKELUhP"
    "pBihClae5SybJrcnsnkufDSpXj+ekPpxcn56e5MMlfaZIhUDygq9z2XVv1xswhEP8wpxfu"
    "qOK6lbRWmSiFl5074WZYA4luo5HIFZKaPqJF+axujE+rfnZC7E2qgLZbsPn1TJNDGdh4aa"
    "lyx4MOKNlZSCBFtov/QAL7rIFAHnToJ3ARBaGIvsYi7gK0xzLu/JXJ1nHzTsz6RdQYgKxA"
    "IQKpXQRy9P7Xum0odCidONmQ3T1uh9JNVKwPgu+yJxlKLi87NUubf4eQJGM+eeeoOZrLtP"
    "wx0+ST/yqI1my9cTHVvjxnmnVumI7xJ2jckHxJhShRvn5/3vT/nEqQaMQmGNM5g5MzQ/xH"
    "O1CS3zlgfzrx7M37u8/XQ3lDhm4nGvhI5DxpdCrnmJFcT/MRXE+5T/lYZQS0HQXKrqkCBK"
    "4pFdcU++tUqc4xwLQC0wFCT5aitsdjDlnlWyC7S8MGDgYKi24KizYZ2LFfxbEDSdVG/u7R"
    "Fos9XTdI+vUjofiP2MFhv2zmn5OIbjw/Rd7K2l4iK07ArmVZR37p/TjbWv7ANfGYzqSWat"
    "2UyyT0tQpMr/TXpa9fYI+JTA0Z2Pk+tU5syhEG+rsHGDsNmWPDZo5VJU9LJ04VZlIhQW/e"
    "nEzEK2iYHOSgu8Furr325zFfDwdRcBCdR1tYJiQfJvQoCWUBn/ErCztAFk1/hy0pLWGAVQ"
    "GrXxF+eBQYlVJKCwDwKeBzY2e05HKz2KCykh4Ld7Ao/N9QrJOuBzIlklOZ0RIIaBW0ayaB"
    "ivaeLQcqJSdUkc8SBkgVhDWWDyq6UrYcqNxQqY1v9maJ1j4Jkee8/IReZkIPbWXNUbOfFh"
    "errSf0Moi7Ngo2Nwfx43OTVtCyD4OxOZo1tChtUOuEbR5koM/vtI3P71Tu86sH9J+QIOop"
    "JzhdbiC181Z9E+YNfRPm9b4JK/b5iPoUqzUHqcAMZLv/BiEUBez7KtYdlEAG0tx/hQf0a5"
    "RSP/Wof8lfFCgXS3EQ+CWpl+9kiunOhSVfAqPrSrhjpllZSbw5NFoj2dRQ7v2jLYZQvnLE"
    "QpPxw+0a2TvDF5uMW9ejlawdpIWZE1EaexZUOOYxBvJ80uZKk99oVYbZ5yyTv7vGcGPKMg"
    "/bY9ZyJksmlbSsjfPvnySinu1eeyGVuP5KK7bcd79t1lrswqMYDT8mu2h7W2tv68S1CvE/"
    "KFohKuyNC55BaHWrgywfp9UtjOY20d7PxV5r1SgDGKgX9Z9ZW1wmChSXQAbSPIjHHTrQQA"
    "ea8Ylv68zSfL7oeyJxZcVvbNHpXbIH55V0NgXx2YHJYg3lKReguo+ouo/uU9RKIvevaJTO"
    "vYqWXgKCsq61sg4G8IgGMDT+VvR4ijrcOiQQSKiG9sAZ4OCZA/sG7JvxiTfEvrm16RMKP4"
    "d28oUEdg6/4KjZ3lknS60gXjti1H6UnoV6GTVtqovlJgo4uI3UmSl6wGoJFgXCwLuyf8vz"
    "mbh2iF2hZtzYe68MPCQFr1MHvpAiT7W9YY4BdrewG0RrdpErJQlxEAMFxUmrIM1JQ5DmZB"
    "Ok0SZ15RatF4lOJdL3Nu9tU/WSVcOnqSQpwZB9opcLmxJRhlu78XoZ1kA5MUAfXyx0cTbr"
    "4jkI1HGt1XFwY+2xZguKecBTaIinsHqse+EXKqbGUsUJ+zb/TieZixVyfsU2tTxemw1G30"
    "uv3ye8MavtwCIr0NQ109SZOr5Q6i1VAPqJj+vQFLm3tj3ZWe9i92RYA1WJebsc1oYUVujC"
    "u8eZSomgrpEqj4/lgIPuwJsA0dKKvBALsvfk9NWAh00jikc0WytK1koklmFAYZeDWMEdNI"
    "mBcEBWc+4gajkrYgJkjZM3mKipj3Yg6GQu1/1LIAO1p/7bQDnMCFRhOFsP5LYgtzRIp6Ve"
    "WsKYJD8GbtjbGNCX9JeFeH71xDZ08G0kuKmLL7BcE7qP9tpn36EL0zXszmxr1vR3MLKV/V"
    "sCJHRVls2eEJzjf36++yBmloNUjy92wlf/98rFwWBX3exvq8hzYtZeLSLshtgLvo8/9u+z"
    "/Z/omKJSDDpTJ767vfy5qmm8eX93VQ0uxw+4qnptaIhXsRtfQa/jMZ10O90O+dCqHX6IKF"
    "I69BwEDn3vhz7Iig66ONxzsIFmTf8ed+hp2+XUTy/niJI16bbPFShMLNZtn7XJLv6AvgY3"
    "IVrPhOkM+btHzakMHltnMUtgPUgaQzF3VjT44peZHy3Y1f2YH3e8hM4ZYyczwHThgeuXYB"
    "DGkN13H5G9dLEnOMD36Jsso4HDGMFz0yV7/fN9swmR37Hv7z78mC2v2hWVvF+q1GonXW4E"
    "1bVOcy1bzTX2mqs3m0svSoETriGFnQcZSPYg8qOqkigp7xUsmGnaqe/lSm0H4edOO12Bwk"
    "ZrvdGb1m5KLkcOoofLMf48c1yODqGiirum8F2OgSDptrgd8VZ4Ke7b1hwhLQGB5y08JydS"
    "SSMrEAaqY+dttLFzuTJ2XiP4K6FLgdRuyh/MISYlAO05gXBth6HoXDfxXmCAeCXiFfzJXM"
    "FR7LWNp3bF9WeiX0iKf/fTJ+TKxtSWfMW3m4dNcKtkxYl/Du9+z0iTeuA5Vrc64bPt7N8P"
    "X3O7c62OeYv113hGTRwLUHTCN8kFoRteIBNSj7q+Xvg9SmLoat1S4+jfNw+GCRgm0+cZDJ"
    "OBDRNwEh+M7zDWhxRb2nAQA39Ng7e0wWnaSpnuDt1W+ByYiVHetuMKd9Q067hyx/7mNf7D"
    "lhtIpRVHzRYS4dbuc2pn3XTK8l0d12bCOSv0haylsZslxluWVF4vXhTFtQA6lNie/g5A2v"
    "gIaeM+JbFKo1rwxsPGsZlmr0eIWHYzmUJ2kSlZTBnAvJqf0zYH+FR+gOvsFiK2S6pFGQv2"
    "ktb20gp7XS3jChRqH7TeZxu7kchXKheZHMQ8oXnWKhnxrCEZ8ayejJgYGSoU5wDzCO5fgy"
    "2bcIrCqgYGcaWzuIrTE9a+Uj8ZHrK/pIbXQ/2Yeu5dAKNBx8zQQYy6zk1SC7SJ1nf/4yEm"
    "lj08zo0wSJ4w//EK9FdgsAW7tESBRrbdGtnihwe1GDwH2Z9cnn26/tcXpl0N5acb2jVqQg"
    "slo0o7fJIqcm23IwfstBnTMZ0GYX1FkUATb+iolK4HznfhnDDbXyTjm3gvMCB8BhA+MOwL"
    "JlGNTXzb5B3NZ9bf0aVseunmraMtOTvxon0m68TlC6W3HBcjL7SSL2JlvYXKDYj45cRH3u"
    "Ypyb+Oakk+tQ8IUBCPgLLS4fYB3rT4DkLi511mKVohGn9By6d4c+izxy+RhzfB9/iV+O9O"
    "fjquu+mB/3tks88NX0QfnKf1o284tDbpFNuWBdYyEq1qei/euBA95Ikxru1wxSKSD6us4t"
    "7I1ydvsNNDybPtWuyvX6Z/fv4a+uZjJuqTp0B21cg9ocDZOxvN2QtFP0MX/WDZJIcWiWzY"
    "2KkObTr/yhv/1vr+JtR0ZDnDGshy//GKXG2okf2v9B2x1OBxh1RilUrhyqgMvGZ6Va6xKW"
    "RdVpCHOGTgQinxkunKXXguA4HmZprjR7vWQiAUGknmYUBxi5PcYS5JCQckbznH9lNsSJMV"
    "FqWXNh7lMhKI3kI0XiMLe9aKSLsBt9Dbqg8xUIHrWU0mFD9gryvhBdpApvtXlZnxtvZJiD"
    "znxVJsyyyAmkh523a2Td1s63m3ZbesAusCqImsH1+0Yf34Qs56/F5lQB0lT4y0LqwLoObl"
    "l/c/6Ygih6zXyFsmZcvKVakC8ECsT991zWvhpYBF+3K+cpzDuOPdP9O+TWNZrBhp50FwnF"
    "uQjFWlNQeBY7ydYS6A2lHpLj/BPM77z9osIs41ypt91CXgAZnwQh91lkZQicgS4iLbE/OX"
    "QSrULQgxzal/d/c+fnKeXnZ1U51j8uX26pqd24pHpE4zRcvIyZMzWlPNw/ZId/7KZPkOCX"
    "t61yBWDXzoQiJ2e3odivF5HJS26lzaGiK6DrrsMIeDHdZ5h9mjwo5zYytQ2Ged97mUBdr+"
    "zuNgB9TmSXjbVRJy29YsVmA7Vi5O5xciKFwUpCsrBFkF6ANSwLJA6/HF0fy4daSVCRBEn5"
    "HAx3NLPCT5zfOgQ//RFxnzKlKzQAF/MRPWs+2KHDKNv/cq9ICo5H/sZ+2ThGLvt7oax8FA"
    "hdNZhbOdp056Oo+DHdZ5hxGjsHPrnRwMUYLtUYIHIhrj3eh0zSDgcFVwuK5xwAygOtPyYW"
    "85APqiichkn2ex/ye0nhpvgRoYrgKdrwIPfQstl5CnyO9w5dfRsNta7zYJrWzut+K1VIXC"
    "9aRwPaXZh8+IBumkkPYlyHVspxtLs1/VOHXIm3hRp22oQWEXuu6CE9sVpY4JCnKoDgZJpC"
    "CJUvooWkWBLeoIKv0BCJCgOlfplYoWKa27SpROdM4nQidFSR+WjqJCgAZZoSAr0h44XfOY"
    "BPADCqQJwxQpJd0r88UPOCBaOxWCpqx1rtMX4oH0ZtIz6dtVfIjwB8S5UH5knHQXIJInHB"
    "CxOx3mziJE/ACgvR3tHVt/iOBAeUvK+2ieIH2YebHDnnso5PKiW7KFAA6eeZ0989mGdcyf"
    "FcAPSNA16kq7ZoNKn3JABHfLChX1xlVw34jg4L9R8N+I+hAr3iOSR8BdovNdUvxwOgi8Ov"
    "gA5ZySxpwz9mgHj2JNeQvVGdA8rbj/jjTx8VuiJbPmFHtK1IDmsd1/ZwnyjChltClyXYEB"
    "09uZpug3lMy1UeG5BDKQ5Vat204aWred1Fu3FRMr2kuODGEgxf2PpH5EzpParMscAfOkSj"
    "pmH/OkXJs+oCDsHIYR4Q+oREroWni03dBCPnEE6l5TDlkZZ0z2zL7Tx+KJRiryOweA+G4h"
    "vmOyuhzuChDSI3c63/nErtoeNDtsamBw1WjtqglDtPZFw3+lvzMeYswV0lvGYDG3TfGHUw"
    "L28KPpxDL8alr9aiJ/2bGXUBkJ26z1NsMo3L36n9ifGYRdPKsCKFAO04d3FmJ9TR+WHfNe"
    "eP4SoCme7bYUC37byjOe+abJyIniryqaMHWVgt/99Am5tsSrnfN+nT3KIPLLoZdkVMUaBY"
    "H9gHbnK5l3fbt5mkmUxcdu4AHiGWt/LdkZEl63jhPPtzRZ3etY8V/z/Un+tspwa5hCvS+t"
    "Sj6FukMGDlgq+lsqcYRQuaNCAYKsNoWsti7TnwwftjXAzBYwvcEOHJ34Ae3ARCL0QvBd9i"
    "RDyeVlp7LpN7B2HoUL8m0m1ss3723TyItVw2riS+Kh1Ou8jJJ/sSW/1E5uSHzsJDdgbHfH"
    "Jw9U9pFV9if2Z4qJ3l7/lmENvAbPWvB+JqX9TCuFQ7MA9+DzJTPZUuO5Kb+DR0FyR9fkDp"
    "+iZ0wigTuv4YxzGPPO93mbHN9zeYrveX3ue3aJtiU4Bxgop0/b0Hsqp7de78L+SFGTfTm9"
    "OcC8w3vcht1jObvH9V419otLbMEdKM+f5iD7T6Aex0M4SKq0Q1HHtJIyEpy1ejtrI9Rhiw"
    "sUbK/e21tY2kr7W8AgZVa3/a15S0fzOKWFjTOxzyl792iL1yldN3wIGJxH4zqPNl2jVQvD"
    "yygDjZL+y8IdshTN/2goOswAoDLvoDIzvTdQLVnOEAae67NWBctnDQXLZ/WC5Qdqe93Mkj"
    "IS9Fbt9JrSUK7OTXp6780D2zxg7UrQJcW+jDLPj9Z/kCOTfcpU14AG3lOQMDQ5siFhaNyE"
    "oUIs9MKy4WUjNSGqWebQR0RXhK6TXRK6cvgFR83eHL9YOoBDp5LEzz4Mk4TRBfKcx7VNnz"
    "YpQuD02fPdJ3f6FHvUJWeoQBt4F87bkD+Xkz+vKR7Fz0DhaJdA+6N5NtsLyf0HpR2XBHEz"
    "8S55Q3Xs/rpWGJc+tMIPEVVzdHIQcHXu4OoECwcsnPGJ79nCGU3/zrdArH2X6labdO9sIY"
    "RSTdeqk/8qEJ2tN1DezluFmeYNYaZ5Pcy0JsvOc34y7B5V6Y+XH68/7UefvmhB9oWU6oua"
    "xZIM9FYyV3KEgYd5AGslovGoFoGjrqFHKIcxkOSTNtJZLpyrDLsktNbsouzu5Sg/YY9y49"
    "3Nu7tJio04quiRteRUb2ecx++R77urz9ef/n29H8rn7e7FhmuxdtLjOZlK9naB0KObefyx"
    "xnQz/2qHzmPGYNsdKYH02BSjWsxD3USXrZhc5opNnUf83GmfK1BIsNd5n5cUu65FVirqM4"
    "+B7CRtS7A7iUezpkeExFUqrszW66E3GKXMbdwaFjO9AyLwhzT9EmpQ+Dl0+zkEvou7DJjm"
    "cXCd63ydO8Lio1viIcnEJ0dcd3RwU57YHiD6LGrr2EAeDwICbRf/oUxgATp0AldIlOrRQF"
    "4GOHTilvgZL5G3VGOvhDp0ChkOMWEmUAwaGORBh07gyiVfFX+9GeLQqWNfW+Rzbx5UmYMO"
    "nb0ABQGO831sQawo1uplzoUSrEmpN0qhj5X0aotpH3kW+j0Sjktt+AFXcId+EBM6Ov2Wy8"
    "hD59FH9lOX41jBAY2Mjk7HsYw8dB5dtAq7HMcKDmhkdHQ6jmXkofM4UgGQZgrO0Dl1FC1s"
    "1/ac+DvUeJZHTyqwnYIomjG+j2hJrSRCnq/Pxekdh0RJ9S1T5XcfHHaZPe7txjCYZgZG86"
    "w120U07IGq+DGTPclbKPJs9yXoYRDdZfIgHJh6lrLQJEVLxC5x9v12puwqeeSb4ommchcr"
    "L0Ev4yHfpk8ylamNHm35JEbtPkwzedpHMs1S3HaEwejR1lz9RiLKpLTFpA3FPYj8f26ed8"
    "0eZ6wK4ZIefofvibG/vzVaLxDdnaLb5DmmskTYY9f4D7sfQXXHPc1YxuLxZD2NRzaaIxgl"
    "rURZ1qJ7d7a4puAmMsW3v9qZrErbLSP5IgHuR7x/TJ9kKlMUOWS9Rt6yp+vwU+l5JrPmOd"
    "hF1oIi+6kf2pIHXsXPM5e2uJdIH2zFzzGWJRw8Wb1RxR52AHQFDvJsikk/hH3OnmYqZwF+"
    "8Ppwmn5OnmMsS3H9RQ8kxY8xlqPQXmD29/XhwvqcPstY/1UQEp9Jdgex5/dBF/E/bR5mEm"
    "FDN0VL9XlJT7RC229uiZbaF8nCIXsRBy/rBXGh/fAotcTyRmnptihQXSAMbH3Ufy7M72l2"
    "Vp3i5rwtHnfwWVt2mgLQOn0wRxw6ddCIFhrRjk+8TEc6mloj2iDc/JlilStMMxe3aFzxMm"
    "hBa7pmFedDqI6T4jFDSdzpc17LXlWhmIMYeKf1r7/u3UDQLN91aH7ttfgENyi3BWRn7VYz"
    "slW1Wy2MqwlyqFAqMKxG9a+IJMqdQJ/avLVFm/o9XjSiLjW++0Qjnaov4SjXqRYidSr9pU"
    "ocAUJlyuQf+dvrNze3l++/m18cbTpJBb+7eGNBZXtwWr+FAkFFXCOxKQKIbSbWp1jUuLGR"
    "2hwzjvNqQux2aC4LzYP170IXkIiKfjUNt2qOMNCoG2SCi0/RMyZRYCUj95QlVBUM98AWSf"
    "XM/vgHZD3HHKrSXQcfIN3Hpwp0M6bsME/BUKC6DDxAmtmp/ktrmpf2i7Umz6rnmYcBxXWK"
    "tTHPK0nQQju9nijdZLBX0rT7t9yraSdZF3RIPNErPDKlpvZD0j5KI2++clAxRCWADuTmn/"
    "7p18lPOPY5HzpMhbsPpMywBhJ92oLnUynNp1WWE2o6spxhDWR5ft7GPq96VDjz/NycrEGN"
    "ooPJcD2riwe2gjxMG6W9tZ2UA7jCmqVGmks4ILmZ5NB+QuxIkhUWOb2baK4ggehmotM6PE"
    "JVpUYZeEjiN+f5WIFn9M1HTtx5kKIwop4i2QL0IR5sFcIpsgPiCZtyyu2QEshE3e112+hK"
    "Y3hFcCemve87WSQZ2EjCW9GtMHZ507FG0Y3BYcxLU+zfgQFje7uI6clF3tmtitnjOmxzGQ"
    "nbrPU2Q1XYPn2/SW8JRaZLIKAZiu92Flx9Fd/Vj3YvDBvXgaVKb+kXrVlhY6VrlzTOX+7s"
    "tS3OzzcWS9YPmaJfifszgWHTjdb5K4T6xw31L/FqhWgcthc4iOXjQCqw/c9UH0eZHGR6+o"
    "pEXhfjjceBTq+1Ts9JPMVNLiNhQPsUdnmhWlpeA4LXa7vp5hGZD1dMcrbePG7PWnnJzxqc"
    "5GeCGgRwQ4B9PDrxhjSnSZvjSmy3rHFus82WtOrt31Sr2GZPbKOT/bJfZuyPgoxtfQTGUY"
    "MZBxnbI2ZsZ7+ZLtHkDGvgNTlvc+rn8lM/r6l86UT7uv0kLWXaZjRNkOSmzBNmBVUz03Do"
    "KqnJOcDAE3ncSlE+blCUjwXJJNF6bVPBwWwIIBUQA1kexByJRzwvyVdBJto9+ia53niMET"
    "w3OUuuf75v9kzmvpL3dx9+zJZX3ZVl0h/DtSCAJCc8Ww9kdyDbCZ5VuE6XA9VdqIaEqUPw"
    "x4ILC1xY4xNvigurmPEkdmOVZkA1urK40VOD+7OkHqvKusTfBV4s8GJpIDHG8WKBc0XZuW"
    "IHFlmpqpA5CLRHrbXHBSGCvptyqZ+tN1BbPG/TquBc3qvgvNasgH3cCi/Fsr6xtLAMPMQ6"
    "zr8oVBU+Eor/iBVJ+0WQ3ie9Uaswk27V4/npD6cXJ+en+WWav9J0h9bvyzVTOUnnuE+BNl"
    "Be9N9C5tl2mZ5vh1ZsPNQ5b2jIX0MekswQtt7Iq7ODx9gCsl2Bj7eBUDH84Fl1yNpnpHmh"
    "Uh51GbX/NOrZ31aR58TcvFpE2A2xF3wff97fZ/undZDkavbZwqGx8i0pELAdvW+HQyjlps"
    "62/5mUYLAxvW9M7CYMUSAIiMh3hcfstCWaZdfum3uIU0CcYnziDYpTfHaQZ1NMNkdFGKoo"
    "lhy1iFYEpdWDxSsgq1aveAS4xJVd4uDY24tjb9NYTcmu4SB66M/xxxqjP4MOBzrc+MQbos"
    "N9RkEgnWmRvblFbws2y2CWt+lKWkqO0KMkjXCVQfuLb82HIr3n4Bb7ZSqO7s4A5pVXD1I1"
    "AinIXVS3ySWRuHYQWgFCXoeNrmJhq7XeamjPeRDbTNEzeeokuMtIaOWj8y5HgXLXag4CRr"
    "y6ER/T14v9/iV90MTobmu6c8dMN6udbdSN94Ys0UxsuBfvH22x3dlKC3uMjCUa0YBf4gdh"
    "RFwuAwqEcYZ8XznAckMeFKhDuVq7aE8cDFQnzfcXVCdQnUB1Ulad7m3XfWnSnTYLWipPIV"
    "uMx1SfgmjxG3KU9CcOAgqUsgLFvo2oi7c0CJKv31/84/VQVPcc/0h8rx1dtvvUQvd5nE1S"
    "UlzixK64yAuxoPplyyZXsKCO6rbTNV1pzHvdduVX+iaVbdttzv6m/m/x9n0ykqmpme21qV"
    "6HThnQKUMHQTVOp4zgZb0ggmujQa/NEUPZt+Md9v6LfW1HnM3TrrK6QBvoS2hjQ8hNCGjD"
    "0F+2ttJ0Z5+Shb3AbOGLFfmKXNfBwPcWvl3yYJHlUmAMNzLNw4DjLRwv7ABZ1BYNYWkkuY"
    "QDlrewDB1chnPyQOfufXTuTsxHtQ4MOQLmCu5QkoSeZaqd/HzzGAMPeP+NzBpaAEoS5du0"
    "/5sg0YplopD+bqrzFXKiD26b2U/SxX+wH+WmxljRIBCgdzYLphNQ6WQVJP2QRKH1K0JcZH"
    "syp02OqhC8IMQsVq/u7t6Xfj1XN9W5EF9ur64/fTevcF63EhYUi9Jrmm3cDAMHufkgl2JL"
    "KvdDCQgRWJ1vB9uz3ZcAB4pJgRWYeXWl/Y9EhiYU0IRifOJ7bkIhEiW9cHzJPWxacqQtwx"
    "URqpz0ymv4DlmvkbdMeiaIGqpepU9499MneadObugx/zyDDvmfAycUsX+FM3E+UfLW0ZZ0"
    "onjR8DnB1eSiTfoDZA1B1pAOv13IGtJAIes/bSjp56Pqe8owhxiIPj49SsdvtzHV1W108N"
    "1OwDoHmxFsxvGJ79lmHC3fP0wT9WZiFT1/e5uani4cpH6v44RMJs1BgQcFXgdpMY4CDwqQ"
    "kQrQmrAbREV65QADVZ55qwzAeUMG4LyeARgfcqW65Gy9ScKqt6zVKEj+0PZ0FgCo867JdC"
    "/4iqhSdioH0aOPvlFzqDY+L7V04QKix4YYNdhgZWM3okpJxBzEwKh9qxvypOGGPKnfkD4l"
    "az9kVtoTEg31kIr2Gg4kvGgup4vib6FOrxALFNcpFnVJ3FI/Kh4buB+3++z1CNK5U37ciL"
    "lT2unRkDw1bbLBEX6YyVNTpXjX7KmhQw3En0miDMTfHmAg/oitAUObMpCKlC0QEDZQDxs4"
    "xJdYcNv7qeRgAy+2eTtvZ4Ozs1bQEAo7IrSkOgMD1S2opsgOurcJKtDm+Sj6z63yiOxUi8"
    "V1tt48bofpkYDFLZiaS6CwpP0SlD/pFF9cvCgalDnAvB9P/1Y78onzWGe3KR0ihxjjydtz"
    "IoSLnmUR8+33bg4273RftDjcF9KzfVFzSCFvGX94/XA3FXlzqG5F3p0OeP7KZMu8GaOBko"
    "qTA8w7yP2L6YSsju22y1BQdnRWdkZ1omu2r0P/puxViKjVLSW0jgVlqKMyRDqOAy0BQarp"
    "JtVq0aoxHf2fkIPYFsyk/v5swdF2t79FN2uHrywofPYbk6taYADVBOOGBcaPwtRl1PT5np"
    "pvwrg6jRHdE9ptwJD+iVHjL93yvm4vP3y5fD/bC9v9B2GWFLuCg93oDsox4AxScAaxPYzV"
    "sS59S0tIKP3STq8vNde33dCKGxHhMG4pvFbqsC/CmnRr95YevMI0YFTFt4CrxrEA2YlhzU"
    "zj3ouYXNdKBvLQteopFkGB4jrFhC4RDdKjiATmqZRhARIIlhIchExdsYiPBHrlNorLWCBZ"
    "SnLkPbEbsQPDHBDoldK7RB7uIiIKnDG++N6oZZofTjpPWo5LAiV2RVA4vYL+dCHy1epuM4"
    "AeVbdGlUFDMRIUI41PvCFdue4plg3h3rx11Bw1C+NFg4TLogDRlDOuRsN7QNSnMd0QMdMr"
    "YsbtV1uuOQgI4xZBs4ZaJYkaYnB9Uv/z6njpokByBQZUt6Ba0o9YTrKsGbEJ9J62iYadyq"
    "NhghlYMELQ1BiNNrlXX7xFkqV3/Yw8SfZVeckWTTJKF1soXj2ISmk7Dok238SJaEAoKJGa"
    "KZHcDrXlmoMYeDf0f/WmJ7/GcFPqVYExKYq759yrBVkK5qnfo28S0rP1Rpzqpmv3+uf7Zi"
    "dhfuu+v/vwY7a86jksk/31UWl2fbrcCKr30JMP2j2DPtm7PhkkappIjQw2A2Mbtccg7Ts7"
    "TtMeUA/3oh4m/1UgOltvoFwfpBs5WtuiIlQ5wTmgl6JEjc7y8VkbxZutkucon9VUbxxY5K"
    "snmpjdmKfMwyBVWSFVmREXvAQhWqsTXuCAcQXGfTsIvhKmDDzagaC8pyE4XwWaV+V83Epi"
    "HzdI7OO6xF7iZIJBF1dvBQpltrqp5uUu6GiFaFyQrpSHVIHpkY1k1AwACLUY+/tTMI0514"
    "iPrSf0svsY8Esf/4Reprvt9fHfJdVsidY+CZlkeumHrpvigQbTtkbrBaK7s3WbPMdUljZJ"
    "4zuTdBc/xliOnhGl7FfYA03pk0xlKmAcxTnyOxP1efMgY3nCD56FPbaqj1P1mT3txntDzD"
    "pXw7rQLxHFzuNM6ERP3ztqdqPbxSpt/OjSqLTQjS6ISKdmqb5e9F6qVeRecyafM7nT1h3D"
    "QQz0nR+fnbVy7p41OHfPajFR31dhOF1uILuDRCbYJ4ZIlBgk931wkP37PcYxq3vzcIwaFf"
    "7z/wGX9mbf"
)
