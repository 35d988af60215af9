"""The GraphQL mutations, one noun a file, each a door to one action."""
