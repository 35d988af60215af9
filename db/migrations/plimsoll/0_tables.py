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
    "cLCBEUKULQ+ZBJQuKhpAfgwbnhnP/MPAdvAuI43147yA9nfzn5z8w1N4j+o37r9GRmel75"
    "BrsUmksnHm2yQUE8ahmEvmmxh61MJ0D0ko0Cy8deiIlLr7qR47CLxKIDsftYXIpc/CVCRk"
    "geUfiEfHrjl19mHvHDFXEwYQ8PEB3gWmj266/0f9i10VcUsHHsv97aWGHk2JWfgW2Gi68b"
    "4YsXX3vzZPpv45HseywNizjRxi1Gey/hE3Hz4fRrsquPyEW+GSK79MvYF08pyC4lP4JeCP"
    "0I5V/SLi7YaGVGTlhiYmkU12aG8f7hs/Hp9rNhzCS4s4jLeMduGMS/f2N+NRzkPoZP9L9n"
    "iz+Szyl4SEaxD/zn9cc3f7/++M3Z4v/YBxI6ecmcvk/vLOJbf8SPMEMzeUjMekFzPjENsm"
    "/w450b8ukuo2qk0x/Sh/TsQsF6sQj3Qfsj+xJ/+vNicXb2evHq7PLq4vz164urV1d0bPyN"
    "m7deC+bm5u5vd+8/V6eFXWCTUSb/Gfk4fOGv9Fs32sT039GvaqZs16ahwA+z9qeehsrqn7"
    "/qsPrnr1pXP7tVJdwiNmeldyM7w2pI9FBipiA6xKHTwjRfouQADeldvOqykOmoVoLje1WG"
    "NygIzEcpjksQDVmev+pEMxsmkBhNoolvI9+QU0fKmF5UpyqHmkwPLy6Cl82SODIMFwj9+F"
    "10ExcCadHY956QtW7S+8Onh/d8enNAjV0bW+HJf08cHHTR8hRjWcAqY4I9eRMEX5wym9/c"
    "X/9cJ/rNu4ebmBsShI9+/JT4ATd11n3EuDHMsEn99/ROiDeohf4Ksj4HKfTb7B8HKLoFU/"
    "H57v720+fr+w+V+fj++vMtu7OIr77Urn5zWZuj/CEn/3/3+e8n7L8n/3p4f1uftnzc53/N"
    "2Hcyo5AYLvndMO0yJ9nl7FJlmulc9ZnjEmyACT6cV+3g5jd3ZEgqAXWcfhvVMIoAcwGt1l"
    "zvRMWHVOX9LfERfnR/RC8Ns61GdO4Q+1B+2mHx/ke2uLKrxVf0zd9z91ljzVEabOSgMCbi"
    "I30VPt69+TyLKV+a1vp307eNCvfsDlmQ2pV8bPPWZrGpXzFdamXY6W9h37xwSbqm8xLgZJ"
    "E0HZbZ3dMtPst4HJrQa/kLfXvp2mFjLMekEto2IjfETjIQ/Jngz5xaTk/iz/QZjQFTXJcv"
    "kpslB6qhj2IsyzmQse1KkJ2sO9Wo3rd5ZwYGWfG1fj7xOUCk7+tFPFPg6ys22zl7RTwysI"
    "bCYfhwh+cTtoA50uF7ZOGN6bQYLiVYfakmuG9T/Ficz17NJlirt2/u7q/ffTNfnCbmJpUV"
    "ONGcM/bPGxTTBSnnhM8B+pmD510W8Hn7Am6yW2gFffwrVSx40ZT2sqywi4OnXjNdg4I3Te"
    "l5NrET+VIiswTRT2hedIpaXgiClhfNmGXslJChOAfoR/DwNlfV5SMprBpgEFcqiyszDNHG"
    "CzkqdKszqQzZnzPp1VgvU+JJWszPX59fnV2e5w6k/IrIb9T0EW2IjaQi/TlAP9E075qxIk"
    "pYaeSrRKFDCCfa/xl9bVmxJYgOJIvkz+3Pn8WOoFz8vHt4/7dseN07VFvSpr9GIQvO2Dj+"
    "rjKrm4PVYQ5qe3CnhX4mWOhnzYXu+YSKWePJDJ5kGK/B9CP78rwD15fnrVSzWzVPpxv8jn"
    "wpJ3MJsn8n8+yvq8i1GIsnywg7IXaDb9nnfTeBV2kU13O6hkOyRq6MatLAgX5S108sypCD"
    "2LeQp5eLBYqbFAc8H4/IJZ1BwB1dFuJNh+mkuUqquUePJllJNeL3lq1UkM8kQUC/Ji/YdZ"
    "Ni3/74ETlmi5adE/99+iSNeK9GrOhCpF9qZ54+xc/RiaWRc988TN//GT/zLbl3uiXvzcPG"
    "Gr2MkPcGh3KVSmKL/5YgOhuv4a49iovM89EKf5VzGmQIHTm+7EJx3QtfYviyTrCNHxFPx2"
    "8nuEBoJy+G98d4yN/gIFZ3ZHwyNRj4ZYb3y5QUWrmpqQNhcgafHDiO12cqDi5ii756mD6u"
    "xzRXkRCXV3mWHTMIjSjo9TrXsTDTKs+0j57JumcGaBkJs6zyLNPXUbbIRgmioVE2urua0T"
    "eIp/qn9EEHRndXJ3Vpmal2mjaycXjrhn6bV7G4f7rFs8hGGogOxeMcq7WeKMNxEAsKAarp"
    "c8xnqHPKcAYA4dvlnCacS55Ndi5ZXnUES/8AdEa6PxFZpbGMAcHVQXAlhK3pr5OnOUNpSP"
    "Twh3XT6K7seq6g9EtmHWVBS+ZoFwgNF/Lwh3bJ8jdkhQlJEizXYPot5eHLOqaUSdYmLYP0"
    "Y3n4aGsQbTam31Kku0VvLyAaioxRjqz6yAzkxHKB0G8Vj0LxEq0I7+R1e1i6QEAd2B0KBa"
    "1CnqtVcHgmAwDrO4T7WQljqSSMAgHZF4NPx5PphAbyiMU5rCdygVVx2hym2bMHzPPRMyZR"
    "0OO0ZA2ooT4zvMooyzKQu4XcRhxz0pjb35FZjVFxbp92ibg90ZETpvNPHfM5qgDbIUWA9N"
    "r8QBrrKo1vfLJG/n3a14grkatDtkjlZTzYSBsljZIJYVoWiZI314r8gPiQCaGYoC7NUPcI"
    "QQ4BodFBP05XvtROWGAgE6L3VrgkNseRLXAApuOhUPgOrg8fWQg/90xhrkAhIUW5hBRldK"
    "G8bgFXDSpXNRBpQHkdhTF0n5bmKqcnv6Q9XZLeL2lvP9CL1NKLDsmA1W7j3nuHzA60T7fY"
    "R0iliEKLtFVd2N6XogTX0ACYd5Et83bZMm+mQ4fE8+JmP1JLuoLSL+o/vKGFvnoO3VplM9"
    "5qMB2X9EjdopPqSpIpWRWQfst6+BxOahaRzQa5drxEpVuNccDA+nbWoRP6+BxD1opSrhuo"
    "GdJnKg7CcVMtcJ14H2QPX1RhGqpJwws4qFALFWqnJ77r4f+OFWp5smQQjsstsTWluCZEFa"
    "uxcGv6zss1sxbon3DG9a3XxpyKPeyIjTbMbPj46V+VnIM0w4Hes6LM/IGm5ZBxMLW0GNsR"
    "xlv3EnS3wDWkftHJL7YQuMUWnH6EkO8xTdio/dz+9piGzqf3B694bDmYbuZGHxcZB6oj5Y"
    "urTkGkK0EU6arO+pfIdEMccoJI/0jv8Ckv43ZuKaOYh3K7zKgfDcK8mP6WDvGYa7foTF7e"
    "j+dKoh/PCnGovScualmY6fgjopW7Jh38zEszIcRBpstnLoPUqFsScsA9SriEPTy8q/hVb+"
    "7qPSp/ur+5pbK0tko52aCJVvuM/IAbIBapZ01sLzVNsYUK9cnUXfgHEVVQJh309ktEFZwP"
    "BLd6rUoDTre4rOKhhkfwKP6qWmKobb5A7qdiHio2J1wRxec5HS6ST3rJJiZvQKjrKtQrGX"
    "WxLJRS6gvINO1LFVLsLe5RXAF3Fv8s7vExR793yIkpiv0cOejo6XPQKjRc81nS0VGGHZFR"
    "nvk6FlenaVo3NB9WQEOD1A6Vmg+PbL89I1dQaKa4fbrFdmMDodDMEdlqh3ROT69CMyFxOB"
    "tfe+p2Nl6NxG32sQeduK2O7y1LE2mR3fntbbI7Gzh2JZqW9JbMuR+f0G45vN1INovj2DxI"
    "fh41+ZgkNx5yz2C3UEFrnCjwA4l/kPinCPWjJP61hpZbJcuuAeVeJM/HlSqL+fnr86uzy/"
    "NcmORXRDIEAvaqym3PMWV3zBwCxpU+FVAmFddDl0AJsN27/kmG1ZDoLhpJu0LS0EeUSFlV"
    "jfHDylk9IPYOKmm1nyfr1QQuK+6iDExsG7LclUFHFGDkEugj08H/Rhz7TEBgGXTsK3AZBS"
    "GPPmHidAHaY+p0fuVgc6fLTszmRiTM86pBIeFL6YSvSaoeqTahUBXkwMmG1JFpq4IkUbEh"
    "CH7InqQpuWXZqVhOzluEWtJx4jun4mgu1fKnzMGJ/5YQrdl47WKqQ3nOFDstcTjGH+ewRP"
    "wlJaJE+fj9edP/dChBogkPnhzOGjw4M8R7MgMp+Z0D9qcTz968e/h0O5Y3ZOwSHoGHeM4T"
    "oVM5x0zkeppP4HrKfcoLCZ+yZ0aBtGuqAIFrSsY1RX+dLNU5BpiWYDpAaG1IantlzDGrfE"
    "tkhj2cpyUYKCyqKSzKZGDf2WjjkRC51suP6GXGtdlrY07F1jsuRhtr9DJKRjbd7WLdjHhs"
    "zaZZWvTDoByCYknTlQnqHBQogzR0VJ938auct/tVmkrjGkm1B0qHa0jtvGuzGlGvmkaaB/"
    "185Hs+lktAr8E0ZHv4JHS6rdLvK92npgTSkOYRmqdAtw5dNctKKYxAOiBfgsCbJB8izhTT"
    "nYOXPwVaxy5Ly0yx0CWbHD9q72FQun+6xRDKR04YzJz+MIBC9s74Ac1pY8dKydqx6uP7zL"
    "Mgw3EZoyHPZ122tPYdrc4w/Rw7/t0NhoVu8TJsj57xTJYclGNcGeffDyTyXdO5dUO/xfVX"
    "GbFlv/stGWvQDc/HaPzyp0VphUYJBYvFw9g/fLRCPrf+AngGoZyCCrIc6mgrYbFoYe/nYq"
    "+zapQBNNSLhj/3W2wmEhRXQBrSPIrHHU45wCmH6Ykf+JTDVFr+O9LiymI3tuj0DpnSeQWq"
    "+GAvvFAVn9xH2HzRD99JWEmCcHsF2ypA0L2V1r3Bnp3QnoVaMQMURbBIwJFQopYTKeDomQ"
    "NzBcyV6YnXxFy5R5tlbCZwLJb03qnYaNnEo8YPQMTJHhBXUMuY8QkvdtmtOF+G1VAOj3AK"
    "EHO1XbFFk4PAmlHamgGNZo/ZuJCmCUqjJkpjfVkPwi/kwk6kiicVlLiaeF5cSaSIxxWKpk"
    "0EcjDr6pWXSmp2YakMZw7X5Cnxv+IHmFQbsY3IDbHD7e8SsCrx8Tnl5l30FYcGXeAh77ux"
    "m4FhR7x7jK0QPb5kMp7VRE/awLChlHOfPJuOQb+kzchK5iG5hr56mGoC0DNGAWMEnMITOo"
    "VVDGtplQ8DdfD3UQc/pqYnyxlWQ5aHd2hAEGmAUAhVA6nK06ftQA15RDXee/UeCELi9eK5"
    "CgSaxTSzRzvGkle4SERyGQYUd1jJDgmCPgs5wwHJW9axuUb0rScrzMtCEi7lKhKI3kI03i"
    "ADu8aK+G2J4h30tvpDNFTgBlaTiY8f21qnbye8QGvI9PCqcq3Gl5wvqQHVkfIxTkXUnZkS"
    "rHOgOrK+uOrC+uKqnXV2j9tKtA/rHGgv1hXbMscvAmWRzQa5ttmjDzEXPBLrh++6LmvhlY"
    "hDZ5dpLVCh3fIeoYWP6TNZLJlYUQbBcu5AMpaV1iUILOPtDJdimz2V7uoT9ON83k0HFKiA"
    "PM6TkHGDcrGPugI8IhOe66POYvu1iKyovE0G2WNpm4kIG67mu4/syEqzEySoLsOgxr4E3y"
    "GhT+8bxGqAQUggl7t4xTyWYMfeZLecGtVgUdT2oQI75s4Pee2QXoE+DvqIXurMeb+4Op0v"
    "OnvvfRQg/xnJdtYuQMf+0q+w4/DoE0vNAgX8MSaMZ9PhKfnC970OPSIqyy/7RffAM/OoyF"
    "dlKMGgsY7Kh5hMa92r7EYZBzOs8gy3NHDr6H5q6eQGnieO5+mRqj+ShnwGASNewojf4CBA"
    "nEyo1sMCBWB/RwVejbWIB27wy7ihn2f0OqrcAMNWoPJW4KKvoeEQso68Hlt+Ew2zrfRsk9"
    "DwkYUw11YXbkt1KGxPEttTmtHyjPyA29RPdKytie21Yyn2Vk1zti1E/iboNw0NKMxC31mw"
    "mF1ROYUrIYeaYJBEEpIopc9HqyigP0ZCY+YgQXWu09sqWlpp3VWi9KJzfiB0+ig+wt9TVH"
    "DQICskZEVaPqFvbJwDP6JAGr/iZUJJ/9Oe/AccEa29DhelrPU++8nFA+li0jPp21d88PBH"
    "xDlXfmSc9BcgLU84ImJ3Wsy9RQj/AUB7N9p7HifnwYHyjpQPcSC39WH6xQ4HPpeby4t+yR"
    "YcOHjmVfbMZxPWM3+WAz8iQSfUlXbNBm19yhER3C8rlFdvUcJ9w4OD/0bCf8OrbSm5j7Q8"
    "AvYSlfeS4sXpIfCa4COUc1Iac87Ykxk88TXlLVRnQP204uGrHLDlZyObWnOS55QbQP3YHv"
    "60MnlGvk9pk+S6BgOmtzPto9+QFXJjh6KqHSWQhix3Kgd0JigHdNYsB2RTC8mUqm9cIDSk"
    "ePCFbD0ha81JLPjh08P7lsyCHFFXNbAVnvz3xMHBaJHw2V9XkRu/QifLCDshdoNv2ed9N9"
    "u/9sEYquiYGc3f3F//XJ+BN+8eburKI3vATb2yrOk/oiDsHYbh4Y/oiBTXtfBkOqGBPGJx"
    "1D1RDlkVp032zL7Tx1hvCRn5nQNAfHcQ34ysPou7BoT0yJ3Wd947pTEHYodNAwyuGqVdNW"
    "GINl4ok4dZhmizhQyWMVi0/JF8cSpAaLOo9FsTeWwi+sxyFQnTrPQ0QzfNvfqf6M8Mwj6e"
    "VQ4UKIfumjsLsTG6a5bX6iA8a95lk/NuS3fbLBfiRFbEviqva8lNCn7740fkmC1e7Zz32+"
    "xRGpFfDb3E5c83KAjMR7Q7X3Hn0fvkaTpRxpbdyK1cM9b+UrEzWnjd2tg1n9J49KANXn/N"
    "5yf+bbXmqNDZdF9aVXtn0x4ZOGCpqG+psAihdEWFAgRZbRJZbX06imjewGWEPgBgeoMdOD"
    "nxI9qBsUQYhOCH7EmakluWndKm38jaeRQuydcZXy9P7m3TyItR42riNnFR6nW2o/hfdMgv"
    "jZUbEg9b8Q6YNbMHlX1ilX1Nfyaf6O3n3zKshtvgRQfeL1ppv1BK4VAswD16z7JMtjR4Fu"
    "V3lFGQ3NE3ucPz0TMmEcedJ1jjJYx+6/uyS47vZXuK72Wzl3C2iXYlOAdoKKfPu9B73k5v"
    "87wL/ZG8Ivvt9OYA/Rbvogu7i3Z2F81aNeaLQ0zOHtieP12C7D+BehoP4Sip0paPeqaVVJ"
    "HgrFXbWRuhHlNcoGB61Z7ewtKWmt8CBimzqs1vw1s6mccpPdg44/ucsrunW7xO6bjxQ8Dg"
    "PJrWeZRUjZY9GF5FaWiUDH8s3CI2r/+H4NBhBgCVeQeVmeq9geyR5Qyh4bq+6HRg+UJwYP"
    "mieWD50TfdfmZJFQl6q3J6TbVJed8iPYPX5oFpHvHsStAnxb6K0s+PNnyQI5N90lQ3gBru"
    "U5AwdHBkQ8LQtAlDhVgYhGXNj400hKhimUPFIuc6cirvgMiTky8kcOXo7sqJ/5YgOhuv4Y"
    "4272TmzgVm7rxp5m6I3bvOeIbdH9ezD9cfbj/O9kL3VQeyr1qpvqoTnTQUlFnKBULDxTx8"
    "CN+KfFYqmqMoCGoUlTAaknzWRTq3C+c6ww4JjQ3dKEnvzMzqE/YoN97evX04SLHBvBou2b"
    "Ss6u2Ml/F75Pvh5tPtx3/e7ofy4RvIx316pAIbBUKNaorsY7Wppvi7GVpPGYNdZ6QCUmNS"
    "tCpxCXlbfabi4Dznpm89se7jfdoYVKGQ4KPyPNs+dhyDrGTU5zIGoiPKHgHpJR71ql4bEk"
    "cquTsbr4beoJUyl7g1DGp6B4TjDxG9CQ0ovA49i91yU+PuiYta6pFb/Ky4o6tBTtc18p95"
    "RUcE5JVBQKDp4H9LE1iAjp3AFeJlXArIywDHTpyNn7GNXFuOvQrq2CmkOESFGccQFDBYBh"
    "07gSuH/C759maIY6eOfm2eR1bcRiUHHTt7AQoCzLJBTF43b/qz20zPCkzkwTk8a1/AIfPI"
    "1Augecg1qCXObeYjeIFruGNfiDEdvd7lKvLYefSQue6zHGs4oJHS0Ws5VpHHzqODVmGf5V"
    "jDAY2Ujl7LsYo8dh6XyLWeNqa/lolmVED6hTOGybiSOBNeiiE6yA93L6Z+zR5zeNPQlr1d"
    "DbO6pvMSDFBx/jp+EA7GesmnJorJsmCQXgbfp0/SlalkWzU8wlC7d36In/aBjBhjmZww6J"
    "PRmavfSORTSWMglz5sALH1Q/K8W/q4F105c8gA7+E7ou37t0GbJfJ3p+g+fo6uLMWVoQfq"
    "TKM1R9DFR4qyrDrS7myV6jHpyJRHAjyMlvAhfZKuTPnIIpsNcm1zGL4+Vp6nM2uuhR1kLH"
    "1kroehLX7gDXuerrQF+JEqkLuz9Sl+jrYs0d85gBb6iT1GW45C4hn0LUT0+QNQRZ/2MXmY"
    "ToSNXSkg3RlbCgUU+6a4TkC6U8cDBy0TUOvyF7xslsRJ2oZA9YDW1bTv6gHptEhQXSA0PA"
    "88/KHrL2lQSjZcVcYdfbDKTN31naOmOeLYqYP6V1D/anriB65/NV11piBMfiZf5Ypvbte4"
    "2DCoy6S7ZsXiPrI1HsuYsSTu4XNeygmwLBK5nGz7dopLEA33tOH1170bCIrlpozNr7nhr2"
    "CBcltAdtZuFSNbVrtVwrg6QA4lctTG1aj+EZFYuePoU8mtLdrUFzZoQl1qeveJQjrVUMKx"
    "Xada8tSp9E1tcQRwlSmdX/Lvb9/c3V+/+2Z+dZpUSwm+ODixoMptFWu7UMBJBBYSmyKAWD"
    "Gxno951UyE1OaYaZxXB8Ruj4pLUFFL/UpLAYl83lsj2FVzhIZG3ShljbPmzYblkEBeQtXB"
    "sA9skVTP9Mc/IuOZcShLdxN8hHQvziXopkyZIXa4pqGQ6irwCGmmq/rPnWm2zRdjQ55l13"
    "MZBhQ3KVbGPK+lE3Lt9GbKochgryU8Dm+519NOstKAkHiiVnjkkCo9jkn7JNXtpndbTU37"
    "2FET3L9pSIbVkOgu7XXbu+s2muvG1PRkOcNqyPL8sou5WDfwS9bipT5JbAoFq+IGCEYfh2"
    "ANeZwqc3fjL85OdwgvMV1IcwUHJItJDs01okuSrDDPByuiuYYEosVE+zhYG4FFfFmpUQUe"
    "k/jNeV5I8Iy+eshiTTd8FEY+p3e8kGwO+hgXtgzhPjID4qYpk13tkApIR93tVVdnv9Dbz9"
    "kT0wqUvSySDKwl4Z3olmiNlRytl3MjlTH6Zc0Nn/gJrZX6iOmDCwTTXRXTx/WY5ioSplnp"
    "aYZDSvtssRSf3pdkugICmuEs2M6Ca6izYM2lPQjD2tW4qNNbeaMVO2dXK8fSGnaulmzZFn"
    "YuV4wZPu5cCy/XwtBUYJh+onX+CpHnaSPPNl6tEGtqzmsT1N7wrgbbf9+7aZTJUTrcrUjk"
    "9jHeyjjQ6ZXW6UsST3KSq0joiXsIs7yUPencAILXa7vp5pI2Hy6f5Gy8ftxedPKSXwic5B"
    "eclHhwQ4B9PDnxmtRKYQb0nfuG2GjGtd9K90/FthuzVA3sUkbsKY/62viR29hR0Pw9R2hn"
    "pV12yeS7bE/luzzfWj4FXP/HoEBGQS8boQQDA0Hx+ZWNhZcgoEnJa1KMvkGUqJ8Crdof1P"
    "Wn0jJTUHUynXa1KYlLbFOZKOfDK0twukodGSDSnuB0FZyuUmSxj1AyzcpOmvZJZizQGmoX"
    "Ax+wop+1wjZfkAjToatAyD1HlQngFOMgS3MZlx0wIk+S6yYY+N7Ct0MeDWLbsgeEyjDgeA"
    "vHSzNAhs/NOhdXbCvjgOUtLD8RH/+b2S/mC2c1t2p6dZhO2t5ifv76/Ors8jxX8vIrIt2O"
    "o8dFm43pcw69ChS5AqKhdjFK1C0+oSaViVMgIAlnhyQc9Nym2gkKlD+3anU6LPChwhpwUO"
    "XI3NwQrTqKaTZd03kJcCAZ0ajBNBScw+c6QTIOJONMT/yIh1UyoTAIx9elh2lKcU2ISsfs"
    "oOmy9BSM3MI0aZHLD3Nm3XOFUc64U+/wQU7xUZ5yI1MIcUKIc2rVAEKc02tkw8c4fbaXSH"
    "rOc8wxes0X56fzBTSOOG77HIxGMBqnJ16XExwh8WZ87Zzd2aac0zETntYITZ+CZGRAgQBl"
    "XF4Zt0j/Usw5WEOxO3x5Oajktzeqk2KTfbku0Pqdvx3e4IGzzeNmWWB+EqfQ5slBcMZKZa"
    "tHuvgCFF2QCEQij1hPck7GHLI/D+OrsdidxL3ooGfU4l3cvu/mYP1W91WHxX3VuravGjF2"
    "5Nrc+ts3hDjIdFucJQWqxvCSkNG8i/mVPXfyeHh4V9kHbu5qq/f9T/c3t1SxrPkeeYva5D"
    "XabBfTOUC/hTy8mI7JMiI3xBzBIVZzalBQdlRWdiZ18So2r2O/U+YqRL7RL9DaxIIy1FMZ"
    "ImTdK4O4AgSppppUa8RSpnT0f0QWolMwa/X3ZwNOt7v9DT8ZO379gcJnn5hcUIZArbDA9F"
    "GYpow6fL4PzTehXfbThO4J5SZgTP/EpPGXXkzP7q/f/3T9brYXtocPwtg+djgLW+gOyjHg"
    "DJJwBtE5ZOpYnwNjFSQkpCmn11eO55tOaLDTAThkZzk3Umf0eViddu3BDuqvsB9Qqtgu4M"
    "hxzEH2Ylgx03hogk3HMeKSPv5GdhXzoEBxk+K4A2SQLkXEMU9bGeYggeBWgoOQqisG8RBH"
    "r9xGcRULJLeSHLlruiP2YLgEBHpb6bWRi/uIiAKnjS9+MGqp5ofj46CG5ZBAil0eFFYv59"
    "BYiDy5Qj8ZYP91fmZ/XUVuXCnyZBlhJ8Ru8C37vO/GMu33Xf0HjsrAUZnpidfkqExcKp0b"
    "OsuKqItiZqwS+YRHZSAWNtg7fyqIhcV/SxCdjddQwM47ZbjPBRnu82aGO9qYvNQvQS27DD"
    "BIKpBCa3lx0aWMHR3VHhm4aBSyw4FBDTNeawlhdKAMgwCBRICAEhe8UAV4I094gQPGJRiH"
    "Uo19JuAgQjISqVYlp7eHjTV62b0+1LWHqT5/uNPerAtVEVQ22ngkRK71Mgxdd8UDNaZtgz"
    "ZLqvbvzNZ9/BxdWUoclzuT9MAeoy1Hz8j36Vs4AE3pk3RlqtJJdGe2qh1MdeFrXEfJNfKx"
    "9TTjukrSe6diZ4lZjFLGW9IaGeA6SzixgNRWVNdXMkgkoN03QuVO0NrSiU9tCaKhh2Rxcd"
    "HJhL8QmPAXjeM8Hqe1kKBqtcdrJqQDu6P4n+gnUp2VYzu2x7dKEOhkIRnLmvT0zB//Ax5c"
    "ucE="
)
