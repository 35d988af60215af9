"""Migration 0_tables. Once released it is never changed: the next one is."""

from tortoise.backends.base.client import BaseDBAsyncClient

UP = {
    "postgres": """
CREATE TABLE "audit_entries" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "chain" VARCHAR(32) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
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
    "hash" VARCHAR(64) NOT NULL
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
    "sequence" BIGINT NOT NULL,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "symbols" JSONB NOT NULL,
    "as_of" DATE NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" DECIMAL(12,6) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
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
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
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
    "hash" VARCHAR(64) NOT NULL
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
    "sequence" BIGINT NOT NULL,
    "requested_by_id" VARCHAR(32) NOT NULL,
    "symbols" JSON NOT NULL,
    "as_of" DATE NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "progress" VARCHAR(40) NOT NULL,
    "stage" VARCHAR(40),
    "requested_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "failure" VARCHAR(500),
    "claim" VARCHAR(32),
    "claimed_until" TIMESTAMP,
    "attempts" INT NOT NULL,
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
CREATE INDEX "idx_analyses_state_157c38" ON "analyses" ("state", "claimed_until");
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
    "eJztXWtz2zbW/isefeo74+1E8iXenZ3O2Kmz6zaOs0m6b2c7HQ5FQjYqimB4cePd7X9fgP"
    "cLCBEUKULQ+ZBJQuKhpAfgwcG5/mfmOXgTEMf59tpBfjj7y8l/Zq65QfQf9VunJzPT88o3"
    "2KXQXDrxaJMNCuJRyyD0TYs9bGU6AaKXbBRYPvZCTFx61Y0ch10kFh2I3cfiUuTiLxEyQv"
    "KIwifk0xu//DLziB+uiIMJe3iA6ADXQrNff6X/w66NvqKAjWP/9dbGCiPHrvwMbDNcfN0I"
    "X7z42psn038bj2TfY2lYxIk2bjHaewmfiJsPp1+TXX1ELvLNENmlX8a+eEpBdin5EfRC6E"
    "co/5J2ccFGKzNywhITS6O4NjOM9w+fjU+3nw1jJsGdRVzGO3bDIP79G/Or4SD3MXyi/z1b"
    "/JF8TsFDMop94D+vP775+/XHb84W/8c+kNDJS+b0fXpnEd/6I36EGZrJQ2LWC5rziWmQfY"
    "Mf79yQT3cZVSOd/pA+pGcXCtaLRbgP2h/Zl/jTnxeLs7PXi1dnl1cX569fX1y9uqJj42/c"
    "vPVaMDc3d3+7e/+5Oi3sApuMMvnPyMfhC3+l37rRJqb/jn5VM2W7Ng0Ffpi1P/U0VFb//F"
    "WH1T9/1br62a0q4RaxOSu9G9kZVkOihxIzBdEhDp0WpvkSJQdoSO/iVZeFTEe1EhzfqzK8"
    "QUFgPkpxXIJoyPL8VSea2TCBxGgSTXwb+YacOlLG9KI6VTnUZHp4cRG8bJbEkWG4QOjH76"
    "KbuBBIi8a+94SsdZPeHz49vOfTmwNq7NrYCk/+e+LgoIuWpxjLAlYZE+zJmyD44pTZ/Ob+"
    "+uc60W/ePdzE3JAgfPTjp8QPuKmz7iPGjWGGTeq/p3dCvEEt9FeQ9TlIod9m/zhA0S2Yis"
    "9397efPl/ff6jMx/fXn2/ZnUV89aV29ZvL2hzlDzn5/7vPfz9h/z3518P72/q05eM+/2vG"
    "vpMZhcRwye+GaZc5yS5nlyrTTOeqzxyXYANM8OG8agc3v7khQ1IJqOP026iGUQSYCWi15l"
    "onKjakKu9viY/wo/sjemkc22pE5waxD+WnHRbvf2SLK7tafEXf/D03nzXWHKXBRg4KYyI+"
    "0lfh492bz7OY8qVprX83fduocM/ukAWpXcnHNm9tFpv6FdOlpww7/S3smxcmSdd0XgKcLJ"
    "KmwTK7e7rFZhmPQxNaLX+hby9dO2yM5ZhUQttG5IbYSQaCPRPsmVPL6UnsmT6jMWCK6/JF"
    "crPkQDW0UYx1cg5kznYlyE6nO9Wo3vfxzgwMsuJr/Xzic4BI39eLeKbA11dstnP28nhkYA"
    "2Fw/DuDs8nbAFzpMP3yMIb02k5uJRg9aWa4L5N8WNxPns1m2Ct3r65u79+9818cZocN6ms"
    "wInmnLF/3qCYLkg5I3wO0O84eN5lAZ+3L+Amu4VW0Me+UsWCFU1pK8sKuzh46jXTNShY05"
    "SeZxM7kS8lMksQ/YTmRSev5YXAaXnR9FnGRgkZinOAfgQPf+aqmnwkhVUDDOJKZXFlhiHa"
    "eCFHhW41JpUh+zMmvRrrZUosSYv5+evzq7PL89yAlF8R2Y2aNqINsZGUpz8H6Cea5l0jVk"
    "QBK414lSh0COF4+z+jry0rtgTRgWSR/Ln9+bPYEJSLn3cP7/+WDa9bh2pL2vTXKGTOGRvH"
    "31VmdXOwOsxBbQ/utNDPBAv9rLnQPZ9QMWs8mcGTDOM1mH5kX5534PryvJVqdqtm6XSD35"
    "EvZWQuQfZvZJ79dRW5FmPxZBlhJ8Ru8C37vO8msCqNYnpO13BI1siVUU0aONBP6vqJRRly"
    "EPsW8vRysUBxk+KAZ+MRmaQzCJijy0K8aTCdNFZJNfPo0QQrqUb83qKVCvKZJAjo1+Q5u2"
    "5S7NsfPyLHbNGyc+K/T5+kEe9VjxVdiPRL7czTp/g5OrE0cuybh+n7P+NHviX3TrfEvXnY"
    "WKOXEeLeIClXqSC2+G8JorPxGu7ao5jIPB+t8Fc5o0GG0JHjyy4U163wJYYv6wTb+BHxdP"
    "x2gguEdvJieHuMh/wNDmJ1R8YmU4OBXWZ4u0xJoZWbmjoQJmfwyYF0vD5TcXAeW/TVw/Rx"
    "Paa5igS/vMqz7JhBaERBr9e5joWZVnmmffRM1j0jQMtImGWVZ5m+jrJFNkoQDQ9lo5urGX"
    "2DWKp/Sh90YHR3NVKXlplq2bSRjcNbN/TbrIrF/dMtlkU20kB0KB4nrdZ6ogzHTiwoBKim"
    "zTGfoc4hwxkAhG+XPE3IS55NlpcsrzrCSf8AdEa6PxFZpbGMAcHVQXAlhK3pr5OnOUNpSP"
    "Twybqpd1d2PVdQ+gWzjrKgJWO0C4SGC3n4pF2y/A1ZYUKSBMs1mH5LefiyjillkrVJyyD9"
    "WB7e2xpEm43ptxTpbtHbC4iGImOUlFUfmYGcWC4Q+q3iUSheohXhZV63u6ULBNSB3aFQ0C"
    "rkmVoFyTMZAFjfwd3PShhLBWEUCIi+GHw6nkwnNJBHLE6ynsgEVsVpk0yzZwuY56NnTKKg"
    "R7ZkDaihPjO8yijLMpC7hdyGH3NSn9vfkVn1UXFun3bxuD3RkROG80/t8zkqB9sheYD02v"
    "xAGusqjW98skb+fdrXiCuRq0O2SOVlPNhIGyWNEglhWhaJkjfXivyA+BAJoZigLs1Qdw9B"
    "DgGh0UE/Tle+1E5YYCASovdWuCQ2x5AtMACm46FQ+A6mDx9ZCD/3DGGuQCEgRbmAFGV0ob"
    "xuAVcNKlc1EGlAeR2FMXSfluYqpye/pD1dkt4vaW8/0IvU0osO6QCr3ca99w6ZHWifbrGP"
    "EEoRhRZpq7qwvS9FCa7hAWDeRbbM22XLvBkOHRLPi5v9SC3pCko/r//wBy301XPo1iob8V"
    "aD6bikR+oWnVRXkgzJqoD0W9bDx3DSYxHZbJBrx0tUutUYBwysb2cdOqGPzzFErShluoGa"
    "IX2m4iAMN9UC14n1QTb5ogrTUE0aXsBBhVqoUDs98V2T/ztWqOXJkkE4LrfE1pTimhBVrM"
    "bCrek7L9fstED/hDOubb025lRsYUdstGFmw8cP/6rEHKQRDvSeFWXHH2haDhEHU0uLsQ1h"
    "vHUvQXcLXEPqF53sYguBWWzB6UcI8R7TuI3a8/a3+zR0zt4fvOKx5WC6mRt9TGQcqI6UL6"
    "46OZGuBF6kqzrrXyLTDXHIcSL9I73Dp7yM27mljGIWyu0yo54ahHk+/S0d4jH33KIzeXk/"
    "niuJfjwrxKH2nrioZWGm44+IVu6adPAzL8yEEAeZLp+5DFKjbknIAfco4RL28PCuYle9ua"
    "v3qPzp/uaWytLaKuVEgyZa7TPyA66DWKSeNbG91DTFFirUJ1N34R+EV0GZcNDbLxFVcD4Q"
    "3Gq1Kg043WKyiocaHsGj2KtqgaG2+QKxn4pZqNiccEUUn+d0uEg+6SWbmLwBoa6rUK9E1M"
    "WyUEqpLyDTtC9VSLG3uKm4Au4sfi7u8TFHv3fI8SmK7Rw56Ojpc9AqNFzzWdLQUYYd0aE8"
    "s3Usrk7TsG5oPqyAhgahHSo1Hx75/PaMXEGhmeL26ZazGxsIhWaO6Kx2SHl6ehWaCYnD2f"
    "jaQ7ez8WoEbrOPPejAbXVsb1mYSIvszm9vk93ZwLEr0bSEt2TG/ThDuyV5uxFsFvuxeZA8"
    "HzX5mCQ2HmLPYLdQQWucyPEDgX8Q+KcI9aME/rW6llsly64O5V4kz8eVKov5+evzq7PL81"
    "yY5FdEMgQc9qrKbc8xZXfMHAKHK30qoEwqrocugRJgu3f9kwyrIdFdNJJ2haShjygRsqoa"
    "44cVs3pA7B1U0Go/S9arCUxW3EUZmNg2ZLkrg47Iwcgl0Eemg/+NOOczAYFl0LGvwGUUhD"
    "z6hIHTBWiPodP5lYONnS4bMZsbkTDOqwaFgC+lA74mqXqk2oRCVZADJxtCR6atCpJ4xYYg"
    "+CF7kqbklmWnYjE5bxFqCceJ75yKvblUy58yBif+W0K0ZuO186kOZTlTLFvicA5/nGSJ+E"
    "tKeIny8fuzpv/pUJxEEyaeHM4aPLhjiPdkBlLyOwfsTyeevXn38Ol2LGvI2CU8Ag/xjCdC"
    "o3KOmcj0NJ/A9JTblBcSNmXPjAJp01QBAtOUjGmK/jpZqnMMMC3BdIDQ2pDU9sqYY1b5ls"
    "gMexhPSzBQWFRTWJSJwL6z0cYjIXKtlx/Ry4x7Zq+NORWf3nEx2lijl1EisuluF+tmxGNr"
    "No3Soh8G5RAUC5quTFBnp0AZpKGh+ryLXeW83a7SVBrXSKo9UDpcQ2rnXZvViHrVNMI86O"
    "cj3/OxXAB6DaYh28MHodNtlX5f6T41JZCGNI/QPAW6deiqWVZKYQTSDvkSBN4keRdxppju"
    "7Lz8KdDad1laZoq5Ltnk+FF7D4PS/dMtB6F85ITOzOmTARQ674zv0JzWd6yUrB2rPr7PLA"
    "syHJcxGvJ81mVLa9/R6gzTz7Hj391gWGgWL8P2aBnPZMlBGcaVMf79QCLfNZ1bN/RbTH+V"
    "EVv2u9+SsQbd8HyMxi9/WpRWaJRQsJg/jP3DRyvkc+svgGUQyimoIMuhjrYSJxYtzvu52O"
    "usGmUADfWi4fN+i81EguIKSEOaR7G4Q5YDZDlMT/zAWQ5TafnvSIspi93YotM7ZErjFaji"
    "g73wQlV8chth80U/fCNhJQjC7eVsqwBB91Za94bz7ITnWagVM0BRBIsEHAklajmRAo6eOT"
    "iuwHFleuI1Oa7co80yPiZwTizpvVPxoWUTjxrfAREHe4BfQa3DjE94vstuxfkyrIZyeIQs"
    "QMzVdsUnmhwEpxmlTzOg0ewxGhfCNEFp1ERprC/rQfiFWNiJVPGkghJXE8+LK4kU8bhC0b"
    "SBQA5mXb3yUknNLiyV4czgmjwl/lf8AJNqI7YRuSF2uP1dAlYlPs5Tbt5FX3Fo0AUe8r4b"
    "uxkYdsS7x9gK0eNLJuNZTfSkDQwbSjn3ybPpGPRL2oysZB6Sa+irh6kmAD1jFDiMgFF4Qq"
    "Owim4treJhoA7+Purgx9T0ZDnDasjy8AYNcCIN4AqhaiBVefq0Haghj6jGe6/eA0FIvF48"
    "V4FAs5hm9mjHWPIKF4lILsOA4g4r2SFB0GchZzggecs6NteIvvVkhXlRSMKlXEUC0VuIxh"
    "tkYNdYEb8tULyD3lZ/iIYK3MBqMvHxY1vr9O2EF2gNmR5eVa7V+JKzJTWgOlI+RlZE3Zgp"
    "wToHqiPri6surC+u2lln97itRPuwzoH2Yl2xLXP8IlAW2WyQa5s9+hBzwSOxfvim67IWXv"
    "E4dDaZ1hwV2i3vEVr4mD6TxZKBFWUQLOcOJGNZaV2CwDLeznDJt9lT6a4+QT/O5910QIEK"
    "yOM8cRk3KBfbqCvAIzrCc23UmW+/5pEVlbfJIHssbTMRYcPVfPeRHVlpdIIE1WUY1NiX4D"
    "sk9Ol9nVgNMAgJ5HIXr5jHEuzYm+yWQ6MaLIraPlRgx9z5Ia8d0svRx0Ef0UudGe8XV6fz"
    "RWfrvY8C5D8j2c7aBejYX/oVdhwefWKpWaCAP8aE8Ww6PCVf+L7XoUdEZfllv+jueGYWFf"
    "mqDCUYNNZROYnJtNa9ym6UcTDDKs9wSwO3juanlk5uYHniWJ4eqfojeZDPIHCIlzjEb3AQ"
    "IE4kVGuyQAHYX6rAq7EW8cANfhk39POMXqnKDTBsBSpvBS76GhoOIevI67HlN9Ew20rPNg"
    "kNH1kIc8/qwm2pDoXtSWJ7SiNanpEfcJv6idLamtheO5Zib9U0uW0h8jdBv2loQGEW+s6C"
    "xc4VlSxcCTnUBIMkkpBEKX0+WkUB/TESGjMHCapznd5W0dJK664SpRed8wOh00dxCn9PUc"
    "FBg6yQkBVp+YS+vnEO/IgcafyKlwkl/bM9+Q84Ilp7JRelrPXO/eTigXQx6Zn07Ss+ePgj"
    "4pwrPzJO+guQliccEbE7LebeIoT/AKC9G+0908l5cKC8I+VDJOS2Pkw/3+HAebm5vOgXbM"
    "GBg2VeZct8NmE942c58CMSdEJdaddo0NanHBHB/aJCefUWJcw3PDjYbyTsN7zalpL7SMsj"
    "YC9ReS8pXpweAq8JPkI5J6Ux54w9mcETX1PeQnUG1E8rHr7KAVt+NrLpaU4yT7kB1I/t4b"
    "OVyTPyfUqbJNc1GDC9nWkf/YaskOs7FFXtKIE0ZLlTOaAzQTmgs2Y5IJuekEyp+sYFQkOK"
    "B1/I1hOy1pzAgh8+PbxviSzIEXVVA1vhyX9PHByM5gmf/XUVufErdLKMsBNiN/iWfd53s/"
    "1rH4yhio6Z0fzN/fXP9Rl48+7hpq48sgfc1CvLmv4jCsLebhge/ohSpLimhSfTCQ3kEYuj"
    "7oliyKo4baJn9h0+xnpLyMjvHADiu4P4ZmT1Wdw1IIRH7rS+894pjTkQG2waYDDVKG2qCU"
    "O08UKZOMwyRJstZLCIwaLlj+SLUwFCm0Wl35rIYxPRZ5arSJhmpacZumnu1f5Ef2YQ9rGs"
    "cqBAOXTX3FmIjdFds7xWB+FZ8y6bnHdbuttmuRAnsiL2VXldS25S8NsfPyLHbLFq57zfZo"
    "/SiPyq6yUuf75BQWA+ot35ijuP3idP04kytuxGbuWasfaXyjmjhdetjV3zKY1HD9rg9dd8"
    "fuLfVmuOCp1N96VVtXc27RGBAycV9U8qzEMoXVGhAEFUm0RUW5+OIpo3cBmhDwAcveEcOD"
    "nxI54DY4kwCMEP2ZM0JbcsO6WPfiNr51G4JF9nfL08ubdNIy9GjauJ28RFqdXZjuJ/0SG/"
    "NFZuSDxsxTtg1sweVPaJVfY1/Zl8orfnv2VYDbfBiw68X7TSfqGUwqGYg3v0nmWZbGnwLI"
    "rvKKMguKNvcIfno2dMIo45T7DGSxj91vdllxjfy/YQ38tmL+FsE+1KcA7QUE6fd6H3vJ3e"
    "Zr4L/ZG8Ivvt9OYA/Rbvogu7i3Z2F81aNeaLQ0zOHtgeP12C7D+AehoL4Sih0paPeoaVVJ"
    "FgrFXbWBuhHlNcoGB61Z7e4qQtNb8FDEJmVZvfhrV0MotTmtg449ucsrunW6xO6bjxXcBg"
    "PJrWeJRUjZZNDK+iNDyUDJ8WbhGb1/9DkHSYAUBl3kFlpnpvIJuynCE0XNcXnRKWLwQJyx"
    "fNhOVH33T7HUuqSNBbldNrqk3K+xbpGbw2D0zziLkrQZ8Q+ypKPzva8E6OTPZJU90AarhP"
    "QcDQwZENAUPTBgwVYmEQljVPG2kIUcUih4pFzjXkVN4BkSUnX0hgytHdlBP/LUF0Nl7DHW"
    "3e6Zg7Fxxz581j7obYveuMZ9j9cT37cP3h9uNsL3RfdSD7qpXqqzrRSUNBmaVcIDRczMO7"
    "8K3IZ6WiOYqCoEZRCaMhyWddpHO7cK4z7JDQ2NCNkvSOzKw+YY9y4+3d24eDFBvMquGSTc"
    "uq3s54Gb9Hvh9uPt1+/OftfigfvoF83KdHyrFRINSopsg+Vptqir+bofWUMdh1RiogNSZF"
    "qxKXELfVZyoOznJu+tYT6z7ep41BFQoBPirPs+1jxzHISkZ9LmPAO6JsCkgv8ahX9dqQOF"
    "LB3dl4NfQGrZS5xKxh0KN3QDj2ENGb0IDC69Cz2C03NO6euKilHrnFj4o7uhrkdF0j/5lX"
    "dERAXhkEBJoO/rc0gQXo2AlcIV7EpYC8DHDsxNn4GdvIteXYq6COncKVQ36XXHwZ4tipo1"
    "+bZ1AUdwHJQcfOXoCCALNgBpPXjJr+7LaTUwUmMkAc3mFVwCEzKNTrd3nINehBktuLRvAC"
    "13DHvhBjOnq9y1XksfPoIXPdZznWcEAjpaPXcqwij51HB63CPsuxhgMaKR29lmMVeew8Lp"
    "FrPW1Mfy1jjK+A9LPGDxMwJJHSXHKBOcgPd68Ffs0ec3jT0BZ8XPUSuqbzEgxQMP06fhAO"
    "xnrJpyaKybJgkFL836dP0pWpZFs1PMJQuzcuiJ/2gYzoIpicMGjz0Jmr30jkU0ljIJc+bA"
    "Cx9UPyvFv6uBddOXPIAO/hO6Lt+7dBmyXyd6foPn6OrizFhY0HaqyiNUfQhEaKsqy4z+5s"
    "lcoJ6ciURwI8jJbwIX2Srkz5yCKbDXJtcxi+PlaepzNrroUdZCx9ZK6HoS1+4A17nq60Bf"
    "iRKpC7s/Upfo62LNHfOYAW+ok9RluOQuIZ9C1E9PkDUEWf9jF5mE6EjZ3onu6MLXnuxb4p"
    "TnNPd+p44KBZ7rUmdcHLZkmcpOsFJL+3rqZ9J7+n0yJBdYHQMJ11+JzhL6lTStZdVcYdvb"
    "PKTM31nb2mOeLYqYPyTVC+aXriBy7fNF1xoSBMfiZf5Ypvbte42DAoK6S7ZsX8PrIlCsuY"
    "sSTu4XNeigmwLBK5nKzhdopLEA33tOH1170fEBSLTRmbX3PDX8EC5baA7KzdKka2rHarxO"
    "HqADmUiFEbV6P6R0Ri5Y6jTyW3tmhTX9igCXWp6c0nCulUQwnHdp1qyVOn0je1xRDAVaZ0"
    "fsm/v31zd3/97pv51WlS7CP44uDkBFXuCljbhQJOILCQ2BQBxIqJ9XzMK8YhpDbHTGO8Oi"
    "B2exQMgoJQ6hcKCkjk894awa6aIzQ81I1SlTfrPWxYDgnkJVQdDPvAFkn1TH/8IzKeGYey"
    "dDfBR0j34lyCbsqUGWKHezQUUl0FHiHNdFX/uTPNtvlibMiz7Houw4DiJsXKHM9r4YTcc3"
    "oz5FB0YK8FPA5/cq+HnWSV7SDwRC33yCEVKhyT9kmKs01vtpqa9rG9Jrh/z4sMqyHRXbrD"
    "tjeHbfSGjanpyXKG1ZDl+WWX42L9gF86LV7qE8SmkLMqrt9v9DEI1pDHqTJ3P/zF0ekO4Q"
    "WmC2mu4IBkMcmhuUZ0SZIV5tlgRTTXkEC0mGgfB2sjsIgvKzWqwGMSvznPCwme0VcPWaxn"
    "hI/CyOe0PheSzUEf48KWITxpGJ+GTHY9h1RAOupur7oa+4XWfs6emFag7HUiycBaEt6Jbo"
    "nOTklqvZwZqYzRL2pu+MBP6AzUR0wfnCOY7qqYPq7HNFeRMM1KTzMkKe2zQ1CcvS/JdAUE"
    "NEMu2M6Ca6hcsObSHoRh7Wpc1OmtvNGK5dnVyrG0up2rJVu2uZ3LFWOG9zvX3Ms1NzQVGK"
    "afaJ2/gud5Ws+zjVcrxHpy87rctPdrq8H237ZtGmVylAZtKxK5fQ5vZRzo9Err9CWJJznJ"
    "VSS0dD2EWV7KZjo3gGD12n50c0mbDZdPcjZeP24vOlnJLwRG8gtOSDyYIeB8PDnxmtRKYQ"
    "foO/cNsdGMe34r3T8Vn93YSdXALmXEnjLV18aPKJAqNVEgtDulXXaJ5LtsD+W7PN9aPgVM"
    "/8egQEZBrzNCCQYHBMXnV9YXXoKAJiWvSTH6BlGifgq0an9Q159Ky0xB1cl02tWmxC+xTW"
    "WinA+vLEF2lToyQKQ9QXYVZFcpsthHKJlmZZmmfYIZC7SG2sXACVb0s1bY5gsSYTh0FQix"
    "56gyAZxiHGRpLuOyA0bkSXLdBAPfW/h2yKNBbFs2QagMA463cLw0A2T43KhzccW2Mg5Y3s"
    "LyE/Hxv9n5xXzhrOZWTa8O00nbW8zPX59fnV2e50pefkWk23H0uGizMX1O0qtAkSsgGmoX"
    "o3jd4gw1qUicAgFBODsE4aDnNtVOUKD8uVWr02GBD+XWgESVIzNzg7fqKKbZdE3nJcCBpE"
    "ejBtNQcA4f6wTBOBCMMz3xIyarZEJhEI6vSw/TlOKaEJX22UHTZekpGLmFadIil+/mzLrn"
    "Cr2ccafe4Z2c4lSeciNTcHGCi3Nq1QBcnNNrZMP7OH22l0haznPMMVrNF+en8wU0jjju8z"
    "kcGuHQOD3xumRwhMSb8bVzdmebck7HTJitEZo+BcnIgAIByri8Mm6R/qWYc7CGYnf48nJQ"
    "yW9vVCfFJvtyXaD1y78d/sADuc3jRllgfhCn8MyTgyDHSuVTj3TxBSi6IOGIRB6xnuSMjD"
    "lkfxbGV2OxO4l50UHPqMW6uH3fzcH6re6rDov7qnVtXzV87Mi1ufW3bwhxkOm2GEsKVI3h"
    "JSGjWRfzK3vu5PHw8K6yD9zc1Vbv+5/ub26pYlmzPfIWtclrtNkupnOAfgt5eDEdk2VEbo"
    "g5gkOs5tSgoOyorOxMauJVbF7HfqfMVYh8o5+jtYkFZainMkTIulcEcQUIUk01qdbwpUxp"
    "6P+ILESnYNZq788GnG43+xt+Mnb8+gOFzT45ckEZArXcAtN7YZoy6vD5PjTbhHbRTxOaJ5"
    "SbgDHtE5P6X3oxPbu/fv/T9bvZXtge3glj+9jhLGyhOSjHgDFIwhhE55CpY30SxipICEhT"
    "Tq+vpOebTmiw7AAcslzOjVSOPg+r0649WKL+CvsBpYrtAo4cxxxkL4YVOxoPTbDpOEZc0s"
    "ffyK5iHhQoblIcd4AM0qWIOMfTVoY5SCC4leAgpOqKQTzE0Su3UVzFAsmtJEfumu6IPRgu"
    "AYHeVnpt5OI+IqLAaWOLH4xaqvnhOB3UsBwSSLHLg8Lq5SSNhciTK/STAfZf52f211Xkxp"
    "UiT5YRdkLsBt+yz/turKP9vqv/QKoMpMpMT7wmqTJxqXSu6ywroi7ymbFK5BOmyoAvbLB3"
    "/lTgC4v/liA6G6+hgJ13inCfCyLc580Id7QxeaFfglp2GWCQUCCF1vLioksZOzqq3TNw0S"
    "hkhwODHsx4rSWE3oEyDBwEEg4CSlzwQhXgjTzhBQ4Yl2AcSjX2mYCDcMlIhFqVjN4eNtbo"
    "Zff6UNcepvr84U57sy5URVDZaOORELnWyzB03RUP1Ji2Ddosqdq/M1v38XN0ZSkxXO5M0g"
    "N7jLYcPSPfp2/hADSlT9KVqUon0Z3ZqnYw1YWvcQ0l18jH1tOMaypJ752KjSVmMUoZa0mr"
    "Z4BrLOH4AtKzorq2kkE8Ae22ESp3gtaWTnxqSxANLSSLi4tOR/gLwRH+opHO43FaCwmqVn"
    "u8ZkI6sDuK/Yl+ItVZOWfHdv9WCQKdLCR9WZNmz/zxPwVUUVE="
)
