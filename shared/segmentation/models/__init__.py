"""Models of when customers buy again, and for how much."""
