"""Opinion: facts in, scored views out; no network and no database."""
