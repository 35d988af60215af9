"""What the models cannot say: constraints that db.makemigration writes into every CREATE TABLE, by table and name."""

from typing import Final

# SQL that both databases read alike, over whole numbers: decimals are text on SQLite. A change to a table that
# exists already needs a migration by hand as well.
CONSTRAINTS: Final[dict[str, dict[str, str]]] = {
    "executions": {"executions_quantity": "CHECK (quantity > 0)"},
    "orders": {
        "orders_quantity": "CHECK (quantity > 0)",
        "orders_filled": "CHECK (filled >= 0)",
        "orders_reserved": "CHECK (reserved >= 0)",
    },
    "portfolios": {"portfolios_reserved": "CHECK (reserved >= 0)"},
    "positions": {"positions_basis": "CHECK (basis >= 0 AND (quantity <> 0 OR basis = 0))"},
    "postings": {
        "postings_leg": "CHECK ((amount IS NULL) <> (quantity IS NULL))",
        "postings_symbol": "CHECK (quantity IS NULL OR symbol IS NOT NULL)",
        "postings_entry": (
            "FOREIGN KEY (entry_id) REFERENCES journal_entries (id)\n"
            "        ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED"
        ),
    },
}
