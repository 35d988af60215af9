"""The GraphQL subscriptions, one stream a file."""
