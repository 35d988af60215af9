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
CREATE TABLE "broker_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_broker_mess_account_5effac" UNIQUE ("account", "cursor")
);
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
CREATE TABLE "broker_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "account" VARCHAR(64) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "body" JSON NOT NULL,
    "received_at" TIMESTAMP NOT NULL,
    CONSTRAINT "uid_broker_mess_account_5effac" UNIQUE ("account", "cursor")
);
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
    "eJztXW9z2zaa/yoZverN+DqRYrvem52dsVNn19s4zibOXe86HQ5FQjZqimBB0ol71+9+AM"
    "U/IAlQBEWKFPS82G0r4kfJP4APn//P/84CD69D4nnfX3qIRrP/ePW/M99eI/Yv1Usnr2Z2"
    "EIgX+EeRvfSS1TZfFCarlmFEbYffbGV7IWIfuSh0KA4iTHz2qR97Hv+QOGwh9h+Kj2If/x"
    "4jKyIPKHpElF345ZdZQGi0Ih4m/OYhYgt8B81+/ZX9F/Zd9A2FfB3/z+DJWmHkuaU/A7sc"
    "l3xuRS9B8tnbR5u+S1by37G0HOLFa79YHbxEj8TPl7OfyT99QD6idoRc4S/jPzylIPto80"
    "ewDyIao/xHusUHLlrZsRcJTCyt4rOZZX24u7c+X99b1kyDO4f4nHfsR2Hy96/tb5aH/Ifo"
    "kf3nm8Wfm+8peNis4l/4n5ef3v7j8tN3bxb/xr+QsM3b7OmH9MoiufRncgs7sjc3SVgvaM"
    "43pkb2FX648SM53SKqQjr7Q7qQnn1QsF4cwn3Q/sB/xL//ZbF48+aHxes35xdnpz/8cHbx"
    "+oKtTX5x/dIPDXtzdfP3mw/35W3hH/DNEMl/RhRHL/KTfu3H64T+G/ZT7ZTtyjYU+H7O/t"
    "jbUDr989ctTv/8tfL080tlwh3iSk56O7IzrIFE9yVmCqIjHHkKpuUSJQcYSO/idZuDzFYp"
    "CU6ulRleozC0H7Q4FiAGsjx/3YpmvqxBYtSJJtRF1NJTR0RMJ6pTlWOaTPcvLsKX9ZJ4Og"
    "wXCPP4XbQTFw3Sovbee0TOU53ef36++yCnNwdU2HWxE736v1ceDttoeRNjuYFVzgS/8zoM"
    "f/dENr+7vfy5SvTb93dXCTckjB5ocpfkBldV1ini3Fh2VKf+R3YlwmukoL+ErO5BCv0++5"
    "cDFN0NW3F/c3v9+f7y9mNpP368vL/mVxbJpy+VT787r+xRfpNX/3Vz/49X/D9f/c/dh+vq"
    "tuXr7v9nxn+THUfE8slXy3ZFTrKPs49K28z2qsseC7AeNvhwHrWD29/ckaGpBFRx5r2o+l"
    "EEuAto9ST1TpR8SGXe3xGK8IP/E3qpmW0VonOH2EfxbofF+5/Z4co+LX4itb/m7rPamWM0"
    "uMhDUULEJ/YofLp5ez9LKF/aztNXm7pWiXt+hSxI5ZN8bf3SerGufmL7zMpw07+F//LCJe"
    "nb3kuIN4ek7rDMrp5s8Vkm69CIXstf2NPLzg5f43g2k9CuFfsR9jYLwZ85nj+T8i0Lue60"
    "fNGU1xLoUGby4e+AYLtlT0InD2YGNtIh0bf7MqCEKzahRNVEDl7bnkIREWBVVXOD+z7FD8"
    "X57PVs/4rmj9dvb24v3383X5xs1EemVOLNmzBj/7RGMTuQek61HGCeenfa5gCfqg9wnd1C"
    "xHaxl8pYsIonbTWtsI/Dx047XYGCdTzpfbaxF1MtkSlAzBOaZ62iEGcNQYizegwiMTJ0KM"
    "4B5hHcvwZbNuE0hVUNDOJqyuLKjiK0DiKJCq1MdhEh+0t2eT3Uw7TJdFnMT384vXhzfpon"
    "uOSfNOW1yHJYIIFovASiJAoqOczqyJ4A2Sm2N7UN2Hdwzw4tspK/LBRiJAM0vSDMIp5L/G"
    "raCnGRVqA/B5inyczbJqw05avU0lXiyCNEEuy/R98UwliAmEByk7py/fN9syTItZX3dx/+"
    "ni2viofKkbbpE4p4bMbFyW/VOd0SrAl7UFHZWx30Nw0H/U39oAeUMK3MerTDRx3GKzDzyD"
    "4/bcH1+amSan6p8qrzw6+IamkZAmT/Wsbsr6vYdziLr5Yx9iLsh9/z7/vbCE7oQXQP9Ixd"
    "uc6tPvciBg799kOfyomIPCFfx1qs4cBkrFotDmPIQ/xX6NMrxQLFdYpDmdu9KUqYQSBCKM"
    "qMegxr1HSwqRl/R5MPNjXi95YQVpDPJUHIfqYs/+Aqxb776RPybIUlkxP/Y3ong3gvu+XY"
    "QWQ/ameePif3OTzdTEnSwNmFAWaP/0yeW7i5drIlszDA1hN6GSCzEMqeJ5UmmPxTg+hsvY"
    "Ev7UG8kAFFK/xNzy+TIUzk+LwNxdW4qMDweZVgFz8gmYqvJrhAGCcvBrD+EV3jMNF2dNxe"
    "FRi4vnp3fYn6rN7WVIGwOb1vDhQ8dtmKg8uhQd8CzG7XYZvLSMiUmvIue3YYWXHY6XGuYm"
    "Gnp7zTFD2Tp445+SISdnnKuxzGjoPCkOj2MqnizAse9p9RzESfLs0CxEADePDIAKevl6DA"
    "l/RGB0Z323iAcMymVhseuzi69iOq8uAW10+2eHH5SguxpXiYInHnkTGcxAuhreU0/bv5Dr"
    "UumMkAIHzb1HxD0v9stKR/fTUdvCoHoJ97jHZmNXcxtgUgbPKkN9nxiPNkcZVJIjoJ8ZDt"
    "q8oMRWBll5eEDJaYlX+y3529urt7X9rUq5tqKv6X26vrT9/NK4lbEnnpRNpGr4gBjaCFRr"
    "Ah7In9dfo0ZygDie6/B0yaoqJ7nksocOG0OtCatTwFwsCD3H8vGLL8DTnRhiQNlisw845y"
    "/91/U8o0W1iLIPNY7j9lJIzXa5sqZjmoXOs5xECRMUgnFIrsUE8sFwjzTvEgFC/Risga+q"
    "hzawoEtAvfoaPAKpLFMBqKLDMAsL5DzhLvdK+VSVYgIIWs9+14tL3IQgFxJEXdTb7lMs6Y"
    "gsA9u5YDip4xicMOVfUVoIH6TP8qoy7LQO4WcmsJAqMGs/+B7HLwV3L5pE0o+5GtHLEmae"
    "xg6lFFrg8ptGrWyw+k8ZA9ZMYLWh+OgXMQ4czJvGN5LTWPfMtfsfnVLW/YZbpu+PeremjI"
    "yatfZNMnQocECEaKjP1GhpEiMFJkIu9lGClygA2DYKQIjBQBbRNGisA+t91nGCkCI0UOW4"
    "OFkSLHI65gpEjfI0Ui/pc/6KVSCRgjDb8BmnTR2ENamQ85ABJOumc4wMyW0ahfYRpGlmtL"
    "JIt6bksJdNSzW5KuLprsiZijJo8EyGd3sxxplPGW+GmPghqDVeA47rZxeEwDtxXdOqYU+Y"
    "6WeiBiDFQP3rSxX9TmS81jmQSedLSvDGAgt/3HwlfsyxENaKrqt/ZxlGFAdQuq2Ve5Mh1X"
    "aZkVgE522cR0274tsxV+iKmezSBAwGrorrq6KLKxntUgQID5HYYt/R7jSKJsqIkvEFAg0M"
    "t2TCfliJInRN9S5CI/woz8mTz3qLbsZEsSUgKwnAoCJhAcek6LOqtIVcOvHtO5Y/3+1FS/"
    "phDAEGM6Q8QeL4nCrSa8QADhnQjv0s2oQEE2xqTDXjAHDeagjf3S/jM7XENPQduHWnmLwt"
    "BODHalSpktaadOrjerB2mBajsOiTcuESemIaHQAnViCqawQ225FiAGSuX+vYvpya8x3FSp"
    "V2CgBWrnUr0lcbU8Mtl6iJ7v4AijyEH4uWOidQkKmv3kNPvJuNjy2bBSNUicHNukAeWzao"
    "fQfUrad9ECnlfxsb/Lewlx8rWbrB3QiyamFx1Sgb1xL+70mdA45wXCvMrJAVo9xpFDVKNt"
    "t9dOCnADDYB5G9kyV8uWuaRQlQRBUt2rdaRLKPPKKfo3tNC3wGOvVt2OvBWYiUf6ddvE8M"
    "bM8HrNajJ5XndSmAgy71j3XyXEzCKyXiPfTY6odm8BCRhY3846oa72dDYRAxy3qH+DrppT"
    "ct2EOIoVb8+GqhMRBBlkMBYb3GbNdaCp70d3NEcZZqCS2v/rBXIPIPdgfOJ7zj6QyZJeOL"
    "4UbmYoxRUhOrH8jmubei+X3FZj/1P0K6ysOWmObyC+2rKz5ftoXigkB6T5JeyaE2fGJ7Qp"
    "hHyPsaXF0G5I2bnXoFsBN5D6RSuv5KLBKbmQdCyCbJtxgnbqqY7bI0omz3Y8b+N5r1qkgt"
    "/9vN41CrOXudXFQSmBmkj54qJVCO+iIYZ3UWX999j2I2mJ37/SK3LKRdzOTRkOx0Um7ckQ"
    "UCzLqNjSQxZL7RaTycsbyF5oNJBdIQm1DR1D0vVHRKv0THr4WZbk0zRlO4Pscb72SIT1N1"
    "471WqfEQ2lAYYm9ayONajrwp61tBEnbBzQwT+IqMJkknGvk04GHwlWeq2EBSdbXFbJUisg"
    "eBB/VSUtl7ccg8zbaXmoNFvHQdc4EOoGCfU2PWUalHp1U5njawCo20IRWiemzLHfLetT3e"
    "znyEFHT5+HVpHl28+ajg4RdkRGeebrWFycpEn1bZwdz7YX63WYKxDTyBzkX2tO5uABVUuZ"
    "NY70CQVd+ucIMBgbMWUdEHLYIIdtfOIN6aBz/Yz8hnnrxeWTLU4qvhDmrR+RUwoUnLEUnI"
    "h4khefWs/P1oOW34uWP50gwzN2k2dJIbrTq1slt7BuFLH9KHVLqaX2o9wrdfhCu6/ES7XQ"
    "lvd/UndyVfR/OkxduckIGqSPKy/rjjQHcpZARtA+eDM5qBI01eyf3Kv2o01VAX1xRctXrh"
    "WwxSPaS/Di3duLl319hGRFJlfYt6kq/FaAqol1LxE64LI0qe2Tqty5LGLsXt18uPz03/J3"
    "8JVERb/67/vry0mp6FnJikJo5Je3SYxs4dA9iRWlNlmi4a+8V5+ijV+t8C3JqZdB8s5km6"
    "/ZvIGhDg4cOlMQUSMloUIRIhQhToT6QYoQlWnuSsmya3J7J5Lnw0qV3gYKQvHANOR24Nm6"
    "b8wcAvEPc3rhjiquW0lrjWa4IXY7d8LNsAYS3UYjUSskNX1kEuWzU2P8sOpnD4i9gyqg7R"
    "Zsfj2byKEMbexautyJoCNKdpYSSJHt4T+QxD5rIFAEHfsJXMZhJKOvsYi7AO2xjDv/5GDr"
    "uEUnZv1F1BiArEAhAjm5COTo/a+ntqHQofTAyYbs7nE7lG6iYn0QfJfdyVByRdk5sbT5dw"
    "gpMuaTKyfN0Vym5Y+ZJp/8U0O0ZuuNi6n25TmbWOeGwzH+JI0bkh+pESXK1+/Pm/7vhxIk"
    "GrEJxuGcwYMzQ4JHO9SS3zlgfzrx7O37u8/XQ3lDhm4nGgZI5jxpdCrnmJFcT/MRXE+5T3"
    "mh4VMO7DjUdk0VIHBN6bim2F+nS3WOAaY1mA4RerI0tT0Rc8wq3xLZXRo2CDBQWKamsEwm"
    "A5v7VRw7VFRt5FdPtljs6bpB0q8fCcV/cAeH/bKZf05iuvH8FHkra9tFFk/ArmVZx0HpOs"
    "+2Vt9wTXymM+mlWjflMkl9rRLTK326pusX2GMiU0MGdr5PrRObcoSB/u4Bxk5D5tiwmWNV"
    "ydPSiVOFmVRI0Js3JxPxGhqmADnqbrCb117785ivh4MoOYjOoy0tE1IPE3pUhLKAT/7J0g"
    "6RRdPnsCWlJQywKmH1K8IPjxKjUklpAQA+JXxu7IyWXG4WG1RW0mPhDpaF/xuKddL1QKZC"
    "cmozWgIBrZJ2zSTU0d6z5UCl4oRq8lnCAKmSsIb7oKMrZcuByg2Vk/HN3rhoHZAI+c7LT+"
    "hlJvXQVtacNPtpcbHaekIvg7hr43Dz5iABPzdpBS37MhibM7GGFqUNap2wLYIM9PmdtvH5"
    "nap9fvWA/hOSRD3VBKfLDaR23qpvwryhb8K83jdhxb4f0YBiveYgFZiBbPffIISikP1ezb"
    "qDEshAmvuv8IB+jUrqDz3qX/IXhdrFUgIEniT98p1MMd25sORLaHRdiXDMJlZWwjeHxmuk"
    "mhoqXD/ZYgjlK0csNBk/3D4he2f4YpNx63omJWsHaWHmxJRyz4IOxyLGQJ7ftHmlqd9oVY"
    "bZ97jJ311juDFlWYTtMWs5kyUHlbQ8GeffP0lMfdu79iOqcP2VVmx53/22WWuxFx7FaPgx"
    "2UXb21p7W4fXKvB/oWiFqLQ3LngGodXtFGT5OK1uYTS3ifZ+LvZaq0YZwEC9qP/M2uJlok"
    "FxCWQgzYN43KEDDXSgGZ/4ts6sic8XfU8Urix+YYtO75E9OK+UsylIwA5MFmsoT7kA1X1E"
    "1X10n+KkJHL/ikbp3Oto6SUgKOuTVtbBAB7RAIbG35oeT1mHW4eEEgnV0B44Axw9c2DfgH"
    "0zPvGG2De3Nn1C0efITn6QxM4RF5w02zvrZKkV8rUjRu1H6Vk4LaOmTXWx2kQBB7eROjNF"
    "D1gvwaJAGPiu7N/yfCaeHWFPqhk39t4rA49JwevUgS+iyNdtb5hjgN0t7Ibxmr3ItZKEBI"
    "iBguJNqyDNm4YgzZtNkGYyqSu3aL1MdCqZvre5tk3VS1YNn6aSpARD9sm0XNiUyDLc2o3X"
    "y7AGyokB+vhiqYuzWRfPQaCOT1odBzfWHmu2oJgHPIWGeAqrx7oXfqFiaiRV/AP6Gt5EaD"
    "2TKuP51S3quM/WWcyyWw+ikRdNWmVdIpjGHi89HD7msXNGNKSZjJ1mAq14h3X2QdeIIUvV"
    "HpHtetiXHOB79E3VhFfAGMFzk7Vz/fN9ydDJ2Pzu9vLnfysZO+/vPvw9Wy6w//b93VVVSa"
    "ZaeWnpciOorqVlt8zLbkzMrmdmpy9Kic7WYO+JIAPJHkR+VFUSHQdKFQt+lEn7UShyEH7u"
    "tNMVKGz0pDd6kwctaUT5z893H5pSp2V9KF3sRK/+7xV70AfL+5z9dRX7Dt+xV8sYexH2w+"
    "/59/1ttv/N5hQ16wtV1aCygfwGVX0hdAiVuacbx8xlGIjDbonDstuvsCtPcm6kuAwEnrfF"
    "u/mJ1NLICoSB6th5G23sXK2MndcI/kqoK5HaTYn6OQSy9Dtn6a/tKJKd6ybeCwwQr0W8Rm"
    "qH0O+Ie215iyv2Z8kabF+l+Hc/fUKeqqdryVd8u7nZAW6VypP/5/Du94w0pQdeYHWrEz7b"
    "zv798DW3u1AXKFqsv/KGLjwWAGPypjomD0pAh/XNg2EChsnh8wyGycCGCTiJj8Z3yPUhzf"
    "wvAWLg0zR4/hdO01Z2Tk0Sc2AOjPK26UnCUZtYetId+5vX+A9bbSCVVpw0W0hEWLvPFpd1"
    "0ykrZ3U8mwln14qZ1eZB1tLYWUuUb1nIRyQsX7TnWNSgQ4ntw98BQcnMnoQuxRw52MAX5L"
    "xdBkhD/kdN3aSEqzQSR1+j1STCxrGZZq9HiFh2M5kiWzZZr8FiygCdTvDUZusNPCirELFd"
    "Ui3KWLCXJm0vrbDf1TKuQHvY6Ik9Zkbts429WOYrbZjMVkDME5pnrZIRzxqSEc8kcze4ka"
    "FDcQ4wj+ABxrGVTDhNYVUDg7iasrji6QnrINIZRi1C9pfU8Hqoh6nnSdTQR3PMDB3EqFM4"
    "ObYb3wXaROu7/14KB5Y9PM4bYZA8YfHrNeivwGALdtgCO7TISq4cKV6bGaDvvojTJT7vjC"
    "h2GsMPD3oxeAGyP7k8+3T9ry9MuxrKTze0a/Qrwg+PetJBgEBpR+/yIiDSee3q7cgBO23G"
    "4ZhOg7C+okiiiatJz9YD57twTpjtL5PxTbwXGBA+Awgf6IwFbZvGJr7ntk2jZfBQV9Xqc3"
    "PpZEvODl807jxaDyM/spIfYmW9hdQTsPgYn81dkn87qSX51L4gRGGI+bbZL5Kr6BtOe9or"
    "LoaWG8uucbYi9JBno3i2I1RoKKZ2VVaxnaHk2fYs9qe4nNLNbm0+Q98CzMRoshgyl2Ai7w"
    "SE5jiOVCioGbqgBrvdk8RSrIFEn7bJsFEn2NT62nNqOrKcYQ1kuf9YAAww07PypGO4mLLI"
    "FKOAYu06sApyZyYPx4ORJzVeaCU1kqATz2Ug0NxMM7+1Zy11Z7eIMKC4xUn2iHYKdAkHJG"
    "85x/YTYk89WWFZ6mbjUS4jgegtROM1srBvrYiy024Lva16EwMVuJ7VZELxA/a7El6gDWS6"
    "f1WZGW/rgETId14szZbHEqiJlLdtFdvUKbae01p2eWqwLoGayPriog3riws16/xamfUlJU"
    "+MtC6sS6Dm5W6ftxHk52pJfl4T5RQ5ZL1GvpuUBGtXfErAA7F++K5rUQsvxSXal8qVwxnG"
    "He/+mQ5symWxZhRbBMFxbkEy1pXWAgSO8XaGhQhoR6W7fAfzOO8/I7IILNcob/ZRl4BHZM"
    "JLfdRZBkAlIkuIh2xfzl8GqVC3JMQ0p/7d3Xt+5zx16+qmOiPky+3VNTu3FY9InWaK3NhJ"
    "sxM0qBZhe6Q7/+Rg+Y4Iu3vXIFYNDEIC+dLD28yjADuithxSBsUEqhqL6hqTCmzHSpPDOY"
    "WSQhOKVojyTKBOgT4J+oge6sx5v7g4mS9ae+8pChF9RhK74Zb4SPHMi6Bjf+hX2PNk9DVL"
    "zQIF/HEmrGfbkyn5jc97FXpEVIoP+1n7wDP3qOi3shFg0Bdi0n0hnKdOvYpEHOzwlHcYMQ"
    "o7t0rIweB52u55eiCysauNhnwGASNew4hf45AZQHWm1cN5cgD0sZGRyb7PYv8ntZ4a3wI1"
    "MLwKpvwq8NG3yPIIeYqDDq/8Ohp2e9K7TSIrm9Oq+VqqQuH1pPF6SjNanhEN087u7cva6t"
    "hOb6yJPVXj1LZFiK7DbttQg8IudN0Fh9sVpSpcDTlUB4Mk0pBEKX0UreLQlnVwUz4AEiSo"
    "zlV6laJFSeuuEqUTnfMDoZOipIS/o6iQoEFWaMiKtH1C19i4BH5EgTRpmCKlpHu1p/wGR0"
    "Rrp+KilLXOtZ9SPJDeTHomfbuKDxn+iDiXyo+Mk+4CRHGHIyJ2p8PcWYTIbwC0t6O9Yzm5"
    "DA6Ut6S8j4Jc5c3Mix32XJeby4tuyRYSOHjmp+yZzzasY/6sBH5Egq5RV9o1G1R5lyMiuF"
    "tWqKzfoob7RgYH/42G/0bW21LzPaK4BbxLpvwuKR6cDgKvDj5COaelMeeMPdrho1xT3kJ1"
    "BjRPK+6/ywE/fm6XmdY1oHls91+tTJ4RpYw2Ta4rMGB6O9MU/YaSOQQ6PJdABrLcqh3Qm4"
    "Z2QG/q7YBcZiHZWv2NC4SBFPc/QvQROU96s8lyBMz/KOmYfcz/8Gz6gMKocxhGhj+iEimp"
    "a+HR9iILBcSRqHtNOWRlnDHZM/tOH4MJ0ENPgO5yuCtASI/c6XzDDO4u0vrwXDUwgzt5xH"
    "rLGCxG/mg+OCVgDw9NJ5bhqWn11MQB34guu1xGwjZPepthdOFe/U/szwyjLp5VCRQoh2mR"
    "OwuxvqZFqo55Lzx/CdEhnu22FEuebe2ZnGIjTuTE/KfKppZcpeB3P31Cnq3waue8X2e3Mo"
    "j8cuglaX++RmFoP6Dd+Urmk95u7mYSZfzYDTzwNWPtP0p2hoLXreNf8y1NVvc6BvbXfH+S"
    "v60yFxUmm+5Lq1JPNu2QgQOWyvQtFR4h1O6oUIAgq00jq63LRBHDB7gMMAcATG+wA0cnfk"
    "A7MJEIvRB8l93JUHJF2alt+g2sncfRknybyfXyzbVtGnmxalhN3CU+Sr3Obpz8G1vyS+3k"
    "RiTATvIGzIbZg8o+ssr+xP5MOdHb698yrIGvwbMWvJ8paT+blMIxsQD34DPLMtlS47kpv0"
    "NEQXJH1+SOgKJnTGKJO6/hjAsY8873eZsc33N1iu95fZZw9hJtS3AOMFBOn7ah91RNb73e"
    "hf2Rsib7anpzgHmHd9GG3YWa3UW9V4394hFb8g5U508LkP0nUI/jIRwkVdqhqGNaSRkJzt"
    "ppO2tj1GGLCxRs77S3t7C0tfa3gEHK7NT2t+YtHc3jlBY2zuQ+p+zqyRavU7pu+BAwOI/G"
    "dR5tukbrFoaXUQYaJf2XhTvElc3/aCg6zACgMu+gMjO9N9QtWc4QBp7rs1YFy2cNBctn9Y"
    "LlB2r73cySMhL01snpNeUh5V2b9PTemwe2ecDalbBLin0ZZZ4frf8gRyb7tKmuAQ18T0HC"
    "0MGRDQlD4yYMFWKhF5YNLxupCdGJZQ59RHRF6DrZJakrR1xw0uzNCYqlAzh0Kkn87MswSR"
    "hdIt95XNv0aZMiBE6fPb/71E6fYo+65AwVaAPfhfM25M/V5M9rikfxGGgc7RJofzTPZnsh"
    "uf+gtOORkDcT75I3VMfur2uFcelDK/wQUz1HpwABV+cOrk6wcMDCGZ/4ni2c0fTvfAvk2n"
    "epbrVJ984WQijVdK06+acG0dl6A+XtvFWYad4QZprXw0xr4nae85Nh96hKf7z8eP1pP/r0"
    "RQuyL5RUX9QslmSgt5a5kiMMPMwDWCsx5aNaJI66hh6hAsZAkt+0kc5q4Vxl2CORtWYvyu"
    "5ejvId9ig33t28uztIscGjij5ZK071dsZF/B75vrv6fP3pP6/3Q/m83Xux4bVYO+l8TqaW"
    "vV0gptHNnH+tMd3Mv9qR85gx2HZHSqBpbIpRLeahbqLLVhxc5opNnUf83GmfK1BIsJ/yPr"
    "sUe55FVjrqs4iB7KTJlmB3Eo9mTY+IiKdVXJmtn4beYJQyt3FrWMz0DonEH9L0JNSg8Dh0"
    "HDYhLU25JT5SzANy5FUpRzcDiJ1rRJ9lTf8ayBNBQKDt4T+0CSxAx07gCskSARrIywDHTp"
    "yLn7GLfFePvRLq2ClkOMSEmcQQbGBQBB07gSuPfNV8ejPEsVPHfrbMI9s8xjAHHTt7IQpD"
    "zLNBbEkkgXtxVKZnCdbkwTk8a7+BQ+6RqTYgDpBvMUtcOkyz4QGu4I79ICZ0dHqWy8hj5z"
    "FA9lOX41jBAY2Mjk7HsYw8dh49tIq6HMcKDmhkdHQ6jmXksfM4UnnIxBScoTOuKFranu07"
    "/DfUeFb71iuwnVzsE2N8H750ja5YQhTXQzTafZzUJb/NwW5L8+Qt27e9l7CHmVuXyY1wOJ"
    "SYHZuoLApDkYvYG4n9vp0pu0pu+ba4o6nc8Tdx2MskvB/TO5nK1EYptALCUbvPDUzu9pEc"
    "ZtVhO8JgymJrrn4jMWVS2mLShuIeRP4/N/e7Zrd7MZUzj/TwHL4nxj5/a7ReIro7RbfJfU"
    "xlibDbrvEfdj+C6k64m7GM8UlMPU2CNZojmJqrRVnWjXh3toT+xyYyJXb62ZmsSochI/ki"
    "Ie5HvH9M72QqUxQ5ZL1GvtvT6/BT6X4ms+Y72EPWkiL7qR/akhte8fuZSxtvm9AHW/w+xr"
    "KEwyerN6rYzY6ArtBBvk0x6Yewz9ndTOUsxA9+H07Tz8l9jGWJ/Z09PIKf+W2M5SgiARNW"
    "DmL374EqdrdPm5uZRNjQLY1SFVXR0ahQYJsbGqUqc7JwyE6i4ct6STxoHjpKJaC6zVG6LR"
    "pUFwgDG5f0n6vwe5o9o5tXI+KOPqvGTqPardO7csSxUwdtJKGN5PjEq3Skk0NrIxlGmz9T"
    "rnJFaWbZFo2LL4MGkqZrVjzErzsMRsQMJXEPn3Mhdc5xSOxLygLVFAsQA99p/euvezcQJp"
    "bCOTS/9lp+ghuU2wKys3Y7MbJ1tdtJGFcHyKFGKvewGtW/YpIodxJ9anNpizb1O180oi41"
    "vvtkQjpVX8JRrVMtZepU+qQqHAFSZcrkh/zH67c3t5fvv5tfnGzauoW/e3hjQWV7cFp/C4"
    "WSiqVGYlMEENtMbECxrO1aI7U5Zhzn1QGx26E1JLT+nH5LyJDEVPbUNLxVc4SBRt0g8xcC"
    "ip4xiUMrGZilLaGqYHgPbJFUz+yPf0DWM+dQl+46+AjpXpxq0M2YsiPsSU3DRqrLwCOkmZ"
    "3qv7Sm2bVfrDV51j3PIgworlM8GfO8ktcrtdPrub9NBnsl87h/y72adpL1MIbEk2mFRw6p"
    "JfWQtI/ShlcshtMMUUmgA7n5D//0T8lPOPY5HzpMhbuPk8uwBhJ92oLnUyXNp1WWE2o6sp"
    "xhDWR5ft7GPq96VATz/NycrMEJRQeT0VhWFw9sBXmcNkp7azspB/CkZTiNNJdwQHIzyZH9"
    "hNiRJCssc3o30VxBAtHNRKelZYTqSo0y8JjEb87zQoNn9C1ADh/HRlEUU1+TbAn6GA+2Du"
    "EU2SHxpU0T1XZICWSi7va6bXSlMbwieSemvck7WSQZ2EjCW9GtMTR104RF040hYMxLU+zf"
    "gQFDN7uI6YOLvLO3Kma367DNZSRs86S3GarC9un7TdolaDJdAgHNUHy3s+Dqq/iufrR7Yd"
    "i4piJVektP9MQKGyuNqJRx/nKzqm1xfrFXVrJ+yBT9StyfCQybbrTOXyHUP26o38WrFaI8"
    "bC9xEKvHNVRg+5+IPI4yOcjs4xWJ/S7Gm4gDnX7SOr0g8TQ3uYzsYZsn5hsxcZeXuqXlNS"
    "B4vbabbj5R+XDlJGfrzeP2rJWX/KzBSX4mqUEANwTYx6MTb0hzmrTfq8J2y3rBNttsSffZ"
    "/k21im32xDY62S/7Zcb+KMjYno7AOGkw4yBje8SM7eyZ6RJNzrAGvibnbU79XH3q5zWVT3"
    "NQeT8DyqdGclPmSX1CeYQjT0tNzgEGnshFK0V50aAoLyTJJPF6bVPJwWwIIBUQA1kexBzh"
    "I3hd8lWSiXaPvilebyLGCJ6bnCXXP983eyZzX8n7uw9/z5ZX3ZVl0h+jtSSApCY8Ww9kdy"
    "DbCZ91uE6XA9VdqIaEqWPwx4ILC1xY4xNvigurGFskd2OVxho1urKEaUqD+7OUHqvKusTf"
    "BV4s8GJNQGKM48UC54q2c8UOLbLSVSFzEGiPk9Yel4RI+m6qpX623kBt8bxNq4Jzda+C81"
    "qzAvZ1K+zKZX1jaWEZeIx1nH/RqCp8JBT/wRVJ+0WS3qd8o1ZhJr1VF/PTH04v3pyf5i/T"
    "/JOmd2j9fblmKifpHPcp0AbKi/5byDzbHtPz7cjixkOd84aG/DXkMckMaeuNvDo7fOQWkO"
    "1JfLwNhMrhR8+qQ9YBI82PtPKoy6j9p1HP/rqKfYdz82oZYy/Cfvg9/76/zfZP6yDJ1ey7"
    "kaz3iXpLCgRsR+/b4RBKhamz7R+TEgw2pveN4W7CCIWSgIh6V0TMTlsysezafXMPcQqIU4"
    "xPvEFxis8O8m2KyeaoSEMVxZKTFtGKsLR6sHgFZNVOKx4BLnFtlzg49vbi2Ns0VtOyawTI"
    "NPRn/rXG6M+gw4EONz7xhuhwn1EYKmdaZBe36G3hZhnM8jZdSUvJkXqUlBGuMmh/8a35UK"
    "T3HNxiT6bm6O4MYF559SBVI5CC3EV1O7gkEs8OIytEyO+w0VUsbPWktxracx7FNlP0TJ46"
    "Ce4yElr5THmX41C7a7UAASNe34jn9PViv39Jb3RgdLc13YVjNjWrnW3Ujf+WuGgmN9yL6y"
    "dbbHe20sI+I8NFIxrwLn6QRsTVMqBAGGfI95UDrDbkQYE6lldrF+1JgIHqNPH9BdUJVCdQ"
    "nbRVp3vb816adKfNgpbKU8QW4zHVpzBe/oYcLf1JgIACpa1AsV8j6+KtDILk6/cX/3g9FN"
    "U9xz8S32tHl+0+tdB9HmeTlBSPONwVF/sRllS/bNnkChbU0antdE1XGvO9bnvqV/omlW3b"
    "25z9Tf2/xdv3yUimpma216Z6HTplQKeMKQiqcTplhC/rJZG8Nhr02hwxlH073mHvv9jXdu"
    "TZPO0qqwu0gb6ENjaE2oSANgz9ZWtrTXcOKFnaS8wWvlhxoMl1HQx8b+HbIw8WcV2JMdzI"
    "tAgDjrdwvLRDZFFbNoSlkeQSDljewjJ0cBnOyQOdu/fRuTsxH/U6MOQImCu4Q0kSelapdu"
    "rzLWIMPOD9NzJraAGoSJRv0/7vAInWLBOF9HdTna+QE31028weSQ//wR7KTY2xpkEgQe9s"
    "FhxOQKWTVZD0Q5KF1q8I8ZDtq5w2OapC8JIQs1i9urt7X3p6rm6qcyG+3F5df/puXuG8bi"
    "UsKZal1zTbuBkGDnLzQS7FlnTeDyUgRGCn/Hawfdt7CXGomRRYgZlXV9r/SGRoQgFNKMYn"
    "vucmFDJR0gvHl8LNDkuOtGW4IkK1k15FDd8h6zXy3aRngqyh6lV6h3c/fVJ36hSGHov3M+"
    "iQ/zlwQhH7t2gmzydKLp1sSSfii4bPCa4mF23SHyBrCLKGpvDsQtbQBBSy/tOGkn4+ur6n"
    "DHOMgejF6Uk6fruNqa5vo4Pv9gCsc7AZwWYcn/iebcbR8v0jEszk2jm/sk05Z2tGrNeLbM"
    "pAOjKgQIAyrq+MOyRQ5GZsT3LOwQaK3XkbzXCu1gzn9ShDJE1TbEl1BgaqW1BNkR12z90v"
    "0Oa5+/s3eHyiOtVycZ2tN4/bYRIXsbwuojkuiRU1ERCTnJLVs3zRNHdygHkPT/9xSBQQ51"
    "HPyZhDjOlFsGf3ooeekcK7uP29m4PNO90XLQ73hfJsX9RC7Mh3+ZfXD3dT5pWA6pZ51emA"
    "558cbO4VYzTUUnFygHkHuX8xnZDVsQdGGQrKzpSVnVFdvBPb16GfKXsVIWp1C7TWsaAMdV"
    "SGSMce3SUgSLWpSbXpNPaJSPAJOYhtwUzp788WnGx3+1t0s3b4Rj+Fz35jcsHMyWmFBcaP"
    "wtRl1OHzfWi+CeOyn0Z0T0xuA4b0T4waf+nE9Oz28sOXy/ezvbDdfxDGpdiTHOxGd1COAW"
    "eQhjOI7SFXx7oUE5eQkJA2Ob2+1PHG9iKLVwfgiNf5r7Xa3siwJr21e+t9s8I0ZFTxt4Cn"
    "x7EE2YnhiZnGvU/Q9Dwr6ZJH17qnWAYFiusUE+oiGqZHEUnMUyXDEiQQrCQ4jJi6YpEA6U"
    "zYlWKBZCXJsf/E3ogdGBaAQK+SXhf5uIuIKHDG+OJ7o5ZpfjgpB7Ucj4Ra7MqgcHolRWMR"
    "CvR652WA/bfOm/11FftJ8+VXyxh7EfbD7/n3/W0o076ByUEa6kGpDJTKjE+8IaUy9xSrJm"
    "NsLp00R80ivmiQcJkwJkyo0fAfEA0opxsiZtOKmMHAwcGDZg21Sgo1xOD6pP6byIrSRYPk"
    "CgyobkG1okmAmmRVhwAT6D1tEw07VUfDJI0poa+vqTGayeReJVNqpYpjNr+2SW/kr/4Ri6"
    "xBJ9yLTpj8U4PobL2BQn7eqjZy3lAbOa/XRqK1LSsaaBgskAF6SSKf0FlenLXRUdgqdU7J"
    "WU1LwaFFvvqytsONeSUiDFJLNFJLGHHhSxihtT7hBQ4Y12A8sMPwK2HKwKMdStIxG5ypVa"
    "B5VSmLVhJ70SCxF3WJ7eKQ/+1dVPMKFMoipqaal0cNohWivIBIK25UgU0jesS/1pjoEZjG"
    "xj5/GqaxkCAWYOsJvezeS/kywD+hl8Pd9noP5ZJq5qJ1QCImmV76oeumuKHBtK3Reono7m"
    "zdJvcxlaVNks/OJN3x2xjL0TOilD2FPdCU3slUpkLGUS/d8T9vbmQsT/jBt7DPVvVxqj6z"
    "u934b4lZ52pYF/oloth5nEmd6Om1k2Y3ul2smowfXZltKHWjS/ILU7N0ul70XrIL1V5zJp"
    "8zudPWHSNADPSdL87OWjl3zxqcu2e1FiFBoMNwutxAdgeJTLBvZLq9xMZW+z4ECAyc1vRw"
    "jBoV/vP/AQLof7E="
)
