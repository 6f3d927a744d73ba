"""A simulated Messages API."""
