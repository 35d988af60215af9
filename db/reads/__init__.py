"""Every query, one noun a file."""
