"""Market sources: where prices come from, each an implementation of trading.ports.Market."""
