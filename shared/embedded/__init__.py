"""A real PostgreSQL and a real Valkey on a machine that has neither, and the services around them."""
