"""Stock GraphQL clients against a real desk."""
