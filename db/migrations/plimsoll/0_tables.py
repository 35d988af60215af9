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
    "eJztXW1z2za2/isZfeqd8e1Eiu167+zsjJ06u97GcdZJ9u7eTodDkZCNmiJYkHTi3tv/fg"
    "GKLyAJUARFihR0Puy2FfFQ8gPw8Lyf/50FHl6HxPO+v/QQjWb/9ep/Z769RuxfqpdOXs3s"
    "IBAv8I8ie+klq22+KExWLcOI2g6/2cr2QsQ+clHoUBxEmPjsUz/2PP4hcdhC7D8UH8U+/i"
    "1GVkQeUPSIKLvw88+zgNBoRTxM+M1DxBb4Dpr98gv7L+y76BsK+Tr+n8GTtcLIc0t/BnY5"
    "Lvncil6C5LO3jzZ9l6zkv2NpOcSL136xOniJHomfL2c/k3/6gHxE7Qi5wl/Gf3hKQfbR5o"
    "9gH0Q0RvmPdIsPXLSyYy8SmFhaxWczy/pw99n6dP3ZsmYa3DnE57xjPwqTv39tf7M85D9E"
    "j+w/3yz+2HxPwcNmFf/Cf17ev/3b5f13bxb/wb+QsM3b7OmH9MoiufRHcgs7sjc3SVgvaM"
    "43pkb2FX648SM53SKqQjr7Q7qQnn1QsF4cwn3Q/sB/xH/+abF48+aHxes35xdnpz/8cHbx"
    "+oKtTX5x/dIPDXtzdfPXmw+fy9vCP+CbIZL/jCiOXuQn/dqP1wn9N+yn2inblW0o8P2c/b"
    "G3oXT6569bnP75a+Xp55fKhDvElZz0dmRnWAOJ7kvMFERHOPIUTMslSg4wkN7F6zYHma1S"
    "EpxcKzO8RmFoP2hxLEAMZHn+uhXNfFmDxKgTTaiLqKWnjoiYTlSnKsc0me5fXIQv6yXxdB"
    "guEObxu2gnLhqkRe2994icpzq9f/9090FObw6osOtiJ3r1f688HLbR8ibGcgOrnAl+53UY"
    "/uaJbH53e/mvKtFv399dJdyQMHqgyV2SG1xVWaeIc2PZUZ36H9mVCK+Rgv4SsroHKfT77F"
    "8OUHQ3bMXnm9vrT58vbz+W9uPHy8/X/Moi+fSl8ul355U9ym/y6r9vPv/tFf/PV/9z9+G6"
    "um35us//M+O/yY4jYvnkq2W7IifZx9lHpW1me9VljwVYDxt8OI/awe1v7sjQVAKqOPNeVP"
    "0oAtwFtHqSeidKPqQy7+8IRfjB/wm91My2CtG5Q+yjeLfD4v2P7HBlnxY/kdpfc/dZ7cwx"
    "GlzkoSgh4p49Cvc3bz/PEsqXtvP01aauVeKeXyELUvkkX1u/tF6sq5/YPrMy3PRv4b+8cE"
    "n6tvcS4s0hqTsss6snW3yWyTo0otfyZ/b0srPD1ziezSS0a8V+hL3NQvBnjufPpHzLQq47"
    "LV805bUEOpSZfPg7INhu2ZPQyYOZgY10SPTtvgwo4YpNKFE1kYPXtqdQRARYVdXc4L5P8U"
    "NxPns927+i+eP125vby/ffzRcnG/WRKZV48ybM2D+tUcwOpJ5TLQeYp96dtjnAp+oDXGe3"
    "ELFd7KUyFqziSVtNK+zj8LHTTlegYB1Pep9t7MVUS2QKEPOE5lmrKMRZQxDirB6DSIwMHY"
    "pzgHkE96/Blk04TWFVA4O4mrK4sqMIrYNIokIrk11EyP6SXV4P9TBtMl0W89MfTi/enJ/m"
    "CS75J015LbIcFkggGi+BKImCSg6zOrInQHaK7U1tA/Yd3LNDi6zkLwuFGMkATS8Is4jnEr"
    "+atkJcpBXozwHmaTLztgkrTfkqtXSVOPIIkQT7P6NvCmEsQEwguUlduf7X52ZJkGsr7+8+"
    "/DVbXhUPlSNt0ycU8diMi5PfqnO6JVgT9qCisrc66G8aDvqb+kEPKGFamfVoh486jFdg5p"
    "F9ftqC6/NTJdX8UuVV54dfEdXSMgTI/rWM2Z9Xse9wFl8tY+xF2A+/59/3lxGc0IPoHugZ"
    "u3KdW33uRQwc+u2HPpUTEXlCvo61WMOByVi1WhzGkIf4r9CnV4oFiusUhzK3e1OUMINAhF"
    "CUGfUY1qjpYFMz/o4mH2xqxO8tIawgn0uCkP1MWf7BVYp999M98myFJZMT/2N6J4N4L7vl"
    "2EFkP2pnnj4l9zk83UxJ0sDZhQFmj/9Mnlu4uXayJbMwwNYTehkgsxDKnieVJpj8U4PobL"
    "2BL+1BvJABRSv8Tc8vkyFM5Pi8DcXVuKjA8HmVYBc/IJmKrya4QBgnLwaw/hFd4zDRdnTc"
    "XhUYuL56d32J+qze1lSBsDm9bw4UPHbZioPLoUHfAsxu12Gby0jIlJryLnt2GFlx2Olxrm"
    "Jhp6e80xQ9k6eOOfkiEnZ5yrscxo6DwpDo9jKp4swLHvafUcxEny7NAsRAA3jwyACnr5eg"
    "wJf0RgdGd9t4gHDMplYbHrs4uvYjqvLgFtdPtnhx+UoLsaV4mCJx55ExnMQLoa3lNP27+Q"
    "61LpjJACB829R8Q9L/bLSkf301HbwqB6Cfe4x2ZjV3MbYFIGzypDfZ8YjzZHGVSSI6CfGQ"
    "7avKDEVgZZeXhAyWmJV/st+dvbq7e1/a1Kubair+l9ur6/vv5pXELYm8dCJto1fEgEbQQi"
    "PYEPbE/jp9mjOUgUT33wMmTVHRPc8lFLhwWh1ozVqeAmHgQe6/FwxZ/oqcaEOSBssVmHlH"
    "uf/uvyllmi2sRZB5LPefMhLG67VNFbMcVK71HGKgyBikEwpFdqgnlguEead4EIqXaEVkDX"
    "3UuTUFAtqF79BRYBXJYhgNRZYZAFjfIWeJd7rXyiQrEJBC1vt2PNpeZKGAOJKi7ibfchln"
    "TEHgnl3LAUXPmMRhh6r6CtBAfaZ/lVGXZSB3C7m1BIFRg9l/Q3Y5+Cu5fNImlP3IVo5Ykz"
    "R2MPWoIteHFFo16+UH0njIHjLjBa0Px8A5iHDmZN6xvJaaR77lr9j86pY37DJdN/z7VT00"
    "5OTVz7LpE6FDAgQjRcZ+I8NIERgpMpH3MowUOcCGQTBSBEaKgLYJI0Vgn9vuM4wUgZEih6"
    "3BwkiR4xFXMFKk75EiEf/LH/RSqQSMkYbfAE26aOwhrcyHHAAJJ90zHGBmy2jUrzANI8u1"
    "JZJFPbelBDrq2S1JVxdN9kTMUZNHAuSzu1mONMp4S/y0R0GNwSpwHHfbODymgduKbh1Tin"
    "xHSz0QMQaqB2/a2C9q86XmsUwCTzraVwYwkNv+Y+Er9uWIBjRV9Vv7OMowoLoF1eyrXJmO"
    "q7TMCkAnu2xium3fltkKP8RUz2YQIGA1dFddXRTZWM9qECDA/A7Dln6LcSRRNtTEFwgoEO"
    "hlO6aTckTJE6JvKXKRH2FG/kyee1RbdrIlCSkBWE4FARMIDj2nRZ1VpKrhV4/p3LF+f2qq"
    "X1MIYIgxnSFij5dE4VYTXiCA8E6Ed+lmVKAgG2PSYS+YgwZz0MZ+af+RHa6hp6DtQ628RW"
    "FoJwa7UqXMlrRTJ9eb1YO0QLUdh8Qbl4gT05BQaIE6MQVT2KG2XAsQA6Vy/97F9OTXGG6q"
    "1Csw0AK1c6nekrhaHplsPUTPd3CEUeQg/Nwx0boEBc1+cpr9ZFxs+WxYqRokTo5t0oDyWb"
    "VD6D4l7btoAc+r+Njf5b2EOPnaTdYO6EUT04sOqcDeuBd3+kxonPMCYV7l5ACtHuPIIarR"
    "tttrJwW4gQbAvI1smatly1xSqEqCIKnu1TrSJZR55RT9G1roW+CxV6tuR94KzMQj/bptYn"
    "hjZni9ZjWZPK87KUwEmXes+68SYmYRWa+R7yZHVLu3gAQMrG9nnVBXezqbiAGOW9S/QVfN"
    "KbluQhzFirdnQ9WJCIIMMhiLDW6z5jrQ1PejO5qjDDNQSe3/9QK5B5B7MD7xPWcfyGRJLx"
    "xfCjczlOKKEJ1Yfse1Tb2XS26rsf8p+hVW1pw0xzcQX23Z2fJ9NC8UkgPS/BJ2zYkz4xPa"
    "FEK+x9jSYmg3pOzca9CtgBtI/aKVV3LR4JRcSDoWQbbNOEE79VTH7RElk2c7nrfxvFctUs"
    "Hvfl7vGoXZy9zq4qCUQE2kfHHRKoR30RDDu6iy/lts+5G0xO8f6RU55SJu56YMh+Mik/Zk"
    "CCiWZVRs6SGLpXaLyeTlDWQvNBrIrpCE2oaOIen6I6JVeiY9/CxL8mmasp1B9jhfeyTC+h"
    "uvnWq1z4iG0gBDk3pWxxrUdWHPWtqIEzYO6OAfRFRhMsm410kng48EK71WwoKTLS6rZKkV"
    "EDyIv6qSlstbjkHm7bQ8VJqt46BrHAh1g4R6m54yDUq9uqnM8TUA1G2hCK0TU+bY75b1qW"
    "72c+Sgo6fPQ6vI8u1nTUeHCDsiozzzdSwuTtKk+jbOjmfbi/U6zBWIaWQO8q81J3PwgKql"
    "zBpHCjlOkOM0PvGGdFi5fkZ+wzzu4vLJFicGXwjzuI/IaQEvwLFegBHxJC8+tR6YrQctsB"
    "ctcDpO6GfsJs+SQnSnV7dKbmHdKGJ73PnyExLafSXmqYW2vD+QutOnoj/QYerKTY7SQfp8"
    "8rLfSHNgYwlkBO2DNxuDKjJTQwOTe9V+tKkq4CuuaPnKtQK2eER7CV68e3vxsq+PkKwI4Q"
    "r7NlWFZwpQNfHqJUIHXLYktX1SlTuXRYzdq5sPl/f/lr+DryQq+tW/P19fTkpFz0oaFEIj"
    "v7xNYmQLh+5ZqyjFyBLRfuG93BRt3mqFUUnOtQySd67afM3mDQx1UuDQmYKIGilJEYrUoE"
    "htItQPUqSmTINWSpZdk587kTwfVqr0NnAOksunIbcDz9Z9Y+YQiH+Y0yt1VHHdSlprNEsN"
    "sdu5U2qGNZDoNhqJWiGp6SOTKK+cGuOHVV95QOwdVIFlt2Dz69lEDmVoY9fS5U4EHVEyrJ"
    "RAimwP/44k9lkDgSLo2E/gMg4jGX2NRb4FaI9lvvknB1vnKzox6y+ixgBkBQoRyMlFIEfv"
    "jzy1DYUOlgdONmR3j9vBchMV64Pgu+xOhpIrys6Jpc2/Q0iRMZ9cOWmO5jItf8w0+eSfGq"
    "I1W29cTLUvz9nEKvsPx/iTFPYnP1IjSpSv3583/T8PJUg0YpOEwzmDB2eGBI92qCW/c8D+"
    "dOLZ2/d3n66H8oYM3W4yDJDMedLoVM4xI7me5iO4nnKf8kLDpxzYcajtmipA4JrScU2xv0"
    "6X6hwDTGswHSL0ZGlqeyLmmFW+JbKjDs5TAQYKy9QUlslkYHO/imOHiqqN/OrJFos9XTdI"
    "+vUjofh37uCwXzbzsUlMN56fIm9lbbvI4gnYtSzrOChd59nW6huuic90Jr1U66ZcJqmvVW"
    "J6pU/XdP0Ce0xkasjAzvepdWJTjjDQ3z3AWGLIHBs2c6wqeVo6caowkwoJevPmZCJeQ8MU"
    "IEfdLXTz2mt/HvP1cBAlB9F5tKVlQuphM4+KUBbwyT9Z2iGyaPoctqS0hAFWJax+RfjhUW"
    "JUKiktAMCnhM+NndGSy81ig8pKeizcwbLwf0OxTroeyFRITm1GSyCgVdLOl4Q62nu2HKhU"
    "nFBNPksYIFUS1nAfdHSlbDlQuaFyMr7ZGxetAxIh33n5Cb3MpB7aypqTZj8tLlZbT+hlEH"
    "dtHG7eHCTg5yatoGVfBmNVJtbQorRBrRO2RZCBPr/TNj6/U7XPrx7Qf0KSqKea4HS5gdTO"
    "W/VNmDf0TZjX+yas2PcjGlCs1xykAjOQ7f4bhFAUst+rWXdQAhlIc/8VHtCvUUn9oUf9S/"
    "6iULtYSoDAk6RfvpMppjsXlnwJja4rEY7ZxMpK+ObQeI1UUyWF6ydbDKF85YiFJuOH2ydk"
    "7wxfbDJuXc+kZO0gLcycmFLuWdDhWMQYyPObNq809RutyjD7Hjf5u2sMN6Ysi7A9Zi1nsu"
    "SgkpYn4/z7O4mpb3vXfkQVrr/Sii3vu183ay32wqMYDT9GuWh7W2tv6/BaBf4vFK0QlfbG"
    "Bc8gtLqdgiwfp9UtjG420d7PxV5r1SgDGKgX9Z9ZW7xMNCgugQykeRCPO3SggQ404xPf1p"
    "k18fmi74nClcUvbNHpPbIH55VyNgUJ2IHJYg3lKReguo+ouo/uU5yURO5f0Sidex0tvQQE"
    "ZX3SyjoYwCMawND4W9PjKetw65BQIqEa2gNngKNnDuwbsG/GJ94Q++bWpk8o+hTZyQ+S2D"
    "nigpNme2edLLVCvnbEqP0oPQunZdS0qS5Wmyjg4DZSZ6boAeslWBQIA9+V/Vuez8SzI+xJ"
    "NePG3ntl4DEpeJ068EUU+brtDXMMsLuF3TBesxe5VpKQADFQULxpFaR50xCkebMJ0kwmde"
    "UWrZeJTiXT9zbXtql6yarh01SSlGDIPpmWC5sSWYZbu/F6GdZAOTFAH18sdXE26+I5CNTx"
    "Savj4MbaY80WFPOAp9AQT2H1WPfCL1RMjaSKf0Bfw5sIrWdSZTy/ukUd99k6i1l260E08q"
    "JJq6xLBNPY46WHw8c8ds6IhjSTsdNMoBXvsM4+6BoxZKnaI7JdD/uSA/wZfVM14RUwRvDc"
    "ZO1c/+tzydDJ2Pzu9vJf/1Eydt7fffhrtlxg/+37u6uqkky18tLS5UZQXUvLbpmX3ZiYXc"
    "/MTl+UEp2twd4TQQaSPYj8qKokOg6UKhb8KJP2o1DkIPzcaacrUNjoSW/0Jg9a0ojy75/u"
    "PjSlTsv6ULrYiV793yv2oA+W9zn78yr2Hb5jr5Yx9iLsh9/z7/vLbP+bzSlq1heqqkFlA/"
    "kNqvpC6BAqc083jpnLMBCH3RKHZbdfYVee5NxIcRkIPG+Ld/MTqaWRFQgD1bHzNtrYuVoZ"
    "O68R/JVQVyK1mxL1cwhk6XfO0l/bUSQ71028FxggXot4jdQOod8R99ryFlfsz5I12L5K8e"
    "9+ukeeqqdryVd8u7nZAW6VypP/x/Du94w0pQdeYHWrEz7bzv798DW3u1AXKFqsv/CGLjwW"
    "AGPypjomD0pAh/XNg2EChsnh8wyGycCGCTiJj8Z3yPUhzfwvAWLg0zR4/hdO01Z2Tk0Sc2"
    "AOjPK26UnCUZtYetId+5vX+HdbbSCVVpw0W0hEWLvPFpd10ykrZ3U8mwln14qZ1eZB1tLY"
    "WUuUb1nIRyQsX7TnWNSgQ4ntw98BQcnMnoQuxRw52MAX5LxdBkhD/kdN3aSEqzQSR1+j1S"
    "TCxrGZZq9HiFh2M5kiWzZZr8FiygCdTvDUZusNPCirELFdUi3KWLCXJm0vrbDf1TKuQHvY"
    "6Ik9Zkbts429WOYrbZjMVkDME5pnrZIRzxqSEc8kcze4kaFDcQ4wj+ABxrGVTDhNYVUDg7"
    "iasrji6QnrINIZRi1C9pfU8Hqoh6nnSdTQR3PMDB3EqFM4ObYb3wXaROu7/14KB5Y9PM4b"
    "YZA8YfHrNeivwGALdtgCO7TISq4cKV6bGaDvvojTJT7vjCh2GsMPD3oxeAGyP7k8u7/+xx"
    "emXQ3lpxvaNfoV4YdHPekgQKC0o3d5ERDpvHb1duSAnTbjcEynQVhfUSTRxNWkZ+uB8104"
    "J8z2l8n4Jt4LDAifAYQPdMaCtk1jE99z26bRMnioq2r1ubl0siVnhy8adx6th5EfWckPsb"
    "LeQuoJWHyMz+Yuyb+d1JJ8al8QojDEfNvsF8lV9A2nPe0VF0PLjWXXOFsResizUTzbESo0"
    "FFO7KqvYzlDybHsW+1NcTulmtzafoW8BZmI0WQyZSzCRdwJCcxxHKhTUDF1Qg93uSWIp1k"
    "CiT9tk2KgTbGp97Tk1HVnOsAay3H8sAAaY6Vl50jFcTFlkilFAsXYdWAW5M5OH48HIkxov"
    "tJIaSdCJ5zIQaG6mmd/as5a6s1tEGFDc4iR7RDsFuoQDkrecY/sJsaeerLAsdbPxKJeRQP"
    "QWovEaWdi3VkTZabeF3la9iYEKXM9qMqH4AftdCS/QBjLdv6rMjLd1QCLkOy+WZstjCdRE"
    "ytu2im3qFFvPaS27PDVYl0BNZH1x0Yb1xYWadX6tzPqSkidGWhfWJVDzcrfP2wjyc7UkP6"
    "+Jcoocsl4j301KgrUrPiXggVg/fNe1qIWX4hLtS+XK4Qzjjnf/TAc25bJYM4otguA4tyAZ"
    "60prAQLHeDvDQgS0o9JdvoN5nPefEVkElmuUN/uoS8AjMuGlPuosA6ASkSXEQ7Yv5y+DVK"
    "hbEmKaU//u7j2/c566dXVTnRHy5fbqmp3bikekTjNFbuyk2QkaVIuwPdKdf3KwfEeE3b1r"
    "EKsGBiGBfOnhbeZRgB1RWw4pg2ICVY1FdY1JBbZjpcnhnEJJoQlFK0R5JlCnQJ8EfUQPde"
    "a8X1yczBetvfcUhYg+I4ndcEt8pHjmRdCxP/Qr7Hky+pqlZoEC/jgT1rPtyZT8xue9Cj0i"
    "KsWH/ax94Jl7VPRb2Qgw6Asx6b4QzlOnXkUiDnZ4yjuMGIWdWyXkYPA8bfc8PRDZ2NVGQz"
    "6DgBGvYcSvccgMoDrT6uE8OQD62MjIZN9nsf+TWk+Nb4EaGF4FU34V+OhbZHmEPMVBh1d+"
    "HQ27PendJpGVzWnVfC1VofB60ng9pRktz4iGaWf39mVtdWynN9bEnqpxatsiRNdht22oQW"
    "EXuu6Cw+2KUhWuhhyqg0ESaUiilD6KVnFoyzq4KR8ACRJU5yq9StGipHVXidKJzvmB0ElR"
    "UsLfUVRI0CArNGRF2j6ha2xcAj+iQJo0TJFS0r3aU36DI6K1U3FRylrn2k8pHkhvJj2Tvl"
    "3Fhwx/RJxL5UfGSXcBorjDERG702HuLELkNwDa29HesZxcBgfKW1LeR0Gu8mbmxQ57rsvN"
    "5UW3ZAsJHDzzU/bMZxvWMX9WAj8iQdeoK+2aDaq8yxER3C0rVNZvUcN9I4OD/0bDfyPrba"
    "n5HlHcAt4lU36XFA9OB4FXBx+hnNPSmHPGHu3wUa4pb6E6A5qnFfff5YAfP7fLTOsa0Dy2"
    "+69WJs+IUkabJtcVGDC9nWmKfkXJHAIdnksgA1lu1Q7oTUM7oDf1dkAus5Bsrf7GBcJAiv"
    "sfIfqInCe92WQ5AuZ/lHTMPuZ/eDZ9QGHUOQwjwx9RiZTUtfBoe5GFAuJI1L2mHLIyzpjs"
    "mX2nj8EE6KEnQHc53BUgpEfudL5hBncXaX14rhqYwZ08Yr1lDBYjfzQfnBKwh4emE8vw1L"
    "R6auKAb0SXXS4jYZsnvc0wunCv/if2Z4ZRF8+qBAqUw7TInYVYX9MiVce8F56/hOgQz3Zb"
    "iiXPtvZMTrERJ3Ji/lNlU0uuUvC7n+6RZyu82jnv19mtDCK/HHpJ2p+vURjaD2h3vpL5pL"
    "ebu5lEGT92Aw98zVj7r5KdoeB16/jXfEuT1b2Ogf0l35/kb6vMRYXJpvvSqtSTTTtk4ICl"
    "Mn1LhUcItTsqFCDIatPIausyUcTwAS4DzAEA0xvswNGJH9AOTCRCLwTfZXcylFxRdmqbfg"
    "Nr53G0JN9mcr18c22bRl6sGlYTd4mPUq+zGyf/xpb8XDu5EQmwk7wBs2H2oLKPrLI/sT9T"
    "TvT2+rcMa+Br8KwF72dK2s8mpXBMLMA9+MyyTLbUeG7K7xBRkNzRNbkjoOgZk1jizms44w"
    "LGvPN93ibH91yd4ntenyWcvUTbEpwDDJTTp23oPVXTW693YX+krMm+mt4cYN7hXbRhd6Fm"
    "d1HvVWO/eMSWvAPV+dMCZP8J1ON4CAdJlXYo6phWUkaCs3baztoYddjiAgXbO+3tLSxtrf"
    "0tYJAyO7X9rXlLR/M4pYWNM7nPKbt6ssXrlK4bPgQMzqNxnUebrtG6heFllIFGSf9l4Q5x"
    "ZfM/GooOMwCozDuozEzvDXVLljOEgef6rFXB8llDwfJZvWD5gdp+N7OkjAS9dXJ6TXlIed"
    "cmPb335oFtHrB2JeySYl9GmedH6z/Ikck+baprQAPfU5AwdHBkQ8LQuAlDhVjohWXDy0Zq"
    "QnRimUMfEV0Ruk52SerKERecNHtzgmLpAA6dShI/+zJMEkaXyHce1zZ92qQIgdNnz+8+td"
    "On2KMuOUMF2sB34bwN+XM1+fOa4lE8BhpHuwTaH82z2V5I7j8o7Xgk5M3Eu+QN1bH761ph"
    "XPrQCj/EVM/RKUDA1bmDqxMsHLBwxie+ZwtnNP073wK59l2qW23SvbOFEEo1XatO/qlBdL"
    "beQHk7bxVmmjeEmeb1MNOauJ3n/GTYParSHy8/Xt/vR5++aEH2hZLqi5rFkgz01jJXcoSB"
    "h3kAayWmfFSLxFHX0CNUwBhI8ps20lktnKsMeySy1uxF2d3LUb7DHuXGu5t3dwcpNnhU0S"
    "drxanezriI3yPfd1efru//eb0fyuft3osNr8XaSedzMrXs7QIxjW7m/GuN6Wb+1Y6cx4zB"
    "tjtSAk1jU4xqMQ91E1224uAyV2zqPOLnTvtcgUKC/ZT32aXY8yyy0lGfRQxkJ022BLuTeD"
    "RrekREPK3iymz9NPQGo5S5jVvDYqZ3SCT+kKYnoQaFx6HjsAlpacot8ZFiHpAjr0o5uhlA"
    "7Fwj+ixr+tdAnggCAm0P/65NYAE6dgJXSJYI0EBeBjh24lz8jF3ku3rslVDHTiHDISbMJI"
    "ZgA4Mi6NgJXHnkq+bTmyGOnTr2s2Ue2eYxhjno2NkLURhing1iSyIJ3IujMj1LsCYPzuFZ"
    "+w0cco9MtQFxgHyLWeLSYZoND3AFd+wHMaGj07NcRh47jwGyn7ocxwoOaGR0dDqOZeSx8+"
    "ihVdTlOFZwQCOjo9NxLCOPnceRykMmpuAMkXGl0ZNJiCF6iEa7DzO65Lc5vG1QJW+Xw6y+"
    "7b2EPUx8ukxuhMOhHvKxicpiABS5iMlD9vt2puwqueXb4o6mcsffA2Evc9h+TO9kKlMblc"
    "QKCEftPrUuudtHcpg1b+0Igxl/rbn6lcSUSWmLSRuKexD5f9/c75rd7sVUzjzSw3P4nhj7"
    "/K3Reono7hTdJvcxlSXCbrvGv9v9CKo74W7GMsbnAPU0h9RojmBmqxZlWS/c3dkSuu+ayJ"
    "TYZ2Znsir9bYzki4S4H/H+Mb2TqUxR5JD1GvluT6/D+9L9TGbNd7CHrCVF9lM/tCU3vOL3"
    "M5Y2HD5ZFPHK/R4oYze7T+5lKl0hfvD7cG19Su5jLEvs7+zhOH3itzGWo4gE7MFzELt/D1"
    "Sxu91vbmYSYUO3PUkVCUXXk0LNaG56kio2ycIhuw2GL+sl8aDB4CjVQupWKOm2aFBdIAxs"
    "btB/B4nf0gi7buxdxB195N1OY4+tU0ByxLFTB63moNXc+MSrdKSTQ2s1F0abP1OuciUXt2"
    "tcfBk0mTNds+KBWN2BESJmKIl7+JwLCU6OQ2JfUjqkpliAGPhO619/3buBMLFEu6H5tdfy"
    "E9yg3BaQnbXbiZGtq91Owrg6QA41Em6H1aj+EZNEuZPoU5tLW7Sp3/iiEXWp8d0nE9Kp+h"
    "KOap1qKVOn0idV4QiQKlMmP+Q/Xr+9ub18/9384mTT+in8zcMbCyrbg9P6WyiUVDU0Epsi"
    "gNhmYgOKZa2ZGqnNMeM4rw6I3Q7t46A94PTbxoUkprKnpuGtmiMMNOoG6dEeUPSMSRxayV"
    "AdbQlVBcN7YIukemZ//AOynjmHunTXwUdI9+JUg27GlB1hT2oaNlJdBh4hzexU/6k1za79"
    "Yq3Js+55FmFAcZ3iyZjnlexLqZ1ez9BsMtgr+aH9W+7VtJOszykknkwrPHJIbWuHpH2UVp"
    "1iyZJmiEoCHcjNf/inf0p+wrHP+dBhKtx95FSGNZDo0xY8nyppPq2ynFDTkeUMayDL8/M2"
    "9nnVoyKY5+fmZA1OKDqYjM+xunhgK8jjtFHaW9tJOYBHZJUAjTSXcEByM8mR/YTYkSQrLH"
    "N6N9FcQQLRzUQnVWWhQ6iu1CgDj0n85jwvNHhG3wLk8JFNFEUx9TXJlqCP8WDrEE6RHRI/"
    "zVFta4eUQCbqbq/bRlcawyuSd2Lav7iTRZKBjSS8Fd0agxU3rTI03RgCxrw0xf4dGDCYr4"
    "uYPrjIO3urYna7DttcRsI2T3qboSpsn77fpF2CJtMlENAMxXc7C66+iu/qR7sXho1rKlKl"
    "t/RET6ywsdIuSBnnL7cU2hbnFzsaJeuHTNGvxP2ZwLDpRuv8BUL944b6XbxaIcrD9hIHsX"
    "pcagW2/6mp4yiTg8xHXZHY72K8iTjQ6Set0wsST3OTy0iYqH4Iu7zULS2vAcHrtd1084nK"
    "hysnOVtvHrdnrbzkZw1O8jNJDQK4IcA+Hp14Q5rTCP1L5fZbqb9po+0mtFXt325rm6BdWc"
    "enhYIlB0nbU5AY4yRta47Z7We87tSob8qJqM/XtUOLrHTNoRwEBu+kTaElIXqjGNP1BmqL"
    "523yvM/Vid7ntUxv9nUr7MplfWNeVhl4jElwf9JIyXokFP++mYUu8Y0q36hVmElv1cX89I"
    "fTizfnp/nLNP+k6R1af1+umcpJFHrh9hSsAm2gvOi//ubZ9pieb0cWNx7qnDd0M6shj0lm"
    "SOsW8tTW8JFbQLYnibA2ECqHHz2rDlkHjDRfNgZbHYQqo/Yfg5r9eRX7Dufm1TLGXoT98H"
    "v+fX+Z7Z/WQSJT7LulM6jUW1IgYDt63w6HUCqM7Gj/mJRgsDG9bwx3E0YolAT31LsiYnba"
    "komFJvbNPcQpIE4xPvGGxCk+sZe3splMdvGkOUIRbpZBE33TAw4pOVJtROkdKYP25xuZD0"
    "V6z44R9mRq9szPAOblNSxa5TUsGvIaFvW8BiiW6qK6HVwAwrPDyAoR8jtsdBULWz3prYa6"
    "uKPYZoqeyVMnwV1GQg7tlHc5DrXLxQUIGPH6Rjynrxf7/Ut6owOju63pLhyzqVntbKNu/L"
    "fERTO54V5cP9liu7OVFvYZGe6Yk1tc/CD1pqplQIEwzpDvK3+kYRoeKFBH8mrtoj0JMFCd"
    "Jr6/oDqB6gSqk7bq9Nn2vJcm3WmzoKXyFLHFeNTBd/HyV+Ro6U8CBBQobQWK/RpZ+bwyCJ"
    "Kv31/84/VQVPcc/0h8rx1dtvvUQvd5nE1SUjzicFdc7EdYkjm5ZZMrWFBHp7bTNV1pzPe6"
    "7alf6Zus2m1vc/Y39f8Wb19jmbQrzmyvTeUTVFlCleUUBNU4VZZTnNRy+COdheQTR57N06"
    "4qp0Ab6EvoeVgLlPBpK0Cd2qoHlCztZTIz0ooDTa7rYOB7C98eebCI6+oOGxFhwPEWjpd2"
    "iCwq7WDfSHIJByxvYRmqf4dz8oTxem1TSceMJgdlDjFQuxikg1diPupV7+UIaOi5Q0kSel"
    "apdurzLWIMPOD9N8FoaB+jSJRv0zrmAInW67oD6e9diDwI5yvkRB/dNrNH0sO/dx3TJkHD"
    "mDbxhVS3CpJaello/YoQD9m+ymmToyoELwkxi9Wru7v3pafn6qbi1v3w5fbq+v67eYXzup"
    "WwpFiWXtNs42YYOMjNB7kUW9J5P5SAEIGd8tvB9m3vJcShZlJgBWZeXWn/vcihCQU0oRif"
    "+J6bUMhESS8cXwo3Oyw50pbhigjVTnoVNXyHrNfId5OeCbJmXFfpHd79dK/u8lSaFFXcz6"
    "BD/sfACUXs3xTN2zeXTrakE/FFe5+0laY/QNYQZA1N4dmFrKEJKGT9pw0l/Xx0fU8Z5hgD"
    "0YvTk/mitamub6OD7/YArHOwGcFmHJ/4nm3G0fL9IxLM5No5v7JNOWdrRqzXi2zKQDoyoE"
    "CAMq6vjDskUORmbE9yzsEGit15G81wrtYM5/UoQyRNU2xJdQYGqltQTZEdds/dL9Dmufv7"
    "N3hg9OiwiYtYXhfRHJfEipoIiElOyerRno0MM5E14pAoIM6jnpMxhxjTi2DP7kUPPSOFd3"
    "H7ezcHm3e6L1oc7gvl2b6ohdiR7/Ivrx/upswrAdUt86rTAc8/OdjcK8ZoqKXi5ADzDnL/"
    "Yjohq2MPjDIUlJ0pKzujungntq9DP1P2KkLU6hZorWNBGeqoDJGOPbpLQJBqU5Nq02nsE5"
    "HgHjmIbcFM6e/PFpxsd/tbdLN2+EY/hc9+Y3JV+/1Ajs64YYHxozB1GXX4fB+ab8K47KcR"
    "3ROT24Ah/ROjxl86MT27vfzw5fL9bC9s9x+EcSmWDd9udAflGHAGaTiD2B5ydaxLMXEJCQ"
    "lpk9PrSx1vbC+yeHUAjnid/1qr7Y0Ma9Jbu7feNytMQ0YVfwt4ehxLkJ0Ynphp3PsETc+z"
    "ki55dK17imVQoLhOMaEuomF6FJHEPFUyLEECwUqCw4ipKxYJkM6EXSkWSFaSHPtP7I3YgW"
    "EBCPQq6XWRj7uIiAJnjC++N2qZ5oeTclDL8Uioxa4MCqdXUjQWoUCvd14G2H/rvNmfV7Gf"
    "NF9+tYyxF2E//J5/31+GMu0bmBykoR6UykCpzPjEG1Iq85li1WSMzaWT5qhZxBcNEi4Txo"
    "QJNRr+A6IB5XRDxGxaETMYODh40KyhVkmhhhhcn9R/E1lRumiQXIEB1S2oVjQJUJOs6hBg"
    "Ar2nbaJhp+pomKQxJfT1NTVGM5ncq2RKrVRxzObXNumN/NU/YpE16IR70QmTf2oQna03UM"
    "jPW9VGzhtqI+f12ki0tmVFAw2DBTJAL0nkEzrLi7M2Ogpbpc4pOatpKTi0yFdf1na4Ma9E"
    "hEFqiUZqCSMufAkjtNYnvMAB4xqMB3YYfiVMGXi0Q0k6ZoMztQo0rypl0UpiLxok9qIusV"
    "0c8r+9i2pegUJZxNRU8/KoQbRClBcQacWNKrBpRI/41xoTPQLT2NjnT8M0FhLEAmw9oZfd"
    "eylfBvgn9HK4217voVxSzVy0DkjEJNNLP3TdFDc0mLY1Wi8R3Z2t2+Q+prK0SfLZmaQ7fh"
    "tjOXpGlLKnsAea0juZylTIOOqlO/6nzY2M5Qk/+Bb22ao+TtUndrcb/y0x61wN60K/RBQ7"
    "jzOpEz29dtLsRreLVZPxoyuzDaVudEl+YWqWTteL3kt2odprzuRzJnfaumMEiIG+88XZWS"
    "vn7lmDc/es1iIkCHQYTpcbyO4gkQn2jUy3l9jYat+HAIGB05oejlGjwn/8P/lyeOM="
)
