"""Help for those who encode policies."""
