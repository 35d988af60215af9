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
    "previous_close" DECIMAL(18,6),
    "average_volume" DECIMAL(24,6),
    "volatility" DECIMAL(18,9),
    "day_move" DECIMAL(18,9)
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
    "client_order_id" VARCHAR(40) NOT NULL UNIQUE,
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
    "filled_value" DECIMAL(28,6) NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "acked_at" TIMESTAMPTZ,
    "ended" VARCHAR(10),
    "cancel_pending" BOOL NOT NULL,
    "replace_pending" BOOL NOT NULL,
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
CREATE TABLE "order_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
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
    "previous_close" VARCHAR(40),
    "average_volume" VARCHAR(40),
    "volatility" VARCHAR(40),
    "day_move" VARCHAR(40)
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
    "client_order_id" VARCHAR(40) NOT NULL UNIQUE,
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
    "cancel_pending" INT NOT NULL,
    "replace_pending" INT NOT NULL,
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
CREATE TABLE "order_messages" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "at" TIMESTAMP NOT NULL,
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
    "eJztXWtz2za6/isefcqZ8WZs+RLvmU5n7NTZurXjrJPu6WxnhwORkI2KJBiQdOxu+98PwP"
    "sFhAiKFCkIn+KQeCjpwcsX7w0v/jvzbOT42LbfXtqQBLP/PfjvzAUOpH9Ubx0ezIDnFW+w"
    "SwFY2NFowAb50aiFHxBgsoctge1DesmCvkmQFyDs0qtuaNvsIjbpQOQ+5pdCF30NoRHgRx"
    "g8QUJv/PbbzMMkWGIbYfZwH9IBrgln//kP/R9yLfgCfTaO/ddbGUsEbav0M5DFcNF1I3j1"
    "omvvnwD5EI1k32NhmNgOHTcf7b0GT9jNhtOvya4+QhcSEECr8MvYF08oSC/FP4JeCEgIsy"
    "9p5RcsuAShHRSYWBj5tZlhfLz/Yny+/mIYMwnuTOwy3pEb+NHvd8CLYUP3MXii/z2Z/xV/"
    "Ts5DPIp94L8uH97/ePnw5mT+P+wDMZ28eE4/Jnfm0a2/okeAAMQPiVjPac4mpkb2FXq8cQ"
    "M+3UVUhXT6Q7qQnl7IWc+FcBu0P7Iv8be/z+cnJ+/mRyfnF2en796dXRxd0LHRN67feieY"
    "m6ubf9x8/FKeFnaBTUaR/GdIUPAqI+lFTD/yPjb1JYk/Pmoh8cdHjRLPbpVJNrHFke5mgt"
    "PxCpLblzrJyQ1QYEuxmwEUpHd+1EZ46ahGgqN7ZYYd6PvgUYrjAkRBlo+PWtHMhgm0RJ1o"
    "TCxIDDmzo4jpRHViWkyT6f7Vhf/qLLAttdxlCPX4nbdTFwJtUVvrCGRcGCCoc/wDvRMgBz"
    "aseiVkhWsrgb5N/9hBJSKg+svN3fXnL5d3n9jjHd//akd8XX65Znfm0dXXytU355VpyR5y"
    "8H83X348YP89+Pf9x+uITuwHjyT6xHzcl3/P2HcCYYANF38zgFXkJL2cXipNM52rLnNcgP"
    "UwwRN7tVSa38x1llyOqjgFV/9+1iQWdViuuA5xKWxRJv4DJhA9uj/D14j+G/o1Ad8JzmIw"
    "n4pP2zHi/0rFK72av/QEfMtCNjWpozxY0IZBxMQDfRkebt5Tz5dxvgDm6hsgllEin93Bc1"
    "y5ko2t33LmTvUKcKnFayW/hX3zPAzmAvvVR7GU1INk6d3DNXGyaBwcMVL2G31/qfCwMaYN"
    "qI62jNANkB0P1DE0HUMbW1GPEkMjjEafma6LV8nlkgPVK2ZrL86vU/3T5/uPIjfO55meyA"
    "wO/jywkb+LMi+glpFRMjhTSt/cXf5aZfv97f1V1ZJkD7iqUA98Ay/5dj+f+AwgsvjVIp6Z"
    "8FWJTVfOumq4dkOnZs6VZTcFK6gc+g+3ewQzAeZohx+giRxgN7guBVhVVGPc2wQ/FOezo9"
    "kIsnr9/ubu8vbN8fwwdjiprkCx5Zyyf1qjmAqkXEA4A6gXQzttI8CnzQJcZze3CrpEWMpY"
    "HUebdJxliVzkP3Wa6QpUx9MmPc8A2SGRUpkFiHpK86xVBu1MkEA7q+fPoqCEDMUZQD2C+/"
    "e5yiEfSWVVA2t1NWV1BYIAOl7AMaEbg0lFyPaCSUdDvUxxJGl+fPru9OLk/DQLIGVXRHGj"
    "eozIwRaUyjpnAPVU03Hb6glR8UStdiIMbIxXdYq/wJcGiS1AVCBZpH+uf/0iDgRl6uf2/u"
    "M/0uHV6FBFpAFZwYAlZywUfVcZ6eZgVZiDyhrcStBPBIJ+Uhd0j2CqZo0n4D/JMF6BqUf2"
    "+WkLrs9PG6lmtyqRTtf/BolUkLkA2X6QefbdMnRNxuLBIkR2gFz/Lfu870eIKg0Sek5kOM"
    "Ar6MqYJjWctk+q9olJGbIh+xby9HKxmuI6xT4vxiMKSacQHY4uKvF6wFRXK+lqpfGJ31q1"
    "Uk4+0wQ+/Zq8ZNdVgv3w8wO0QYOVnRH/Q/IkhXgvZ6yoINIvtTFPn6PnqMTSwLVvHqLv/4"
    "xf+RbfO1xT9+YhYwVfB6h70xtBJ1XEFv0rQXQ6XsFVe5AQmUfgEr3IBQ1ShIocn7ehuBqF"
    "LzB8XiXYQo+QZ+M3E5wjlNMX/cdjPEgc5EfmjkxMpgLTcZn+4zIFg1ZuaqpAPTm9T47ekN"
    "dlKnYuYwtfPEQf12Gay0idl5/yLNvAD4zQ7/Q6V7F6pqc80wQ+41XHCtAiUs/ylGeZvo6y"
    "DR8KEAWdssHD1Yy+XiLVvyQP2jG62wapC2I2td20oYWCazcgTVHF/P7hmsgiG2lAOhQNs6"
    "3WfKIMR0ks3XxumjHHbIZalwynAK182+zT1PuSZ6PtS5Y3HbWnvwM2I12fsKzRWMRoxdVC"
    "ccWEreivk6c5RSlIdP+bdZPsrqw8l1DqFbMOItCSNdo5QkFB7n/TLl78Ds0gJkmC5QpMPV"
    "Huv8VgQplkn8wiSD2W+8+2+qHjACLXGDqHKKgyBtmySiDw5dRyjlBPigeheAGXmLfzujkt"
    "nSM2ykdPjOqtNwpaBrxQq2DzTArQrG+Q7n+C5kqqCCNH6OqL3qfjCdiBAT1scjbriUJgZZ"
    "wym2m2HAHzCHxGOPQ77JasABW0Z/o3GWVZ1uSuIbeWxxw15/YjBOUcFef2YZuM2xMdOWI5"
    "/9g5n71KsO1SBkitxU9rY1W18RXBK0jukjN2uBq5PGSNVl5Eg43k0J5BKiGAaeIwfnPNkP"
    "iY6EqIiSnqwgy1zxBkEK00WtjHieRLrYQ5RldCdF4KF9jiBLIFAcBkvG4UvkHog0AToueO"
    "JcwlqC5ImVxBymRsoaxvAdcMKnY1EFlAWR+FIWyfhsNVDg9+S850ic9+Sc6Z03bRtOyiXX"
    "JglVu4t35aYwvaxxP2AUopwsDETV0X1p9LUYAr6AAct9Etx8265bheDh1gz4sO+5ES6RJK"
    "vax//44WfPFsurTKVrxVYCqK9EAnF8fdlSRLskog9cS6/xpO6hZhx4GuFYmo9FFjHLBmfT"
    "3r+lTu4TnWVSuTCt3oniFdpmInAjflBtdx9EF280UZpqCZ1L+C0x1qdYfa8Ylvu/m/ZYda"
    "ni7phePikdiKUlxRohPrsXD9NUTB6yccf39OYL044FAcW4fRUMPDEUWHA8fXLfCqQ+gTC6"
    "GzOeHakXyek+F7fVyw3ruvpMUd68L61N5hN1ke60HJDDLOKRDjzGySHqq4pdyKRgF3Jr+k"
    "cf+Yo9+bd5jfP0PgBlS6+OxloL2nT3tv2nsbn/ievbfRfIsXaIZBY8lOfvtwjV+RDhy6YD"
    "kpj84+j9EaVe80FPZo72NS3ocu4BmxgEdXlQ9e7MBTTxJ0N8A19W16pEywPG1EgvuvT/OR"
    "1bk4LcUqSHQbQW6W45oYf03cQFkHsYjTPiJBPBtDeL5nhtkn9rITPi8kTvhcQg63gshPMn"
    "6PDk7lCiWBwEZ/QI5BIOCuCNp3AhehH/Dou8LYhsBtMKkyUIW+BcaDcZZd2TJr9/e3pej7"
    "1U3FKfj4y93V9cOb48q7Xuc6NkE7lR1VoDoLMuksyCgVlVObUF1xtONk65j1uBVHkUbohe"
    "D79EmKklvUnRNLBnyAsKGnVHTnUJwCoFb+mI2kxj2weEJB/L4CPxMrIZrYJgy5CqLoS9Y5"
    "a0x4ZOO3l+342/FQ0hnnOubHp+9OL07OT7MUR3ZFlNmY1EkquyODO+eGeE/Al9LfGWB7Nv"
    "Hs/e395+uhoiFDH4jue5AXPBHGRDPMSKGn4xFCT1lIdC4REvUAO8xVMjSVg3RoSiY0RX+d"
    "LNUZRjMtwbQP4cqQtPaKmH02+RYQBB2CpwWYNlimZrDUokxjeeo3FnQ8HEDXfP0ZNhy9Wh"
    "lzKPbeUT6aHeY1SBlfetwv9pjMJlWF9MN0ld7EqvRKE9Q6KVAEKRio7v+UshWUaj2UDFeQ"
    "2uO2jXBEfXBqVQr08yHxCJKreKzAFGS7/9I7uqzS7yvdA6cAUpDmARqz6E4gqlqWpf1hvn"
    "RCvgDRb5J8ijg1TDdOXv7iK527LIjZxFKXbHJI6MCmFgmF+4drHKFs5IjJzPFr2Sfk7wyf"
    "0Bw3dzwpXTtvZYrPBab4vG6KmyEhLLIgw3ERoyDPJ22WtOYVrcow/Rwr+t01hoVh8SJsi5"
    "HxVJfsVGB8MsG/n3BIXGBfuwFpCP2VRqxZ736Pxxp0wSNomPOGBD33S7dMlg9jfxC4hETv"
    "351gZFDv3x1z/67uQ6Siv5+pvdamUQpQ0C7qf9tqvphIUFwCKUjzIBF3vctB73IYn/iedz"
    "mMZeXf4oZQFruxxqa38ZjBK22K9/bCC03x0WOE9Rd994OEpSIIt1OyrQTUtvekbW/tz47o"
    "z+pWJz00RTCxz9FQoj6sCWDvmdPuinZXxideEXflDjqLyE3geCzJvUOx0+JEo4ZPQETFHj"
    "qvMC1nhmBe7rJdb7kUq6AeHmAXIOJau2KPJgNpb2bS3oy2aLZYjavLNLXRqIjRWBXrXvjV"
    "tbAjmeJxByWuJZ41VxIZ4lGHom0WAlVs8co4Fk6Ni4Wiv9iM2YDaGpYRugGyud3/fZ81z4"
    "6OH6vfDZg0Pr6mitgGZhytjYZSYgh+BrZBP8tivygmK74GXzxEl+tosPYYdCXSBNTVOJHb"
    "KeaelCpa0b3Wt9FrPaKmI8spVkGW+4866ExPD/kKaquhwOjS2r6C3JjJ3Wkr0qm/vR9grx"
    "PPZaCmWUwze7RtLHjdhUQkF2Ga4haSbGOfc9zkekFOcZrkNXIMVpC+9XiJeKVCQlEuIzXR"
    "a4imXr+BXGOJSVM1dwu7rfoQBQ24ns1kTNAjaugFtJ7wHK0g0/2bypVGXHKxpBpURcqH2L"
    "pg2gi6gdHlMAwOVLlwXv+9r5KTDrsQzoF2Inxiq+XwTZpM7DjQtUCHgym54IFY3/2oddEA"
    "LyUbWkdLKzkK5cR7gCN2AGFqWLLwoQjS4ryW5DQDV0m4iFpMpJAttpcYKWbXX99lAq3QTJ"
    "KPElQXYbrPtQTfTEa5dIuj0wXYvh/NWEy511gUNQsvwfa5X3i247xT5JmD3sNo0vzi8Hje"
    "OpxEoA/JM5Q9jzUH7ftLv0S2zaNPrDVzlOaPMWE8AzuUfd+r0D2isvCySyRCmJkvv5W3AN"
    "OnMUy58h2Yq057tYs4PcNTnuGGU3/a5SCajv9RIJJy3C4aLgiG12LhjMJSAayED1oHa09U"
    "yvOP6pE7ks9Ba/Y7sN+1XI2H3yM3jGvkppx0r15reMIeEdupWiKlrWNwiwPfI8aForxpqK"
    "bxKXtEcLeQDW93jsT6yIPrBVJigeTthKpLv9jj4j9CO19Tdr7yF6eDwquD91DPSS3dGWNP"
    "wH/i+7xrqE6B6vm7/RfGMPGzoGUsZKs0akD12B6ghOAZEkJpk+S6AtNMr2eawN+hKXuKZw"
    "mkIMutikdPBMWjJ/XiUYt6SEBqN2yOUJDi/s89fILmirOF5afP9x8bopAZompqIDM4+PPA"
    "Rv5gm71n3y1DN3qFDhYhsgPk+m/Z530/Qq6MMVSyMVOa39xd/lqdgfe391dV45E94Kq6Dx"
    "GQR+gHnaNkPPwe5S+5oYUnYAcG9LDJMfdE/QzKuO11NDgaSpWM0s4gaigio78zgFbfLdQ3"
    "I6uLcFeAnaR7alyPJ99Zw5zaHKw5O7gK1qGaSYdqggA6XsAxlxrfsyJEmSVkfnz67vTi5P"
    "w0e7OyK6IXitMmOmsQJfnilIC6c+ak35rQszoerV5G6mme9DTrBqlbjT/Rn+kHXSKrHKim"
    "XDdM3ViJDdEwtSirvfCseONUzrst3UC1UBb6As2QfVVej5urBPzh5wdog4aodsb7dfoohc"
    "iv9PFgO+Yd6PvgEW7OV9RM9i5+mkqUMbEbuDtvylpzk94Cr2t79WZTGo0e8sy/Sitd3Qd3"
    "W1ZVcx9cfSi0kp5Kl8Yo/begUdBc1u6g9k2mRfyAvglO+/1vTHB2coCi5BZ159TOcwiDBX"
    "5psBXje+usxHzUsNahhV2YREKtEGaHKlQlt3z0g7Yex7MeV/Rn8olev6kyxSq4+p214P2s"
    "kfazSdkZE8u1Dt5xbZxzQabG8ih1BgH2kCkj4BlAQR3Sf89M+iN5jUKa6c0A6imO/o9c8c"
    "CrjQFHPzeXmRYg268zHSeQMkhFqUlgx+x7GaljWpOOaSUugeQU5yg9vdOe3tz5k5rfHKYr"
    "C6c2v7UA3mhBkGT/14wfBknvHq4JhCTjhs+U6cDGuIGNABLHl94/W0Yp6JT0v3vWxMnr1H"
    "pvVgrQJvMGJjO1e33ZnZ0pQkG5Pmu1r/NMsK/zrL6v85EAt5tbUkZqu3Vydk2ps2DnXia9"
    "tzDR0zxgib/fpRK5jFIvjtZ/AD7VfdJU14AKrlO6hmXnyNY1LOPWsORqoReWFa+urynRiR"
    "Wz5ELODeSU3gFRJCcTJB3KUT2UE/0rQXQ6XsEVbZCzLx1sdT5NN8Vuj+vZp8tP1w+zrdB9"
    "0YLsi0aqL/hnXsqIco5QUJj7T+GbIWEddaUOzS1iFCT5pI12blbOVYZtHBgOXShx56rB8h"
    "O2qDc+3Hy430m1waIaLnYapHo940X8Fvm+v/p8/fCv6+1Q3v8pGFG3eanERo6YRtM59rHK"
    "NJ37BgLzKWWw7YyUQNOYFKU6Aeq6rS5TsXORc0DMJ/Tc7XytMlQX+Ex5nkcqne/06qrVgD"
    "L28wzqi/iY4yCK6K9B9Rx0bJLIrRUSHAVr8suE9q53rT5Hd2MCgY3+kCYwB+07gUvIK0ET"
    "kJcC9p04Cz0jC7qWHHsl1L5TuLTxN0nhSxH7Th392rwIi7h7fAbad/Z86PuIZXcBJzLIvL"
    "Imc70EE3lkSnljzMOqHkXjQdeg3gv3DAPBC1zB7bsgRnR0epfLyH3n0YNg1UUcKzhNI6Wj"
    "kziWkfvIo8R2r0J40IYk2Lyd5CV7zO5GesWtN4EL7Fe/h6abl9GDkK8qUew183tp5/pD8i"
    "RVmYo1vuFhhtq8+W30tE94wHDh6ITpVsGtufodh8Rlh/S69GE9qK2f4udd08e9qsqZjXt4"
    "D2+xsu+fA50FJJtTdBc9R1WWokaEPTXnVpoj3chcirK088HmbBV6LajIlId91I+V8Cl5kq"
    "pMEWhix4GuBfrh66H0PFVZ89EjtYQ2Z+tz9BxlWQqwZ1ABg/T5PXBFn/YQP0wlwobeqpWo"
    "r4adWrlyE2/UStRpNLDXfVqV0yj8V2eB7binsN6+1ShN296+lUyLBNU5QsENGf3veul6Dr"
    "c+f7tQgAeSmGrrrEuG2HfqdAMC3YBgfOJ7bkAw3vZ4P4h/Jt/kim6ut7jYML0xXnXLigXn"
    "ZZvsFDFDadzd57yQuDVNHLqcfS/NFBcgCq5p/duvW3cQJla0NjS/wOFLsMC4zSEbW7cTI1"
    "vWup2Ec7WDHEpUEg1rUf0zxJFxx7Gn4ltrrKmvbNCIttT44ZMJ2VR9Kcdmm2rBM6eSN7Uh"
    "EMA1plR+yX+4fn9zd3n75vjiMN6u6n+1UexBFc+1qaxC/kqS2AShiRUT6xHE27IrpDbDjB"
    "O82iF29fHKam51xyHhvTWCVTVDKOjUDdJXziPwGeHQN0wb+/IaqgrW68AaTfVMf/wjNJ4Z"
    "h7J018F7SPf8VIJuyhQIkM11DYVUl4F7SDOV6r+3ptkCr4aDn2XluQjTFNcpnox7Xqn54v"
    "rp9bowkcNeqUrr33Ovlp2UDrPW6ZGWJscWCk92qJ3RkLSP0k1n/LDV2LQPnTVB3bs2p1gF"
    "iW5zvlnz8Wa1080iajqynGIVZPn4vI27WHXwC97iuTpFbBNKVkUdaI0uAcEKcj9N5vbOX1"
    "SdbmNeYbqQ5hJOkywmOQArSEUSLxEvBiuiuYLURIuJJshfGb6JiazWKAP3Sf1mPM8leIYv"
    "HjRZ12MCg5BwDu8Uks1B76NgyxAeH3malEy29UNKIBVtt6O2wX5htJ+zJiYtwzp5JClYSc"
    "Jb0S1xNkG8/1kujFTEqFc113/hp+5t30VN71wiWB/+uxfTrDcpbVF1xjvcJZkugTTNei/Y"
    "xopriMNo/azpwsYMK9e/oUpv6Y2e2D47Rv6N+56dXslNORfuH4rTzexXGsildFhjlolb6B"
    "HyDsdqVrg5Qrnc8nmbLNB5cxro/HTt1jttNu6D2Rj6nTzAAkyfeDXx+ZWNoxQg2kqVt1IZ"
    "fb2YT7/4SvU3rBpPBTGboOkE7GazKbZp15lMlPP+jSVdmTcdHSCynnRlnq7Mm4iwD7Dd3k"
    "yrlLskwnK0gtZFz8V59LOW7CAy6WqnMlDXLaxJo3sEL8Ai2rJihJ4k13Ww5nsN3zZ+NLDF"
    "O5RPXMNXgGmO13C8AD40CLdiQbzbv4jTLK9h+QkT9Ed82BxHmhstvSpMJWtvfnz67vTi5P"
    "w0M/KyKyLbjmPHhY4DCKdgWmDI5RAFrYuzVnVNZ4KypjNOVROrbuTI7k+f7z82kJwhquoB"
    "mcHBnwc28ndRfAXUMi5KEb+U0Td3l79WyX5/e39VDeWxB1xViyWfm0w7QXO750arTgUB7y"
    "utoYuc9izMrbNVezHNIDkbUDKjUYEpqDj7L3HS9WS60Gl84gcsdAKFc0Y35ljBQ0urFFeU"
    "qHTOTp+qJD0FAx9/w84MmvGznOzO4ZocJx0zYjlYAAgFyaxMOUInNOUTmibu3icgAytoDP"
    "S/90lvM9sa1fFOyK5c52j1tpv1nzV2cZNU89V1Ol49bocJ4yJ+llgY/MhAuohzymGPhewZ"
    "KIuNDkCZ2EwOHemAHjafOD6IoFArg2wvb3c0FLujlGjZ8Bk2VGitX3czsHrSfdFCuC8aZf"
    "uiFsSjTjG3OcQVxjYEbkMIL0dVGF5gPFjSP7uy5TZT9/e3pXXg6qYivR9/ubu6poZlpSaA"
    "J9SA1wW6WU1nAPUEuX81HZFlhG6AOIpDbOZUoNrYmbKxM2riYWLzOvjZb8sAEqNbsXodq4"
    "2h9sZQLfsz2maXwsHxjbHgwsny60LC2ZH2/YeGK5tf8nhubI7rPTDTChmPH6Gf0jaMffVb"
    "h6833R/XdXITMKTvahFkc3gWeq4ZRvutEn4rnUBmHXQpnishdfHcpB2rJ2AHBquUQAGra3"
    "Wk9ivwsCotIr1tWlgi4lOqmPa35TjmIDsxPDUftmeCgW0b0fZG4shKMQ+qKa5THHVS9RNR"
    "hBxvqZFhDlIT3EiwH1BzxcAe5JQgrKO4jNUkN5Icuiu6InZguADU9DbSa0EXdVEROU6ZsG"
    "Fv1FLLD0WlsfHZoDLs8qBaejl7SwPoyW16TAHb3/M4+24ZulHXjINFiOwAuf5b9nnfzwYi"
    "e9s7IfVeE73XZHzie95rMlZCJ2obx83kpA3lRCkc1pVtxKp+nZrp7Z0/FKRmon8liE7HK6"
    "hgBzkYHjqAV6Ui2NefAnqpWpiQLM/P2mzpp6OaK8nPapv6kW9Qx4zXZlOYHSjCdIJAIkFA"
    "ifNfqQHsyBOe4zTjEozrthVdJmAnUjISlT+FoLeHjBV83Xyv7KWHqD2/u9Ne3yNbUlQWdD"
    "wcQNd87Yeum/yBCtPmQGdBzf6N2bqLnqMqS3HgcmOS7tljlOXoGRJC38IeaEqepCpTpVNV"
    "NmarfJqLKnwNGyi5hASZTzNuqCS5dygOloB81GSiJY2ZAW6whJMLSHzF6cZKeskENMdGqN"
    "7xG9tb86ktQBSMkMzPzlq58GcCF/6stvPA47RZFnTw8niNlVVgd5D4E/1EarNyfMfm/FYB"
    "ort6SuayRt3M8df/A/Cw9T4="
)
