"""A quilting shop that does not exist: its products, its customers, and what they would buy."""
