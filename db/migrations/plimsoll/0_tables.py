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
CREATE INDEX "idx_lots_symbol_6b4351" ON "lots" ("symbol");
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
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
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
CREATE INDEX "idx_lots_symbol_6b4351" ON "lots" ("symbol");
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
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "analysis_id" VARCHAR(32) NOT NULL REFERENCES "analyses" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_signals_portfol_c0cc70" UNIQUE ("portfolio_id", "sequence")
);
CREATE INDEX "idx_signals_symbol_b232af" ON "signals" ("symbol");
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
    "eJztXW1z27i1/isZfdo74+7E8kvcTqczdtZp3cRx6iS9ne7scCgSsrmmCC5IOXF7979fgO"
    "ILSIIQQZEiCJ0PO+uQeCjpAXhw3nDOf2eh760i7Ps/XvqIxLM/vfrvLLBXiP5RvXX0amaH"
    "IX+DXYrthZ+MttmgKBm1iGJiO+xhS9uPEL3kosghXhh7OKBXg7Xvs4vYoQO94KG4tA6839"
    "bIivEDih8RoTd+/nkWYhIvse9h9vAI0QGBg2a//EL/5QUu+o4iNo79M3yylh7y3dLP8FyG"
    "S65b8UuYXHv7aJN3yUj2PRaWg/31KihGhy/xIw7y4fRrsqsPKEDEjpHL/TL2xVMKskubH0"
    "EvxGSN8i/pFhdctLTXfswxsbCKazPL+nj3xfp8/cWyZgrcOThgvHtBHCW/f2V/t3wUPMSP"
    "9J8n8983n1PwsBnFPvCfl/dv/3Z5/8PJ/H/YB2I6eZs5/ZjemSe3fk8eYcf25iEJ6wXN+c"
    "TUyL7yHm6CWEw3j6qQTn9IF9KzCwXrxSLcB+0P7Ev84Y/z+cnJm/nrk/OLs9M3b84uXl/Q"
    "sck3rt96I5mbq5u/3nz8Up4WdoFNBk/+MyJe/CJe6dfBepXQf0O/qp2yXZmGAt/P2h97Gk"
    "qr//h1i9V//Lpx9bNbZcId7ApWejuyM6yBRPclZgqiYy/2G5gWS5QcYCC989dtFjId1Uhw"
    "cq/M8ApFkf2gxDEHMZDl49etaGbDJBKjTjQmLiKWmjrCYzpRnaocejLdv7iIXlYL7KswXC"
    "DM43feTlxIpEVt33tEzlOd3r9/vvsopjcHVNh1PSd+9X+vfC9qo+VpxrKEVcYEe/Iqin7z"
    "eTZ/uL38V5Xotx/urhJucBQ/kOQpyQOuqqwTxLix7LhO/U/0TuytUAP9JWR1DlLoj9kfEx"
    "Tdkqn4cnN7/fnL5e2n0nz8dPnlmt2ZJ1dfKld/OK/MUf6QV/978+Vvr9g/X/377uN1ddry"
    "cV/+PWPfyV7H2ArwN8t2eU6yy9ml0jTTueoyxxyshwmezqs2ufnNHRmKSkAVZ95G1Y8iwF"
    "xAyyehd6LkQyrz/g4T5D0E79FLzWyrEJ07xD7xT5sW779niyu7WnxFYn/L3We1NUdpcJGP"
    "4oSIe/oq3N+8/TJLKF/YztM3m7hWiXt2B89x5Uo+tn5rNV9Vr9gBtTLc9Lewb164JAPbf4"
    "m8zSKpOyyzu0dbfJbJODSi1/Jn+vbStcPGOL5NJbRrrYPY8zcDwZ85nj+TsCmLmO60eFGU"
    "1wLoUGby9GeAs92yN6GTBzMDG+mQ6Nt9GRLMFJtIoGoix1vZfoMiwsGqquYG92OKH4rz2e"
    "vZ/hXNn67f3txefvjheH60UR+pUultdsKM/dMaxXRBqjnVcoB56t1pmwV82ryA6+wWIraL"
    "vVTGglWstdW09AIveuw00xUoWMdaz7Pt+WuiJDI5iHlC86xVFOJMEoQ4q8cgEiNDheIcYB"
    "7B/WuwZRNOUVjVwCCudBZXdhyjVRgLVOjGZBcesr9kl9dDvUybTJf58emb04uT89M8wSW/"
    "IstrEeWwQALReAlESRRUsJibI3scZKfYnm4TsO/gnh1ZeCneLBrESAaQbRBmEc8kfjVtBb"
    "tIKdCfA8zTZI7bJqzI8lVq6Srr2MdYEOz/gr43CGMOYgLJMnXl+l9f5JIg11Y+3H38aza8"
    "Kh4qS9omTyhmsRnXS76ryuoWYE2Yg4rK3mqhn0gW+kl9oYcEU63MerSjRxXGKzDzyD4/bc"
    "H1+Wkj1exWZasLom+IKGkZHGT/Wsbsz8t14DAWXy3Wnh97QfQj+7y/jOCEHkT3SNdwjJ9Q"
    "oGLJ1HBgzlQ1aocy5CP2LdTpFWKB4jrFkcglLItgZRCIXvFCvB5fGTVVSTfD5GBylXQjfm"
    "/JSgX5TBJE9GuKYuNXKfbd+3vk2w1adk78T+mTDOK97DKiC5F+qZ15+pw8xySWBk59Cz36"
    "/s/EiW+be0db0t5Cz3pCLwOkvcGZXK1y2JL/KxCdjTdw1x7ERRYStPS+qzkNMoSJHJ+3ob"
    "gatOMYPq8S7HoPSKTjNxNcIIyTF/37Y0JEVl6UqDsqPpkKDPwy/ftlOIVWbWqqQJic3icH"
    "TuN1mYrJJXig76FHH9dhmstISOPReZZ9O4qtddTpda5iYaZ1nmmCnvFTx4RxHgmzrPMsR2"
    "vHQVGEVQttVHHmhXP7T3elok+VZg5ioAE8eGiA0ddLVOBr+qCJ0d02IMAtM90OLq9dL74O"
    "YtLkwS3uH23x4rKRFqJDvWFOMDuPlOEkYAg1F/X07+Yz1Po0RwYA4dvmQDJkpM9Gy0hXV9"
    "PBqzIB/dyntFOruYuxzQFhkrWeZMfHzpPFVCaB6MTYR3bQdAaOB1ZmeYHxYGkC+ZX9zuzV"
    "3d2H0qRe3VTzxL/eXl3f/3BcydwSyEsnVjZ6eQxoBC00gg1hT/TXqdOcoQwkuv8CJWmKiu"
    "p6LqHAhdNqQSseNCkQBi7k/guV4MWvyIk3JCmwXIGZt5T7L02bUqZYX5kHmcdy/ykj0Xq1"
    "sklDo4Em13oOMVBkDFKmgyA7UhPLBcK8VTwIxQu0xKJqM825NQUCalnvcNx9GYtiGJITgB"
    "kAWN8hZ4mVYVfKJCsQkELW+3Q82n5soRA7ghPHMt9yGWfMicA9u5ZDgp49vI46HPmuAA3U"
    "Z/pXGVVZBnK3kFtLEBg1mP03ZJeDv4LbR21C2Y905IhnksYOph5U5HpKoVWzNj+QxkMWOB"
    "kvaD0dA2cS4Uxt9tgrgp8QeUuQi4LYo99NvNfWh23ZcxcJwHIqCDgObO6m2xRQay7otmMw"
    "TTfxLxNKQxR0ixB9vQRbQjPhBQII70R4l9SiAgV5RdptxFCVSI+jBxpVJRp1095bTaJ9qJ"
    "W3aSNniUp5W/R6bqFOpp2hBzmPYDsOXm/MfGdNIkzgPIJmCiY3Q+3TiXKIgVK5fw9DuvJr"
    "DMvcZgUGziN09pstsCvIepFkC6TjoTb+DnFSghzkPXc8tF2CgmavnWavjYstr9QoVIP4Oo"
    "4yDSivHDmE7tPQTfbo1c9pE9tNs9tNTw7QizTTi6YU7TJu407fCYV1XiDMa9s7QN71OnZw"
    "U53J7Y17ObiBBsBxG9ly3CxbjgVdknEYJq2llZZ0CWVeinD/hhb6Hvp0a1U9HlOBmbikX7"
    "ctpSqtpVpvmJzUgVYt28ODzFvW/R/4omYRXq1Q4CZLVLmxvQAMrG9nHRNXuVQSjwGOt3MM"
    "Ke5auW6gSmqXqZiE46bc0mvjfVA9qV2GGagm9S/gIPoN0e/xie85/i2SJb1wfMk9zFCKK0"
    "JUswyDa5v4L5fMWqD/xTOhb70y5kjuYUdstGVnw4dPWC3lHKQZDvSes87Mn1/Asw4ZB1rt"
    "hP07wkTrXoHuBriB1M9b+cXmErfYvO4Vg3yPkcJGzUW+tsc0TC711XuPJ8f36GZudXGRCa"
    "AmUj6/aBVEupBEkS6qrP+2toPYiwVBpH+kd8SU87idm+hq5qHcLjOqdQQ8UUxf2oA4xxwQ"
    "eXkH4guFDsRLJKD2FgeoYWGm4w+IVuGa9L1nUZqJrOhqBtljudWRCOuv2mqq1T4jEgkDxD"
    "L1rI7tpKZptlChSri+C38SUQVt0kGvf1tTBecT9hq9VtyAoy0uq2SoFWJvEH9VJTHUtV8g"
    "91MzDxWbE6GIEvOcDpfJJ7NkE5M3INRNFeqljLpEFiop9QVkZ71+QjMrVOwdYd0eCXeOuH"
    "DP4TFHv3csiCnK/Rw56ODp89EytgL7WdHRwcMOyCjPfB3zi6M0rbuNswNSOyC1Y3ziDSlt"
    "cP2MAklVyuL20RbbjQ2EqpQHZKtN6ZyeWVUpY+wLNr7m1O1svB6J2+xjJ524rY/vLUsTaZ"
    "Dd+e1tsjsbOHQlmob0lsy5n5zQbji8XUs2S+LYIkh+HnXzMZvceMg9g91CB61xpMAPJP5B"
    "4p8m1A+S+NcYWm6ULLsGlDuRfDysVJkfn745vTg5P82FSX5FJkMgYK+r3A59W3XHzCFgXJ"
    "lTAWVUcd13CZTIczvXP8mwBhLdRiNpVkhq+ogWKau6MT6tnNUJsTeppNVunqzXI7ishIsy"
    "sj3XUuWOBx1QgFFIIEG27/0HCewzCYE86NBX4GIdxSL6pInTBWiPqdP5lcnmTvNOzPpGJM"
    "3zqkAh4UvrhK9Rqh7pNqFQFWTiZEPqyLhVQTZRsT4IvsueZCi5vOzULCfnHUIN6TjJnSN5"
    "NJdq+WPm4CT/VxCt2XjjYqp9ec40Oy0xHeNPcFgi+ZIKUaJ8/P686X+YSpAI2reaaIaEj3"
    "akJL9zwP504tnbD3efr4fyhgxdwiMKkch5InUq55iRXE/HI7iecp/yXMGnHNrrSNk1VYDA"
    "NaXimqK/TpXqHANMKzAdIfRkKWp7POaQVb4Fsru0ueVgoLDoprBok4F946JViGMUOC/v0c"
    "tMaLNXxhzJrXevGG09oZdBMrLpbpfoZjhkazbN0qIfBuUQNEuaLk1Q66AADzLQUX3axq9y"
    "2uxXqSuNT0ipPVA63EBqj9s2q5H1qqmledDPRyQknloCegVmINv9J6HTbZV+X+U+NRzIQJ"
    "oHaJ4C3TpM1SxLpTAi5YA8B4E3ST1EnCmmOwcvv0ZGxy65ZaZZ6JJNDlk39zDg7h9tMYTy"
    "kSMGM8c/DKCRvTN8QHPc2LFWsnao+viEeRZUOOYxBvJ80mZLa97RqgzTz3GT311jWOoW52"
    "F79IxnsmRSjnFtnH9/x2sS2P51EJMG119pxJb97tfNWItueMRDw5c/LUor1EooOCwexv4g"
    "aImIsP4CeAahnIIOshzqaGthsRhh7+dir7VqlAEM1Iv6P/dbbCYKFJdABtI8iMcdTjnAKY"
    "fxie/5lMNYWv4H3ODKYje26PQ+HtN5Bap4by+8VBUf3UdYf9Gn7yQsJUEEnYJtJSDo3lrr"
    "3mDPjmjPQq2YHooiODgSSChZy4kUcPDMgbkC5sr4xBtirtza5AnFn2M7+UICs4UfcCQ3X1"
    "bJUCtiY0e0Y/RoCjaqTdPmyEOzhQL+aiN1ZoIePLV8iQJh4F7Zv+X5jH079nyhZiw9rlkG"
    "HpKC1+nQZkxQoHoiNscAu1vYjdYrupEr5fxwEAMFxUmrmMuJJOZysom5aJOJcotWi0SnEu"
    "l7m3vbVL1k1PBZJ0mGLyST6OXBJliUsNauInOGNVBODFD6wRO6OOW6eA4CdVxrdRzcWHs8"
    "ggVnc8BTaIinsLqse+EXDkCNpIp/RN+imxitZkJlPL+7RR0P6DiLWnarQTTyCK/JZvmIij"
    "5QjX298L3oMY+dU6Khf97YWSb5nLU24nOEgdtd/84+KAIx5Mkz1hja9wLBAv6Cvjdkd/AY"
    "I3iWWTvX//pSMnRqzWlzY+fD3ce/ZsOrHWsrSjJRSktLhxtBdS3LumWatTTPup5onW6UAp"
    "1NYu/xIAPJHkR+VFUSFQdKFQt+FK39KAQ5yHvuNNMVKEy01hO9SYOO6pPc3Mmeg+jRzJ59"
    "3qSb2ZcmxMFEtd1djoE47JY4LH380nPFSc5SistA4HlbvJutSCWNrEAYqI6dt9HGzpuVsf"
    "Mawd8wcQVSW5aon0MgS79zlv7KjmPRupbxXmCAeCXiFVI7uPJFzGvLKlbRnxWJ3pAU/+79"
    "PfKbSrSWfMW3m4dNcKqaPPm/D+9+z0hr9MBzrG51wmfT2b8fvuZ2544F8hbrL6w+C4sFKD"
    "rhZXJB6IYXyITUo66vF36PknhaJ0CN8s2DYQKGyfR5BsNkYMMEnMQH4ztk+pBi/hcHMfBt"
    "Gjz/y0vTVnZOTeJzYCZGedv0JG6paZaetOnqK7SM8oa/Mpso6Zo7bnFK36MmmZW37xWkL/"
    "HDWRGQzVOSv5IH2FR+u9aaGna+4AMiFEUemzb7RXAXfffSE7ENNyPLXYvuMbZi9PCSiSDf"
    "djj7jnJO8LPtW/RLuoyszTxsrqHvoUdlZzIY8rCg8KYGknAcFygY2kMb2tScE9O7/SRQhj"
    "WQ6DaNepr79NTa9CTUdGQ5wxrIcv/nraCwkZoZKCzPQ9VAqvKExFP2D1WQOzM5nS6auX/o"
    "QsU/FOOwE89lINAsp5k92rcWqjUdeBhQ3GIl+1gUA92+kDMckLxlHdtPiL71eOmJnJ3SpV"
    "xGAtFbiPZWyPICa4kbT+C00NuqDzFQgetZTcbEe/AaWt9uJ7xAG8h0/6pype+0mi+pBjWR"
    "8iEq9VedmQqsC6Amsj6/aMP6/KKZdXavzPqC4CdKWhfWBdBOrGu2ZQ7fmNjBqxUK3CTrTb"
    "lBsQA8EOvTd13zWngp4tDaZVoJVBi3vPtnOrQJk8WKdV94ECznFiR7qtKag8Ay3s4wF9vs"
    "qHSXn2Ae58ftdECJCijifBMyrlEu91GXgAdkwgt91FlsvxKRlbVczSB7bLc6EmG7tVstq3"
    "Hu2kmzExSo5mF7pDu/Mlm+Y0yf3jWIVQODkECBcPHKeeRg48QCZ69nmjDIp0bVWGyuyF+B"
    "7ViZfzqrMC/NL2iC2SnQJ0Af0EudOe/nF0fH89bee4IiRJ6RwG6Q9ObhQYf+0i893xfRJ5"
    "eaBQr4Y0xYz7YvUvKl73sVekBU8i/7WfvAM/OoqB/+4GA9nPuYjkSd3LEP23nqdLqHx8EM"
    "6zzDiFLY4ONr4X7KwOB52u55esCicoxSQz6DgBGvYMSvvChCgkyo5qIdOWB/RwVeD7WIN+"
    "cE5senb04vTs5P8+MB+RXZqQAxmfTzrE6dFGpg2Ap03goC9D22fIyf1mGHLb+OhtnWerZx"
    "bGX1GxW3pSoUtieF7SnNaHlGJEpr4rQ/1lbHdtqxNHurxjnbFiOyirpNQw0Ks9B1FhxmV5"
    "RO4SrIoToYJJGCJErpI2i5jmxRXdjGF0CABNW5Sm+jaGmkdVeJ0onO44nQSVByhL+jqBCg"
    "QVYoyIq0fELX2LgAfkCBNGGYIqWk+2lP8QMOiNZOh4tS1jqf/RTigXQ56Zn07So+RPgD4l"
    "woPzJOuguQhiccELE7LebOIkT8AKC9He0dj5OL4EB5S8r7OJDb+DDzYoc9n8vN5UW3ZAsB"
    "HDzzOnvmswnrmD8rgB+QoJPqSrtmgzY+5YAI7pYVKqq3qOC+EcHBf6PgvxHVtlTcRxoeAX"
    "uJzntJ8eJ0EHh18AHKOSWNOWfs0Y4exZryFqozoHlacf9VDtjyc5FLrTnFc8o1oHls939a"
    "GT8jQihtilxXYMD0dqYJ+hU5sTB2KKvawYEMZLlVOaATSTmgk3o5IJdaSLZSfeMCYSDFvS"
    "9k5xE5T0oNZwsE9Jst6Zh99Jv1bfKAorhzGEaEP6AjUkLXwqPtxxYKsSNQ92Q5ZGWcMdkz"
    "+04fY70lVOR3DgDx3UJ8M7K6LO4KENIjd1rfee+U2hzIHTY1MLhqtHbVxDFahbFKHiYPMW"
    "YL6S1jsGj5o/jilIDQmE7rt2YdsonoMstlJEyz1tOct/ZSrUhYwRlYsncI/xP9mVHcxbMq"
    "gALl6s0fS53sytx36AD5iX/axIj/PVthW1pAVl/0hj6QTcu8F56/RmiKa7stxYJ3W7nbJl"
    "+IEzlr9lVFXUuuUvC79/fItxu82jnv19mjDCK/HHpJyp+vUBTZD2h3vpLOo7ebp5lEGVt2"
    "A7dyzVj7U8nOaOB1a2PXfEqT0b02eP0ln5/kt1Wao0Jn031pVc2dTTtk4IClor+lwiKEyh"
    "UVChBktSlktXXpKGJ4A5cB+gCA6Q124OjED2gHJhKhF4LvsicZSi4vO5VNv4G183W8wN9n"
    "Yr18c2+bRl6MGlYTd3GAUq+zu07+okN+rq3cGIeek+yAWTN7UNlHVtmf6M8UE739/FuGNX"
    "AbPGvB+1kj7WdaKRyaBbgH71mWyZYaz7L8Dh4FyR1dkztCgp49vBa48yRrnMOYt77P2+T4"
    "njen+J7Xewlnm2hbgnOAgXL6tA29p8301s+70B8pKrLfTG8OMG/xztuwO29md16vVWO/+N"
    "gW7IHN+dMcZP8J1ON4CAdJlXYI6phWUkaCs1ZvZ+0adZjiAgXTq/f0Fpa20vwWMEiZ1W1+"
    "a97S0TxO6cHGmdjnlN092uJ1SscNHwIG59G4zqNN1WjVg+FllIFGSf/Hwh3sivp/SA4dZg"
    "BQmXdQmaneG6keWc4QBq7rs1YHls8kB5bP6geWH4gddDNLykjQW7XTa8pNyrsW6em9Ng9M"
    "84BnV6IuKfZllHl+tP6DHJnsU6a6BjRwn4KEocmRDQlD4yYMFWKhF5YNPzZSE6KaZQ4Vi1"
    "zoyCm9AzJPTr6QwJVjuisn+b8C0dl4A3e041Zm7rHEzD2um7kr7HauM55h98f17NPlp+v7"
    "2V7ovmhB9kUj1RdVojcNBVWWcoEwcDH3H8J31oSVihYoCpIaRRzGQJJP2kjnZuFcZdjHsb"
    "WiGyXunJlZfsIe5ca7m3d3kxQbzKsR4FXDqt7OOI/fI993V5+v7/95vR/K+28gn/TpUQps"
    "FAg9qimyjzWmmuI3O3YeMwbbzkgJpMekGFXiEvK2ukzF5DznNnEeWffxLm0MylBI8NF5nl"
    "3i+b6FlyrqM4+B6Ii2R0A6iUezqtfG2FdK7s7G66E3GKXMbdwaFjW9Iyzwh8jehBoUXoeO"
    "xW6FqXG3OEAN9cgdcVbcwdUgp+sakWdR0REJeTwICLR97z/KBBagQydwiUQZlxLyMsChE+"
    "d6z56LAleNvRLq0CmkOESFmcAQlDDIgw6dwKWPvym+vRni0KmjX1vkkZW3UclBh85ehKLI"
    "Y9kgtqibN/3ZTaZnCSbz4EzP2pdwyDwy1QJoIQosaokLm/lIXuAK7tAXYkJHp3e5jDx0Hk"
    "NkP3VZjhUc0Ejp6LQcy8hD59FHy7jLcqzggEZKR6flWEYeOo8LFDiPK5s8qUQzSiDzwhn9"
    "ZFwpnAnnYog+IvHuxdQv2WOmNw1N2dvlMGtg+y9RDxXnL5MHedFQL/nYRGUxAIJcROUh/X"
    "47U3aVPPJt8URTuWP7QNRLH4if0ieZytRGJbFCzFC7d81InvYJDxifGp0w6DHSmqtf8ZpQ"
    "KW1RaUO8HkT+3zfPu6aPezGVMx/38B5+wMa+fyu0WiCyO0W3yXNMZSmpqt1TVx+jOYIOSE"
    "qUZZWldmeLq2VlIlMhjrx+tIRP6ZNMZYogB69WKHDtfvi6Lz3PZNYCx/ORtSDIfuqHtuSB"
    "V+x5xtLmRU8WQexcdQ+U0YfdJ88yla7Iewj6cDx8Tp5jLEv0d/awnD6zxxjLUYxD+uI5iD"
    "6/B6ro0+43DzOJsKGLUqSKRENNikLNkJekSBWbZGCvFSkqDSWjl9UC+5sONVCoonE17btQ"
    "RTotClQXCAOPnvd/vv+3NP6pGhnlcQcfF7XTyFDrAH2OOHTqoNQalFobn/i2lcBallobrx"
    "BYFG9+pljlSm5u17jYMCgBZrpmxcJkquVEecxQEnf6nHPpJ46D14HgYEczxRzEwD2tf/11"
    "7waCZmlQQ/Nrr8QrWKLcFpCdtVvNyFbVbrUwribIoUI65LAa1T/WOFHuBPrU5tYWbeo3Nm"
    "hEXWp894lGOlVfwrFZp1qI1Kn0TW1wBAiVKZNf8p+u397cXn744fjiaFOYJ/rN9zYWFN/B"
    "s7ILRYKccymxKQKIlRMbEk9UOEdKbY4Zx3k1IXY7FPeC4m36F/WK8JqI3hrJrpojDDTqBq"
    "mgnfUJtxwfR+oSqgqGfWCLpHqmP/4BWc+MQ1W66+ADpHt+qkA3ZcqOPV9oGkqpLgMPkGa6"
    "qv/YmmbXfrFW+Fl1PfMwoLhOsTbmeSX7Umin1zM0ZQZ7JT+0f8u9mnaSVaGExBO9wiNTKi"
    "o6JO2jFFIc3201Nu1DR0287v1pMqyBRLfp5NzcyLnWxzmhpiPLGdZAlo/P25iLVQOfsxbP"
    "zUli0yhYlfTasLo4BCvIw1SZ2xt/SXa6j0WJ6VKaSzggWU5ybD8huiTx0hP5YGU0V5BAtJ"
    "zo5JBT5GCiKjXKwEMSvznPcwWe0fcQOay/C0HxmgSKZAvQh7iwVQgnyI5wkKZMtrVDSiAT"
    "dbfXbZ39Um+/YE9Mi512skgysJGEt6JboQvbphKBmhuJx5iXNdd/4id08eoipicXCKa7qk"
    "cf12Gay0iYZq2nGQ4p7bObV3J6X5HpEghohrNgOwuuvs6C1Zd2LwwbV+OiSm/pjdbsnF2l"
    "ek1j2Llc4WZb2JkvsNN/3LkSXq6EoanAsMlG6/wFIs/jRp5db7lEhEWRlVplV2D7b7E4jj"
    "I5SDPFJV4HXYw3Hgc6vdY6PSfxFCe5jIT2y1OY5YXqSecaELxe2023ADf5cMUkZ+PN4/as"
    "lZf8TOIkPxOkxIMbAuzj0Yk3pFYKV05TbL+Vym1KbTeuymf/dlvbfOHKONZaECw5yCHWQW"
    "KMk0Os2JOzn16culEvy4moN+O0IwsvVc2hHAQGr9am0AJjtb5t6XgDtcXzNnne582J3ue1"
    "TG/6cUvW0Fw5dbYMPMQkuD8qpGQ9YuL9Z9M4WeAbbdxRqzCTdtX58emb04uT89N8M82vyP"
    "bQ+n65oionbtALt6dgFWgD5UX/52+ebZ/q+XZsMeOhzrmkuFYNeUgyQ3huIU9tjR6ZBWT7"
    "ggirhFAx/OBZdfAqpKQFop65zUGoMmr/MajZn5frwGHcvFqsPT/2guhH9nl/me2f1kEiU/"
    "Szhf2QmqekQMB09D4dDiaE6yDR/jUpwWBiep8Y5iaMUSQI7jXPCo/ZaUo0C03sm3uIU0Cc"
    "YnziDYlTfKabd2Ntk+zmkTxCEW2GQU130wMOKTlCbaTRO1IG7c83cjwU6T07RuibqVjCPQ"
    "OYl9cwb5XXMJfkNczreQ1wWKqL6ja5AIRvR7EVIRR0mOgqFqZa66mGc3EHMc0EPeOnToK7"
    "jIQcWp1neR0pHxfnIGDEqxvxjL5e7Pev6YMmRndb051bZrpZ7XSiboK32EUzseFe3D/aYr"
    "vTkZYXUDLcMRuJuN6D0JvaLAMKhHGGfF/5I5LmbKBAHcjW2kV74mCgOmk+v6A6geoEqpOy"
    "6vTF9v0Xme60GdBSeYrpYG/UPmzrxa/IUdKfOAgoUMoKFP02ouPzjUGQfPz+4h+vh6K65/"
    "hH4nvt6LLdpxa6z+VskpLiY4e54tZB7AkyJ7dMcgUL6qhuM13Tlcbc122/eUvfZNVu283p"
    "b+p/F4eeLPro9rJNHc5TjnieUseeLNPvJcylmTjivJ12528KtIFeg57bssBhPWVVp1MB9Z"
    "Dghb1ImhVa61CR6zoY+N7Ct48fLOy6qm1FeBhwvIXjhR0hiwhr1cv7vPM4YHkLy3DOdzh3"
    "TrRerWwiqI0hc0XmEAO1i0FqdSV9bdTO6eUIKN25w+Ej9Nyk2jWvbx5j4AIfoNwFZGyb6i"
    "+ENN6Dm2Y7sP2XyIsUMxUqMAMFZ/8VUuFoLByNHZ/4no/GimRJLxxfcg8zlOKKEFXOxeEP"
    "Yzh4tUKBmxzlFNUIuUqf8O79fXPxiVIDi+J5Bk3B7wPHOelfDTVlN7eOtkQ52aC9NwBJYz"
    "VQMhZCnDq8uxDi1EAj6z/GmZQZUPSc55hD9JrPT4+O563d5up2OtjnE7DPwWgEo3F84ns2"
    "GkdLQ4xxOBNr5+zONuWcjhnxGEFsEwpSkQEFApRxdWXcwWH3pvQZ2ECx239TekpiU++oFl"
    "RnYKC6BdUE2VH3RMMCbWJ1q74NHuiINmyWhSdO4pTaPDkIDqvobPUot2yEVo0KgUgUYudR"
    "zcmYQ4w5Irln96KPnlGDd3H7vpuDzVvdFy0W90Xj2r6oxdhR4LIPry9ujH1kBw3OkgJVYX"
    "iB8WDexfzKnjs+3N19KO0DVzeV1fvx6+3VNVUsK75H0aK2IyUVJweYt5D7F9MJWR2P5pah"
    "oOzorOyM6uLVbF6HfqfsZYyI1S3QWseCMtRRGcIdS4eWgCDVdJNq+tQbiHF4jxxEp2DW6O"
    "/PBhxtd/tbZDN2+PoDhc9+Y3JBGQK9wgLjR2HqMmr6fE/NN2Fc9tOI7gntJmBI/8So8ZdO"
    "TM9uLz9+vfww2wvb/QdhXOKJeoJK3UE5BpxBCs4gOodMHetyYKyEhIQ07fT60vF8248tdj"
    "rAi9lZzpXSGX0R1qRdu7eD+kuPRJQqtgv4ahwLkJ0Y1sw07r2xl+9bSUkfslJdxSIoUFyn"
    "GBMXkShdikhgnjYyLEACwY0ERzFVVywcIpXGf0IskNxI8jp4ojtiB4Y5INDbSK+LAq+LiC"
    "hwxvjie6OWan5echzUcnwcKbErgsLqFRwai1GoVugnA0Db95LBA63HJ+CnhaMyh3NUJmmB"
    "IgydZc1RZDEz1mEEOo6bEZtpjoUl/1cgOhtvoIA9bpXhfizJcD+uZ7ijlS1K/ZLUsssAva"
    "QCabSW52dtytjRUc2RgbNaITsvsqhhJmoZJY0O8DAIECgECChx0QtVgFfqhBc4YFyB8dCO"
    "om/UUrYe7UgQVJeoxFWgebmF81YSey6R2PO6xHa9iP32LkGwChSS23QOgoUELRFhaaBK1n"
    "8FpocPgH2sMT4AKE5r7PunkFzKhflCz3pCL7tXxLsMvffoZbrTXq+EV1LNXLQKcUwl00s/"
    "dN0UDzSYthVaLRDZna3b5DmmsrQJ1exM0h17jLEcPSNC6FvYA03pk0xlKqIc9VLj9PPmQc"
    "bylLY/dnAfq2rTd/ktNmtdDetCv0TEcx5nQid6eu9I7ka3i1Ha+NEbY8ZCN7ogSpyapfp6"
    "0XuJETd7zal8zuROW3cMBzHQdz4/O2vl3D2TOHfPagc9Q0HTOUk/g1DUZs4EdgeJTNBPpL"
    "q9wMZu9n1wEOhxpOjhGPVc5e//D0hPRtM="
)
