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
    "eJztfWtz4zaW9l/p0qe8Vd5US77EszU1VXbHPeNJu93Tl3mzm0qxKAqyEVMEA5Ludnbz3x"
    "ekeAFJgCIoUgSh82EmiYiHkh+Ah+d+/mfmu3gTENf9/spFNJz956v/mXn2BrF/qV46eTWz"
    "fZ+/EH8U2ks3WW3Hi4Jk1TIIqe3EN1vbboDYRysUOBT7ISYe+9SLXDf+kDhsIfYeio8iD/"
    "8eISskDyh8RJRd+OWXmU9ouCYuJvHNA8QWeA6a/for+y/srdA3FMTr4v/0n6w1Ru6q9Gfg"
    "VYxLPrfCFz/57M2jTd8mK+PfsbQc4kYbr1jtv4SPxMuXs58Zf/qAPETtEK24vyz+4SkF2U"
    "fbP4J9ENII5T9yVXywQms7ckOOiaVVfDazrPf3n61PN58ta6bAnUO8mHfshUHy92/sb5aL"
    "vIfwkf3n6eLP7fcUPGxXxV/476uPb/5x9fG708X/i7+QsM3b7un79MoiufRncgs7tLc3SV"
    "gvaM43pkb2NX649UIx3TyqQjr7Q7qQnn1QsF4cwkPQ/hD/iP/4y2JxevrD4vXpxeX52Q8/"
    "nF++vmRrk19cv/RDw95c3/799v3n8rbEH8SbwZP/jCgOX8Qn/caLNgn9t+yn2inblW0o8P"
    "2c/bG3oXT6569bnP75a+npjy+VCXfISnDS25GdYQ0kui8xUxAd4tCVMC2WKDnAQHoXr9sc"
    "ZLZKSnByrczwBgWB/aDEMQcxkOX561Y0x8saJEadaEJXiFpq6giP6UR1qnLoyXT/4iJ42S"
    "yJq8JwgTCP30U7cdEgLWrvvUfkPNXp/een+/dienNAhd0VdsJX//vKxUEbLU8zlhtYjZmI"
    "77wJgt9dns3v7q5+rhL95t39dcINCcIHmtwlucF1lXWKYm4sO6xT/yO7EuINktBfQlb3II"
    "V+n/3LBEV3w1Z8vr27+fT56u5DaT9+vPp8E19ZJJ++VD797qKyR/lNXv3/28//eBX/56v/"
    "vn9/U922fN3n/57Fv8mOQmJ55Ktlr3hOso+zj0rbzPaqyx5zsB42eDqP2uT2N3dkKCoBVZ"
    "x5L6p+FIHYBbR+EnonSj6kMu9vCUX4wfsJvdTMtgrRuUPsA3+3afH+Z3a4sk+Ln0jtr7n7"
    "rHbmGA0r5KIwIeIjexQ+3r75PEsoX9rO01ebrqwS9/EVsiCVT/K19Uubxab6ie0xK2OV/i"
    "3xLy9ckp7tvgR4e0jqDsvs6skOn2WyDo3otfyFPb3s7MRrHNdmEnplRV6I3e1C8GeO58+k"
    "8ZYFse60fFGU1wLoUGby9HeAs92yJ6GTBzMDG+mQ6Nt96VMSKzaBQNVEDt7YrkQR4WBVVX"
    "OL+z7FD8X57PXs8Irmjzdvbu+u3n03X5xs1UemVOLtmzBj/6xGMTuQak61HGCeenfW5gCf"
    "yQ9wnd1CxHaxl8pYsIq1tprW2MPBY6edrkDBOtZ6n23sRlRJZHIQ84TmeasoxHlDEOK8Ho"
    "NIjAwVinOAeQT3r8GWTThFYVUDg7jSWVzZYYg2fihQoaXJLjzkcMkur4d6mLaZLov52Q9n"
    "l6cXZ3mCS/5JU16LKIcFEojGSyBKoqCCwyyP7HGQvWJ7um3AoYN7dmCRtfhlIREjGaDpBW"
    "EW8bHEr6atkBVSCvTnAPM0mXnbhJWmfJVaukoUuoQIgv2f0TeJMOYgJpDcpK7c/Py5WRLk"
    "2sq7+/d/z5ZXxUPlSNv0CYVxbGaFk9+qcroFWBP2oKKytzropw0H/bR+0H1KmFZmPdrBow"
    "rjFZh5ZF+cteD64kxKdXyp8qrzgq+IKmkZHOTwWsbsr+vIc2IWXy0j7IbYC76Pv+9vIzih"
    "B9E90DNeiXVu+bnnMXDodx/6VE6E5Al5KtZiDQcmY9VqcRhDLop/hTq9QixQXKc4ELndm6"
    "KEGQQihLzMqMewRk0H0834O5p8MN2IP1hCWEF+LAkC9jNF+QfXKfbtTx+Ra0ssmZz4H9M7"
    "GcR72S3HDiL7UXvz9Cm5z/R0s3YkhfYSM3GLhQktikSl93ox6UQNnIrpYyYrZ+JEzO21kx"
    "1pmD62ntDLAGmYUCOuVU5l8k8ForP1Bmo4g7hsfYrW+JuaEytDmMjxRRuKq0FkjuGLKsEr"
    "/IBE9pCc4AJhnLwYwFWC6AYHiWqo4iOswMBP2LufkFf+1bamCoTN6X1zoDq0y1ZMLuEIff"
    "Mxu12HbS4jIa1M51127SC0oqDT41zFwk7rvNMUPZOnjgUMPBJ2WeddDiLHQUFAVBu/VHHm"
    "RVr7T79mok+VZg5ioAE8eBglpq+XCMqX9EYTo7tt8IQ7ZroV0kcrHN54IZV5cIvrJzu8uP"
    "FKC7GleJiKeueRMZwEV6EHqJ7+3XyHWlcXZQAQvm0K5KFCYjZahYS6mg5elQno5y6jnVnN"
    "XYxtDgibrPUmOy5xnqxYZRKITkJcZHuymkweWNnlJSGDZbHlnxx2Z6/v79+VNvX6tlq38O"
    "Xu+ubjd/NKlptAXjqhstHLY0AjaKERbAl7Yn+dOs0ZykCi+2+Yk6aoqJ7nEgpcOK0OtGLh"
    "U4Ew8CD33ziHLH9DTrglSYHlCsy8o9x/q+SUMsV+3zzIPJb7TxkJos3GppLBFzLXeg4xUG"
    "QM0jaGIjtQE8sFwrxTPAjFS7Qmou5H8tyaAgG91fdov7AORTGMhorUDACs75GzFI8FUMok"
    "KxCQQtb7djzabmghnziCCvgm33IZZ0z15IFdyz5Fz5hEQYcWBBWggfpM/yqjKstA7g5yaw"
    "kCowaz/4HscvBXcPmkTSj7ka0csSZp7GDqUUWupxRaNevlB9J4yIY74wWtp2PgTCKcqc07"
    "Nq6njiPf4ldsfnXHG3aZrhv+/SqfsHLy6hfRqI7AIT6C+Stjv5Fh/grMX9HkvQzzVybYXQ"
    "nmr8D8FdA2Yf4K7HPbfYb5KzB/ZdoaLMxfOR5xBfNX+p6/EsZ/+YNaKhWHMdLwG6BJF41c"
    "pJT5kAMg4aR7hgMMuBmN+jWmQWitbIFkkQ+5KYGOetBN0tVFkT0ec9TkER957G6WI4wy3h"
    "Ev7VFQY7AKHMfdNg6PaeC2oltHlCLPUVIPeIyB6sFpG/tFbr7UPJZJ4ElF+8oABnLbfyx8"
    "zb4cUZ+mqn5rH0cZBlS3oJp91Uqk40otswLQyS7TTLft2zJb44eIqtkMHASshu6q6wqFNl"
    "azGjgIML/HZKrfo7QLf1viCwQUCPSyHfqkHFHyhOgbilbICzEjfybOPaotO9mRhJQALKeC"
    "gAkEU89pkWcVyWr45TNN96zf1031awoBDDHTNEDs8RIo3HLCCwQQ3onwLt2MChRkY2gd9o"
    "KhcTA0buyX9p/Z4Rp6ZNwh1Mo7FAR2YrBLVcpsSTt1crNdPUgLVNtxSLR1iTgRDQiFFqia"
    "KZjcDrXlmoMYKJX79y6mJ7/GcFOlXoGBFqidS/WWZKXkkcnWQ/R8D0cYRQ7Czx0TrUtQ0O"
    "y10+y1cbG9IRvf9pjyug0bCJWhypod2pCzXW1xkYih6/ySfJ3kRxA3OfRQxDd2WX2+Ja1j"
    "2jnCQF2o/yaDAYmoqGtBA8E5AghuQXAmShRfvRwMXrvavXbL/lLkdXKY5jDYYK032EcUk5"
    "WFRD2y5RmUZdSeOZTTieULUiiRTeNMyMB6yYiqcNhUsVwH751IOSEys7rlS4W65SUhT52o"
    "LgOB5maaKQoj6lmMIlmmSSPZIjhQ3ky5T8kah9bGpg+ixma7Oh+UsUB2M9m54H2g5GsoyH"
    "1vJ7YLNBBeJ1wb9028C8GWAIHjJr960uyyWaXrBgldlYKnxQS/uAkT+7vclwAnX5va/xDW"
    "0syRM6H+iMbFXXT0oo132AeY1BGFDtl0bn3FwQ10qc3byJa5XLbMBX3GiO8nzdmUjnQJZV"
    "43jP7j5Oib77JXq+pApQrMxCP9um1df2Nhf90Zjx+YJqM66J0HmXes+2/yQhGTthvkrZIj"
    "qtwaUgAG1nezTugKqY5z5DHAcYv2RTAURafMmwCHkeTt2dA0hAdBAeAeE4Iosrv1lywjIT"
    "qndXQu8/2oTlYtwwxUUvt/vUDpCJSOjE98z8UjIlnSC8dX3M0MpbgiRDUrz7mxqftyFdtq"
    "7H/hTBjZqKw5aY5voHi1ZWfLD5GTytV2pOVB7JoTZcYnJKhCuc7Y0mJoN6To3CvQLYEbSP"
    "2ilVdy0eCUXAgaTkOx1DhBuycsSjhsF1HKsAYe8vlFG8971SLl/O4X9abfmL3MrS4OSgHU"
    "RMoXl61CeJcNMbzLKuu/R7YXCvPm/pVeEVPO444opUjYUtOnWJRRsSMRDgvtFpPJ65QAt0"
    "YCahsavqbrj4hW4Zl08bMoyYcQF9memLkMUqFuSYhpfXHv79+V/KrXt9WGPF/urm+YLK2c"
    "UkEp9VarfUY0EAYYmtSzOtagppkH1tJGHJA6oYM/iaiCNsm4N0lFwAeCpV4rbsHJDpdVst"
    "TyCR7EX1VJy407xkPmrV4eKsXO/9D0H4S6QUK9TUvgBqW+x+KsCe2seH6D6gQMmHyRMsd+"
    "t2jMWLOfIwcdPX0uWoeWZz8rOjp42BEZ5ZmvY3F5kibVt3F2PNtupDYgoEDokTkYf605mY"
    "MTqpYaeDzhoaMuyO/S/piDwdRPnXVAyGGDHLbxie85h200R9Uz8sJ/ILvs1xFcPtnhpIoX"
    "Wo9s5YgDNJxHW9RVoiH4mwHAKaXslAIFZywFJ24sp6LnZ+tBy+9Fy9cnyPCMV8mzJBHd6d"
    "WdkptbN4rYfhS6peRS+1HslZq+0O4r8VIutMXtu+WDeCTtu6epKzcZQYOM4YnLusOIqvVm"
    "5UFG0D74LACoEjTV7NfuVfvBprKAPr+i5SvX8tniEe0lePEe7MXLvj5EoiKTa+zZVBZ+K0"
    "DVxLqXEE24LE1o+6Qqdy6LGLvXt++vPv6X+B18LVDRr//r882VVip6VrIiERr55V0SI1s4"
    "9EgpSalNlmj4a9yrT9LGr1b4luTUiyB5Z7Lt1yAY1AAOHW1E1EhJqFCECEWImlA/SBGiNM"
    "1dKln2TW7vRPJ8WKmymJ/9cHZ5enGWC5P8kyYZAsUDuspt37VV35g5BOIf5vTCHVVct5LW"
    "KhOl8KpzJ9wMayDRbTQSuUJS00e0KJ/VjfFp1c9OiL1JFdB2Cza/nmlyKAMbryxV7njQES"
    "U7CwmkyHbxH0hgnzUQyIOO/QQuoyAU0ddYxF2ADljGnX8y2Tpu3olZfxE1BiArUIhAaheB"
    "HL3/tW4bCh1KJ042ZHeP26F0GxXrg+D77E6GksvLTs3S5t8iJMmYT66cNEdzmZY/Zpp88k"
    "8F0ZqtNy6m2pfnTLPODdMx/gSNG5IfqRAlytcfzpv+H1MJEo3YBGM6Z3ByZoj/aAdK8jsH"
    "HE4nnr15d//pZihvyNDtRAMfiZwnjU7lHDOS62k+gusp9ykvVEZA21Gg7JoqQOCaUnFNsb"
    "9OleocA0wrMB0g9GQpans85phVviWyuzRs4GCgsOimsGiTgR37VRw7kFRt5FdPdljs6bpB"
    "0q8fCcV/xA4O+2U7/5xEdOv5KfJWNvYKWXECdi3LOvJL1+Nsa/kNN8RjOpNaqnVTLpPQ1y"
    "owvdKnS1+/wAETmRoysPN9ap3YlCMM9HcPMHYaMseGzRyrSp6WTpwqzKRCgt68OZmIV9Aw"
    "OchRd4Pdvvban8d8PRxEwUF0Hm1hmZB8mNCjJJQFfMafLO0AWTR9DltSWsIAqwJWvyL88C"
    "gwKqWUFgDgU8Dn1s5oyeV2sUFlJT0W7mBR+L+hWCddD2RKJKcyoyUQ0Cpo10wCFe09Ww5U"
    "Sk6oIp8lDJAqCGusHlR0pWw5ULmlUhvf7O0KbXwSIs95+Qm9zIQe2sqak2Y/LS5WW0/oZR"
    "B3bRRs3xzEj89NWkHLvgzG5mjW0KK0Qa0TtnmQgT6/szY+vzO5z68e0H9CgqinnOB0uYHU"
    "zlv1TZg39E2Y1/smrNn3I+pTrNYcpAIzkO3+G4RQFLDfq1h3UAIZSHP/FR7Qr1FK/dSj/i"
    "V/UaBcLMVB4ElSL9/JFNO9C0u+BEbXlXDHTLOyknhzaLRBsqmh3PWTHYZQvnLEQpPxw+0a"
    "2TvDF5uMW9ejlawdpIWZE1EaexZUOOYxBvJ82uaVJn+jVRlm37NK/u4aw40pyzzsgFnLmS"
    "yZVNKyNs6/f5KIerZ744VU4vorrdjxvvttu9ZiLzyK0fBjsou2t7X2tk5cqxD/C0VrRIW9"
    "ccEzCK1udZDl47S6hdHcJtr7udhrrRplAAP1ov4za4uXiQLFJZCBNA/icYcONNCBZnzi2z"
    "qzNJ8v+o5IXFnxhR06vUsO4LySzqYgPjswWayhPOUCVPcRVffRfYpaSeT+FY3SuVfR0ktA"
    "UNa1VtbBAB7RAIbG34oeT1GHW4cEAgnV0B44Axw9c2DfgH0zPvGG2Dd3Nn1C4afQTn6QwM"
    "7hF5w02zubZKkVxGtHjNqP0rNQL6OmTXWx3EQBB7eROjNFD1gtwaJAGPiu7N/yfCauHWJX"
    "qBk39t4rA49JwevUgS+kyFNtb5hjgN0d7AbRhr3IlZKEOIiBguK0VZDmtCFIc7oN0miTun"
    "KHNstEpxLpe9tru1S9ZNXwaSpJSjBkn+jlwqZElOHWbrxehjVQTgzQxxcLXZzNungOAnVc"
    "a3Uc3FgHrNmCYh7wFBriKawe6174hYqpsVRxwn7Nv9NJ5mKFnF+xSy2P12aD0Q/S6/cJb8"
    "1qO7DIGjR1zTR1po4vlXpLFYB+4uM6NEXurW1Pdta72D0Z1kBVYt4uh7UhhRW68B5wplIi"
    "qGukyuNjOeCoO/AmQLSyIi/Eguw9OX014HHTiOIRzdaako0SiWUYUNjlIFZwR01iIByQ1Z"
    "w7iFrOipgAWePkDSZq6qMdCDqZy3X/EshA7an/NlAOMwJVGM7WA7ktyC0N0mmpl5YwJsmP"
    "gRv2Ngb0Jf1lIZ5fPbENHXwbCW7q4gss14Tuo73x2W/ownQNuzfbmjX9HYxsZf+WAAldlW"
    "WzJwTn+J+f7t+LmeUg1eOLnfDV/75ycTDYq27213XkOTFrr5YRdkPsBd/HX/u32eFPdExR"
    "KQadqRPf3V39XNU03ry7v64Gl+MbXFe9NjTE69iNr6DX8ZhOup1uh3xo1Q4/RBQpHXoOAo"
    "e+90MfZEUHXRzuOdhAs6Z/jzv0tO1y6qeXc0TJhnTb5woUJhbrts/aZBe/R1+D2xBtZsJ0"
    "hvzqSXMqg8fWWcwS2AySxlDMnRUNvvhl5kdL9up+zI87XkHnjLGTGWC68MD1SzAIY8juu4"
    "/IXrnYExzgz+ibLKOBwxjBc9NL9ubnz80mRP6OfXf//u/Z8qpdUcn7pUqtdtLlRlBd6zTX"
    "stVcY6+5erO59EUpcMI1pLDzIAPJHkR+VFUSJeW9ggUzTTv1vVyp7SD83GmnK1DYaK03et"
    "vaTcnlyEH0cDnG32eOy9EhVFRx1xS+yzEQJN0VtyPeGq/EfduaI6QlIPC8g+fkRCppZAXC"
    "QHXsoo02diFXxi5qBH8ldCWQ2k35gznEpASgAycQbuwwFJ3rJt4LDBCvRLyCP5krOIq9tv"
    "HUrrj+TPSEpPi3P31ErmxMbclXfLe92QS3Slac+Ofw7veMNKkHnmN1pxM+287+/fA1tzvX"
    "6pi3WH+NZ9TEsQBFJ3yTXBC64QUyIfWo6+uFP6Akhq7WLTWO/n3zYJiAYTJ9nsEwGdgwAS"
    "fx0fgOY31IsaUNBzHwaRq8pQ1O01bKdHfotsLnwEyM8rYdV7ijplnHlXv2N2/wH7bcQCqt"
    "OGm2kAi39pBTO+umU5bv6rg2E85ZoS9kLY3dLDHesqTyevmiKK4F0KHE9vR3ANLGR0gb9y"
    "mJVRrVgjceNo7NNHs9QsSym8kUsheZksWUAcyr+Tlrc4DP5Ae4zm4hYrukWpSxYC9pbS+t"
    "sdfVMq5AofZB6322sRuJfKVykclBzBOa562SEc8bkhHP68mIiZGhQnEOMI/g/jXYsgmnKK"
    "xqYBBXOourOD1h4yv1k+Ehh0tqeD3Uw9Rz7wIYDTpmhg5i1HVuklqgTbS++x8PMbHs4XHe"
    "CIPkCfNfr0B/BQZbsE9LFGhk262RLX54UIvBc5DDyeXZx5t/fWHa1VB+uqFdoya0UDKqtM"
    "MnqSLXdjtywF6bMR3TaRDW1xQJNPGGjkrpeuB8H84Js/1FMr6J9wIDwmcA4QPDvmAS1djE"
    "t03e0Xxm/T1dyaaXbi+d7MjZiRcdMlknLl8oXXJcjLzQSn6IlfUWKjcg4pcTH3nbuyT/dl"
    "JL8ql9QYCCeARUPApFcBV9w6G1zXQQXwysVSS6FrMVooc8G8W1Ha5Co7y0yO8vr2I7Q8mz"
    "7VrsT1nFlG53a/sZ+uZjJkaTxZC5NHK/JXCkzkZzpEJBzdAFNVg2JaFFkhg2dmJCm6668q"
    "a6tZ66CTUdWc6wBrLcfyzg98hmqkAoaOD2r/SKWGrwuGMqX0qlcGUMBd4wxcinWLkOrII8"
    "xgb+l0pJjcTvxHMZCDQ30xzf2rWWAqHQSDIPA4pbnOQOMz9KOCB5xzm2nxB76skai1I3G4"
    "9yGQlE7yAab5CFPWtNpJ12W+ht1ZsYqMD1rCYTih+w15XwAm0g0/2rysx42/gkRJ7zYim2"
    "PBZATaS8bavYpk6x9ZzWsstTgXUB1ETWF5dtWF9cylmPr1WGv1HyxEjrwroAal7udv9ThC"
    "hyyGaDvFVSEqxc8SkAD8T69F3XvBZeiku0L5UrhzOMO979M+3bNJbFilFsHgTHuQXJWFVa"
    "cxA4xrsZ5iKgHZXu8h3M47z/jMgisFyjvNlHXQIekQkv9FFnGQCViCwhLrI9MX8ZpELdkh"
    "DTnPr39+/iO+epW9e31RkhX+6ub9i5rXhE6jRTtIqcNDtBgWoedkC6808my3dI2N27BrFq"
    "YBASyBMe3mYeOdgRteUQMsgnUNVYlNeYVGB7VppM5xQKCk0oWiMaZwJ1CvQJ0Ef0UGfO+8"
    "XlyXzR2ntPUYDoMxLYDXfEQ5Jnngcd+0O/xq4roq9ZahYo4C9mwnq2XZGS3/i8V6FHRCX/"
    "sJ+3DzzHHhX1VjYcDPpCaN0Xwnnq1KuIx8EO67zDiFHYuVVCDgbP027P0wMRjV1tNOQzCB"
    "jxCkb8BgfMAKozLR/OkwOgj42ITPZ9Fvs/ofXU+BaogeFVoPOrwEPfQssl5CnyO7zy62jY"
    "ba13m4RWNqdV8bVUhcLrSeH1lGa0PCMapJ3d25e11bGd3liaPVXj1LaFiG6CbttQg8IudN"
    "0FJ7YrSlW4CnKoDgZJpCCJUvooWkeBLergJn0ABEhQnav0SkWLlNZ9JUonOucToZOipIS/"
    "o6gQoEFWKMiKtH1C19i4AH5EgTRhmCKlpHu1p/gGR0Rrp+KilLXOtZ9CPJDeTHomfbuKDx"
    "H+iDgXyo+Mk+4CRHKHIyJ2r8PcWYSIbwC0t6O9Yzm5CA6Ut6S8j4Jc6c3Mix32XJeby4tu"
    "yRYCOHjmdfbMZxvWMX9WAD8iQdeoK+2bDSq9yxER3C0rVNRvUcF9I4KD/0bBfyPqban4Hp"
    "HcAt4lOr9Ligeng8Crg49QzilpzDljj3bwKNaUd1CdAc3TivvvchAfv1WXmdY1oHls91+t"
    "TJ4RpYw2Ra4rMGB6N9MU/YaSOQQqPJdABrLcqh3QaUM7oNN6O6AVs5Bspf7GBcJAivsfIf"
    "qInCe12WQ5AuZ/lHTMPuZ/uDZ9QEHYOQwjwh9RiZTQtfBou6GFfOII1L2mHLIyzpjsmUOn"
    "j8EE6KEnQHc53BUgpEfudb5hBncXaT09Vw3M4E4esd4yBouRP4oPTgnYw0PTiWV4alo9NZ"
    "Efb0SXXS4jYZu13mYYXXhQ/xP7M4Owi2dVAAXKYVrk3kKsr2mRsmPeC89fAjTFs92WYsGz"
    "rTyTk2/EiZwo/qmiqSXXKfjtTx+Ra0u82jnvN9mtDCK/HHpJ2p9vUBDYD2h/vpL5pHfbu5"
    "lEWXzsBh74mrH2nyU7Q8LrzvGv+ZYmq3sdA/trvj/J31aZiwqTTQ+lVcknm3bIwAFLRX9L"
    "JY4QKndUKECQ1aaQ1dZloojhA1wGmAMApjfYgaMTP6AdmEiEXgi+z+5kKLm87FQ2/QbWzq"
    "NwSb7NxHr59toujbxYNawmviIeSr3Oqyj5N7bkl9rJDYmPneQNmA2zB5V9ZJX9if2ZYqJ3"
    "179lWANfg+cteD+X0n6ulcKhWYB78JllmWyp8dyU38GjILmja3KHT9EzJpHAnddwxjmMee"
    "f7ok2O74U8xfeiPks4e4m2JTgHGCinz9rQeyant17vwv5IUZN9Ob05wLzDu2jD7kLO7qLe"
    "q8Z+cYkteAfK86c5yOETqMfxEA6SKu1Q1DGtpIwEZ63eztoIddjiAgXbq/f2Fpa20v4WME"
    "iZ1W1/a97S0TxOaWHjTOxzyq6e7PA6peuGDwGD82hc59G2a7RqYXgZZaBR0n9ZuENWovkf"
    "DUWHGQBU5j1UZqb3BqolyxnCwHN93qpg+byhYPm8XrD8QG2vm1lSRoLeqp1eUx5S3rVJT+"
    "+9eWCbB6xdCbqk2JdR5vnR+g9yZLJPmeoa0MD3FCQMTY5sSBgaN2GoEAu9sGx42UhNiGqW"
    "OfQB0TWhm2SXhK4cfsFJszfHL5YO4NCpJPGzL8MkYXSJPOdxY9OnbYoQOH0O/O6TO32KPe"
    "qSM1SgDXwXztuQP5eTP68pHsVjoHC0S6DD0TybHYTk/oPSjkuCuJl4l7yhOvZwXSuMSx9a"
    "44eIqjk6OQi4OvdwdYKFAxbO+MT3bOGMpn/nWyDWvkt1q026d7YQQqmma9XJPxWIztYbKG"
    "/nrcJM84Yw07weZtqQVec5Pxn2gKr0h6sPNx8Po09ftiD7Ukr1Zc1iSQZ6K5krOcLAwzyA"
    "tRLReFSLwFHX0COUwxhI8mkb6SwXzlWGXRJaG/ai7O7lKN/hgHLj7e3b+0mKjTiq6JGN5F"
    "TvZpzHH5Dv++tPNx//fXMYyuft3osNr8XaSY/nZCrZ2wVCj27m8dca0838qx06jxmDbXek"
    "BNJjU4xqMQ91E122YnKZKzZ1HvFzp32uQCHBXud9XlHsuhZZq6jPPAayk7Qtwe4kHs2aHh"
    "ESV6m4Mluvh95glDK3dWtYzPQOiMAf0vQk1KDwOHQcNiEsTbkjHpLMA3LEVSlHNwOInWtE"
    "n0VN/xrI40FAoO3iP5QJLEDHTuAaiRIBGsjLAMdO3Ao/4xXyVmrslVDHTiHDISbMBIZgA4"
    "M86NgJXLvkq+LTmyGOnTr2s0Ue2eYxhjno2NkLUBDgOBvEFkQSYi+OzPQswZo8ONOz9hs4"
    "jD0y1QbEPvIsZokLh2k2PMAV3LEfxISOTs9yGXnsPPrIfupyHCs4oJHR0ek4lpHHzqOL1m"
    "GX41jBAY2Mjk7HsYw8dh5HKg/RTMEZOuOKoqXt2p4T/4Yaz3LfegW2l4tdM8YP4UtX6IrF"
    "RXFdRMP9x0ldxbeZ7LY0T96yPdt9CXqYuXWV3AgHQ4nZsYnKojAUrRB7I7Hftzdl18kt3x"
    "R3NJW7+E0c9DIJ78f0TqYytVUKLZ/EqP3nBiZ3+0CmWXXYjjCYstiaq99IRJmUtpi0obgH"
    "kf/P7f1u2O1eTOXMJT08h++Isc/fBm2WiO5P0V1yH1NZIuy2G/yH3Y+guufuZixj8SSmni"
    "bBGs0RTM1VoizrRrw/W1z/YxOZ4jv97E1WpcOQkXyRAPcj3j+kdzKVKYocstkgb9XT6/Bj"
    "6X4ms+Y52EXWkiL7qR/akhtex/czl7a4bUIfbMX3MZYlHDxZvVHFbnYEdAUO8myKST+Efc"
    "ruZipnAX7w+nCafkruYyxL7O/s4RH8FN/GWI5Ce4nZ39eHC+tTei9j/VdBSHwm2R3E7t8H"
    "XcT/uL2ZSYQN3f8p1ecl7Z8Kbb+5+1NqXyQLh2y7GrxslsSFTqujlE3Ke0Kl26JAdYEwsM"
    "tL/4kdv6epRnWKm5OQeNzRpyDZaQpA61y4HHHs1EHPTei5OT7xMh3pZGo9N4Nw+2eKVa4w"
    "TcPboXHFy6DbpumaVZwPoTo5h8cMJXGnzzmXZ+g4JPIENZRyijmIge+0/vXXgxsImuW7Ds"
    "2vvRGf4AbltoDsrd1qRraqdquFcTVBDhXy3ofVqP4VkUS5E+hT20s7tKnf40Uj6lLju080"
    "0qn6Eo5ynWopUqfSJ1XiCBAqUyY/5D/evLm9u3r33fzyZNsDL/jdxVsLKtuDs/pbKBCUdz"
    "USmyKA2GZifYpFPeoaqc0x4zivJsRuhz6a0CdV//6ZAYmo6KlpeKvmCAONukGGVfgUPWMS"
    "BVYyXUxZQlXB8B7YIame2R//gKznmENVuuvgI6R7caZAN2PKDvMUDAWqy8AjpJmd6r+0pn"
    "llv1gb8qx6nnkYUFynWBvzvJIELbTT64nSTQZ7JU27f8u9mnaSNXyGxBO9wiNT6t89JO2j"
    "9CzmKwcVQ1QC6EBu/umffp38hGOf86HDVLj77L0MayDRZy14PpPSfFZlOaGmI8sZ1kCW5x"
    "dt7POqR4Uzzy/MyRrUKDqYzBGzunhgK8jjtFHaW9tJOYArrFlqpLmEA5KbSQ7tJ8SOJFlj"
    "kdO7ieYKEohuJjqtwyNUVWqUgcckfnOeFwo8o28+cuLZdRSFEfUUyRagj/FgqxBOkR0QT9"
    "hhUm6HlEAm6m6v20ZXGsMrgndi2si9k0WSgY0kvBXdChNmtx1rFN0YHMa8NMX+HRgwobSL"
    "mJ5c5J29VTG7XYdtLiNhm7XeZqgKO6TvN+ktoch0CQQ0Q/Hd3oKrr+K7+tHuhWHjOrBU6S"
    "090ZoVNla6dknj/OXOXrvi/HxjsWT9kCn6lbg/Exg23Wqdv0Kof9xQ/wqv14jGYXuBg1g+"
    "26ICO/z46HGUyUEGRa9J5HUx3ngc6PRa6/ScxFPc5DKyh23WzDdi4i4vVUvLa0Dweu023T"
    "wi8+GKSc7Wm8fteSsv+XmDk/xcUIMAbgiwj0cn3pDmNGlzXIntljXObbbZkla9/ZtqFdvs"
    "iW10sl/2y4z9UZCxrY/AOGkw4yBje8SM7eyZ6RJNzrAGvibnbU79XH7q5zWVT3Gqez/T3H"
    "UjuSnzpD7OPcShq6Qm5wADT+SilaK8aFCUF4JkkmizsangYDYEkAqIgSwPYo7E84pX5Ksg"
    "E+0z+iZ5vfEYI3hucpbc/Py52TOZ+0re3b//e7a86q4sk/4YbgQBJDnh2XoguwPZTvCswn"
    "W6HKjuQjUkTB2DPxZcWODCGp94U1xYxYwnsRurNAOq0ZXFjZ4a3J8l9VhV1iX+LvBigRdL"
    "A4kxjhcLnCvKzhU7sMhaVYXMQaA9aq09LgkR9N2US/1svYHa4kWbVgUX8l4FF7VmBezr1n"
    "gllvWNpYVl4DHWcf5FoarwkVD8R6xI2i+C9D7pG7UKM+mtupif/XB2eXpxlr9M80+a3qH1"
    "9+WGqZykc9ynQBsoL/pvIfNsu0zPt0MrNh7qnDc05K8hj0lmCFtv5NXZwWNsAdmuwMfbQK"
    "gYfvSsOmTjM9K8UCmPuow6fBr17K/ryHNibl4tI+yG2Au+j7/vb7PD0zpIcjX7buHQWPmW"
    "FAjYjt63wyGUclNn2z8mJRhsTO8bE7sJQxQIAiLyXeExe22JZtm1h+Ye4hQQpxifeIPiFJ"
    "8c5NkUk+1REYYqiiUnLaIVQWn1YPEKyKrVKx4BLnFllzg49g7i2Ns2VlOyaziIHvpz/LXG"
    "6M+gw4EONz7xhuhwn1AQSGdaZBd36G3BdhnM8jZdSUvJEXqUpBGuMuhw8a35UKT3HNxiT6"
    "bi6O4MYF559SBVI5CC3EV1m1wSiWsHoRUg5HXY6CoWtlrrrYb2nEexzRQ9k6dOgruMhFY+"
    "Ou9yFCh3reYgYMSrG/Exfb3Y71/SG02M7ramO3fMdLPa2Ubdem/ICs3Ehntx/WSH7c5WWt"
    "hjZKzQiAb8Cj8II+JyGVAgjDPk+8oBlhvyoEAdy6u1i/bEwUB10nx/QXUC1QlUJ2XV6bPt"
    "ui9NutN2QUvlKWSL8ZjqUxAtf0OOkv7EQUCBUlag2K8RdfGWBkHy9YeLf7weiuqe4x+J77"
    "Wjy/aQWughj7NJSopLnNgVF3khFlS/7NjkChbUUd12uqYrjflet135K32byrbrbc7+pv7f"
    "4u37ZCRTUzPba1u9Dp0yoFOGDoJqnE4ZwctmSQSvjQa9NkcMZd+Od9j7L/a1HXE2T7vK6g"
    "JtoC+hjQ0hNyGgDUN/2dpK0519Spb2ErOFL1bkK3JdBwPfO/h2yYNFViuBMdzINA8Djndw"
    "vLQDZFFbNISlkeQSDljewTJ0cBnOyQOduw/RuTsxH9U6MOQImCu4R0kSepapdvLzzWMMPO"
    "D9NzJraAEoSZRv0/5vgkQrlolC+rupzlfIiT66bWaPpIv/YA/ltsZY0SAQoPc2C6YTUOlk"
    "FST9kESh9WtCXGR7MqdNjqoQvCTELFav7+/flZ6e69vqXIgvd9c3H7+bVzivWwlLikXpNc"
    "02boaBg9x8kEuxJZX3QwkIEVid3w62Z7svAQ4UkwIrMPPqSvsfiQxNKKAJxfjE99yEQiRK"
    "euH4irvZtORIW4YrIlQ56ZXX8B2y2SBvlfRMEDVUvU7v8Panj/JOndzQY/5+Bh3yPwdOKG"
    "L/Fs7E+UTJpZMd6UTxouFzgqvJRdv0B8gagqwhHZ5dyBrSQCHrP20o6eej6nvKMMcYiF6c"
    "naTjt9uY6uo2OvhuJ2Cdg80INuP4xPdsM46W7x+miXozsYqeX96lpqcLB6nf6zghk0lzUO"
    "BBgddBWoyjwIMCZKQCtCHsDaIivXKAgSrPvFUG4LwhA3BezwCMD7lSXXK23iRh1VvWahQk"
    "f2h7OgsA1HnXZLoXfEVUKTuVg+jRR9+oOVRbn5daunAB0WNDjBpssLaxG1GlJGIOYmDUvt"
    "Ub8rThDXlaf0P6lGz8kFlpT0g01EMq2ms4kPCiuZwuin+FOr1CLFBcp1jUJXFH/ah4bOBh"
    "3O6z1yNI5075cSPmTmmnR0Py1LTJBkf4cSZPTZXifbOnhg41EH8miTIQf3eAgfgjtgYMbc"
    "pAKlK2QEDYQD1s4BBfYsHt7qeSgw18sc3beTsbnJ21goZQ2BGhJdUZGKhuQTVFdtC9TVCB"
    "Ns9H0X9ulUdkp1osrrP15nE7TI8ELG7B1FwChSXtl6D8Saf44vJF0aDMAeY9PP1b7cgnzm"
    "Od3aZ0iBxijCfvwIkQLnqWRcx3v3dzsHmn+7LF4b6Unu3LmkMKeav4y+uHu6nIm0N1K/Lu"
    "dMDzTyZb5s0YDZRUnBxg3kHuX0wnZHVst12GgrKjs7IzqhNds30d+pmy1yGiVreU0DoWlK"
    "GOyhDpOA60BASppptUq0WrxnT0f0QOYlswk/r7swUnu93+Ft2uHb6yoPDZb02uaoEBVBOM"
    "GxYYPwpTl1HT53tqvgnj6jRGdE9otwFD+idGjb90y/u6u3r/5erd7CBs9x+EWVHsCg52oz"
    "sox4AzSMEZxPYwVse69C0tIaH0Szu9vtRc33ZDK25EhMO4pfBGqcO+CGvSW7u39OA1pgGj"
    "Kn4LuGocC5CdGNbMNO69iMl1rWQgD92onmIRFCiuU0zoCtEgPYpIYJ5KGRYggWApwUHI1B"
    "WL+EigV+6iuIwFkqUkR94TeyN2YJgDAr1SelfIw11ERIEzxhffG7VM88NJ50nLcUmgxK4I"
    "CqdX0J8uRL5a3W0G0KPq1qgyaChGgmKk8Yk3pCvXZ4plQ7i3l06ao2ZhvGiQcFkUIJpyxt"
    "VoeA+I+jSmGyJmekXMuP1qyzUHAWHcImjWUKskUUMMrk/qf14dL10USK7AgOoWVEv6EctJ"
    "ljUjNoHeszbRsDN5NEwwAwtGCJoao9Em9+pLkGhqAsUxubJDb4xf/SMWWYNOeBCdMPmnAt"
    "HZegOF/CDdI9HGFhUNNMwwzgC9JJFrdJYX5210FLZKnlNyXtNScGCRr55owmFjXgkPg9QS"
    "hdQSRlzwEoRoo054gQPGFRj37SD4Spgy8GgHgnTMBmdqFWheVcqilcReNEjsRV1ir3DScb"
    "aLal6BQlmEbqp5uWslWiMaFxApxY0qMD2iR0b1bAXT2NjnT8E05hLEfGw9oZf9xzZe+fgn"
    "9DLdba+PayypZiu08UnIJNNLP3TdFjc0mLYN2iwR3Z+tu+Q+prK0TfLZm6T7+DbGcvSMKG"
    "VPYQ80pXcylamAcdTLIN5P2xsZyxN+8CzssVV9nKpP7G633hti1rka1oV+hSh2HmdCJ3p6"
    "7aTZjW4Xq7Txo0uzDYVudEF+YWqW6utF7yW7UO41Z/I5kztt3TEcxEDf+eL8vJVz97zBuX"
    "teaxHi+yoMp8sNZHeQyAT7RqbbC2xsue+Dgxze7zGOWd2bh2PUqPCf/wfGT014"
)
