"""Other people's machines: brokers, market data, language models, Redis; one registry."""
