"""What the stores know of the current snapshot, kept in Redis as well. Whoever is not found there is in Postgres."""
