"""A simulated Gorgias account."""
