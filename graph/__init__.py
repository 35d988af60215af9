"""The language: GraphQL types, queries, mutations and subscriptions over reads and actions."""
