"""Typed jobs, the retry table, and the bell."""
