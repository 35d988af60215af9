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
    "eJztfWtz4zaW9l/p0qe8Vd5US77EszU1VXa3M+NJu93Tl3mzm0qxKAqyEVMEA5Ludnbz3x"
    "ekeAFJACIoUiSh82E3PRIeSn4AHZz7+Z+Z7+JNQFz3+yvHIZEXotVb+2X2n6/+Z+bZG8T+"
    "IVlx8mpm+z7/fvxSaC/dBGRna62V/RIkq5dBSG0nZO+ubTdA7KUVChyK/RATj73qRa4bv0"
    "gcthB7D8VLkYd/j5AVkgcUPiLK3vjll5lPaLgmLibxw9mHzH79lf0Deyv0DQXxkvh/+k/W"
    "GiN3VfqD8CqGJK9b4YufvPbm0aY/Jivjpy0th7jRxitW+y/hI/Hy5ewbxq8+IA9Rm/2V3B"
    "8Vf+eUheyl7fdnL4Q0QvmXXBUvrNDajtyQI2FpFa/NLOv9/Wfr081ny5pp0OYQL6Yce2GQ"
    "/P0b+5vlIu8hfGT/83Tx5/ZzCh62q+IP/PfVxzf/uPr43eni/8UfSNi+bbf1ffrOInnrz+"
    "QRdmhvH5KwXtC82p6SMs9vGVtintPlFaLZ01GIN+j7+B9tKM9eKDgvTt8BSFeQ/Pbq801C"
    "YUGZ45IABTqns0B0c0IHpqt8Ri/OGpzRizPpGY3fKhOciqU6w//8dP9ezDAHqZ5N7ISv/v"
    "eVi4NwglQrqI3JiJ+8CYLfXZ7S7+6ufq6y/ebd/XVCDgnCB5o8JXnAdYX6x5Tcprxn64H0"
    "PUjPL0lL79Kr4gwULt1cgLGSsX4S3n8lBaVM/I+EIvzg/YReEvpv2de0PQcJmM6Vrw/80y"
    "ZG/J/Z8cpeLTQfan/NNbTaqWM8rJCLwoSJjzefPn+8ffN5lnC+tJ2nrzZdWSXy43fIglRe"
    "ydfW39osNtVXbM9+SCiK/5b4mxf6r4toOBOrxslbu3TieFH/unCA2IL4NIFCPC6FON+YGt"
    "nX+OHWC8V086gK6dib4h3Ivi/7z3/8ZbE4Pf1h8fr04vL87Icfzi9fX7K1yTeuv/WDYm+u"
    "b/9++/5zeVviF8o3YYCeEcWhwCSJT/qNF21qoriyDQXewNtw/rrB6Z+/lp7++K2KLUNWgp"
    "PejOwMayDRXYmZgugQh66EabFEyQEG0rt43eQgs1VSgpP3ygxvUBAwpUCHYw5iIMvz141o"
    "jpcpJEadaEJXiGqaKjymFdWpyjFOprsXF8HLZklcHYYLhHn8LpqJC4W0qN17j8h50nF05I"
    "C9PB0jY/nQjg6Hopgbyxb49t6mPmQJ/SWkyv0c/2OColuxFZ9v75hVfXX3obQfsWM6fmeR"
    "vPpSefW7i8oe5Q959f9vP//jVfw/X/33/fub6rbl6z7/9yz+TnYUEssjXy17xXOSvZy9VN"
    "pmtldt9piDdbDB0/mpTW5/B/VXjmxfj8ZdOTLeTfFWerb7EuDtIak7LLN3T3b4LJN1aECv"
    "5S/s15vGfh3XZhJ6ZUVeiN3tQvBnDufPpPGWBbHutHzRlNcCaF9m8vR3gLPdsl9CKw9mBj"
    "bSIdG1+9KnJFZsBMkYb5GDN7YrUUQ4WFXV3OK+T/F9cT57PTu8ovn25s3t3dW77+aLk636"
    "yJRKvL0JM/bPahSzA6nnVMsB5ql3Z00O8Jn8ANfZLURsG3upjAWreNRW0xp7OHhstdMVKF"
    "jHo95nG7sR1RKZHMQ8oXneKApxrghCnNdjEImRoUNxDjCP4O412LIJpymsamAQV2MWV3YY"
    "oo0fClRoabILDzlcssvrvn5M20yXxfzsh7PL04uzPMElf0WV1yLKYYEEouESiJIoqOAwyy"
    "N7HASymPcI7tmBRdbiy0IiRjLAUVeTbMgKaQX6c4B5msy8acKKKl+llq4ShS4hgmD/Z/RN"
    "Iow5iAkkq9SVm58/qyVBrq28u3//92x5VTxUjrRNn1AYx2ZWOPmuOqdbgDVhDyoqe6ODfq"
    "o46Kf1g+5TwrQy69EOHnUYr8DMI7uHAjUv+IqolpbBQQ6vZcz+uo48J2bx1TLCboi94Pv4"
    "8/42gBO6F90DPeOVWOeWn3seA4d+96FP5URInpCnYy3WcGAyVq0WhzHkovhb6NMrxALFdY"
    "oDkdtdFSXMIBAh5GVGPYYF5avHmA82NuIPlhDG9c5gEiBgX1OUf3CdYn/86SNybYklkxP/"
    "Nn2SQbyX3XLsILIvtTdPn5LnTE83a0ZSaC8xE7dYmNCiSVT6rBeTTlTPqZg+ZrJyJk7E3L"
    "53siMN08fWE+qjkRLUiI8qpzL5rwbR2XoDNZxeXLY+RWv8Tc+JlSFM5PiiCcXVIDLH8EWV"
    "4BV+QCJ7SE5wgTBOXvTgKkF0g4NENdTxEVZg4Cfs3E/IK/96W1MFwuZ0vjlQHdpmKyaXcI"
    "S++Zg9rsU2l5GQVjbmXXbtILSioNXPuYqFnR7zTlP0TJ5aFjDwSNjlMe9yEDkOCgKi2/il"
    "ijMv0tp9+jUTfbo0cxADDeDewygxfZ1EUL6kD5oY3U2DJ9wxG1shfbTC4Y0XUpkHt3j/ZI"
    "cXN15pIbYU91NR7zwyhpPgKvQAHad/N9+hxtVFGQCEb5MCeaiQmA1WIaGvpoNXZQL6ucto"
    "Z1ZzG2ObA8Imj3qTHZc4T1asMglEJyEusj1ZTSYPrOzykpDestjyVw67s9f39+9Km3p9W6"
    "1b+HJ3ffPxu3kly00gL51Q2+jlMaARNNAItoQ9sb9On+YMZSDR3TfMSVNUdM9zCQUunEYH"
    "WrPwqUAYeJC7b5xDlr8hJ9ySpMFyBWbeUe6+VXJKmWa/bx5kHsvdp4wE0WZjU8ngC5lrPY"
    "cYKDJ6aRtDkR3oieUCYd4p7oXiJVoTUfcjeW5NgYDe6nu0X1iHohiGoiI1AwDre+QsxWMB"
    "tDLJCgSkkHW+HY+2G1rIJ46gAl7lWy7jjKmePLBr2afoGZMoaNGCoAI0UJ/pXmXUZRnI3U"
    "FuLUFg0GD2P5BdDv4K3j5pEsp+ZCsHrEkaOph6VJHrKYVWzbr8QBr32XBnuKD1dAycSYQz"
    "R3PHxvXUceRbfMXm7+64YZfpuv7vV/mElZNXv4hGdQQO8RHMXxn6Rob5KzB/ZST3MsxfmW"
    "B3JZi/AvNXQNuE+Suwz033GeavwPyVaWuwMH/leMQVzF/pev5KGP/lD3qpVBzGSMOvhyZd"
    "NHKRVuZDDoCEk/YZDjDgZjDq15gGobWyBZJFPuSmBDrqQTdJVxdN9njMUZNHfOSxp1mOMM"
    "p4R7y0R0GNwSpwGHfbMDymgduKbh1RijxHSz3gMQaqB6dN7Be5+VLzWCaBJx3tKwMYyG33"
    "sfA1+3BEfZqq+o19HGUYUN2AavZRK5GOK7XMCkAru2xkum3XltkaP0RUz2bgIGA1tFddVy"
    "i0sZ7VwEGA+T0mU/0epV34mxJfIKBAoJPtGE/KESVPiL6haIW8EDPyZ+Lco9qykx1JSAnA"
    "cioImEAw9ZwWeVaRrIZfPtN0z/r9sal+qhBAHzNNA8R+XgKFW054gQDCWxHepptRgYJsjF"
    "GHvWBoHAyNG/rS/jM7XH2PjDuEWnmHgsBODHapSpktaaZObrare2mBajsOibYuESeiAaHQ"
    "AnVkCia3Q0255iAGSuXuvYvpya8xrKrUKzDQArV1qd6SrLQ8Mtl6iJ7v4QijyEH4uWWidQ"
    "kKmv3oNPvRuNjekI1ve0x53YYNhMpQZc0ObcjZrra4SETfdX5Jvk7yJYibHHoo4hu6rD7f"
    "ksYx7RxhoC7UfZPBgERU1LVAQXCOAIIbEJyJEs2rl4PBtTu6a7fsL0VeK4dpDoMNHvUG+4"
    "hisrKQqEe2PIOyjNozh3I6sXxBCiWyaZwJGVgvGVEVDlUVy3Xw3omUEyIzq1u+1KhbXhLy"
    "1IrqMhBoVtNMURhRz2IUyTJNlGSL4EC5mnKfkjUOrY1NH0SNzXZ1PihjgWw12bngfaDkay"
    "jIfW8mtgs0EF4nfDTum3gXgi0BAsdN/u6J2mWzStf1EroqBU+LCX5xEyb2d7kvAU4+NrX/"
    "Iaw1MkfOhPojGhd3GaMXbbjD3sOkjih0yKZ16ysObqBLbd5EtszlsmUu6DNGfD9pzqZ1pE"
    "so87phdB8nR998l12tugOVKjATj/TrpnX9ysL+ujMePzBNRnfQOw8y71h33+SFIiZtN8hb"
    "JUdUuzWkAAys72ad0BXSHefIY4DjBu2LYCjKmDJvAhxGkttT0TSEB0EB4B4Tgiiy2/WXLC"
    "MhOjfq6Fzm+9GdrFqGGaikdn+9QOkIlI4MT3zHxSMiWdIJx1fcwwyluCJER1aec2NT9+Uq"
    "ttXY/4UzYWSjsuZEHd9A8WrLzpYfIieVq+1Iy4PYe06UGZ+QoArlOkNLi77dkKJzr0G3BG"
    "4g9YtGXsmFwim5EDSchmKpYYJ2T1iUcNgsopRhDTzk84smnveqRcr53S/qTb8xu8ytNg5K"
    "AdREyheXjUJ4l4oY3mWV9d8j2wuFeXP/St8RU87jjiilSNhS06dYlFGxIxEOC+0Wk8lrlQ"
    "C3RgJqFQ1f0/VHRKvwTLr4WZTkQ4iLbE/MXAapULckxLS+uPf370p+1evbakOeL3fXN0yW"
    "Vk6poJR6q9U+IxoIAwwq9ayONahp5oG1tAEHpE7o4E8iqjCaZNybpCLgA8FSrxW34GSHyy"
    "pZavkE9+KvqqTlxh3jIfN2XB4qzc7/0PQfhLpBQr1JS2CFUt9hcdaEdlY8v0F3AgZMvkiZ"
    "Y99bNGZM7efIQUdPn4vWoeXZz5qODh52REZ55utYXJ6kSfVNnB3PthvpDQgoEOPIHIw/1p"
    "zMwQlVS/U8nvDQURfkt2l/zMFg6ueYdUDIYYMctuGJ7ziHbTBH1TPywn8gu+zXEbx9ssNJ"
    "FS+0HtnKAQdoOI+2qKuEIvibAcAppe2UAgVnKAUnbiyno+dn60HL70TLH0+Q4Rmvkt+SRH"
    "Sn7+6U3Ny6QcT2o9AtJZfaj2Kv1PSFdleJl3KhLW7fLR/EI2nfPU1dWWUE9TKGJy7rDiOq"
    "15uVBxlBe++zAKBK0FSzf3RX7QebygL6/IqGV67ls8UD2ktw8R7s4mUfHyJRkck19mwqC7"
    "8VoGpi3UuIJlyWJrR9UpU7l0WM3evb91cf/0t8B18LVPTr//p8czUqFT0rWZEIjfztXRIj"
    "W9j3SClJqU2WaPhr3KtP0savVviW5NSLIHlnsu3HIBjUAA6d0YiogZJQoQgRihBHQn0vRY"
    "jSNHepZNk3ub0VyfN+pcpifvbD2eXpxVkuTPJXVDIEigfGKrd919a9MXMIxD/M6YU7qLhu"
    "JK11JkrhVetOuBnWQKKbaCRyhaSmj4yifHZsjE+rfnZC7E2qgLZdsPn1bCSHMrDxytLljg"
    "cdUbKzkECKbBf/gQT2mYJAHnTsJ3AZBaGIPmURdwE6YBl3/spk67h5J2b9IlIGICtQiECO"
    "LgI5eP/rsW0odCidONmQ3T1sh9JtVKwLgu+zJxlKLi87R5Y2/yNCkoz55J0TdTSXaflDps"
    "kn/9UQrdl642KqXXnORta5YTrGn6BxQ/IlNaJE+frDedP/YypBogGbYEznDE7ODPEf7UBL"
    "fueAw+nEszfv7j/d9OUN6budaOAjkfNE6VTOMQO5nuYDuJ5yn/JCZwS0HQXarqkCBK4pHd"
    "cU++t0qc4xwLQG0wFCT5amtsdjjlnlWyK7TcMGDgYKy9gUltFkYMd+FccOJFUb+bsnOyz2"
    "dF0v6dePhOI/YgeH/bKdf04iuvX8FHkrG3uFrDgBu5ZlHfml9+Nsa/kDN8RjOpNeqrUql0"
    "noaxWYXumva7x+gQMmMikysPN9apzYlCMM9Hf3MHYaMsf6zRyrSp6GTpwqzKRCgs68OZmI"
    "19AwOchRd4PdXnvNz2O+Hg6i4CA6j7awTEg+TOhREsoCPuNXlnaALJr+DhtSWsIAqwJWvy"
    "L88CgwKqWUFgDgU8Dn1s5oyOV2sUFlJR0W7mBR+F9RrJOuBzIlklOb0RIIaBW0ayaBjvae"
    "LQcqJSdUk88SBkgVhDVWDzq6UrYcqNxSORrf7O0KbXwSIs95+Qm9zIQe2sqaE7WfFherrS"
    "f00ou7Ngq2Nwfx43OTVtCyD4OxOSNraFHaoMYJ2zzIQJ/fWROf35nc51cP6D8hQdRTTnC6"
    "3EBq5436JswVfRPm9b4Ja/b5iPoU6zUHqcAMZLv7BiEUBez7atYdlEAG0tx9hQf0a5RSP/"
    "Wof8lfFGgXS3EQ+CXpl+9kiunehSVfAqPrSrhjNrKyknhzaLRBsqmh3PsnOwyhfOWAhSbD"
    "h9tHZO/0X2wybF3PqGRtLy3MnIjS2LOgwzGPMZDn0yZXmvxGqzLMPmeV/N01hpUpyzzsgF"
    "nLmSyZVNLyaJx//yQR9Wz3xgupxPVXWrHjvvttu9ZiFx7FqP8x2UXb21p7WyeuVYj/QdEa"
    "UWFvXPAMQqvbMcjyYVrdwmhuE+39XOw1Vo0ygIF6UfeZtcVlokFxCWQgzb143KEDDXSgGZ"
    "74ps6skc8XfUckrqz4jR06vUsO4LySzqYgPjswWayhPOUCVPcBVffBfYqjksjdKxqlc6+j"
    "pZeAoKyPWlkHA3hAAxgaf2t6PEUdbh0SCCSUoj1wBjh65sC+AftmeOINsW/ubPqEwk+hnX"
    "whgZ3DLzhR2zubZKkVxGsHjNoP0rNwXEZNk+piuYkCDm4jdWaKHrBegkWBMPCu7N7yfCau"
    "HWJXqBkre++Vgcek4LXqwBdS5Om2N8wxwO4OdoNowy5yrSQhDmKgoDhtFKQ5VQRpTrdBmt"
    "GkrtyhzTLRqUT63va9Xapesqr/NJUkJRiyT8blwqZElOHWbLxehjVQTvTQxxcLXZxqXTwH"
    "gTo+anUc3FgHrNmCYh7wFBriKawe6074hYqpoVRxwr7Nv9NJ5mKFnF+xSy2P12aD0Q/S6/"
    "cJb81qO7DIGjT1kWnqTB1favWWKgDdxMfH0BS5s7Y92VlvY/dkWANViXmzHFZFCit04T3g"
    "TKVEUNdIlcfHcsBRd+BNgGhlRV6IBdl7cvpqwOOmEcUjmq01JRstEsswoLDNQazgjprEQD"
    "ggS507iBrOipgAWcPkDSZq6qMdCDqZy3X/EshA7an7NlAOMwJ1GM7WA7kNyC0N0mmol5Yw"
    "JsmPnhv2KgP6kv6yEM+vnlhFB18lwaouvsByTeg+2huffYc2TNewe7M9sqa/vZGt7d8SIK"
    "Grsmz2hOAc//PT/XsxsxykenyxE77631cuDnq76mZ/XUeeE7P2ahlhN8Re8H38sX+bHf5E"
    "xxSVYtCZOvHd3dXPVU3jzbv762pwOX7AddVrQ0O8jt34Gnodj2ml243tkPet2uGHiCKtQ8"
    "9B4NB3fuiDrOigjcM9Bxto1nTvcYeetm1O/fRyjijZkHb7XIHCxOKx7fNosovfo6/BbYg2"
    "M2E6Q/7uiTqVwWPrLGYJbHpJYyjmzooGX/wy86Mlu7of8+OOV9A5Y+hkBpgu3HP9EgzC6L"
    "P77iOyVy72BAf4M/omy2jgMEbwrLpkb37+rDYh8jv23f37v2fLq3ZFJe+XarXaSZcbQXWt"
    "01zDVnPKXnP1ZnPpRSlwwilS2HmQgWT3Ij+qKomW8l7Bgpk2OvW9XKntIPzcaqcrUNjoUW"
    "/0trWblsuRg4zD5Rh/njkuR4dQUcWdKnyXYyBIuituR7w1Xon7tqkjpCUg8LyD5+REamlk"
    "BcJAdeyiiTZ2IVfGLmoEfyV0JZDaqvzBHGJSAtCBEwg3dhiKzrWK9wIDxGsRr+FP5gqOYq"
    "9tPLUrrj8T/UJS/I8/fUSubExtyVd8t33YBLdKVpz4Z//u94w0qQeeY3WnEz7bzu798DW3"
    "O9fqmLdYf41n1MSxAE0nvEouCN3wApmQetTH64U/oCSGrtYNNY7uffNgmIBhMn2ewTDp2T"
    "ABJ/HR+A5jfUizpQ0HMfDX1HtLG5ymrZTpbtFthc+BmRjlTTuucEdtZB1X7tnfvMF/2HID"
    "qbTiRG0hEW7tIad21k2nLN/VcW0mnLNCX8haGrpZYrxlSeX18kVTXAugfYnt6e8ApI0PkD"
    "buUxKrNLoFbzxsGJtp9nqAiGU7kylkF5mWxZQBzKv5OWtygM/kB7jObiFi26RalLFgL43a"
    "Xlpjr61lXIFC7cOo99nGbiTylcpFJgcxT2ieN0pGPFckI57XkxETI0OH4hxgHsHda7BlE0"
    "5TWNXAIK7GLK7i9ISNr9VPhoccLqnhdV8/po57F8Bo0CEzdBCjrnWT1AJtovXd/XiIiWUP"
    "D3Mj9JInzH+8Bv0VGGzBPi1RoJFtu0a2+OFBLwbPQQ4nl2cfb/71hWlXffnp+naNmtBCya"
    "jSDp+kilzT7cgBe23GdEynXlhfUyTQxBUdldL1wPk+nBNm+4tkvIr3AgPCpwfhA8O+YBLV"
    "0MQ3Td4Z+cz6e7qSTS/dvnWyI2cnXnTIZJ24fKH0luNi5IVW8kWsrLdQuQERv5z4yNs+Jf"
    "nXSS3Jp/YBAQriEVDxKBTBu+gbDq1tpoP4zcBaRaL3YrZC9JBno7i2w1VolJcW+f3lVWxn"
    "KHm2XYv9KauY0u1ubV9D33zMxGiyGDKXBu63BI7U2WCOVCio6bugBsumJDRIEsPGTkxo0l"
    "VX3lS31lM3oaYlyxnWQJa7jwX8HtlMFQgFDdz+lb4jlho87pjKl1IpXBlDgTdMMfIp1q4D"
    "qyCPsYH/pVZSI/Fb8VwGAs1qmuNHu9ZSIBSUJPMwoLjBSW4x86OEA5J3nGP7CbFfPVljUe"
    "qm8iiXkUD0DqLxBlnYs9ZE2mm3gd5WfYiBClzHajKh+AF7bQkv0AYy3b2qzIy3jU9C5Dkv"
    "lmbLYwHURMqbtopVdYqt57SWXZ4arAugJrK+uGzC+uJSznr8XmX4GyVPjLQ2rAug5uVudz"
    "9FiCKHbDbIWyUlwdoVnwJwT6xP33XNa+GluETzUrlyOMO44909075NY1msGcXmQXCcG5CM"
    "daU1B4FjvJthLgLaUukuP8E8zrvPiCwCyzXK1T7qEvCITHihjzrLAKhEZAlxke2J+csgFe"
    "qWhJjm1L+/fxc/OU/dur6tzgj5cnd9w85txSNSp5miVeSk2QkaVPOwA9KdvzJZvkPCnt42"
    "iFUDg5BAnvDwqnnkYEfUlkPIIJ9AVWNRXmNSge1ZaTKdUygoNKFojWicCdQq0CdAH9GPOn"
    "PeLy5P5ovG3nuKAkSfkcBuuCMekvzmedCx/+jX2HVF9KmlZoEC/mImrGfbFSn5yt97FXpE"
    "VPI/9vPmgefYo6LfyoaDQV+IUfeFcJ5a9SricbDDY95hxChs3SohB4Pnabfn6YGIxq4qDf"
    "kMAka8hhG/wQEzgOpMy4fz5ADoYyMik32exf6f0HpS3gI1MFwFY74KPPQttFxCniK/xZVf"
    "R8Nuj3q3SWhlc1o1r6UqFK4njespzWh5RjRIO7s3L2urY1vdWCP7VQ1T2xYiugnabUMNCr"
    "vQdhec2K4oVeFqyKE6GCSRhiRK6aNoHQW2qIOb9AcgQILqXKVXKlqktO4rUVrROZ8InRQl"
    "JfwtRYUADbJCQ1ak7RPaxsYF8CMKpAnDFCkl7as9xQ84IlpbFRelrLWu/RTigXQ16Zn0bS"
    "s+RPgj4lwoPzJO2gsQyROOiNi9DnNrESJ+ANDejPaW5eQiOFDekPIuCnKlDzMvdthxXW4u"
    "L9olWwjg4Jkfs2c+27CW+bMC+BEJOqWutG82qPQpR0Rwu6xQUb9FDfeNCA7+Gw3/jai3pe"
    "Y9InkE3CVjvkuKH04LgVcHH6Gc09KYc8Ye7eBRrCnvoDoDmqcVd9/lID5+qzYzrWtA89ju"
    "vlqZPCNKGW2aXFdgwPRupin6DSVzCHR4LoEMZLlRO6BTRTug03o7oBWzkGyt/sYFwkCKux"
    "8h+oicJ73ZZDkC5n+UdMwu5n+4Nn1AQdg6DCPCH1GJlNC18Gi7oYV84gjUPVUOWRlnTPbM"
    "odPHYAJ03xOg2xzuChDSI/c63zCDu420np6rBmZwJz+xzjIGi5E/mj+cErCDH00rluFX0+"
    "hXE/nxRrTZ5TIStnnU2wyjCw/qf2J/ZhC28awKoEA5TIvcW4h1NS1Sdsw74flLgKZ4tptS"
    "LPhta8/k5BtxIieKv6poasl1Cv7xp4/ItSVe7Zz3m+xRBpFfDr0k7c83KAjsB7Q/X8l80r"
    "vt00yiLD52PQ98zVj7z5KdIeF15/jXfEuT1Z2Ogf0135/kb6vMRYXJpofSquSTTVtk4ICl"
    "Mn5LJY4QandUKECQ1aaR1dZmoojhA1x6mAMApjfYgYMT36MdmEiETgi+z55kKLm87NQ2/X"
    "rWzqNwSb7NxHr59r1dGnmxql9NfEU8lHqdV1HyL7bkl9rJDYmPneQGzIbZg8o+sMr+xP5M"
    "MdG7698yrIHX4HkD3s+ltJ+PSuEYWYC795llmWyp8azK7+BRkNzRNrnDp+gZk0jgzlOccQ"
    "5j3vm+aJLjeyFP8b2ozxLOLtGmBOcAA+X0WRN6z+T01utd2B8parIvpzcHmHd4F03YXcjZ"
    "XdR71dgvLrEFd6A8f5qDHD6BehgPYS+p0g5FLdNKykhw1o7bWRuhFltcoGB7x729haWttb"
    "8FDFJmx7a/NW/pYB6ntLBxJvY5Ze+e7PA6pev6DwGD82hY59G2a7RuYXgZZaBR0n1ZuENW"
    "ovkfiqLDDAAq8x4qM9N7A92S5Qxh4Lk+b1SwfK4oWD6vFyw/UNtrZ5aUkaC3jk6vKQ8pb9"
    "ukp/PePLDNPdauBG1S7Mso8/xo3Qc5MtmnTXUNaOA9BQlDkyMbEoaGTRgqxEInLBteNlIT"
    "oiPLHPqA6JrQTbJLQlcOv+BE7c3xi6U9OHQqSfzswzBJGF0iz3nc2PRpmyIETp8D331yp0"
    "+xR21yhgq0gXfhvAn5czn585riUfwMNI52CXQ4mmezg5DcfVDacUkQNxNvkzdUxx6ua4Vx"
    "6UNr/BBRPUcnBwFX5x6uTrBwwMIZnviOLZzB9O98C8Tad6luVaV7ZwshlGq6Vp38V4PobL"
    "2B8nbeKMw0V4SZ5vUw04asWs/5ybAHVKU/XH24+XgYffqyAdmXUqovaxZLMtBby1zJEQYe"
    "5h6slYjGo1oEjjpFj1AOYyDJp02ks1w4Vxl2SWht2EXZ3stRfsIB5caPtz/eT1JsxFFFj2"
    "wkp3o34zz+gHzfX3+6+fjvm8NQPm92LyquxdpJj+dkatnbBWIc3czjjzWmm/lXO3QeMwab"
    "7kgJNI5NMarFPNRNtNmKyWWu2NR5xM+t9rkChQT7Me/zimLXtchaR33mMZCdNNoS7Fbi0a"
    "zpESFxtYors/Xj0BuMUua2bg2Lmd4BEfhDVL+EGhR+Di2HTQhLU+6IhyTzgBxxVcrRzQBi"
    "5xrRZ1HTPwV5PAgItF38hzaBBejYCVwjUSKAgrwMcOzErfAzXiFvpcdeCXXsFDIcYsJMYA"
    "gqGORBx07g2iVfNX+9GeLYqWNfW+SRVY8xzEHHzl6AggDH2SC2IJIQe3FkpmcJpvLgTM/a"
    "V3AYe2SqDYh95FnMEhcO01T8gCu4Yz+ICR2tfstl5LHz6CP7qc1xrOCARkZHq+NYRh47jy"
    "5ah22OYwUHNDI6Wh3HMvLYeRyoPGRkCk7fGVcULW3X9pz4O9R4lvvWK7C9XOwjY/wQvnSN"
    "rlhcFNdxSJTUZjJVfv+xUlfZ495uDYNpxufVk7hsF9GwA6rix0z2JO+gyLPdl6CDMWVXyY"
    "NwYOpZygJXFK0Qu8TZ99ubsuvkkW+KJ5rKXay8BJ0MD3ybPslUprZ6tOWTGLX/qMXkaR/I"
    "NAs1mxEGgykbc/UbiSiT0haTNhR3IPL/uX3eDXucsSqESzr4Hb4jxv7+NmizRHR/iu6S55"
    "jKEmGP3eA/7G4E1T33NGMZi4dXdTQ812iOYNCwFmVZA+f92eJaRpvIFN8caW+yKk2ZjOSL"
    "BLgb8f4hfZKpTFHkkM0GeauOrsOPpeeZzJrnYBdZS4rsp25oSx54HT/PXNriThNdsBU/x1"
    "iWcPBkdUYVe9gR0BU4yLMpJt0Q9il7mqmcBfjB68Jp+il5jrEssb+zg5/gp/gxxnIU2kvM"
    "/r4uXFif0mcZ678KQuIzye4g9vwu6CL+x+3DTCKs75ZZqT4v6ZhVaPvqhlmpfZEs7LNTbf"
    "CyWRIXmtMOUmkqb6OVbosG1QXCwMY43efC/J5mZ9UpVudt8bijz9qy0xSAxumDOeLYqYM2"
    "pdCmdHjiZTrSydTalAbh9s8Uq1xhmrm4Q+OKl0GDUtM1qzgfQnfYEI/pS+JOn/Na9qoOxR"
    "zEwDute/314AbCyPJd++bX3ohPsEK5LSB7a7cjI1tXux2FcTVBDjVKBfrVqP4VkUS5E+hT"
    "27d2aFO/x4sG1KWGd5+MSKfqSjjKdaqlSJ1Kf6kSR4BQmTL5R/725s3t3dW77+aXJ9u2gc"
    "HvLt5aUNkenNVvoUBQEackNkUAsWpifYpFbf2U1OaYYZxXE2K3RetRaC07/pajAYmo6Fej"
    "uFVzhIFGXS/zPXyKnjGJAisZyKYtoapguAd2SKpn9sc/IOs55lCX7jr4COlenGnQzZiywz"
    "wFQ4PqMvAIaWan+i+NaV7ZL9aGPOueZx4GFNcpHo15XkmCFtrp9URplcFeSdPu3nKvpp1k"
    "PbIh8WRc4ZEptTzvk/ZB2jzzlYOaISoBtCc3//RP/5j8hEOf877DVLj9uMIMayDRZw14Pp"
    "PSfFZlOaGmJcsZ1kCW5xdN7POqR4Uzzy/MyRocUXQwGb1mtfHAVpDHaaM0t7aTcgBXWLOk"
    "pLmEA5LVJIf2E2JHkqyxyOmtormCBKLVRKd1eITqSo0y8JjEb87zQoNn9M1HTtx5kKIwop"
    "4m2QL0MR5sHcIpsgPiCZtyyu2QEshE3e110+iKMrwiuBPT3vetLJIMbCThjejWGMq77Vij"
    "6cbgMOalKXbvwIChrm3E9OQi7+xWxexxLba5jIRtHvU2Q1XYIX2/SW8JTaZLIKAZiu/2Fl"
    "xdFd/Vj3YnDBvXgaVKb+kXPbLCxkrXLmmcv9zZa1ecn28slqzvM0W/EvdnAsOmW63zVwj1"
    "DxvqX+H1GtE4bC9wEMvHgVRgh5+4PYwy2cts7TWJvDbGG48DnX7UOj0n8TQ3uYzsYJtH5h"
    "sxcZeXuqXlNSB4vXabbh6R+XDFJGfrzeP2vJGX/FzhJD8X1CCAGwLs48GJN6Q5TdocV2K7"
    "ZY1z1TZb0qq3e1OtYps9sY1O9st+mbE/CjK2xyMwThRmHGRsD5ixnf1m2kSTM6yB1+S8ya"
    "mfy0/9vKbypRPt6/aTtJRpl9E0QZJVmSfMCqpmpuHQ1VKTc4CBJ3LRSFFeKBTlhSCZJNps"
    "bCo4mIoAUgExkOVezJF4xPOKfBVkon1G3yTXG48xgmeVs+Tm589qz2TuK3l3//7v2fKqu7"
    "JM+mO4EQSQ5IRn64HsFmQ7wbMO1+lyoLoN1ZAwdQz+WHBhgQtreOJNcWEVM57EbqzSDCil"
    "K4sbPdW7P0vqsaqsS/xd4MUCL9YIJMYwXixwrmg7V+zAImtdFTIHgfY4au1xSYig76Zc6m"
    "frDdQWL5q0KriQ9yq4qDUrYB+3xiuxrFeWFpaBx1jH+ReNqsJHQvEfsSJpvwjS+6Q3ahVm"
    "0q26mJ/9cHZ5enGWX6b5K6o7tH5fbpjKSVrHfQq0gfKi+xYyz7bL9Hw7tGLjoc65oiF/DX"
    "lMMkPYeiOvzg4eYwvIdgU+XgWhYvjRs+qQjc9I80KtPOoy6vBp1LO/riPPibl5tYywG2Iv"
    "+D7+vL/NDk9rL8nV7LOFQ2PlW1IgYDs63w6HUMpNnW3+MynBYGM635jYTRiiQBAQke8Kj9"
    "lrS0aWXXto7iFOAXGK4Yk3KE7xyUGeTTHZHhVhqKJYctIgWhGUVvcWr4Cs2nHFI8Alru0S"
    "B8feQRx728ZqWnYNBxmH/hx/rDH6M+hwoMMNT7whOtwnFATSmRbZmzv0tmC7DGZ5m66kpe"
    "QIPUrSCFcZdLj41rwv0jsObrFfpubo7gxgXnl1L1UjkILcRnWbXBKJawehFSDktdjoKha2"
    "etRbDe05j2KbKXomT60EdxkJrXzGvMtRoN21moOAEa9vxMf0dWK/f0kfNDG6m5ru3DEbm9"
    "XONurWe0NWaCY23Iv3T3bY7mylhT1GxgoNaMCv8IMwIi6XAQXCOEO+qxxguSEPCtSxXK1t"
    "tCcOBqrTyPcXVCdQnUB10ladPtuu+6LSnbYLGipPIVuMh1Sfgmj5G3K09CcOAgqUtgLFvo"
    "2oi7c0CJKvP1z843VfVHcc/0h8ry1dtofUQg95nE1SUlzixK64yAuxoPplxyZXsKCOjm2n"
    "a7rSkPe67cqv9G0q267bnP1N3d/izftkJFNTM9trW70OnTKgU8YYBNUwnTKCl82SCK4NhV"
    "6bI/qyb4c77N0X+9qOOJunWWV1gTbQl9DEhpCbENCGobtsba3pzj4lS3uJ2cIXK/I1ua6D"
    "ge8dfLvkwSKrlcAYVjLNw4DjHRwv7QBZ1BYNYVGSXMIByztYhg4u/Tl5oHP3ITp3J+ajXg"
    "eGHAFzBfcoSULPMtVOfr55jIEHvPtGZooWgJJE+Sbt/yZItGaZKKS/m+p8hZzoo9tm9pN0"
    "8R/sR7mtMdY0CATovc2C6QRUWlkFST8kUWj9mhAX2Z7MaZOjKgQvCTGL1ev7+3elX8/1bX"
    "UuxJe765uP380rnNethCXFovQatY2bYeAgqw9yKbakcz+UgBCBHfPtYHu2+xLgQDMpsAIz"
    "r660+5HI0IQCmlAMT3zHTShEoqQTjq+4h01LjjRluCJCtZNeeQ3fIZsN8lZJzwRRQ9Xr9A"
    "k//vRR3qmTG3rMP8+gQ/5nzwlF7F/hTJxPlLx1siOdKF7Uf05wNblom/4AWUOQNTSG3y5k"
    "DY1AIes+bSjp56Pre8owxxiIXpydpOO3m5jq+jY6+G4nYJ2DzQg24/DEd2wzDpbvH6aJej"
    "Oxip6/vUtNTxf2Ur/XckImk+agwIMCPwZpMYwCDwqQkQrQhrAbREd65QADVZ55owzAuSID"
    "cF7PAIwPuVZdcrbeJGHVWdZqFCR/aHM6CwDUeddkuhd8RVQrO5WDjKOPvlFzqLY+L7104Q"
    "Iyjg0xarDB2sZuRLWSiDmIgVH7RjfkqeKGPK3fkD4lGz9kVtoTEg31kIr2Gg4kvGgup4vi"
    "b6FPrxALFNcpFnVJ3FE/Kh4beBi3++z1ANK5VX7cgLlTo9OjIXlq2mSDI/w4k6emSvG+2V"
    "N9hxqIP5NEGYi/O8BA/AFbA4Y2ZSAdKVsgIGygHzZwiC+x4Hb3U8nBBl5s82beToWzs1bQ"
    "EAo7IjSkOgMD1Q2opsgO2rcJKtDm+Si6z63yiOxUi8V1tt48bvvpkYDFLZjUJVBY0n4Jyp"
    "/GFF9cvmgalDnAvB9P91Y78onzWGdXlQ6RQ4zx5B04EcJFz7KI+e57Nwebd7ovGxzuS+nZ"
    "vqw5pJC3ij+8frhVRd4cql2Rd6sDnr8y2TJvxmigpeLkAPMOcvdiOiGrZbvtMhSUnTErO4"
    "M60Ue2r33/pux1iKjVLiW0jgVlqKUyRFqOAy0BQaqNTarVolVDOvo/IgexLZhJ/f3ZgpPd"
    "bn+Lbtf2X1lQ+Oy3Jle1wACqCYYNCwwfhanLqOnzPTXfhHF1GgO6J0a3AX36JwaNv7TL+7"
    "q7ev/l6t3sIGx3H4RZUewKDrbSHZRjwBmk4QxiexirY236lpaQUPo1Or2+1FzfdkMrbkSE"
    "w7il8Earw74Ia9Kt3Vl68BrTgFEV3wKuHscCZCuGR2Yad17E5LpWMpCHbnRPsQgKFNcpJn"
    "SFaJAeRSQwT6UMC5BAsJTgIGTqikV8JNArd1FcxgLJUpIj74ndiC0Y5oBAr5TeFfJwGxFR"
    "4IzxxXdGLdP8cNJ50nJcEmixK4LC6RX0pwuRr1d3mwHGUXVrVBk0FCNBMdLwxBvSleszxb"
    "Ih3Nu3TtRRszBe1Eu4LAoQTTnjajS8B0R9GtMNEbNxRcy4/WrKNQcBYdwgaKaoVZKoIQbX"
    "J3U/r46XLhokV2BAdQOqJf2I5STLmhGbQO9Zk2jYmTwaJpiBBSMETY3RjCb36kuQaGoCxT"
    "F5Z4feGF/9AxZZg054EJ0w+a8G0dl6A4V8L90j0cYWFQ0oZhhngE6SyEd0lhfnTXQUtkqe"
    "U3Je01JwYJGvnmjCoTKvhIdBaolGagkjLngJQrTRJ7zAAeMajPt2EHwlTBl4tANBOqbCmV"
    "oFmleVsmgksRcKib2oS+wVTjrOtlHNK1Aoixibal7uWonWiMYFRFpxowpsHNEjo3q2gmls"
    "7O9PwzTmEsR8bD2hl/3HNl75+Cf0Mt1tr49rLKlmK7TxScgk00s3dN0WDzSYtg3aLBHdn6"
    "275DmmsrRN8tmbpPv4McZy9IwoZb/CDmhKn2QqUwHjqJNBvJ+2DzKWJ/zgWdhjq7o4VZ/Y"
    "0269N8Ssc9WvC/0KUew8zoRO9PS9E7Ub3S5WjcaPLs02FLrRBfmFqVk6Xi96J9mFcq85k8"
    "+Z3GnqjuEgBvrOF+fnjZy75wrn7nmtRYjv6zCcLjeQ3V4iE+wTmW4vsLHlvg8Ocni/xzBm"
    "dWcejkGjwn/+HyyUS3g="
)
