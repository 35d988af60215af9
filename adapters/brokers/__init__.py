"""The brokers, one a file, each an implementation of trading.ports.Broker."""
