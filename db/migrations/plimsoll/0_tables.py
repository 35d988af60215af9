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
    "topic" VARCHAR(40) NOT NULL,
    "queue" VARCHAR(20),
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ
);
CREATE INDEX "idx_outbox_done_at_eb5822" ON "outbox" ("done_at", "due_at");
CREATE INDEX "idx_outbox_portfol_1fd78b" ON "outbox" ("portfolio_id", "sequence");
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
    "sequence" BIGINT NOT NULL,
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
    "after_sequence" BIGINT NOT NULL
);
CREATE TABLE "stop_receipts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "target" VARCHAR(32) NOT NULL,
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8) NOT NULL,
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
    "open" BOOL NOT NULL,
    "reducing" BOOL NOT NULL,
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
    "replace_pending" BOOL NOT NULL,
    "placed_quantity" BIGINT,
    "placed_limit_price" DECIMAL(18,6),
    "replace_quantity" BIGINT,
    "replace_limit_price" DECIMAL(18,6),
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
    "topic" VARCHAR(40) NOT NULL,
    "queue" VARCHAR(20),
    "payload" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "due_at" TIMESTAMP NOT NULL,
    "done_at" TIMESTAMP
);
CREATE INDEX "idx_outbox_done_at_eb5822" ON "outbox" ("done_at", "due_at");
CREATE INDEX "idx_outbox_portfol_1fd78b" ON "outbox" ("portfolio_id", "sequence");
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
    "sequence" BIGINT NOT NULL,
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
    "after_sequence" BIGINT NOT NULL
);
CREATE TABLE "stop_receipts" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "target" VARCHAR(32) NOT NULL,
    "epoch" BIGINT NOT NULL,
    "level" VARCHAR(8) NOT NULL,
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
    "open" INT NOT NULL,
    "reducing" INT NOT NULL,
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
    "replace_pending" INT NOT NULL,
    "placed_quantity" BIGINT,
    "placed_limit_price" VARCHAR(40),
    "replace_quantity" BIGINT,
    "replace_limit_price" VARCHAR(40),
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
    "eJztXWtv20bW/iuGPuUFvEUkX+JdFAXsxNl1G8fZJN232KIgKHJkT0VyGF6cqLv97zvD+2"
    "U44lCkSI3Oh6KtOA8tPTM8PPfzn5lrYdsnlvXdtYW8YPa3k//MHN1G9D+ql05PZrrrFi+w"
    "jwJ9aUWrdbbIj1Yt/cDTDXazlW75iH5kIt/wsBtg4tBPndCy2IfEoAux85h/FDr4S4i0gD"
    "yi4Al59MKvv85c4gUrYmHCbu4jusAx0Oy33+j/YcdE35DP1rH/ddfaCiPLLP0MbDJc9LkW"
    "bNzos9dPuvc2Wsm+x1IziBXaTr7a3QRPxMmW06/JPn1EDvL0AJmFX8a+eEJB+lH8I+gHgR"
    "ei7Eua+QcmWumhFRSYWGr5ZzNNe//wWft0+1nTZhLcGcRhvGMn8KPfb+vfNAs5j8ET/d+z"
    "xZ/x38l5iFexP/iv64+v/3H98cXZ4v/YHyR08+I9fZ9cWUSX/oxuoQd6fJOI9ZzmbGNqZN"
    "/gxzsn4NNdRFVIpz+kC+npBznr+SHcB+2P7Ev85a+LxdnZq8XLs8uri/NXry6uXl7RtdE3"
    "rl96Jdibm7u/373/XN4W9gHbjCL5z8jDwYZ/0m+d0I7ov6NfVU/YrmxDju/n7I+9DaXTP3"
    "/Z4vTPXzaefnapTLhBTM5Jb0d2ilWQ6L7ETE50gAOrgWm+RMkACtK7eNnmINNVjQRH18oM"
    "28j39UcpjgsQBVmev2xFM1smkBh1oolnIk+TU0eKmE5UJyrHNJnuX1z4G3tJLBmGc4R6/C"
    "7aiQuBtKi9956Qsa7T++Onh/d8ejNAhV0TG8HJf08s7LfR8ibGsoBVxgS7s+37X6wimy/u"
    "r3+pEv363cNNxA3xg0cvukt0g5sq6x5i3Gh6UKf+Db0SYBs10F9CVvcggX6X/scBim7BVn"
    "y+u7/99Pn6/kNpP95cf75lVxbRp5vKpy8uK3uU3eTk/+8+/+OE/e/Jvx/e31a3LVv3+d8z"
    "9p30MCCaQ75qulnkJP04/ai0zXSvuuxxAdbDBh/Oo3Zw+5s5MiSVgCpOvRdVP4oAcwGt1l"
    "zvRMmHVOb9LfEQfnR+Qpua2VYhOnOIfSje7bB4/zM9XOmn+Vf09K+Z+6x25igNJrJQEBHx"
    "kT4KH+9ef55FlC91Y/1V90ytxD27Qhak8km2tn7JXtjVT3SHWhlm8lvYN89dko5ubXwcH5"
    "K6wzK9errFZxmtQyN6LX+lTy89O2yNYelUQpta6ATYiheCPxP8mWPL6VH8mR6j0WeK63Ij"
    "+bLkQBX0UQxlOfsytl0BspN1NzWq923e6b5GVnytn098BhDp+2oRzxT46olN35ydIh4pWE"
    "Hh0H+4w/UIO8Ac6fAGGdjWrQbDpQCrHtUY912CH4rz2cvZCGf19vXd/fW7F/PFaWxuUlmB"
    "Y805Zf+8RjE9kHJO+Aygnjl43uYAnzcf4Dq7uVbQxb9SxoIXbdJelhV2sP/UaacrUPCmTX"
    "qfdWyFnpTILEDUE5oXraKWF4Kg5UU9Zhk5JWQozgDqEdy/zVV2+UgKqxoYxNWUxZUeBMh2"
    "A44K3ehMKkL250x6OdTDFHuSFvPzV+dXZ5fnmQMp+0TkN6r7iGxiIqlIfwZQTzTN22asiB"
    "JWavkqYWARwon2f0bfGk5sAaICySL5c/vLZ7EjKBM/7x7e/z1dXvUOVY607q1RwIIzJo6+"
    "q8zp5mBV2IPKO7jVQT8THPSz+kF3PULFrPak+08yjFdg6pF9ed6C68vzRqrZpYqn0/G/Ik"
    "/KyVyA7N/JPPt+FToGY/FkGWIrwI7/Hft7P4zgVRrE9Zyc4YCskSOjmtRwoJ9U9RODMmQh"
    "9i3k6eVigeI6xT7PxyNySacQcEcXhXjdYTpqrtLU3KNHk6w0NeL3lq2Uk88kgU+/Ji/YdZ"
    "Ng3/70EVl6g5adEf8muZNCvJcjVvQg0i+1M0+fovuoxNLAuW8ups//jJ/5Fl873ZL35mJt"
    "jTYD5L1BUe6kktiif0sQna5X8K09iIvM9dAKf5NzGqQIFTm+bENx1QtfYPiySrCJHxFPx2"
    "8mOEcoJy/698e4yLOxH6k7Mj6ZCgz8Mv37ZQoKrdzWVIGwOb1vDpTjddmKg4vYom8uprfr"
    "sM1lJMTlp7zLlu4HWuh3epyrWNjpKe+0h57JumMGaBEJuzzlXaaPo2yTjQJEQaNscHc1o6"
    "8XT/XPyY0OjO62TurCMZtaNW1o4uDWCbwmr2J+/XSLZ5Gt1BBdiocpqzWeKMNREAsaAU7T"
    "55jtUOuU4RQAwrdNnSbUJc9Gq0uWVx3B0j8AnZG+n4is0ljEgOBqIbhiwtb018nTnKIUJL"
    "r/Yt0kuit7nkso9ZJZBznQkjnaOULBg9x/0S5Z/o6MICZJguUKTL2j3H9bx4Qyyd6kRZB6"
    "LPcfbfVD29a9hibdDXp7DlFQZAxSsuoh3ZcTyzlCvVM8CMVLtCK8yuvmsHSOgD6wOzQKWg"
    "U8V6ugeCYFAOs7hPtZC2OpJIwcAdkXvW/Hk24FGnKJwSnWE7nAyjhlimn27AFzPfSMSeh3"
    "qJasABXUZ/pXGWVZBnK3kFuLY44ac/sH0ssxKs7l0zYRtye6csR0/rFjPkcVYDukCJBaLz"
    "+QxqpK4xuPrJF3n8w14krk8pItUnkZLdaSQUmDZELohkHC+Mk1Qs8nHmRCTExQF3aofYQg"
    "g4DQaKEfJydf6k2YYyATovOrcElMjiNb4ABM1kOj8B1cHx4yEH7umMJcgkJCyuQSUiajC2"
    "V9C7hqULGrgUgDyvooDKH7NAxXOT35NZnpEs9+SWb7gV40Lb3okAxY5V7ce5+Q2YL28Q77"
    "AKkUYWCQpq4L2+dSFOAKGgDzNrJl3ixb5vV06IC4bjTsR+pIl1DqRf37N7TQN9eir1bZjL"
    "cKTMUjPdC06Li7kmRKVgmk3rHuP4eTmkXEtpFjRkdUetQYBwysb2cdJqEPzzFkrUzKdQM9"
    "Q7psxUE4bsoNrmPvg2zxRRmmoJrUv4CDDrXQoXZ84tsW/7fsUMuTJb1wXByJrSjFFSE6sR"
    "4Lt7pnba6ZtUD/CWZc33plzanYw47Yak1Plw+f/lXKOUgyHOg1I0zNHxhaDhkHY0uLoR1h"
    "vHMvQXcDXEHqF638YguBW2zBmUcI+R7jhI2a6/a3xzRUrt7vveOxYWH6Mte6uMg4UBUpX1"
    "y1CiJdCaJIV1XWv4S6E+CAE0T6Z3KFT3kRt/NImYl5KLfLjGppEObF9LdMiMdcu0Vl8rJ5"
    "PFcS83hWiEPtPXFQw8FM1h8RrdwzaeFnXpoJIRbSHT5zKaRC3ZKQA55RwiXs4eFdya96c1"
    "edUfnz/c0tlaWVU8rJBo212mfk+dwAsUg9q2M7qWkTO6jQn2y6B/8gogqTSQe9/RJSBecD"
    "wY1eq8KC0y0uq2ip5hI8iL+qkhhq6hvI/ZyYh4rtCVdE8XlOlovkk1qyickbEOqqCvVSRl"
    "0kC6WU+hwyzvjSCSn2BrcUV8Cdwa/FPT7m6PcOODFFsZ8jAx09fZB2AGkH4xPfc9rBaLZF"
    "Ggab8S2L7PLpFrsiXTh0pX1D+C51XkQVaA3FabVgeuSn50Gyepv4z8S5fxBbh6q1KUiekR"
    "xbkNgAiQ0ToX6QxIZG13mjZNnVYd6J5PmwUmUxP391fnV2eZ4Jk+wTkQyBgMRU5bZr6bJv"
    "zAwCXcrUqfAeVVz3XeLtY7NzfXeKVZDoNhpJs0JS00cmkZIzNcYPKyfngNg7qKScTrzOXs"
    "4mcih9HZuaLHdF0LFnNXlIt/AfiGOfCQgsgo79BC5DP+DRJ0wMy0F7TA3LPjnY3LCiE7P+"
    "IhLGsStQCGhPOqA9SleHqW0oVD0fONkQfhy36jmOivVB8EN6J0XJLcrOicV13yJUjlGWr5"
    "yKo7lUyx9zmEX0bwnRmq5XLqbal+dsYtmgh2P8cZJBoy8pESXK1u/Pm/6XQwkSjZhYezhn"
    "8ODMEPdJ96XkdwbYn048e/3u4dPtUN6QoUuUfRfxnCdCp3KGGcn1NB/B9ZT5lBcSPmVXD3"
    "1p11QOAteUjGuK/jpZqjMMMC3BtI/QWpPU9oqYY1b5lkgPOjhPCzBQWKamsEymuvPORLZL"
    "AuQYm5/QZsa12StrTsXWO85Xa2u0GSQjm77tIt2MuOzMJlla9I9BuefEkqZLG9Q6KFAEKe"
    "ioPm/jVzlv9qvUlcY1khp/kCxXkNp522b8ol78tTQP+veR53pYLgG9AlOQ7f6T0OlrlX5f"
    "6T78BZCCNA/QHB66kauqWZZKfX3pgHwBAk+SfIg4VUx3Dl7+7Csduywcs4mFLtnmeGFzj+"
    "bC9dMthlC2csRg5vjFABOyd4YPaI4bO56UrB2q/6/HPAsyHBcxCvJ81uaV1vxGqzJM/44Z"
    "/e4aw0K3eBG2R894KksOyjE+GeffjyT0HN26dQKvwfVXWrHlffd7vFajLzwPo33P/S1dMl"
    "g8jP2Hh1bI4/ZfAM8gtFOYgiyHPqGTsFiUsPczsddaNUoBCupF/df95i8TCYpLIAVpHsTj"
    "DlUOUOUwPvE9VzmMpeW/Iw2uLHZhi05vkTGdV6CK9/bAC1Xx0X2E9Qf98J2EpSQIp1OwrQ"
    "QE3XvSujfYsyPas9ArpoemCAbxORJK1FI7ARw9c2CugLkyPvGKmCv3yF5GZgLHYkmunYqN"
    "FjtaNXwAIkr2gLjCtIwZj/Bil+2a86VYBeXwAFWAmKvtii2aDATWzKStGdBo9piNC2maoD"
    "QqojRWj3Uv/EIu7EiqeNxBiauJZ82VRIp41KFo3ESgykj0+hSW0nLmcI3vEv1XdAOdaiOm"
    "FjoBtrjzXXzWJT6qU+ZcDdh5fdykopq1No+nubCllDqPPOuWRv+WyX5zTGf8GfrmYvpCh9"
    "EvE7ApwLc7om93itEppdJaoJ39PtrZR9R0ZDnFKshy/34JiAX1ENGg2hwOtC7TAyrII2rV"
    "3mmEgB8QtxPPZSDQLKaZ3drSlrz+QyKSizCguMVJtojPmS28/SCnOCB5yznW14g+9WSFec"
    "lEwqNcRgLRW4imVr+GHW1FvKZ87xZ6W/UmCipwPavJxMOPuKFb0HbCc7SCTPevKldadcn5"
    "kmpQFSkforih6pOUYJ0DVZH1xVUb1hdXzayza9yJoF1Y50A7sT6xV+bwvZwMYtvIMfUO44"
    "S54IFYP3zXdVELL0UcWrtMK4EK5Y73AJN4dI/JYsn8iCIIjvNWktMwXCXqIupEkUL22IVi"
    "JMddf+2ZPWSGRhKBlKC6CIN22BJ8szPKpVvsoi7Ajn2CYzHuXmNR1FO8BDvmtuJZYXon9z"
    "MHfYQupcXV6XzR2qfkIR95z0h2bGsOOvaHfoUti0efWGrmKOCPMaE961Yo+7xXoUdEZfFh"
    "v2gfDmF6vnzJbwEGUxumnCGvG+tONd1FHOzwlHe4YTpQu0hE05ggBVwp83Y+cYFLvCorH6"
    "n6I2l6phAwOyXMThv7PuLE5xtTWHPA/hJYXw51iHueHsm4oX9P61QHVwPDq2DKrwIHfQs0"
    "i5B16HZ45dfRsNuT3m0SaB4yEOba6sLXUhUKryeJ11MSZ31Gns+dGCUqtqhjO72xJvZUjV"
    "NxESDP9rttQw0Ku9B1FwxmV5RqwyTkUB0MkkgqHhaV6nUkn4MG9iXYT8okuxZycOBHFJrg"
    "N6iKKele1cG/wRHR2imJOBUEXU8yD39EnHOPcspJ97PccIcjInanw9wxd4EDPyLGhUd510"
    "h8412OiOBuEXleBwYJRY8HB01PQtPjdbuon35xPI1/C/CwTdnDlj84HQReHXyEck7q1Z0x"
    "9qT7T3W2m9OVa0D1opn91z2w42dSY2kpm4RfA6rH9gAZ4s/I8yhtklxXYMD0dqY99DsyAq"
    "5LWFTHUwApyHKrAsEzQYHgWb1A0KQWki7V8ShHKEhx7wfZeELGmpMG8eOnh/cN7vQMUVU1"
    "sBGc/PfEwv5g+RCz71ehEz1CJ8sQWwF2/O/Y3/thtn/tgzFU0jFTml/cX/9S3YHX7x5uqs"
    "oju8FNtdeM7j0iP+jsJePhjyg9letaeNKtQEMuMTjqnih+V8Ypk/Sz79AdaxopI78zAIjv"
    "FuKbkdXlcFeAEJre6XxnTVFreyB22NTA4KqZtKsmCJDtBjJZo0WIMq+Q3vJG8ybAkg9OCQ"
    "jzEyb91IQu24guu1xGwjZPepthTMZe/U/0Z/pBF88qBwqUw9iMnYXYEGMzime1F54VH5/B"
    "ebalx2gUiv6+ISNkX5XXx/QmAb/96SOy9Aavdsb7bXorhciv9GpkDdFs5Pv6I9qdr2ikyH"
    "18N5UoY8du4BktKWt/K9kZDbxundiSbWm0esjJ75VxKTDrZF9aVfOskw4ZOGCpTN9SYRFC"
    "6Wq2HARZbTLdvTr0GFW8pesA7RfB9AY7cHTiB7QDSTphb2eCs1l9ipJblJ1Tm6AYBkvybc"
    "bXy+Nr2zTyfNWwmrhJHJR4nc0QZUMKqyc3H7YImvq4mvqa/kw+0dvbE6VYBd9+Fy14v2ik"
    "/WJSesbE4tqDNy8fZ87m1Fgep+kDcbEhc8AzgIIy5LxNVu95c1JvvQSD/khez81mejOAeo"
    "Kj/xGmrr6xiM6Rz80pvQXI/nN6x3FaDZK9a3ioY6ZDGQn+w2n7D0PUYYtzFGzvtLc3N/6k"
    "9jeHQRbn1Pa35sAbzQmS1NrN+G6Q9OrpFkdIsm74qCQ4NsZ1bMRN5GRrlcsoBY2S/iuVDW"
    "Ly2gEL6uBSAKjMO6jMVO/1ZatoU4SC5/qiVQ3thaCG9qJeQ/vo6U43s6SMBL11cnpNqUd/"
    "574xvbeLgW0esJzC75L1XUap50fr3wGfyj5pqmtABd9TkMNycGRDDsu4OSy5WOiFZcUrGW"
    "pCdGLJLPkh5zpySs+AyJOTHSRw5ajuyon+LUF0ul7BN9q8lZk7F5i587qZaxOzgd/tOUAp"
    "dn9czz5cf7j9ONsL3VctyL5qpPqqSnQ8X0TmKOcIBQ9z/yF8I/RY92KOoiBom1PAKEjyWR"
    "vp3CycqwxbJNBs+qIknbMGy3fYo9x4e/f24SDFBvNqOMRuONXbGS/i98j3w82n24//ut0P"
    "5f3Pk4w6+0sFNnLENBr8sT+rTIO/r3pgPKUMtt2REmgam6JU10XI2+qyFQfnOdc944kNI+"
    "zSWb8MhQSfKe/zSKnznR5dtZp9JpMnqS3iE46B2GJoZQ6FPejYkJKbK3RPHNTQM9jgpwkd"
    "XZ9gKoGQxx1zKyCvCAICdQv/IU1gDjp2AleIl4ImIC8FHDtxJn7GJnJMOfZKqGOncGWRr5"
    "KHL0UcO3X0a/M8LOJO/Rno2Nnzkc8GZGumzvEMMqusSV0vwUQWmVLWGLOwqj12XORo1Hrh"
    "zosQPMAV3LEfxIiOTs9yGXnsPLpIX3c5jhUc0Ejp6HQcy8hj5FGi3KvgHrSQF+zeuvOa3e"
    "ZgXzniLqe6o1sbv4f+ptfRjbB/uB5xMVHsKfN76Zz7JrmTqkzFAl9zCUPt3mc4utsHMqC3"
    "cHTCoCtza65+J6HnsHnIDr1ZD2Lrx/h+t/R2G1U5s0gPz+E7ouzzZyN7ibzdKbqP7qMqS1"
    "Efwp76oCvNEfSMl6IsbXywO1uFVgsqMuUSH/ejJXxI7qQqUx4yiG0jx9T74etj6X4qs+YY"
    "2ELa0kP6uh/aohvesPupSpuPH6kCuTtbn6L7KMsS/Z09aKGf2G2U5SggrkafQkTv3wNV9G"
    "4f45upRNjQRYDJm7GhBjB/b4pLAJM3dbSw1wrAykwZf2MviRV3q4bCwMbTtO/CwGRbJKjO"
    "EQqW+vRfT/UlCZfIBlKKuGMMo5RSO/XEXd86npchjp06aG0BrS3GJ77n1hbjNV7wg/hn8l"
    "Wu6OJ2jYstg5YLqmtWLO4j276piBlK4h4+54WcAMMgocOpqGqmuABR8J3Wv/66dwNhYrkp"
    "Q/Or2/wTLFBuc8jO2u3EyJbVbidhXB0ghxI5asNqVP8MSaTccfSp+NIWbeoLWzSiLjW++2"
    "RCOlVfwrFZp1ry1KnkSW1wBHCVKZUf8je3r+/ur9+9mF+dXlZG5BYnJlXeQv5aktgEAcSK"
    "iXU9zCsGF1KbYcZxXh0QuzAkXc0mCiT0eE+N4K2aIRQ06gbpWOh66BmT0NcMi/jyEqoKhv"
    "fAFkn1TH/8I9KeGYeydNfBR0j34lyCbsqUHmCLaxoKqS4Dj5Bmeqr/2ppmU99oNnmWPc9F"
    "GFBcp3gy5nklnZBrp9dTDkUGeyXhsX/LvZp2UhqTDuGRlirHHhJPDqhR1pC0j9KnaXy31d"
    "i0Dx01wd37gadYBYluMzmveXBebW5eRE1HllOsgizPL9uYi1UDv2AtXqqTxDahYFXU21jr"
    "4hCsII9TZW5v/EXZ6RbhJaYLaS7hgGQxyYG+RvRIkhXm+WBFNFeQQLSYaA/7a803iCcrNc"
    "rAYxK/Gc8LCZ7RNxcZrJ+2h4LQ44yFFZLNQR/jwZYhPB6mm6RMtrVDSiAVdbeXbZ39Qm8/"
    "552YNKPrZJGkYCUJb0W3xNSLuLRezo1UxKiXNdd/4idMTegipg8uEAxjpY9im6FIaY+iM+"
    "4CIMl0CQQ0Qy3YzoJriDHHftaYYmeGletxUaW39ERPrM6u0o6lMexcbtmyLexc7BjTf9y5"
    "El6uhKGpwNC9WOv8DSLP40aeTbxaITavlDfwonkQXgW2/1F44yiTgwy9W5HQ6WK8FXGg00"
    "9apy9IPMlNLiNh3N0h7PJSttK5BgSv13bTzSFNPlw+yel69bi9aOUlvxA4yS84KfHghgD7"
    "eHTiFemVwgzoO+c1MdGMa78Vrp+KbTdmqWrYoYyYY5b6mvgR8UZnN8uFHKGclXbZJpPvsj"
    "mV7/J8a/sUcP0fgwIZ+p1shAIMDISJ769sLLwAAU1KXpNi9PWiRP3sKzX+oKo/FY7ZBFUn"
    "3WpWm+K4xDaViXLev7IE1VXTkQEi7Qmqq6C6aiKHfYCWaUZaadolmTFHK6hd9FxgRf/Wio"
    "0pl65YKQMh9xyVNoDTjIMs9WXUdkALXUmu62DgewvfFnnUiGnKFggVYcDxFo6Xuo80j5t1"
    "Lu7YVsQBy1tYfiIe/iMeRc85zY2aXhWmkra3mJ+/Or86uzzPlLzsE5Fux9HjQtvWPU7Rq0"
    "CRyyEKaheDRN2iCjWpTJwcAUk4OyThoOcm1U7QoPy5UatT4YD3FdaAQpUjc3NDtOootll3"
    "dGvjY18yolGBKSg4+891gmQcSMYZn/gBi1VSodALx9eFmylKcUWISsfsYOiy9BYMPMI0Hp"
    "HLD3Om03OFUc5oUm//QU5xKU9xkCmEOCHEObZqACHO8TWy/mOcHnuXSHrOM8wxes0X56fz"
    "BQyOOG77HIxGMBrHJ16VCo6AuDO+ds6ubFPO6ZoRqzUC3aMgGRmQI0AZl1fGDdK9FXMGVl"
    "Ds9t9eDjr57Y3quNlkV65ztHr1t/0bPFDbPGyWBeYncQptngwENVZTtnqkmy9A0wWJQCRy"
    "ifEk52TMIPvzML4cit1R3IsWekYN3sXt790MrN7pvmpxuK8az/ZVLcaOHJPbf/uGEAvpTo"
    "OzJEdVGF4SMph3Mftkz5M8Hh7eld4DN3eV0/v+5/ubW6pYVnyPvEOt8wZtNovpDKDeQe5f"
    "TEdkaaETYI7gEKs5FSgoO1NWdkZ18U5sX4d+pvRVgDytW6C1jgVlqL0yVPOzj+kE/ogMRM"
    "maNfqC0wWn213CmhevHb42Pffnxuo4lKhPy2U8voe+LkoOn+9Ds1uVy4wZ0XSd3AYMabua"
    "HrY4PAst1wwDdquE3Uo3kGkHXWpbSkjInZm0YfWkW4HGEplxwMrObKlyYh5WpZdIbzXFK+"
    "z5lCom/S05jjnITgxPzYbtmWDdsrSo+4hny55iHhQorlMcDavzk6OIONZSI8McJBDcSLAf"
    "UHVFIy7ipCBso7iMBZIbSQ6dNX0jdmC4AAR6G+k1kYO7iIgcp4zbsDdqqeaHo8o1zbCIL8"
    "UuDwqnl1PfEiBXridJCth/S5LZ96vQiZranSxDbAXY8b9jf++H2UBk77tRCWT1Q1b/+MQr"
    "ktUfdXXmRnLSfs+iEA5rmjxiVj+EZnp75k8FoZno3xJEp+sVFLDzVsm4c0Ey7ryejItsnZ"
    "elImi7lQJ6yVqY0FleXLTpuEVXNWeSX9R6bmFfo4YZrwu+MDpQhEGAQCJAQInzN1QBtuUJ"
    "z3HAuATj0FWuywYcREhGIvOn4PR2sbZGm91b2Vy7mOrzh7vt9RY2JUFlItslAXKMTT903e"
    "U3VJg2G9lLqvbvzNZ9dB9VWYodlzuT9MBuoyxHz8jz6FPYA03JnVRlqjT0cGe2ysMWVeFr"
    "WEfJNfKw8TTjukqSa6diZ4mer5qMt6QxMsB1lnBiAYmtOF1fSS+RgGbfCJU7fuP0GT61BY"
    "iCHpLFxUUrE/5CYMJf1CoPXM4UFEGDXZc390QFdgfxP9G/SHVWju3YHN8qQKDpvmQsa9Ri"
    "jj//BxFTGwY="
)
