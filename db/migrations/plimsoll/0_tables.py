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
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
CREATE INDEX "idx_signals_scored__332339" ON "signals" ("scored_at", "as_of");
CREATE TABLE "recommendations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
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
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
CREATE INDEX "idx_signals_scored__332339" ON "signals" ("scored_at", "as_of");
CREATE TABLE "recommendations" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
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
    "eJztXWtz2zbW/isZfcrOeDORfIl3p9MZO3V23cZx1kn27Wynw6FIyGZNESwvTtzd/vcX4P"
    "0CQARFihB0PnTqkHgo6QF4cG44578z33XWIXbdVxcuCqLZ31/8d+aZa0T+aN46ejEzfb96"
    "g16KzKWbjDbpoDAZtQyjwLTow1amGyJyyUahFTh+5GCPXPVi16UXsUUGOt59eSn2nN9jZE"
    "T4HkUPKCA3fvll5uMgWmHXwfThISIDPAvNfv2V/MvxbPQNhXQc/af/aKwc5Nq1n+HYFJdc"
    "N6JnP7n29sEM3iUj6fdYGhZ247VXjvafowfsFcPJ16RX75GHAjNCduWX0S+eUZBfSn8EuR"
    "AFMSq+pF1esNHKjN2owsTSKK/NDOPD7Wfj09Vnw5hJcGdhj/LueFGY/P61+c1wkXcfPZB/"
    "Hi/+TD+n5CEdRT/w3xd3b/95cffyePEX+oGYTF46px+yO4vk1p/JI8zITB+SsF7SXExMi+"
    "xL5/7ai9h0V1EN0skP6UN6fqFkvVyEu6D9nn6Jv/5tsTg+frN4fXx2fnry5s3p+etzMjb5"
    "xu1bbwRzc3n9j+sPn+vTQi/QyaiS/4QCJ3pmr/QrL14n9F+Tr2pmbDemocQPs/annoba6p"
    "+/7rD656+5q5/eqhNuYZux0ruRnWM1JHooMVMSHTmRy2GaLVEKgIb0Ll53WchkFJfg5F6d"
    "4TUKQ/NeiuMKREOW56870UyHCSRGm2gc2Cgw5NSRKqYX1ZnKoSbTw4uL8Hm9xK4MwyVCP3"
    "4X3cSFQFq09r0HZD226f3x0+0HNr0FoMGu7VjRi/+9cJ2wi5anGMsCVikT9MnrMPzdrbL5"
    "8ubi5ybRb9/fXibc4DC6D5KnJA+4bLIeIMqNYUZt6n8gdyJnjTj015DNOcigr/I/9lB0C6"
    "bi8/XN1afPFzcfa/Pxw8XnK3pnkVx9blx9edaYo+IhL/7v+vM/X9B/vvjP7Yer5rQV4z7/"
    "Z0a/kxlH2PDwV8O0q5zkl/NLtWkmc9VnjiuwASZ4f161vZvfwpEhqQQ0cfptVMMoAtQFtH"
    "pkeidqPqQ67+9wgJx77yf03DLbGkQXDrGP1aftF+9/5osrv1p+xcD8WrjPWmuO0GAjF0UJ"
    "EXfkVbi7fvt5llC+NK3Hr2ZgGzXu6R28wI0rxdj2rfVi3bxiesTKsLPfQr956ZL0TPc5dN"
    "JF0nZY5nePNvgsk3FoQq/lL+TtJWuHjrFck0ho24i9yHHTgeDPnM6fGdApC6nutHyWlNcM"
    "6Fhm8v7PQMV2y9+EXh7MHKylQ2Jo96UfYKrYhAxVE1nO2nQ5ikgF1lQ1U9yrDD8W57PXs9"
    "0rmj9cvb2+uXj/cr44StVHolQ66U6Ys3/SopgsSDmnWgHQT7076bKAT/gLuM1uKWL72Et1"
    "LFjFSltNK8dzwodeM92AgnWs9DybjhsHUiKzAtFPaJ52ikKcCoIQp+0YRGJkyFBcAPQjeH"
    "gNtm7CSQqrFhjElcriyowitPYjhgrNTXapQnaX7PJ6rJcpzXRZzE/enJwfn50UCS7FFVFe"
    "CyuHBRKIpksgSqKgjMXMj+xVIFvF9lSbgF0H98zQwCv2ZsERIzlAtEHoRTyV+M20FWwjqU"
    "B/AdBPk5l3TVgR5au00lXiyMWYEez/jL5xhHEFogPJInXl6ufPYklQaCvvbz/8Ix/eFA+N"
    "JW0GjyiisRnbSb6rzOpmYHWYg4bK3mmhHwsW+nF7ofsBJlqZ8WCGDzKMN2D6kX120oHrsx"
    "Mu1fRWY6vzwq8okNIyKpDdaxmz71axZ1EWXyxjx40cL3xFP+/7CZzQo+ge2RqO8CPyZCyZ"
    "Fg7MmaZGbRGGXES/hTy9TCxQ3KY4ZLmERRGsHALRq6oQb8dXJk1VUs0wOZhcJdWI31myUk"
    "k+lQQh+Zqs2Phlhn330x1yTY6WXRD/Q/YkjXivu4zIQiRfamuePiXP0YmlkVPffIe8/zN2"
    "4lt672hD2pvvGI/oeYS0NziTq1QOW/J/CaLz8Rru2qO4yPwArZxvck6DHKEjx2ddKG4G7S"
    "oMnzUJtp17xNLx+QSXCO3kxfD+GB8FaydM1B0Zn0wDBn6Z4f0yFYVWbmqaQJicwScHTuP1"
    "mYq9S/BA33yHPK7HNNeRkMaj8iy7ZhgZcdjrdW5iYaZVnukAPeHHngnjVSTMssqzHMaWhc"
    "IQyxbaaOL0C+cOn+5KRJ8szRWIhgbw6KEBSt8gUYEv2YP2jO6uAYHKMlPt4HJsO9GVFwU8"
    "D255/2iDF5eONBAZ6oxzgtl6IAwnAUOouaimf7eYoc6nOXIACN8uB5IhI302WUa6vJoOXp"
    "U90M9dQjuxmvsY2xUgTLLSk2y52Ho0qMrEEJ0Yu8j0eGfgqsDGLC8xHi1NoLiy25m9vL19"
    "X5vUy+tmnviXm8uru5fzRuYWQ15akbTRW8WARtBBI0gJeyS/Tp7mHKUh0cMXKMlSVGTXcw"
    "0FLpxOC1ryoEmJ0HAhD1+oBC9/Q1aUkiTBcgOm31IevjRtRplkfeUqSD+Wh08ZCeP12gw4"
    "jQZ4rvUCoqHIGKVMR4DMUE4slwj9VvEoFC/RCrOqzfBza0oE1LLe4rj7KmLFMAQnAHMAsL"
    "5FzhItwy6VSVYiIIVs8Ol4MN3IQD62GCeORb7lOk6bE4E7di37AXpycBz2OPLdAGqozwyv"
    "MsqyDORuILeVIDBpMPufyKwHfxm3j7qEsh/IyAnPJE0dTD2oyPU+hVb12vxAGo9Z4GS6oP"
    "X+GDh7Ec5UZo+9DPAjCt4GyEZe5JDvxt5r28M27LnLBGBYDQQcB9Z30+UF1PgF3bYMpqkm"
    "/kVCaYyCbiEirxdjS+ATXiKA8F6E90ktKlGQV6TcRgxVidQ4eqBQVaJJN+2d1STahVp5kz"
    "VyFqiUN2Wv5w7qZNYZepTzCKZl4Tg18604CHEA5xEUUzArM9Q9naiAaCiVh/cwZCu/xbDI"
    "bVZi4DxCb7/ZEtuMrBdBtkA2HmrjbxEnDZCFnKeeh7ZrUNDsldPslXGxFZUamWpQtY6jSA"
    "MqKkeOoftwuskevfgla2KbNrtNe3KAXqSYXrRP0S7tNu7snZBY5yVCv7a9I+Rdx5GFeXUm"
    "NzfurcA1NADmXWTLnC9b5owuydj3k9bSUku6htIvRXh4Qwt9812ytcoej2nAdFzSr7uWUh"
    "XWUm03TE7qQMuW7amC9FvWwx/4ImYRXq+RZydLVLqxPQMMrG9mHQe2dKmkKgY43swxpLgr"
    "5bqBKql9pmIvHDf1ll6p90H2pHYdpqGaNLyAg+g3RL+nJ37g+DdLlgzC8UXlYZpS3BCiim"
    "UYXJmB+3xBrQXyXzRj+tYbY47EHnZERxtmPnz8hNVazkGW4UDuWXFu/vwKnnXIOFBqJxze"
    "EcZa9xJ0c+AaUr/o5BdbCNxii7ZXDPI9Jgob8Yt8bY5p6Fzqa/AeT5brkM3c6OMiY0B1pH"
    "xx3imIdC6IIp03Wf89Nr3IiRhBpH9ld9iUV3FbN9FVzEO5WWY06wg4rJi+sAFxgTkg8ooO"
    "xOcSHYhXiEHtDfYQZ2Fm4w+IVuaadJ0nVpqJqOhqDtlhudWJCBuu2mqm1T6hIGQGiEXqWR"
    "vbS01TbKFClXB1F/5eRBWUSQe9+j0mCs5H7HC9VpUBRxtcVslQw8fOKP6qRmKobT5D7qdi"
    "Hio6J0wRxeY5Gy6ST3rJJipvQKjrKtRrGXWJLJRS6kvI1nr9Hs0sU7G3mHV7BNxZ7MI9h8"
    "cc+d4RI6Yo9nMUoIOnz0WryPDMJ0lHRxV2QEZ57utYnB9lad1dnB2Q2gGpHdMTr0lpg6sn"
    "5AmqUpa3jzbYbnQgVKU8IFttn87p6VWVMsIuY+Pjp27n49VI3KYfu9eJ2+r43vI0EY7sLm"
    "5vkt35wLEr0XDSW3LnfnJCm3N4u5VslsSxWZDiPGr6MWluPOSewW6hgtY4UeAHEv8g8U8R"
    "6kdJ/OOGlrmSZduAci+S5+NKlcX85M3J+fHZSSFMiisiGQIBe1Xltu+asjtmAQHjSp8KKJ"
    "OK66FLoISO3bv+SY7VkOguGglfIWnpI0qkrKrG+H7lrO4Re3uVtNrPk/V6ApcVc1GGpmMb"
    "stxVQQcUYGQSGCDTdf5ADPtMQGAVdOgrcBmHEYs+YeJ0Cdph6nRxZW9zp6tOzPZGJMzzak"
    "Ah4UvphK9Jqh6pNqFQFWTPyYbUkWmrgqRRsSEIvs2fpCm5VdmpWE7OO4Q46TjJnSNxNJdo"
    "+VPm4CT/lxCt+XjtYqpDec4UOy2xP8Yf47BE8iUlokTF+N150/+6L0EiaN+qoxniP5ihlP"
    "wuALvTiWdv399+uhrLGzJ2CY/QRyznidCpXGAmcj3NJ3A9FT7lhYRP2TfjUNo1VYLANSXj"
    "miK/TpbqAgNMSzAdIvRoSGp7Vcwhq3xLZPZpc1uBgcKimsKiTAY29atYZsgpfVDcPdpgsW"
    "fjRkm/fsCB8wd1cJjPadcrHAep56fMW1mbNjJoAnYryzr2a/dptjX/gWvsEZ1JLtValMvE"
    "9LUyTK/s7VLXL7DDRCZBBnYxT50TmwqEhv7uEZoNQebYuJljTcnT0YnThOl0kGAwb04u4i"
    "U0zArkoCuwpNte9/VYjIeFyFiI1oPJPCbEL+D7wAllAZ/0ytIMkRFk72FHSmsYYJXB6lfk"
    "3D8wjEoupSUA+GTwmdoZHblMB2t0rGTAgzsOK/wvOKyTjQcyOZJTmtEaCGhllEjCoYz2ng"
    "8HKjkrVJLPGgZIZYQ17HsZXSkfDlSmVCrjm7220drHEfKs55/Q84zpoW2MORL7aZ1ytPGI"
    "nkdx18ZhunNgn66b7AQt+TAoVatYQYvaBHVO2K6CNPT5nXTx+Z3wfX7tgP4jkmrdng3XkN"
    "p510bioj7irSN45PNR4AeOXHGQBkxDtocvEBKgkHxf6R7iFZCGNI/Q2Bo6Kesa9a/5i0Lp"
    "w1IVCLxJ8sd3csV064MlX0Ktz5VUlplix0ro5AQxv79s5f7RBkOoGDnhQZPpw+0K2TvjHz"
    "aZ9lyPUrJ2rN6lAfUsyHBcxWjI83GXLY2/ozUZJp9jJ7+7xbAwZbkK22HWci5L9ippWRnn"
    "3484DjzTvfKigOP6q43YsN/9lo41yIYXOGj81lRl2dtWeVuLnlWgfwRohQJmbVzwDEKpWx"
    "VkOfQ4VMJi0cLeL8ReZ9UoB2ioFw2fWVtuJhIU10Aa0jyKxx0q0EAFmumJ7+rMUrx50XvM"
    "cWXRGxt0ehfvwHnF7U2BfbJg8lhDvcsFqO4Tqu6T+xSVksjDKxq1dS+jpdeAoKwrrayDAT"
    "yhAQyFvyU9nsz+wThkSChR/+AMcPDMgX0D9s30xGti39yYwSOKPkVm8oUYdk51wJHY3lkn"
    "Q42Qjp0waj9JzUK1jJoup4v5Jgo4uLXUmQN078glWJQIDffK4S3PJ+yakeMyNWNh7b068J"
    "AUvF4V+KIAebLlDQsMsLuB3TBek41cKkmoAtFQUBx3CtIcC4I0x2mQRpnUlRu0XiY6FUvf"
    "S+9tUvWSUeOnqSQpwZB9opYLO8CsDLdu7fVyrIZyYoQ6vg7TxSnWxQsQqONKq+PgxtrhmS"
    "04zAOeQk08hc1lPQi/cGJqIlX8A/oaXkdoPWMq48XdDeq4R8YZxLJbj6KRl0VaWVUiiMYe"
    "L10nfChi54RoSDOZOs0ESvGO6+yDqhFjHlV7QKbtOh5jAX9G33hFeCsYLXgWWTtXP3+uGT"
    "o5my9vLn7+S83YeX/74R/58Ar7b9/fXjaV5EAqLy0brgXVrbTsjnnZwsTsdmZ2tlEydDaB"
    "vVcFaUj2KPKjqZLIOFCaWPCjKO1HCZCFnKdeM92AwkQrPdFpHjSjEOWPn24/iFKnWXUobc"
    "eKXvzvBXnRR8v7nH23ij2LztiLZey4keOFr+jnfT/b/WRTisT6QlM1aEwgfUBTXwgtHLDc"
    "08I2czkG4rAb4rDk8SvHZic5CymuA4HnTfFuuiKlNLISoaE6dtZFGzvjK2NnLYK/4sBmSG"
    "1Ron4BgSz93ln6azOKWOtaxHuJAeKliJdI7ajUO6JeW1riivwsVoHtywz/7qc75PJqutZ8"
    "xTfpw/Zwqnie/D/Hd7/npHE98BVWNzrh8+kc3g/fcrtXzgVWLdZfaUEXGguANnmqtsmDI6"
    "Dj+ubBMAHDZP95BsNkZMMEnMQH4zuk+pBk/lcFouHbNHr+l5OlrWydmlTNgdkzyrumJ1WW"
    "mmLpSbeBzTsokN46EttEmA6atpql6xCTzEi+iJFnJvHr59AiIOlTkr+SB5hEfttGTAw7l/"
    "EBIQpDJ+39y7iLvjnZiVjOzdCwY9Y9ylaE7p9zEeSaVsW+I5wH+Ml0DfIlbUpWOg/pNfTN"
    "d4jsTAZDHhZU6lRAEk7jAgVDe2xDm5hzbHo3nwTKsRoS3aWzD7+xT6uvT0JNT5ZzrIYsD3"
    "/eCgobyZmBzPI8RA0kKo8fONL+oQZyayYVa33ZxT90LuMfirDfi+c6EGgW00wf7RpL2ZoO"
    "VRhQ3GEls5sMb17InEbDQHJzHZuPiLz1eOWwnJ3CpVxHAtEbiHbWyHA8Y4W5J3A66G3Nh2"
    "iowA2sJuPAuXc4vXI3E16iNWR6eFW50ahazpfUgupI+Ril/ZvOTAnWGVAdWV+cd2F9cc5n"
    "nd6rs74M8CMhrQ/rDGgv1hXbMsfvZGzh9Rp5dpL1Jt3RmAEeifX9d11XtfBaxKGzy7QRqN"
    "BueQ/PtG8GVBZL1n2pgmA5dyDZkZXWFQgs480MV2KbPZXu+hP043zeTQcUqIAsztOQcYty"
    "sY+6BjwgE57po85j+42IrKhHaw7ZYX/WiQjbrj9rXY2zYyvLTpCgugrbId3Flb3lO8Lk6X"
    "2DWC0wCAnkMRevmMcKbJpY4Oz1TBEGq6lRLRb5FfkbsC0r8+/PKixK8zO6ZvYK9DHQB/RS"
    "5877xfnRfNHZex+gEAVPiGE3CHrzVEGH/tKvHNdl0SeWmiUK+KNMGE+my1Lyhe97E3pAVF"
    "Zf9tPugWfqUZE//FGBDXDuY38k6t4d+zCtx16ne6o4mGGVZxgRCjk+vg7upxwMnqfNnqd7"
    "zCrHKDTkcwgY8RJG/NoJQ8TIhOIX7SgAuzsq8HqsRZyeE1jMT96cnB+fnRTHA4orolMBbD"
    "LJ5xm9Oim0wLAVqLwVeOhbZLgYP8Z+jy2/jYbZVnq2cWTk9Rslt6UmFLYnie0py2h5QkGY"
    "1cTpfqytje21Yyn2Vk1zti1CwTrsNw0tKMxC31mwqF1RO4UrIYfaYJBEEpIooy9Aqzg0WX"
    "VhuS8AAwmqc5Nermjh0rqtROlF53xP6AxQcoS/p6hgoEFWSMiKrHxC39g4A35AgTRmmCKj"
    "pP9pT/YDDojWXoeLMtZ6n/1k4oF0Mem59O0rPlj4A+KcKT9yTvoLEM4TDojYrRZzbxHCfg"
    "DQ3o32nsfJWXCgvCPlQxzI5T5Mv9jhwOdyC3nRL9mCAQfPvMqe+XzCeubPMuAHJOiEutK2"
    "2aDcpxwQwf2yQln1FiXcNyw4+G8k/Des2paS+wjnEbCXqLyXlC9OD4HXBh+gnJPSmAvGHs"
    "zwga0pb6A6B+qnFQ9f5YAuPxvZxJqTPKfcAurH9vCnlfETCgJCmyTXDRgwvZnpAP2GrIgZ"
    "OxRV7aiANGS5UzmgY0E5oON2OSCbWEimVH3jEqEhxYMvZOsBWY9SDWdLBPSbremYQ/Sbdc"
    "3gHoVR7zAMC39AR6SYroUH040M5GOLoe6JcsjqOG2yZ3adPkZ7S8jI7wIA4ruD+KZk9Vnc"
    "DSCkR261voveKa05EDtsWmBw1SjtqokitPYjmTzMKkSbLWSwjMGy5Y/ki1MDQmM6pd+a2K"
    "cT0WeW60iYZqWnuWjtJVuRsIHTsGTvGP4n8jPDqI9nlQEFyuWbP9Y62dW579EB8mP1aXtG"
    "/J/5CtvQArL5onP6QPKW+SA8fwnRPq7trhQz3m3pbpvVQpzIiulXZXUtuczA7366Q67J8W"
    "oXvF/lj9KI/HroJSl/vkZhaN6j7flKOo/epE/TiTK67EZu5Zqz9veancHhdWNj12JKk9GD"
    "Nnj9tZif5Lc1mqNCZ9NdaVX8zqY9MnDAUlHfUqERQumKCiUIstokstr6dBTRvIHLCH0AwP"
    "QGO3By4ke0AxOJMAjBt/mTNCW3KjulTb+RtfM4WuJvM7Zent7bpJGXo8bVxG3soczrbMfJ"
    "X2TIL62VG2HfsZIdMG9mDyr7xCr7I/mZbKI3n3/LsRpug6cdeD/l0n6qlMKhWIB79J5luW"
    "xp8SzK76iiILmjb3KHH6AnB8cMd55gjVcw+q3vsy45vmf8FN+zdi/hfBPtSnAB0FBOn3Sh"
    "94RPb/u8C/mRrCL7fHoLgH6Ld9GF3QWf3UW7Vo357GKTsQfy86crkN0nUE/jIRwlVdoKUM"
    "+0kjoSnLVqO2tj1GOKSxRMr9rTW1raUvNbwiBlVrX5bXlLJ/M4ZQcbZ2yfU373aIPXKRs3"
    "fggYnEfTOo/SqtGyB8PrKA2NkuGPhVvYZvX/EBw6zAGgMm+hMhO9N5Q9spwjNFzXp50OLJ"
    "8KDiyftg8s3wem188sqSNBb1VOr6k3Ke9bpGfw2jwwzSOeXQn7pNjXUfr50YYPcuSyT5rq"
    "FlDDfQoShvaObEgYmjZhqBQLg7Cs+bGRlhBVLHOoXORMR07tHRB5coqFBK4c3V05yf8liM"
    "7Ha7ijzTuZuXOBmTtvm7lrbPeuM55jd8f17OPFx6u72U7oPu9A9jmX6vMm0WlDQZmlXCI0"
    "XMzDh/CtOKClohmKgqBGUQWjIcnHXaQzXzg3GXZxZKzJRol7Z2bWn7BDufHu+t3tXooN6t"
    "Xw8JqzqjczXsXvkO/by09Xd/++2g3lwzeQT/r0SAU2SoQa1RTpx2pTTfGrGVkPOYNdZ6QG"
    "UmNStCpxCXlbfaZi7zznZmA90O7jfdoY1KGQ4KPyPNuB47oGXsmoz1UMREeUPQLSSzzqVb"
    "02wq5Ucnc+Xg29QStlLnVrGMT0DjHDHyJ6E1pQeB16FrtlpsbdYA9x6pFb7Ky4g6tBTtY1"
    "Cp5YRUcE5FVBQKDpOn9IE1iCDp3AFWJlXArIywGHTpztPDk28mw59mqoQ6eQ4BARZgxDUM"
    "BgFXToBK5c/FXy7c0Rh04d+dosj6y4jUoBOnT2QhSGDs0GMVndvMnP5pmeNZjIg7N/1r6A"
    "Q+qRaRZA85FnEEuc2cxH8AI3cIe+EBM6er3LdeSh8+gj87HPcmzggEZCR6/lWEceOo8uWk"
    "V9lmMDBzQSOnotxzry0HlcIs96WJvBo0w0owbSL5wxTMaVxJnwSgzRRUG0fTH1C/qY/ZsG"
    "XvZ2Pczqme5zOEDF+YvkQU441ks+NVF5DCBANiLykHy/rSm7TB75tnyirtzRfSAcpA/ED9"
    "mTdGUqVUkMH1PU9l0zkqd9xCPGpyYnDHqMdObqNxwHREobRNoEzgAi/8f0eVfkcc+6cubi"
    "Ad7D91jb92+N1ksUbE/RTfIcXVlKqmoP1NVHa46gA5IUZXllqe3ZqtSy0pEpH4fOMFrCx+"
    "xJujIVIAuv18izzWH4uqs9T2fWPMtxkbEMkPk4DG3JAy/p87SlzQkfjQDRc9UDUEYedpc8"
    "S1e6QufeG8Lx8Cl5jrYskd85wHL6RB+jLUcR9smLZyHy/AGoIk+7Sx+mE2FjF6XIFAlOTY"
    "pSzRCXpMgUm2TgoBUpGg0lw+f1ErtphxooVMFdTbsuVJFNiwTVJULDo+fDn+//PYt/ykZG"
    "q7iDj4uaWWSoc4C+QBw6dVBqDUqtTU9810pgHUutTVcILIzSn8lWuZKbmzUuOgxKgOmuWd"
    "EwmWw50SpmLIm7/5xX0k8sC8ce42AHn+IKRMM9bXj9decGgmJpUGPza67ZK1ig3JaQrbVb"
    "xciW1W6VMK72kEOJdMhxNap/xThR7hj6VHprgzb1Ox00oS41vftEIZ1qKOHI16mWLHUqe1"
    "M5jgCmMqXzS/7D1dvrm4v3L+fnR2lhnvB310ktqGoHz8YuFDJyzoXEZgggVkysHziswjlC"
    "agvMNM6rPWK3R3EvKN6mflGvEMcB660R7KoFQkOjbpQK2nmfcMNycSgvoZpg2Ac2SKon8u"
    "PvkfFEOZSluw0+QLoXJxJ0E6bMyHGZpqGQ6jrwAGkmq/pvnWm2zWdjjZ9k13MVBhS3KVbG"
    "PG9kXzLt9HaGpshgb+SHDm+5N9NO8iqUkHiiVnhkn4qKjkn7JIUUp3dbTU372FETp39/mh"
    "yrIdFdOjnzGzm3+jgn1PRkOcdqyPL8rIu52DTwK9bimT5JbAoFq5JeG0Yfh2ADeZgqc3fj"
    "L8lOdzErMV1Icw0HJItJjsxHRJYkXjksH6yI5gYSiBYTnRxyCi0cyEqNOvCQxG/B80KCZ/"
    "TNRxbt7xKgKA48SbIZ6ENc2DKEB8gMsZelTHa1Q2ogHXW3112d/UJvP2NPzIqd9rJIcrCW"
    "hHeiW6ILW1qJQM6NVMXolzU3fOIndPHqI6b3LhBMdlWHPK7HNNeRMM1KTzMcUtplN6/k9L"
    "4k0zUQ0AxnwbYWXEOdBWsv7UEY1q7GRZPe2hut2Dm7RvUabti5XuFmU9i5WmBn+LhzI7zc"
    "CEMTgWEGqdb5K0Sep408285qhQIaRZZqld2A7b7F4jTK5CjNFFc49voYb1Uc6PRK6/QViS"
    "c5yXUktF/eh1leyp50bgHB67XZdPMwz4fLJjkfrx+3p5285KcCJ/kpIyUe3BBgH09OvCa1"
    "UirlNNn2W63cptB2q1T5HN5u65ov3BhHWwuCJQc5xCpIjGlyiCV7cg7Ti1M16kU5Ee1mnG"
    "Zo4JWsOVSAwOBV2hRaYizXty0br6G2eNYlz/uMn+h91sr0Jh+3og3NpVNn68BDTIL7m0RK"
    "1gMOnD/SxskM3yh3R23CdNpVF/OTNyfnx2cnxWZaXBHtoe39ck1UTszRCzenYJVoDeXF8O"
    "dvnkyX6PlmZFDjoc25oLhWC3lIMoN5bqFIbQ0fqAVkuowIq4BQNvzgWbXw2iekeayeufwg"
    "VB21+xjU7LtV7FmUmxfL2HEjxwtf0c/7frZ7WkeJTJHPZvZD4k9JiYDpGHw6LBwElQ4S3V"
    "+TGgwmZvCJoW7CCIWM4B5/VqqYraZEsdDErrmHOAXEKaYnXpM4xSeyeXNrm+Q3j8QRijAd"
    "BjXddQ84ZOQwtRGud6QO2p1vZD4W6QM7RsibKVnCPQfol9ew6JTXsBDkNSzaeQ1wWKqP6r"
    "Z3AQjXDCMjRMjrMdFNLEy10lMN5+IOYpoD9IQfewnuOhJyaFWe5TiUPi5egYARL2/EU/oG"
    "sd+/ZA/aM7q7mu6VZaaa1U4m6tp7i200Yxvu5f2jDbY7GWk4HiHDnrKRiO3cM72pfBlQIr"
    "Qz5IfKHxE0ZwMF6kC21j7aUwUGqpPi8wuqE6hOoDpJq06fTdd9FulO6YCOylNEBjuT9mGL"
    "l78hS0p/qkBAgZJWoMi3YR2f5wZBivG7i3+8HovqgeMfie+1p8t2l1roLpezTkqKiy3qio"
    "u9yGFkTm6Y5AYW1FHVZrqlK025r5suf0tPs2o37ebkNw2/i3c/Y5mUK85tr/TkE5yyhFOW"
    "Kggq6NQy/WIfof26xc7m6XYqp0Rr6EsYuFkLHOGTVoB6lVX3A7w0l0kLQyP2Jblug4HvDX"
    "y7+N7Ati3bbKQKA443cLw0Q2QEzAr24u7vVRywvIFlOP07npMnjNdrM2BUzBA5KAuIhtrF"
    "KBW8EvNR7vRegYCCnlscSUJPPNWOv76rGA0X+PBFMATlYziJ8l1Kx+wh0XJVdyD9vQ+Re+"
    "F8hZzog5tm8kq6zh9927Qx0NCmrbohta2C5Cw9K7R+ibGLTI/ntClQDYKXGOvF6uXt7fva"
    "23N53XDrfvhyc3l193Le4LxtJSwDh5VeI7ZxcwwsZPFCrsWWZPaHGhAisCrvDqZnus+hE0"
    "omBTZgGlojwxcjhyoUUIVieuIHrkLBkiWDcHxReZimFDeEqHTaa1XHt/B6jTw7qZrAKsd1"
    "mT3h3U93/DpPtV5R5fM0moI/R04pIn9xyrent442JBTRQTvvtZUlQEDeEOQNqfDuQt6QAh"
    "rZ8IlDSUUfWe9TjjnEUPTi5Gi+6Gysy1vp4L3dA/scjEYwGqcnfmCjcbKM/wj7M7Z2Tu9s"
    "Us7JmAlP7EVmQEAyMqBEgDIur4xb2OdkZ2xOcy7AGordeRfNcM7XDOftOEPETFTsSHUOBq"
    "o7UB0gM+yfvV+idSwkObTBA81Hx01ddNgnI8SRSYdzKgKikipZPdLdkaErskQgEvnYepBz"
    "MhYQbaoR7Ni96KInxPEubt53C7B+q/u8w+I+567t81aMHXk2/fD24hblXlVQ/XKvei3w4s"
    "reZl8RRkMpFacA6LeQhxfTCVk9q2DUoaDsqKzsTOriVWxex36nzFWEAqNfoLWNBWWopzKE"
    "e1bprgFBqqkm1dQp7RNh/w5ZiEzBjOvvzwccbXb7G0E6dvxSP6XPPjW5mhV/IEdn2rDA9F"
    "GYtozaf773zTehXfbThO4J5SZgTP/EpPGXXkzPbi4+fLl4P9sJ28MHYezAYbXfFrqDCgw4"
    "gyScQWQOqTrW5zhxDQkJacrp9bWaN6YbGfR0gBPRk/5rqcI3LKxOu/Zg1W9WThASqugu4M"
    "pxzED2Ylgx03jwHpquayR18oK17CpmQYHiNsU4sFEQZksRMcxTLsMMJBDMJTiMiLpiYB/J"
    "9NhlYoFkLsmx90h2xB4MV4BAL5deG3lOHxFR4rTxxQ9GLdH8nOQ4qGG5OJRilwWF1cs4NB"
    "YhX656Xg7YffG82Xer2EvKL79Yxo4bOV74in7e92OZ9gImRympB0dl4KjM9MRrclQm6TbG"
    "DJ3lfchEMTPazGvCozIQCxvsnT8SxMKS/0sQnY/XUMDOO2W4zwUZ7vN2hjtam6zUL0GB2B"
    "wwSCqQQmt5cdqlNiwZxY8MnLaqwzqhQQwzVvk4YXSgCoMAgUSAgBAXPhMFeC1PeIkDxiUY"
    "980w/EosZePBDBlBdYFK3ATql1u46CSxFwKJvWhLbNsJ6W/vEwRrQCG5TeUgmB+gFQpoGq"
    "iU9d+AqeEDoB+rjQ8ASpdr+/5JJJdWwny+Yzyi5+0r4l34zk/oeX+nvV0Jr6aa2Wjt44hI"
    "pudh6LouH6gxbWu0XqJge7ZukufoylIaqtmapFv6GG05ekJBQN7CAWjKnqQrUyHhaJAap5"
    "/SB2nLk3PvGY5HRg2xqmg/5GvvLdZrXY3rQr9AgWM9zJhO9OzekdiNbpajlPGjc2PGTDc6"
    "I0qcmaXqetEHiRHzveZEPudyp6s7pgLR0He+OD3t5Nw9FTh3T1sHPX1GJ1dBPwOf1btVB3"
    "ZHiUyQTyS6PcPG5vs+KhBoHCjp4Zj0XOWf/w8TzolE"
)
