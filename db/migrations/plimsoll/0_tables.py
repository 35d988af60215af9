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
    "after_sequence" BIGINT NOT NULL,
    "looked_at" TIMESTAMPTZ
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
    "after_sequence" BIGINT NOT NULL,
    "looked_at" TIMESTAMP
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
    "eJztXWtv4zbW/iuBP/UFssXYuUx2URRIppndtJPJ7Mx032KLQpAlOmEti6ou6aS7/e9L6n"
    "6haFGWLJo+H4q2Fh/Ffkgdnfv5z8xz8CYgjvP1tYP8cPa3k//MXHOD6H/UL52ezEzPK19g"
    "H4Xm0olXm2xREK9aBqFvWuxmK9MJEP3IRoHlYy/ExKWfupHjsA+JRRdi97H4KHLxbxEyQv"
    "KIwifk0ws//zzziB+uiIMJu3mA6ALXQrNffqH/h10bfUEBW8f+11sbK4wcu/IzsM1w8edG"
    "+OLFn715Mv238Ur2PZaGRZxo4xarvZfwibj5cvo12aePyEW+GSK79MvYF08pyD5KfgT9IP"
    "QjlH9Ju/jARiszcsISE0uj+GxmGO8fPhufbj8bxkyCO4u4jHfshkH8+zfmF8NB7mP4RP/3"
    "bPFn8ncKHpJV7A/+6/rjm39cf/zqbPF/7A8SunnJnr5PryziS3/GtzBDM7lJzHpBc74xDb"
    "Jv8OOdG/LpLqNqpNMf0of07IOC9eIQ7oP2R/Yl/vLXxeLs7PXi1dnl1cX569cXV6+u6Nr4"
    "GzcvvRbszc3d3+/ef65uC/uAbUaZ/Gfk4/CFf9Jv3WgT039Hv6qZsl3bhgI/zNmfehsqp3"
    "/+qsPpn79qPf3sUpVwi9ick96N7AyrIdFDiZmC6BCHTgvTfImSAzSkd/Gqy0Gmq1oJjq9V"
    "Gd6gIDAfpTguQTRkef6qE81smUBiNIkmvo18Q04dKWN6UZ2qHGoyPby4CF42S+LIMFwg9O"
    "N30U1cCKRF4733hKx1k97vPz2859ObA2rs2tgKT/574uCgi5anGMsCVhkT7M6bIPjNKbP5"
    "1f31T3Wi37x7uIm5IUH46Md3iW9wU2fdR4wbwwyb1H9Hr4R4g1roryDre5BCv87+4wBFt2"
    "ArPt/d3376fH3/obIf311/vmVXFvGnL7VPv7qs7VF+k5P/v/v8jxP2vyf/fnh/W9+2fN3n"
    "f8/YdzKjkBgu+d0w7TIn2cfZR5VtpnvVZ49LsAE2+HAetYPb39yRIakE1HH6vaiGUQSYC2"
    "i15nonKj6kKu9viY/wo/sDemmYbTWic4fYh/LdDov3P7PDlX1afEXf/D13nzXOHKXBRg4K"
    "YyI+0kfh492bz7OY8qVprX83fduocM+ukAWpfZKvbV7aLDb1T0yXWhl2+lvYNy9ckq7pvA"
    "Q4OSRNh2V29XSLzzJehyb0Wv5Mn156dtgayzGphLaNyA2xkywEfyb4M6eW05P4M31GY8AU"
    "1+WL5MuSA9XQRzGW5RzI2HYlyE7WnWpU79u8MwODrPhaP5/4HCDS9/Uininw9RObvTl7RT"
    "wysIbCYfhwh+cTdoA50uE7ZOGN6bQYLiVY/agmuK9T/Ficz17NJjirt2/u7q/ffTVfnCbm"
    "JpUVONGcM/bPGxTTAynnhM8B+pmD510O8Hn7AW6yW2gFffwrVSx40ZT2sqywi4OnXjtdg4"
    "I3Tel9NrET+VIiswTRT2hedIpaXgiClhfNmGXslJChOAfoR/DwNlfV5SMprBpgEFcqiysz"
    "DNHGCzkqdKszqQzZnzPp1VgPU+JJWszPX59fnV2e5w6k/BOR36jpI9oQG0lF+nOAfqJp3j"
    "VjRZSw0shXiUKHEE60/zP60nJiSxAdSBbJn9ufPosdQbn4effw/u/Z8rp3qHakTX+NQhac"
    "sXH8XWVONwerwx7U3sGdDvqZ4KCfNQ+65xMqZo0nM3iSYbwG04/sy/MOXF+et1LNLtU8nW"
    "7wO/KlnMwlyP6dzLNvVpFrMRZPlhF2QuwGX7O/9+0EXqVRXM/pGQ7JGrkyqkkDB/pJXT+x"
    "KEMOYt9Cnl4uFihuUhzwfDwil3QGAXd0WYg3HaaT5iqp5h49mmQl1YjfW7ZSQT6TBAH9mr"
    "xg102KffvDR+SYLVp2Tvx36Z004r0asaIHkX6pnXn6FN9HJ5ZGzn3zMH3+Z/zMt+Ta6Za8"
    "Nw8ba/QyQt4bFOUqlcQW/1uC6Gy9hm/tUVxkno9W+Iuc0yBD6MjxZReK6174EsOXdYJt/I"
    "h4On47wQVCO3kxvD/GQ/4GB7G6I+OTqcHALzO8X6ak0MptTR0ImzP45kA5Xp+tOLiILfri"
    "YXq7HttcRUJcXuVddswgNKKg1+Ncx8JOq7zTPnom654ZoGUk7LLKu0wfR9kmGyWIhkbZ6O"
    "5qRt8gnuof0xsdGN1dndSlY6ZaNW1k4/DWDf02r2Jx/XSLZ5GtNBBdiscpq7WeKMNxEAsa"
    "Aarpc8x3qHPKcAYA4dulThPqkmeT1SXLq45g6R+AzkjfT0RWaSxjQHB1EFwJYWv66+Rpzl"
    "AaEj18sW4a3ZU9zxWUfsmsoxxoyRztAqHhQR6+aJcsf0VWmJAkwXINpt9RHr6tY0qZZG/S"
    "Mkg/loePtgbRZmP6LU26W/T2AqKhyBilZNVHZiAnlguEfqd4FIqXaEV4ldftYekCAX1gd2"
    "gUtAp5rlZB8UwGANZ3CPezFsZSSRgFArIvBt+OJ9MJDeQRi1OsJ3KBVXHaFNPs2QPm+egZ"
    "kyjoUS1ZA2qozwyvMsqyDORuIbcRx5w05vYPZFZjVJzLp10ibk905YTp/FPHfI4qwHZIES"
    "C9Xn4gjXWVxjc+WSP/Pp1rxJXI1SVbpPIyXmykg5JGyYQwLYtEyZNrRX5AfMiEUExQl3ao"
    "e4Qgh4DQ6KAfpydf6k1YYCATovercElsjiNb4ABM10Oj8B1cHz6yEH7umcJcgUJCinIJKc"
    "roQnnfAq4aVO5qINKA8j4KY+g+LcNVTk9+Tme6JLNf0tl+oBeppRcdkgGr3Yt77xMyO9A+"
    "3WEfIZUiCi3S1nVh+1yKElxDA2DeRbbM22XLvJkOHRLPi4f9SB3pCkq/qP/whhb64jn01S"
    "qb8VaD6XikR5oWnXRXkkzJqoD0O9bD53BSs4hsNsi14yMqPWqMAwbWt7MOk9DH5xiyVpRy"
    "3UDPkD5bcRCOm2qD68T7IFt8UYVpqCYNL+CgQy10qJ2e+K7F/x071PJkySAcl0dia0pxTY"
    "gq1mPh1vSdl2tmLdB/whnXt15bcyr2sCO22jCz5eOnf1VyDtIMB3rNijLzB4aWQ8bB1NJi"
    "bEcY79xL0N0C15D6RSe/2ELgFltw5hFCvsc0YaP2uv3tMQ2dq/cH73hsOZi+zI0+LjIOVE"
    "fKF1edgkhXgijSVZ313yLTDXHICSL9M73Cp7yM23mkjGIeyu0yo14ahHkx/S0T4jHXbtGZ"
    "vHwez5XEPJ4V4lB7T1zUcjDT9UdEK/dMOviZl2ZCiINMl89cBqlRtyTkgGeUcAl7eHhX8a"
    "ve3NVnVP54f3NLZWntlHKyQROt9hn5ATdALFLPmtheappiBxX6k6l78A8iqqBMOujtbxFV"
    "cD4Q3Oq1Ki043eKyipcaHsGj+KtqiaG2+QK5n4p5qNiecEUUn+d0uUg+6SWbmLwBoa6rUK"
    "9k1MWyUEqpLyDTjC9VSLG3uKW4Au4sfi3u8TFHv3fIiSmK/Rw56Ojpg7QDSDuYnviB0w4m"
    "sy2yMNiMb1nkl0+32BXZwrEr7VvCd5nzIq5AaylOawTTYz89D5LX2yR/Jsn9g9g6VK2pIH"
    "kmcmxBYgMkNihC/SiJDa2u81bJsqvDvBfJ83GlymJ+/vr86uzyPBcm+SciGQIBCVXltueY"
    "sm/MHAJdyvSp8J5UXA9d4h1gu3d9d4bVkOguGkm7QtLQR5RIyVGN8cPKyTkg9g4qKacXr7"
    "NXM0UOZWBi25Dlrgw69qwmH5kO/gNx7DMBgWXQsZ/AZRSEPPqEiWEFaI+pYfknB5sbVnZi"
    "Nl9Ewjh2DQoBbaUD2pN0dVBtQ6Hq+cDJhvDjtFXPSVRsCIIfsjtpSm5ZdioW132LUDVGWb"
    "1yKo7mUi1/ymEW8b8lRGu2XruY6lCeM8WyQQ/H+OMkg8ZfUiJKlK/fnzf9L4cSJJowsfZw"
    "zuDBmSHekxlIye8csD+dePbm3cOn27G8IWOXKAce4jlPhE7lHDOR62k+gesp9ykvJHzKnh"
    "kF0q6pAgSuKRnXFP11slTnGGBagukAobUhqe2VMces8i2RGfZwnpZgoLCoprAoU915Z6ON"
    "R0LkWi8/oJcZ12avrTkVW++4WG2s0csoGdn0bRfrZsRjZzbN0qJ/DMo9FUuarmxQ56BAGa"
    "Sho/q8i1/lvN2v0lQa10hq/EG6XENq512b8Yt68TfSPOjfR77nY7kE9BpMQ7aHT0Knr1X6"
    "faX78JdAGtI8QnN46Eauq2ZZKfUNpAPyJQg8SfIh4kwx3Tl4+WOgdeyydMwUC12yzfGj9h"
    "7NpeunWwyhfOWEwczpiwEUsnfGD2hOGztWStaO1f/XZ54FGY7LGA15PuvySmt/o9UZpn/H"
    "jn93g2GhW7wM26NnPJMlB+UYV8b59z2JfNd0bt3Qb3H9VVZsed/9mqw16AvPx2jfc38rly"
    "wWD2P/4aMV8rn9F8AzCO0UVJDl0CdUCYtFC3s/F3udVaMMoKFeNHzdb/EykaC4AtKQ5lE8"
    "7lDlAFUO0xM/cJXDVFr+O9LiymIXtuj0DpnSeQWq+GAPvFAVn9xH2HzQD99JWEmCcHsF2y"
    "pA0L2V1r3Bnp3QnoVeMQM0RbBIwJFQopbaKeDomQNzBcyV6YnXxFy5R5tlbCZwLJb02qnY"
    "aNnEq8YPQMTJHhBXUMuY8QkvdtmtOV+G1VAOj1AFiLnartiiyUFgzShtzYBGs8dsXEjTBK"
    "VRE6WxfqwH4RdyYSdSxZMOSlxNPG+uJFLE4w5F0yYC1UaiN6ewVJYzh2tyl/i/4huYVBux"
    "jcgNscOd7xKwLvFxnTLnasjO6+NLJqpZa/NkmgtbSqnzybPpGPRv2ew3J3Qmn6EvHqYvdB"
    "j9ooBNAb7dCX27KkantEprgXb2+2hnH1PTk+UMqyHLw/slIBY0QESDanM4NPpMD6ghj6hV"
    "e68RAkFIvF48V4FAs5hmdmvHWPL6D4lILsOA4g4n2SEBZ7bw9oOc4YDkLefYXCP61JMV5i"
    "UTCY9yFQlEbyGaWv0Gdo0V8dvyvTvobfWbaKjADawmEx8/4pZuQdsJL9AaMj28qlxr1SXn"
    "S2pAdaR8jOKGuk9SgnUOVEfWF1ddWF9ctbPOrnEngvZhnQPtxbpir8zxezlZZLNBrm32GC"
    "fMBY/E+uG7rstaeCXi0NllWgtUaHe8R5jEY/pMFkvmR5RBcJy3kpyF4WpRF1Enigyyxy4U"
    "EznuhmvP7CM7stIIpATVZRi0w5bgm51RLt1iF3UJduwTHMtx9waLop7iFdgxtxXPC9N7uZ"
    "856CN0KS2uTueLzj4lHwXIf0ayY1sL0LE/9CvsODz6xFKzQAF/jAnj2XQi2ee9Dj0iKssP"
    "+0X3cAjT8+VLfkswmNqgcoa8aa171XSXcbDDKu9wy3SgbpGItjFBGrhS5t184gKXeF1WPl"
    "L1R9L0zCBgdkqYnRscBIgTn29NYS0A+0tgfTXWIR54eiTjhv49o1cdXAMMrwKVXwUu+hIa"
    "DiHryOvxym+iYbeV3m0SGj6yEOba6sLXUh0KryeJ11MaZ31GfsCdGCUqtmhie72xFHuqpq"
    "m4CJG/CfptQwMKu9B3FyxmV1RqwyTkUBMMkkgqHhaX6vUkn4MG9iXYT8sk+xZycOBHFJrg"
    "N6hKKOlf1cG/wRHR2iuJOBMEfU8yD39EnHOPcsZJ/7PccocjInanw9wzd4EDPyLGhUd510"
    "h8612OiOB+EXleBwYJRY8HB01PQtPjdbtonn5xPI1/C/CwqexhKx6cHgKvCT5COSf16s4Z"
    "ezKDpybb7enKDaB+0czh6x7Y8bOpsbSUTcJvAPVje4QM8Wfk+5Q2Sa5rMGB6O9M++hVZId"
    "clLKrjKYE0ZLlTgeCZoEDwrFkgaFMLyZTqeFQgNKR48INsPSFrzUmD+P7Tw/sWd3qOqKsa"
    "2ApP/nvi4GC0fIjZN6vIjR+hk2WEnRC7wdfs730727/2wRiq6JgZzV/dX/9U34E37x5u6s"
    "oju8FNvdeM6T+iIOztJePhjyg9letaeDKd0EAesTjqnih+V8Vpk/Sz79AdaxopI79zAIjv"
    "DuKbkdXncNeAEJre6XznTVEbeyB22DTA4KpR2lUThmjjhTJZo2WINq+QwfJGiybAkg9OBQ"
    "jzE5R+aiKPbUSfXa4iYZuV3mYYk7FX/xP9mUHYx7PKgQLlMDZjZyE2xtiM8lkdhGfNx2dw"
    "nm3pMRqlor8vyIrYV+X1Mb1JwW9/+Igcs8WrnfN+m91KI/JrvRpZQ7QNCgLzEe3OVzxS5D"
    "65m06UsWM38oyWjLW/VeyMFl63TmzJtzRePebk99q4FJh1si+tqn3WSY8MHLBU1LdUWIRQ"
    "upqtAEFWm0x3rx49RjVv6TpC+0UwvcEOnJz4Ee1Akk3Y25ngfFafpuSWZadqExSjcEm+zP"
    "h6eXJtm0ZerBpXE7eJi1Kvsx2hfEhh/eQWwxZBU59WU1/Tn8knent7ogyr4dvvogPvF620"
    "XyilZygW1x69efk0czZVY3mapg/Ew5bMAc8BGsqQ8y5ZveftSb3NEgz6I3k9N9vpzQH6CY"
    "7hR5h65otDTI58bk/pLUH2n9M7jdNqlOxdy0c9Mx2qSPAfqu0/jFCPLS5QsL1qb29h/Ent"
    "bwGDLE7V9rfhwJvMCZLW2s34bpDs6ukWR0i6bvyoJDg2pnVsJE3kZGuVqygNjZLhK5UtYv"
    "PaAQvq4DIAqMw7qMxU7w1kq2gzhIbn+qJTDe2FoIb2ollD++ibbj+zpIoEvVU5vabSo793"
    "35jB28XANo9YThH0yfquovTzow3vgM9knzTVDaCG7ynIYTk4siGHZdoclkIsDMKy5pUMDS"
    "GqWDJLcci5jpzKMyDy5OQHCVw5urty4n9LEJ2t1/CNNu9k5s4FZu68aeZuiN3C7/YcoAy7"
    "P65nH64/3H6c7YXuqw5kX7VSfVUnOpkvInOUC4SGh3n4EL4V+ax7MUdRELTNKWE0JPmsi3"
    "RuF851hh0SGhv6oiS9sward9ij3Hh79/bhIMUG82q4ZNNyqrczXsbvke+Hm0+3H/91ux/K"
    "h58nGXf2lwpsFAg1GvyxP6tNg7/fzdB6yhjsuiMVkBqbolXXRcjb6rMVB+c5N33riQ0j7N"
    "NZvwqFBB+V93mi1Plej65ezT7TyZPUFgkIx0DsMLSygMIe9GxIyc0VuicuaukZbPHThI6u"
    "TzCVQMjnjrkVkFcGAYGmg/+QJrAAHTuBK8RLQROQlwGOnTgbP2MbubYcexXUsVO4csjvko"
    "cvQxw7dfRr8zws4k79OejY2QtQwAZkG7bJ8Qwyq6xNXa/ARBaZVtYYs7DqPXY85BrUeuHO"
    "ixA8wDXcsR/EmI5ez3IVeew8eshc9zmONRzQSOnodRyryGPkUaLcq+QedJAf7t6685rd5m"
    "BfOeIup6ZrOi/BAP1Nr+Mb4eBwPeJiothTFgzSOfe79E66MpUIfMMjDLV7n+H4bh/IiN7C"
    "yQmDrsydufqVRL7L5iG79GYDiK3vk/vd0tu96MqZQwZ4Dt8RbZ+/Ddoskb87RffxfXRlKe"
    "5DOFAfdK05gp7xUpRljQ92Z6vUakFHpjwS4GG0hA/pnXRlykcW2WyQa5vD8PWxcj+dWXMt"
    "7CBj6SNzPQxt8Q1v2P10pS3Aj1SB3J2tT/F9tGWJ/s4BtNBP7DbachQSz6BPIaL3H4Aqer"
    "ePyc10ImzsIsD0zdhSA1i8N8UlgOmbOl44aAVgbaZM8LJZEifpVg2Fga2nad+Fgem2SFBd"
    "IDQs9Rm+nuq3NFwiG0gp444xjFJJ7TRTd33neF6OOHbqoLUFtLaYnviBW1tM13ghCJOfyV"
    "e54ovbNS62DFou6K5ZsbiPbPumMmYsiXv4nJdyAiyLRC6noqqd4hJEw3fa8Prr3g0ExXJT"
    "xubX3PBPsEC5LSA7a7eKkS2r3SphXB0ghxI5auNqVP+MSKzccfSp5NIWbeo3tmhCXWp694"
    "lCOtVQwrFdp1ry1Kn0SW1xBHCVKZ0f8u9u39zdX7/7an51elkbkVuemFR7CwVrSWJTBBAr"
    "JtbzMa8YXEhtjpnGeXVA7MKQdD2bKJDI5z01grdqjtDQqBulY6Hno2dMosCwHBLIS6g6GN"
    "4DWyTVM/3xj8h4ZhzK0t0EHyHdi3MJuilTZogdrmkopLoKPEKa6an+a2eabfPF2JBn2fNc"
    "hgHFTYqVMc9r6YRcO72Zcigy2GsJj8Nb7vW0k8qYdAiPdFQ59pB4ckCNssakfZI+TdO7ra"
    "amfeyoCe7fDzzDakh0l8l57YPzGnPzYmp6spxhNWR5ftnFXKwb+CVr8VKfJDaFglVxb2Oj"
    "j0OwhjxOlbm78RdnpzuEl5gupLmCA5LFJIfmGtEjSVaY54MV0VxDAtFion0crI3AIr6s1K"
    "gCj0n85jwvJHhGXzxksX7aPgojnzMWVkg2B32MB1uG8GSYbpoy2dUOqYB01N1edXX2C739"
    "nHdi2oyul0WSgbUkvBPdElMvktJ6OTdSGaNf1tzwiZ8wNaGPmD64QDCMlT6KbYYipT2Kzq"
    "QLgCTTFRDQDLVgOwuuMcYcB3ljip0Z1q7HRZ3eyhOtWJ1drR1La9i52rJlW9i53DFm+Lhz"
    "LbxcC0NTgWH6idb5C0Sep40823i1QmxeKW/gRfsgvBps/6PwplEmRxl6tyKR28d4K+NAp1"
    "dapy9JPMlNriJh3N0h7PJSttK5AQSv13bTzSVtPlw+ydl6/bi96OQlvxA4yS84KfHghgD7"
    "eHLiNemVwgzoO/cNsdGMa7+Vrp+KbTdmqRrYpYzYU5b62vgR8UZnt8uFAqGdlXbZJZPvsj"
    "2V7/J8a/sUcP0fgwIZBb1shBIMDATF91c2Fl6CgCYlr0kx+gZRon4MtBp/UNefSsdMQdXJ"
    "dNrVpiQusU1lopwPryxBdZU6MkCkPUF1FVRXKXLYR2iZZmWVpn2SGQu0htrFwAVW9G+t2J"
    "hy6YqVKhByz1FlAzjNOMjSXMZtB4zIk+S6CQa+t/DtkEeD2LZsgVAZBhxv4XhpBsjwuVnn"
    "4o5tZRywvIXlJ+LjP5JR9JzT3Krp1WE6aXuL+fnr86uzy/Ncycs/Eel2HD0u2mxMn1P0Kl"
    "DkCoiG2sUoUbe4Qk0qE6dAQBLODkk46LlNtRM0KH9u1ep0OOBDhTWgUOXI3NwQrTqKbTZd"
    "03kJcCAZ0ajBNBScw+c6QTIOJONMT/yIxSqZUBiE4+vSzTSluCZEpWN2MHRZegtGHmGajM"
    "jlhzmz6bnCKGc8qXf4IKe4lKc8yBRCnBDinFo1gBDn9BrZ8DFOn71LJD3nOeYYveaL89P5"
    "AgZHHLd9DkYjGI3TE69LBUdIvBlfO2dXtinndM2E1Rqh6VOQjAwoEKCMyyvjFunfijkHay"
    "h2h28vB5389kZ10myyL9cFWr/62+ENHqhtHjfLAvOTOIU2Tw6CGiuVrR7p5gvQdEEiEIk8"
    "Yj3JORlzyP48jK/GYncS96KDnlGLd3H7ezcH63e6rzoc7qvWs33ViLEj1+b2374hxEGm2+"
    "IsKVA1hpeEjOZdzD/Z8ySPh4d3lffAzV3t9L7/8f7mliqWNd8j71CbvEGb7WI6B+h3kIcX"
    "0zFZRuSGmCM4xGpODQrKjsrKzqQuXsX2dexnylyFyDf6BVqbWFCGeipDhKx7ZRBXgCDVVJ"
    "NqjVjKlI7+j8hCdAtmrf7+bMHpdre/4Sdrx+8/UPjsE5ML2hCoFRaYPgrTlFGHz/eh+Sa0"
    "y36a0D2h3AaM6Z+wfexweBZ6J3IM+CYkfBN0A5l20Kd+qYKE/Cjl1MxKtbjphAZLVschKy"
    "3cSJWM87A6vUQGqxtfYT+gVDHp78hxzEH2YlgxS21ogk3HMeIOM/5G9hTzoEBxk+J4IGGQ"
    "HkXEsZZaGeYggeBWgoOQqisG8RAnzWQbxVUskNxKcuSu6RuxB8MlINDbSq+NXNxHRBQ4bV"
    "zDg1FLNT8cVycalkMCKXZ5UDi9nBqmEHlyfWcywP7bzsy+WUVu3LjwZBlhJ8Ru8DX7e9/O"
    "RiJ7381ooHIDKjemJ16Tyo24czc3kpP19BaFcFhj7AkrNyA0M9gzfyoIzcT/liA6W6+hgJ"
    "13SrieCxKu582Ea7QxeZlIgtZqGWCQzBSFzvLioktXNbqqvVrgotFXDQcGNcx4kw6E0YEy"
    "DAIEEgECSlzwQhXgjTzhBQ4Yl2AcOgf22YCDCMlIZP6UnN4eNtboZfd2Rdcepvr84W57s0"
    "1RRVDZaOORELnWyzB03RU31Ji2Ddosqdq/M1v38X10ZSlxXO5M0gO7jbYcPSPfp0/hADSl"
    "d9KVqcpgy53Zqg7U1IWvcR0l18jH1tOM6ypJr52KnSVmsUoZb0lrZIDrLOHEAlJbUV1fyS"
    "CRgHbfCJU7QeuEIT61JYiGHpLFxUUnE/5CYMJfNKpLPM6kG0ETZY8320YHdkfxP9G/SHVW"
    "ju3YHt8qQWCwgmQsa9Jijj//B8yutPc="
)
