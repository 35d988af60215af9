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
    "created_at" TIMESTAMPTZ NOT NULL,
    "read_at" TIMESTAMPTZ,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
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
    "previous_close" DECIMAL(18,6)
);
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
    "lease_until" TIMESTAMPTZ
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
    "client_order_id" VARCHAR(40) NOT NULL UNIQUE,
    "broker_order_id" VARCHAR(64),
    "recommendation_id" VARCHAR(32),
    "strategy_id" VARCHAR(32),
    "parent_id" VARCHAR(32),
    "open" BOOL NOT NULL,
    "reducing" BOOL NOT NULL,
    "reference_price" DECIMAL(18,6),
    "reserved" BIGINT NOT NULL,
    "filled" BIGINT NOT NULL,
    "filled_value" DECIMAL(28,6) NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "acked_at" TIMESTAMPTZ,
    "ended" VARCHAR(10),
    "cancel_pending" BOOL NOT NULL,
    "replace_pending" BOOL NOT NULL,
    "approval_pending" BOOL NOT NULL,
    "approval_expires_at" TIMESTAMPTZ,
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
    CONSTRAINT "orders_quantity" CHECK (quantity > 0),
    CONSTRAINT "orders_filled" CHECK (filled >= 0),
    CONSTRAINT "orders_reserved" CHECK (reserved >= 0)
);
CREATE INDEX "idx_orders_recomme_8501f0" ON "orders" ("recommendation_id");
CREATE INDEX "idx_orders_parent__8c2f6b" ON "orders" ("parent_id");
CREATE INDEX "idx_orders_portfol_10929c" ON "orders" ("portfolio_id", "open");
CREATE INDEX "idx_orders_open_977220" ON "orders" ("open", "claimed_until");
CREATE TABLE "executions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(64) NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" DECIMAL(18,6) NOT NULL,
    "fee" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "busted" BOOL NOT NULL,
    "executed_at" TIMESTAMPTZ NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_executions_account_e56e57" UNIQUE ("account", "broker_execution_id"),
    CONSTRAINT "uid_executions_portfol_645d75" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "executions_quantity" CHECK (quantity > 0)
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
    FOR EACH ROW WHEN (to_jsonb(OLD) - 'busted' IS DISTINCT FROM to_jsonb(NEW) - 'busted')
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
    "created_at" TIMESTAMP NOT NULL,
    "read_at" TIMESTAMP,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
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
    "previous_close" VARCHAR(40)
);
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
    "lease_until" TIMESTAMP
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
    "client_order_id" VARCHAR(40) NOT NULL UNIQUE,
    "broker_order_id" VARCHAR(64),
    "recommendation_id" VARCHAR(32),
    "strategy_id" VARCHAR(32),
    "parent_id" VARCHAR(32),
    "open" INT NOT NULL,
    "reducing" INT NOT NULL,
    "reference_price" VARCHAR(40),
    "reserved" BIGINT NOT NULL,
    "filled" BIGINT NOT NULL,
    "filled_value" VARCHAR(40) NOT NULL,
    "sent_at" TIMESTAMP,
    "acked_at" TIMESTAMP,
    "ended" VARCHAR(10),
    "cancel_pending" INT NOT NULL,
    "replace_pending" INT NOT NULL,
    "approval_pending" INT NOT NULL,
    "approval_expires_at" TIMESTAMP,
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
    CONSTRAINT "orders_quantity" CHECK (quantity > 0),
    CONSTRAINT "orders_filled" CHECK (filled >= 0),
    CONSTRAINT "orders_reserved" CHECK (reserved >= 0)
);
CREATE INDEX "idx_orders_recomme_8501f0" ON "orders" ("recommendation_id");
CREATE INDEX "idx_orders_parent__8c2f6b" ON "orders" ("parent_id");
CREATE INDEX "idx_orders_portfol_10929c" ON "orders" ("portfolio_id", "open");
CREATE INDEX "idx_orders_open_977220" ON "orders" ("open", "claimed_until");
CREATE TABLE "executions" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "sequence" BIGINT NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "broker_execution_id" VARCHAR(64) NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "side" VARCHAR(4) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "price" VARCHAR(40) NOT NULL,
    "fee" BIGINT NOT NULL,
    "realized" BIGINT NOT NULL,
    "busted" INT NOT NULL,
    "executed_at" TIMESTAMP NOT NULL,
    "order_id" VARCHAR(32) NOT NULL REFERENCES "orders" ("id") ON DELETE RESTRICT,
    "portfolio_id" VARCHAR(32) NOT NULL REFERENCES "portfolios" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_executions_account_e56e57" UNIQUE ("account", "broker_execution_id"),
    CONSTRAINT "uid_executions_portfol_645d75" UNIQUE ("portfolio_id", "sequence"),
    CONSTRAINT "executions_quantity" CHECK (quantity > 0)
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
WHEN (OLD.id, OLD.portfolio_id, OLD.order_id, OLD.sequence, OLD.account, OLD.broker_execution_id, OLD.symbol,
    OLD.side, OLD.quantity, OLD.price, OLD.fee, OLD.realized, OLD.executed_at)
    IS NOT (NEW.id, NEW.portfolio_id, NEW.order_id, NEW.sequence, NEW.account, NEW.broker_execution_id, NEW.symbol,
    NEW.side, NEW.quantity, NEW.price, NEW.fee, NEW.realized, NEW.executed_at)
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
    "eJztXWtv2zi6/iuBP/UA3iJxnDR7MBgg6aQ7mWmabtrZM9hiINASHXMsiaouaTy7/e+H1P"
    "1C0aIsWTLNT00lPrL98NXLl++N/5k4JrI8bJqvr03o+pP/PfnPxAYWJH+Ub01PJsBx8jfo"
    "JR8szHA0oIO8cNTC812g04ctgelBcsmAnu4ix0fYJlftwDTpRayTgch+yi4FNvoaQM3HT9"
    "BfQZfc+PJl4mDXX2ITYfpwD5IBtg4nf/xB/odsA75Aj46j/3XW2hJB0yj8DGRQXHhd8zdO"
    "eO3tCrjvwpH0eyw0HZuBZWejnY2/wnY6nHxNevUJ2tAFPjRyv4x+8ZiC5FL0I8gF3w1g+i"
    "WN7IIBlyAw/RwTCy27NtG0Dw+ftU+3nzVtIsCdjm3KO7J9L/z9FnjRTGg/+Svy3/PZ9+hz"
    "Mh6iUfQD/3X9+Pbn68dX57P/oR+IyeRFc/ohvjMLb30PHwF8ED0kZD2jOZ2YCtk36OnO9t"
    "l051El0skPaUN6ciFjPRPCfdD+RL/E3/4+m52fv5mdnl9eXczfvLm4Or0iY8NvXL31hjM3"
    "N3f/uPvwuTgt9AKdjDz5z9BF/kZE0vOYbuR9aOoLEn922kDiz05rJZ7eKpKsY4Mh3fUEJ+"
    "MlJLcrdZKR6yPfFGI3BUhI7+y0ifCSUbUEh/eKDFvQ88CTEMc5iIQsn502opkO42iJKtHY"
    "NaCriZkdeUwrqmPTYpxMd68uvI21wKbQcpci5ON31kxdcLRFZa1zIeVCA36V45/IHR9ZsG"
    "bVKyBLXBsx9HXyxwEqEQ7Vn+/ubz99vr7/SB9ved5XM+Tr+vMtvTMLr25KV19dlqYlfcjJ"
    "/919/vmE/vfk3w8fbkM6sec/ueEnZuM+/3tCvxMIfKzZ+JsGjDwnyeXkUmGayVy1meMcrI"
    "MJHtmrJdP8pltnweWojJNw9e9mTaJeh+WauSEuuC2KxL/DLkRP9q9wE9J/R74mYG+CUx/M"
    "x/zTDoz474l4JVezl94F31KXTUXqCA8GNKEfMvFIXobHu7dk50s5XwB9/Q24hlYgn97BM1"
    "y6ko6t3rJmVvkKsInFa8S/hX7zzA1mA3PjoUhKqk6y5O50i58sHAcH9JR9Ie8vER46RjcB"
    "0dGGFtg+MqOByoemfGhDK+pBfGgupdGjputiI7hcMqBqxWy8i/OqVP/y6eEDbxvnsUxPpP"
    "sn/z0xkXeIMs+hlpJRMDgTSl/dX/9eZvvt+4ebsiVJH3BToh54Gl6y7X428SmAZ/HLRTw1"
    "4csSm6ycVdVwawdWxZwrym4CllA5dO9ud1xMBZihHX6COrKAWbN1ycHKohrhXsf4vjifnE"
    "4GkNXbt3f31+9fnc2m0YaT6AoUWc4J+/MKxUQgxRzCKUA+H9q8iQDP6wW4ym5mFbTxsBSx"
    "yo82aj/LEtnIW7Wa6RJU+dNGPc8AmYErpDJzEPmU5kWjCNoFJ4B2UY2fhU4JEYpTgHwEd7"
    "/nKrp8BJVVBazU1ZjVFfB9aDk+w4SudSblIftzJp329TJFnqTZ2fzN/Or8cp46kNIrPL9R"
    "1UdkYQMKRZ1TgHyq6axp9gQveaKSOxH4JsbrKsWf4UuNxOYgMpDM0z+3v3/mO4JS9fP+4c"
    "M/kuFl71BJpIG7hj4Nzhgo/K4i0s3AyjAHpTW4kaCfcwT9vCrojouJmtVWwFuJMF6CyUf2"
    "5bwB15fzWqrprZKn0/a+QVfIyZyD7N/JPPlhGdg6ZfFkESDTR7b3mn7ejwN4lXpxPccy7O"
    "M1tEVMkwpO2Sdl+0QnDJmQfgtxeplYRXGVYo/l4+G5pBOIckfnlXjVYaqylVS20vDE7y1b"
    "KSOfagKPfE1WsOsmxr779RGaoMbKTon/KX6SRLwXI1ZEEMmX2pmnT+FzZGKp59w3B5H3f8"
    "LOfIvuTbfkvTlIW8NND3lvqhB0VEls4b8CRCfjJVy1e3GROS5cohcxp0GCkJHjyyYUl73w"
    "OYYvywQb6AmybPx6gjOEdPqie3+MA10LeaG5I+KTKcGUX6Z7v0zOoBWbmjJQTU7nk6MK8t"
    "pMxcFFbOGLg8jjWkxzEani8mOeZRN4vhZ4rV7nMlbN9Jhn2oXPeN0yAzSPVLM85lkmr6No"
    "w4ccRMJNWe/uakpfJ57q3+IHHRjdTZ3UOTEbWzVtYCD/1vbdOq9idn+6xbNIR2qQDEX9lN"
    "XqK8JwGMRSzefG6XNMZ6hxynACUMq3SZ2mqkueDFaXLG46qp3+AdiMZH3CokZjHqMUVwPF"
    "FRG2Jr9OnOYEJSHR3RfrxtFdUXkuoORLZu1FoAVztDOEhILcfdEuXvwJdT8iSYDlEkw+Ue"
    "6+xWBMmWCfzDxIPpa7j7Z6gWUBV6wxdAaRUGX0UrLqQuCJqeUMIZ8U90LxAi4xq/K6Piyd"
    "IXaKR4+M6r03Clr6LFcrp3gmASjWdwj3r6C+FkrCyBAq+6Lz6VgB09egg3VGsR7PBVbESV"
    "NMs2cPmOPCZ4QDr0W1ZAkooT3TvckoyrIidwu5lTjmoDG3nyEoxqgYt6dNIm4rMnLAdP6h"
    "Yz5HFWA7pAiQXIuf0sayauMbF6+hex+fscPUyMUhW7TyIhysxYf29JIJAXQdB9Gbqweuh1"
    "2VCTEyRZ2boeYRghSilEYD+ziWfKGVMMOoTIjWS+ECGwxHNscBGI9XjcJ3cH24UIfouWUK"
    "cwGqElJGl5AyGlso7VvANIPyXQ14FlDaR6EP26fmcJXpyZf4TJfo7Jf4nDllF43LLjqkDa"
    "x0C/feT2tsQPtwwt5DKkXg67iu68L2cylycAk3AGdNdMtZvW45q6ZD+9hxwsN+hES6gJIv"
    "6t/9Rgu+OCZZWkUz3kowGUW6p5OLo+5KgilZBZB8Yt19DifZFmHLgrYRiqjwUWMMsGJ9O+"
    "vqVO7+OVZZK6Ny3aieIW2m4iAcN8UG15H3QbT4ogiT0EzqXsGpDrWqQ+3wxDct/m/YoZal"
    "SzrhOH8ktqQUl5ToyHos3H4NkL/5iKPvz3Cs5wdM+b51GA7VHBxSNO3Zv26AjXKhj8yFTu"
    "eEaUeyeY6HH/Vxwap2X0qLO9KF1am9x3a8PFadkilkmFMghpnZODxU2pYyMxo53OnslMbj"
    "Y458b9Zhfv8MgO0T6WKzl4KOnj61e1O7t+GJ73j3Ntje4gXqgV+bspPdnm7ZVyQD+05Yjt"
    "Oj08+jtIbZOzWJPWr3Mardh0rgGTCBR2WV957swFJPAnTXwBX1TXqkjDA9bUCCu89P85DR"
    "OjktwUpIdBNBrpfjihh/jbeBohvEPE7tEV3EsjG453ummGNiLz3h80rghM8lZHDL8fzE44"
    "/o4FSmULoQmOgvyDAIONzlQcdO4CLwfBZ9NxibENg1JlUKKtG3wLg3ztIre2bt4eF9wft+"
    "c1faFHz47f7m9vHVWeldr3IdmaCt0o5KUBUFGXUUZJCMyrFNqMo4OnCylc962IyjUCN0Qv"
    "BD8iRJyc3rzpEFA95BWNNTKrwz5YcAiJU/ZCOpYQ8sHpETvyvHz8hSiEZWhCGWQRR+ySpn"
    "tQGPdPz+oh1/O+tLOqNYx+xs/mZ+dX45T0Mc6RVeZGNUJ6kcjgwe3DbEWQFPSH+ngP3ZxJ"
    "O37x8+3fblDen7QHTPgSznCdcnmmIGcj2dDeB6Sl2iMwGXqAPoYa6CrqkMpFxTIq4p8utE"
    "qU4ximkBpj0I15qgtZfHHLPJt4DAb+E8zcGUwTI2g6XiZRpqp35nQMvBPrT1za+w5ujV0p"
    "gpf/eOstH0MK9e0viS436xQ2U2ziokH6ay9EaWpVeYoMZBgTxIQkd196eUraFQ66F4uITU"
    "njVthMPrg1PJUiCfD13HRWIZjyWYhGx3n3pHllXyfYV74ORAEtLcQ2MW1QlEVsuyUB/mCQ"
    "fkcxD1JomHiBPDdOfg5W+e1LHLnJiNLHRJJ8cNLFjXIiF3f7plI5SOHDCYOXwu+4j2O/0H"
    "NIeNHY9K184ameIzjik+q5rieuC61LMgwnEeIyHP502WtPoVrcww+Rwj/N0Vhrlu8Txsj5"
    "7xRJcclGN8NM6/X3Dg2sC8tX23xvVXGLFlvfszGquRBc9F/Zw3xOm5X7il03gY/cOFS+iq"
    "+t0RegZV/e6Q9buqD5GM+/1U7TU2jRKAhHZR92Wr2WIiQHEBJCHNvXjcVZWDqnIYnviOqx"
    "yGsvLf4xpXFr2xxaY38ZDOK2WKd/bCc03xwX2E1Rf98J2EhSQIu1WwrQBUtveobW+1nx1w"
    "P6tanXTQFEHHHkND8fqwxoCjZ05tV9R2ZXjiJdmu3ENrEW4TGDuW+N6Uv2mxwlH9ByDCZA"
    "8VVxjXZsbFrNhls95yCVZCPdxDFSBiWrv8HU0KUruZUe9mlEWzx2xclaapjEZJjMayWHfC"
    "r8qFHcgUjzooMS3xtLkSzxAPOxTtMxGoZIuXxlF3apQsFP5FZ8wExNYwtMD2kRnBle2uco"
    "KGXgwH8aGOMQokVfqI6nq+j67nITUtWU6wErLc/f5fxVw6iBwQqwn5Wpsm8yXkzkweToOP"
    "Vp3mPR87rXguAhXNfJrpo01twerzwyM5D1MUN5BkE3uMgx+3C3KCUyRvkWOwhuStx0vESt"
    "rhinIRqYjeQjTZf2vI1pbYrcurbmC3lR8ioQHXsZmMXfSEarrybCc8Q0vIdPemcqkllpgv"
    "qQKVkfI+igh0E0Hb19ocS8GASufO674LVXzmYBvCGdBWhI9stey/XZKOLQvaBmhxRCQT3B"
    "Prh++1zhvglIqnjSDdJZh84t3DYTfApWpYMAUhD1LivJXkJBZWCrjwmj0kkD02ehjIZ9dd"
    "B2QXGoFOv4YY1XmY6jgtxHdcd9vK68dAq5182TCstG6E7jOrnzr3UMoMdOyHUi6RabLo44"
    "dTMpTijzKhPQMzEH3dy9AjojJ512dCPmhqYYnXM+ZgqiX9mNN/gb5uVbCax6kZHvMM1xx9"
    "0sz9W3cGigSb2LNmjkiOH7LihqQUmhrZMhni5n8VrDYBQpsAxwTUiG9FPgOt2BdgHziOi4"
    "lN1ZJ+Flzx34Z/+OIgsna0WdDZj1Br+5jXdhf+CXXRQ1cKIPnW9fNGEcZzToTxvBphNKCN"
    "gFDKdIaQkOLuj6lYQX3NyHP65dPDhxp7KUWUVRTS/ZP/npjI660iYPLDMrDDV+hkESDTR7"
    "b3mn7ejwPs6ilDBXWV0Pzq/vr38gy8ff9wU9ZD9AE35WRV4D5Bz9faZv6y8EfkaWE6rVbA"
    "9DXoYH3FsI44RS9F3P7KXk77UiWD1LyE9V8i+jsFKPXdQH1TstoIdwnYSrrHxvVw8p3WNw"
    "ra/hWwsvrHbPUD34eW4zPMpdr3LA+RZgmZnc3fzK/OL+fpm5Ve4b1QjK5e1PnTxgteAKpG"
    "J6N+awLHaHkSXhGppnnU06z62ezR7nNpQb5H342FaJIkA6ooV/1tdlZiffS3yctqJzxL3u"
    "eG8W4L97vJBbBfoB7Qr8oqhLyJwe9+fYRm3VHiKe+3yaMkIv97z52BAn+BXybs1kDRvemW"
    "3kDZqD7PFvhCYDaMjTQjCP/6o3BeWCyKxSZCqgvQcF2A1uRnsonenpmSYCU0Gi4a8H5RS/"
    "vFqI7YGZkbqPeKoWH6Wo2N5UFcoD52kC4i4ClAQh3Sfc0n+ZGsbOt6elOAfIqj+5ZhDtiY"
    "GDD0c30EPAfZfwh8GG9UL8Fu3YUtHYNFpHIMjtoxGG8JBKc4Q6npHff0Zps/ofnNYCroOb"
    "b5rfg9691F/TpBMr8o0w9ScJvyXCHplkodtSi7byP8V4DoZLyEe5Feev5YuH2P3QS7P64n"
    "H68/3j5O9kL3VQOyr2qpvmL3+hER5QwhoTB3v/XTA5c2IBBqFpbHSEjyeRPtXK+cywyb2N"
    "csslDi1t7m4hP2qDfe3b17OEi1QY05G1s1Ur2d8Tx+j3w/3Hy6ffzX7X4o774ENewVLVRH"
    "kSHGUUdBP1aaOopvwNdXCYNNZ6QAGsekSFXcovx9babiIBwGhQXI1VfouV1ziyJUOYbGPM"
    "+HdJSQXDVVcStXshfxMGODyKO/AlVz0LLuB3iMkiveUe4x4NjLMVUTu50JBCb6S5jADHTs"
    "BC4hZOzUOOQlgGMnzkDPyIC2IcZeAXXsFC5N/E1Q+BLEsVNHvjbLw8JviJCCjp09D3oe7U"
    "FvANbJUeRn15nrBRhvRybVbozusBhdvDWye2G25eC8wCXcsQtiSEerd7mIPHYeHQjWbcSx"
    "hFM0EjpaiWMReYw8CqQJ5dyDJnT93SvKruljDtfTW60mK7hQbWBu6NK7M0vhg5AnK1H0Nf"
    "M6qVD8KX6SrExFGl9zMEXtXs8ZPu0jPszT35sRpqpfG3P1Jw5cm7YwtcnDOlBbv0TPuyWP"
    "28jKmYk7eA/fY2nfPwtaC+juTtF9+BxZWQqP89udpAf6GFk5crCHulHkH+MnycpU8bzC3f"
    "l6LDxPVtY89EQWq93Z+hQ+R1qW6OHoRMAgeX4HXJGnPUYPk4mwvqtpYvVVU0yTKTd+LU2s"
    "TsOBnZbSfCm2VfI21gKbUbsQVWFTK037rrCJp0WA6gwhYc5894UJbbt/q67fuRwpELu9Gj"
    "vGU8SxU6c6Oaq2gsMTX2cjTdu1FRyugtnzo5/JNrn8+NilLRYXHaZql2W3rKj/VLSfax7T"
    "l8Y9fM7zB2/qOLAZpQn1FOcgEq5p3duve98gjCyvqG9+gcWWYI5xm0GO6JB1pnU7is3VAX"
    "I4mp4w/wxwaNwx7Kno1hZr6isdNKAtNbz7ZEQ2VVfKsd6mWrDMKe5R9QumMSXzS56cUH8m"
    "ckI98NaCxMYIRSyfWMdFrKpKLrUpZhjn1QGx26IqWVWdH0A1Mg5c1lvDWVVThISbul5afz"
    "kufEY48DTdxJ64hiqD1TpQ1VSjsbJLqRtMc7ua3sGzu0vJJf1HjwvHTSgvZ0PNsYf48QE1"
    "juiT9kH6Fgy/+xya9r6dn6h9f8wEKyHR8wY8z+tPRSizHFLTkuUEKyHLZ5dNrL6ynZ4z+i"
    "7lyUUZkc857PWntdnXl5DKZC7oi6rypUmmZH/ByPzh0lzAKZL5JPtgDYlI4iViuVJ4NJeQ"
    "img+0S7y1pqnY1dUaxSBx6R+U55nAjzDFwfqtL+kC/3AtQXJZqCPUbBFCHch8LAdZz413Y"
    "cUQDLabqdNfXZcpx1jTYybs7TakSRgKQlvRLdAF+iwGk8wfyuPkS/5pfv8LdVFuI2aPrh4"
    "DllVEXlci2kuItU0j3qaVa3BPg/JDQtMBZkugBTNqqRjZ8XVVUlHVbQ7YVi6MuwyvYU3em"
    "TlMpT8O/stPSeMGXLO3Z/yw830V2rIJnQYQ2Z7GugJso4hqVe4GUK62PJlkyjQZX0Y6HK+"
    "tYJGmY3HYDYGXqsdYA6mzhYZ+fyK+lFyEGWliluplL5OzKffPKk6SZWNp5yYjdB0Ama92R"
    "TZtNtMJsJ598aSyswbjw7gWU8qM09l5o1E2HuomtWTLOU2gbAMLaF10XFyHvmsJT3yRTjb"
    "qQhUeQtbwuiOixdggUza2DlwBLmughXfW/g28ZOGDdbxR/wcvhxMcbyF4wXwoOYyMxb4Rb"
    "t5nGJ5C8sr7KK/omN9GNJca+mVYTJZe7Oz+Zv51fnlPDXy0is8245hxwWWBdya89drDLkM"
    "IqF1cdEor+mCk9Z0wchqotmNQgeuZ4j9n+09jGro5RRv+Fxn2nF6VD3XWnUyCHhXYQ2V5H"
    "Rkbm4VrTqKaQbxKUyCEY0STELF2X2Kk8onU4lOwxPfY6ITyJ3otjPHEh4PV6a4pESFY3bq"
    "cBThKej5FAt69MeEHeWkd6ZbYpxkzIDpYD5wCUhkZcoQKqApHtDUcfs+ASlYQmOg+9onVW"
    "a2N6qjSsi2XGdo+crNuo8a27hOqtnqOhkvH7f9uHERO0rMdX6kIJXEOWa3x0L0KIPFTucY"
    "jGwm+/Z0QAfrK8YehJOolUL2F7c77YvdQVK0TPgMazK0tq+7KVg+6b5qINxXtbJ9VXHikU"
    "0xsznEDcYmBHaNCy9DlRheYNxb0D+9suc2Uw8P7wvrwM1dSXo//HZ/c0sMy1JOAEuoAauZ"
    "a72aTgHyCXL3ajokSwtsHzEUB9/MKUGVsTM2Y6fiCx8s9T93Gm6tZyx3XO42B1l6Tm/3jr"
    "JSKUDm3YqME1URMC4H2vD+yjElpR+rFd9/9t3xGPKjm4A+LXnDRSaDZ64dn2KUFS9gxZMJ"
    "pNZBm1SiAlKlEo3OzCwkbgPT12jcGPk0y88Syt5mYWVaRDpL4V4i1yNUUe1vinHMQLZieG"
    "Q7ta4JBqaphcVeriUqxSyoorhKcdhX0otFETJ2S7UMM5CK4FqCPZ+YKxp2ICMgu43iIlaR"
    "XEtyYK/JitiC4RxQ0VtLrwFt1EZFZDhpIkqdUUssPxQmCkYHnomwy4Iq6WVU2vnQESsBSw"
    "D7rwCb/LAM7LCHwMkiQKaPbO81/bwfJz2Rve+6MJV5rzLvhye+48z7oQI6YRMtZiQnaa/F"
    "C+HQHlUD5jir0Exn7/yUE5oJ/xUgOhkvoYLt5bRbaAFWzJ5T5ZwAOsmLGJEszy6aFDiTUf"
    "V5tReVEmfkaWRjxmo6yI0O5GEqQCAQICDEeRtiAFvihGc4xbgA46qIv80EHERIRiDzJ+f0"
    "dpC2hpvdKwevHUTs+cOd9mrFYEFRGdBysA9tfdMNXXfZAyWmzYLWgpj9O7N1Hz5HVpYix+"
    "XOJD3Qx8jKUeHkhJ2pKp7YIAtf/W7/r6GL9NWE6QCI7035LgCQjRqND6DW3810ATA83PEO"
    "aLwegE782/U7/meiumpb2LKpzUEk3PfPLi4abUwvOBvTi0qfYIfRSpXTpcdhNU+Vgd1evC"
    "rkE4klxtgR1UdtchDVuU8wQjNoicL3/weIZWE8"
)
