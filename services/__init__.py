"""Thin processes. None imports another."""
